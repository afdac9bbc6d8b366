"""Speakers in German where what stands first need not be the subject, and things stand beside people."""

import pytest

from newsparse.article import Paragraph, Quote
from newsparse.languages import Languages
from newsparse.parser.quotes import find_quotes

LANGUAGES = Languages()
WHO_IS_WHO = "Der Wirt Jan Ott und die Richterin Eva Kern trafen sich in Seebach."


def read(*texts: str) -> tuple[Quote, ...]:
    """The quotes of German paragraphs, behind one that names two people in full."""
    body = tuple(Paragraph(text=text) for text in (WHO_IS_WHO, *texts))
    return find_quotes(body, (LANGUAGES.get("de"), *LANGUAGES.common))


def speakers(*texts: str) -> list[str | None]:
    """Who speaks each quote, as written."""
    return [quote.speaker for quote in read(*texts)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jede Schuld weist Ott „in aller Schärfe“ von sich.", "Ott"),
        ("Die Pläne der Stadt nannte Ott „völlig verrückt“.", "Ott"),
        ("Eine Klage hält Kern für „nicht mehr nötig“.", "Kern"),
        ("Die Pläne hatte Ott als „völlig verrückt“ bezeichnet.", "Ott"),
        ("Die Reform hat der Präsident immer wieder gelobt: „Sie ist gut.“", "der Präsident"),
        ("Negativ fiel das Urteil aus, Ott sah „kaum noch Chancen“.", "Ott"),
        ("Die Aktien des Hafens nannte der Händler „ein totes Papier“.", "der Händler"),
        ("Die Zahlen nannte die Opposition „ein großes Debakel“.", "die Opposition"),
        ("Anders sieht das Ott: „Er kommt zu spät.“", "Ott"),
        ("Schon Anfang März hatte die Stadt erklärt: „Er kommt zu spät.“", "die Stadt"),
        ("Als Grund für den Schritt nannte die Stadt „die leeren Kassen“.", "die Stadt"),
        ("Enttäuscht zeigte sich Trainer Uwe Feld: „Wir haben verloren.“", "Uwe Feld"),
        ("Für Ott ist das „ein großes Debakel“.", "Ott"),
        ("Für die Ministerin ist das „ein starkes Zeichen“.", "die Ministerin"),
    ],
)
def test_an_object_in_front(text: str, speaker: str) -> None:
    """Whom the story knows by name, number and case tell the subject from an object in front."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Opposition warf Kern vor, „viel zu lange“ gewartet zu haben.", "Die Opposition"),
        ("Der Opposition warf Kern vor, „viel zu lange“ gewartet zu haben.", "Kern"),
        ("Der Kurier kritisierte Ott „in aller Schärfe“.", "Der Kurier"),
        ("„Er kommt zu spät“, sagte der Zeitung am Montag der Minister.", "der Minister"),
        ("Der Zeitung „Kurier“ sagte Ott, der Bau sei „völlig marode“.", "Ott"),
        ("Um klar zu sein, entwarf Ott ein Modell: „Er kommt zu spät.“", "Ott"),
        ("Nachdem Kern erklärt hatte, sie sei „sehr müde“, brach der Rat alles ab.", "Kern"),
        ("Der Bau ist auch von der Kammer als „völlig marode“ bezeichnet worden.", "der Kammer"),
        ("Ott wird von Kern als „Mann mit Plan“ bezeichnet.", "Kern"),
        ("Kern hat Ott einen „Mann mit Plan“ genannt.", "Kern"),
        ("Mehr Geld nannte Ott „sehr nötig“, was von Kern als „falsch“ verurteilt wurde.", "Kern"),
    ],
)
def test_to_whom_and_by_whom(text: str, speaker: str) -> None:
    """To whom something is said is no subject; by whom it is done is who speaks."""
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Kurier zitierte Ott mit den Worten: „Er kommt zu spät.“", "Ott"),
        ("Das Blatt zitiert Jan Ott mit den Worten „Er kommt zu spät“.", "Jan Ott"),
        ("„Er kommt zu spät“, zitierte der Kurier den Wirt.", "den Wirt"),
        ("„Er kommt zu spät“, wie Ott vom Kurier zitiert wird.", "Ott"),
        ("Ott wurde vom Kurier mit den Worten zitiert: „Er kommt zu spät.“", "Ott"),
        ("Ott zitierte aus dem Brief: „Er kommt zu spät.“", "Ott"),
        ("Ott zitiert der Kurier mit den Worten: „Er kommt zu spät.“", "Ott"),
        ("„Er kommt zu spät“, zitierte Ott ein altes Lied.", "Ott"),
    ],
)
def test_who_is_cited(text: str, speaker: str) -> None:
    """Who is cited speaks, not who cites."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Das Problem: „Er kommt zu spät.“",
        "Das Fazit zum Hafen: „Er kommt zu spät.“",
        "Kritik an der Stadt: „Er kommt zu spät.“",
        "Das Treffen war sehr bewegend: „Er kommt zu spät.“",
        "Auf dem Grabstein steht eine Zeile aus dem Lied: „Er kommt zu spät.“",
        "Es gab kein Geld dafür. „Er kommt zu spät.“",
        "Die Gilde brauchte einen „besonders guten“ Namen.",
    ],
)
def test_things_do_not_speak(text: str) -> None:
    """Without a verb of speech only people, and bodies of them, are taken to speak."""
    assert speakers(text) == [None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Richterin ist begeistert: „Er kommt zu spät.“", "Die Richterin"),
        ("Ein junger Mann schüttelt den Kopf: „Er kommt zu spät.“", "Ein junger Mann"),
        ("Die Feuerwehr auf ihrer Seite: „Er kommt zu spät.“", "Die Feuerwehr"),
        ("Die BBF blieb hart: „Er kommt zu spät.“", "Die BBF"),
        ("Kritik kam auch von der Richterin: „Er kommt zu spät.“", "der Richterin"),
        ("Scharfe Kritik kam von Ott: „Er kommt zu spät.“", "Ott"),
        ("Von Pfarrer Ott kam scharfe Kritik: „Er kommt zu spät.“", "Ott"),
    ],
)
def test_who_stands_before_a_colon(text: str, speaker: str) -> None:
    """A colon needs no verb of speech where somebody stands before it."""
    assert speakers(text) == [speaker]


def test_a_new_thing_inherits_nobody() -> None:
    """What is told of somebody or something new is not said by whom the paragraph quotes."""
    text = "„Das ist gut“, sagte Ott. Am Tor steht ein alter Satz: „Wer kommt, der bleibt.“"
    assert speakers(text) == ["Ott", None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Dieser sagte: „Er kommt zu spät.“", "Dieser"),
        ("„Er kommt zu spät“, rief jemand.", "jemand"),
        ("„Er kommt zu spät“, rief einer der Gäste.", "einer der Gäste"),
        ("„Er kommt zu spät“, meinten andere.", "andere"),
        ("Viele nannten ihn einen „sehr guten Mann“.", "Viele"),
        ("„Er kommt zu spät“, meint der 28-jährige Däne.", "der 28-jährige Däne"),
        ("„Er kommt zu spät“, sagte die Hafener Ministerin.", "die Hafener Ministerin"),
        ("Der Zweite Vorsitzende der Kammer, Uwe Feld, sagte: „Wir warten.“", "Uwe Feld"),
        ("Er gehe, sagt der Wirt Jan Ott, und fügt hinzu: „Er kommt zu spät.“", "Jan Ott"),
    ],
)
def test_words_that_stand_for_people(text: str, speaker: str) -> None:
    """Pronouns without a noun speak as people do; a title is no name."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("„Er kommt zu spät“, so sagte Ott am Abend.", "Ott"),
        ("Er sei „sehr alt“ gewesen, so hieß es in einem Brief der Bahn.", "einem Brief der Bahn"),
        ("„Er kommt zu spät“, so heißt es weiter in dem Brief.", "dem Brief"),
        ("Auf der Seite der Firma heißt es dazu: „Wir warten nicht.“", "der Seite der Firma"),
        ("Wie es in dem Bericht heißt, sei der Bau „völlig sinnlos“.", "dem Bericht"),
        ("Im Bericht ist von einem „großen alten Debakel“ die Rede.", "Bericht"),
        ("Bei der Polizei war von einem „großen Debakel“ die Rede.", "der Polizei"),
        ("Nach Ansicht Otts ist das „ein großes Debakel“.", "Ott"),
        ("Ott sprach im Rat von „Pfusch“.", "Ott"),
        ("Vonseiten der Stadt hieß es, das sei „ein schwerer Fehler“.", "der Stadt"),
        ("„Sehr müde“ sei er gewesen, teilte die Polizei mit.", "die Polizei"),
    ],
)
def test_where_it_is_said(text: str, speaker: str) -> None:
    """What words stand in speaks where nobody does, wherever the sentence tells that."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("texts", "speaker"),
    [
        (("„Das ist Pfusch“, sagte Ott.", "Der Hafen sei „völlig marode“."), "Ott"),
        (("„Das ist Pfusch“, sagte Ott. Die Stadt verkenne „die Lage“.",), "Ott"),
        (("Ott kam erst am Abend. Er habe „nie gelogen“.",), "Ott"),
        (("In dem Brief heißt es, er sei alt. Man habe „nie gelogen“.",), "dem Brief"),
        (("Ein Gutachten kommt zu dem Schluss, es sei „zu spät“.",), "Ein Gutachten"),
        (("Es war kalt.", "Der Hafen sei „völlig marode“."), None),
    ],
)
def test_whose_words_are_reported(texts: tuple[str, ...], speaker: str | None) -> None:
    """Reported speech is of whom the clause, sentence or quote before it tells."""
    assert speakers(*texts)[-1] == speaker


@pytest.mark.parametrize(
    ("texts", "person"),
    [
        (("Uwe Ost. Auf dem Dach stand er.", "„Ja“, sagte Ost."), "Uwe Ost"),
        (("Glauben Sie das. „Nein“, rief die Frau.",), None),
    ],
)
def test_names_end_with_their_sentence(texts: tuple[str, ...], person: str | None) -> None:
    """The first word of the next sentence is no part of a name, nor is "Sie"."""
    assert read(*texts)[-1].resolved_speaker == person
