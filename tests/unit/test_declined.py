"""Speakers in German, where articles have cases and the verb may stand last."""

import pytest

from newsparse.article import Paragraph, Quote
from newsparse.languages import Languages
from newsparse.parser.quotes import find_quotes

LANGUAGES = Languages()


def read(*texts: str) -> tuple[Quote, ...]:
    """The quotes of German paragraphs."""
    body = tuple(Paragraph(text=text) for text in texts)
    return find_quotes(body, (LANGUAGES.get("de"), *LANGUAGES.common))


def speakers(*texts: str) -> list[str | None]:
    """Who speaks each quote, as written."""
    return [quote.speaker for quote in read(*texts)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Den Umbau der Schleuse nannte er „eine teure Posse“.", "er"),
        ("Die Pläne für den Umbau bezeichnete er als „teure Posse“.", "er"),
        ("Nach dem Treffen mit der Chefin sagte der Küster: „Sie bleibt zu.“", "der Küster"),
        ("Eva Kern dankte den Helfern nach dem Fest und sagte: „Das war schön.“", "Eva Kern"),
        ("Als Kapitän lobte er vor allem die Crew: „Sie hat nie gezögert.“", "er"),
        ("Nach langem Streit teilte dessen Vertreter mit: „Wir hören auf.“", "dessen Vertreter"),
        ("Eva Kern, Leiterin der Schleuse, sagte Reportern: „Sie ist dicht.“", "Eva Kern"),
        ("Eva Kern, Leiterin der Schleuse sagte am Abend: „Sie ist dicht.“", "Eva Kern"),
        ("Die Wand sei dicht, sagte Ott: „Da kommt nichts durch.“", "Ott"),
        ("Er gehe jetzt, sagte Ott: „Mir reicht es.“", "Ott"),
        ("Es gilt: Mal lobte Ott den Bau „über alle Maßen“, mal schwieg er.", "Ott"),
        ("Die Tore haben ihren Preis, erzählt Ott: „Sie sind von Hand gemacht.“", "Ott"),
        ("Kern kam spät, und sie nannte den Bau „ein schönes Stück Arbeit“.", "sie"),
        ("Ott nannte sie „eine kluge Frau mit Plan“.", "Ott"),
        ("Dass die Schleuse zu bleibt, hält Jan Ott für „vollkommen falsch“.", "Jan Ott"),
        ("Ott lobte die Tore als „fest“, Rektorin Eva Kern lobte ihre „schöne Form“.", "Eva Kern"),
        ("Vor Ort war auch die Küsterin Eva Kern („Wir halten das Haus offen.“).", "Eva Kern"),
        ("Es kamen Jan Ott und die Küsterin Eva Kern: „Wir bleiben hier.“", "Eva Kern"),
        ("Die Schleuse wird von Eva Kern als „schönes Denkmal“ bezeichnet.", "Eva Kern"),
        ("Für Jan Ott ist die Lage der Schleuse „vollkommen aussichtslos“.", "Jan Ott"),
        ("„Sie bleibt zu“, hat Jan Ott gesagt.", "Jan Ott"),
        ("„Sie bleibt zu“, so etwa Jan Ott.", "Jan Ott"),
        ("„Sie bleibt zu“, wie Jan Ott am Montag sagte.", "Jan Ott"),
        ("„Sie bleibt zu“, sagte Ott dieser Zeitung.", "Ott"),
        ("„Sie bleibt zu“, sagte Jan Ott von der Gewerkschaft der Maler.", "Jan Ott"),
        ("„Sie bleibt zu“, sagte der 35 Jahre alte Klempner.", "der 35 Jahre alte Klempner"),
        ("„Sie bleibt zu“, sagte der 48-Jährige.", "der 48-Jährige"),
        ("„Sie bleibt zu“, heißt es in dem Brief der Bahn.", "dem Brief der Bahn"),
        ("„Sie bleibt zu“, so das Fazit der Bahn.", "der Bahn"),
        ("„Sie bleibt zu“, lautet die knappe Antwort von Jan Ott.", "Jan Ott"),
        ("Laut dem „Neuen Boten“ war sie „völlig außer Kontrolle“.", "Neuen Boten"),
        ("Der Kai bleibt „zu eng“, obwohl Eva Kern ihn lobt, so Ott.", "Ott"),
        (
            "Auf den Bau blickte Eva Kern, Leiterin der Bahn, in ihrer Rede: „Er ist da.“",
            "Eva Kern",
        ),
        ("Der Küster lobte laut eigenen Angaben „ein schönes Stück Arbeit“.", "Der Küster"),
        ("Von der Bahn heißt es: „Wir bauen die Brücke.“", "der Bahn"),
        ("Die Zeitung „Neuer Bote“ schrieb: „Sie bleibt zu.“", "Zeitung „Neuer Bote“"),
        (
            "Laut einer Mitteilung der Bahn war sie „völlig außer Kontrolle“.",
            "einer Mitteilung der Bahn",
        ),
    ],
)
def test_subjects(text: str, speaker: str) -> None:
    """A noun behind a preposition or "dem" is no subject; what stands first need not be one."""
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jan Ott sprach von Pfusch. Die Wand sei „nach zwei Tagen gerissen“.", "Jan Ott"),
        ("„Das ist Pfusch“, sagte Ott. Die Wand habe „nach zwei Tagen Risse gehabt“.", "Ott"),
        ("Ott klagte. Sie sei alt. Deshalb könne man sie „nicht mehr retten“.", "Ott"),
        (
            "Die Wand sei „nach zwei Tagen gerissen“, weil der Mörtel fehlte, so Jan Ott.",
            "Jan Ott",
        ),
        ("Die Wand war „nach zwei Tagen gerissen“, sagte Jan Ott.", "Jan Ott"),
        ("Es war kalt. Die Wand sei „nach zwei Tagen gerissen“.", None),
    ],
)
def test_reported_speech(text: str, speaker: str | None) -> None:
    """In the mood of reported speech, a sentence's subject is not who speaks."""
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The wall was “a mess from the start” that nobody wanted, said Ott.", "Ott"),
        ("It was “a mess from the start” Jan Ott, who built it, told Rest Magazine.", "Jan Ott"),
        ("The question “what have you done” was asked, answered below, but not by all.", None),
    ],
)
def test_a_tail_in_other_languages(text: str, speaker: str | None) -> None:
    """The clause that ends the sentence says whose a phrase in it is."""
    body = (Paragraph(text=text),)
    quotes = find_quotes(body, (LANGUAGES.get("en"), *LANGUAGES.common))
    assert [quote.speaker for quote in quotes if quote.speaker] == [speaker] * bool(speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("„Die Wand ist gerissen.“ Das sagte Jan Ott der Zeitung.", "Jan Ott"),
        ("„Die Wand ist gerissen“. Das musste Jan Ott am Abend einräumen.", "Jan Ott"),
        ("„Die Wand ist gerissen“ und „Das Tor ist offen“, sagte Jan Ott.", "Jan Ott"),
    ],
)
def test_a_sentence_about_the_quote(text: str, speaker: str) -> None:
    """What follows may say it of one quote, or of two that are joined."""
    assert set(speakers(text)) == {speaker}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jan Ott nannte den Plan einen „Irrweg“.", ["Irrweg"]),
        ("Jan Ott wies das als „Unsinn“ zurück.", ["Unsinn"]),
        ("Jan Ott nannte seinen Kahn „Hoffnung“.", []),
        ("Die Werft baute einen „Vermessungskahn“.", []),
    ],
)
def test_a_single_noun(text: str, words: list[str]) -> None:
    """A noun is a quote where somebody says what something is."""
    assert [quote.text for quote in read(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "So sind wir nicht allein. „Sie bleibt noch lange zu.“",
        "Die Lage war besser als erwartet. „Sie bleibt noch lange zu.“",
        "Die Wand wurde als „nicht mehr zu retten“ bezeichnet.",
    ],
)
def test_nobody_is_said_to_speak(text: str) -> None:
    """ "So", a comparison and a passive without an agent name no speaker."""
    assert speakers(text) == [None]


def test_a_phrase_of_another_sentence_inherits_nobody() -> None:
    """Words within a sentence belong to whom that sentence names."""
    text = "Ott nannte sie „ein Stück Heimat“. Am Hafen waren nun „ernste Mängel am Tor“ zu sehen."
    assert speakers(text) == ["Ott", None]


def test_a_sentence_may_end_without_a_blank() -> None:
    """As where a page has lost a line break."""
    text = "Der Kahn wurde 2008 gebaut.Eva Kern vom Hafenamt lobte ihn: „Er ist schön.“"
    assert speakers(text) == ["Eva Kern"]


@pytest.mark.parametrize(
    ("texts", "person"),
    [
        (("Der Klempner Jan Ott kam.", "Der Klempner sagte: „Ich bin da.“"), "Jan Ott"),
        (("Die Freie Gemeinde tagte. Die Gemeinde kam.", "„Ich bin da“, sagte er."), None),
        (("Nach Angaben von Küster Jan Ott war es kalt.", "„Ja“, sagte Ott."), "Jan Ott"),
    ],
)
def test_who_is_meant(texts: tuple[str, ...], person: str | None) -> None:
    """Nouns behind articles are no part of a name, and no person."""
    assert read(*texts)[-1].resolved_speaker == person
