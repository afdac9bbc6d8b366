"""Speakers: whom a pronoun, a surname, a description or nothing at all means."""

import pytest

from newsparse.article import Paragraph, Quote
from newsparse.languages import Languages
from newsparse.parser.quotes import find_quotes

LANGUAGES = Languages()


def read(code: str, *texts: str) -> tuple[Quote, ...]:
    """The quotes of paragraphs in the language *code*."""
    body = tuple(Paragraph(text=text) for text in texts)
    return find_quotes(body, (LANGUAGES.get(code), *LANGUAGES.common))


def people(code: str, *texts: str) -> list[str | None]:
    """The full name of each quote's speaker."""
    return [quote.resolved_speaker for quote in read(code, *texts)]


ARRIVED = (
    "Harbour master Ada Lund arrived at the old bridge at noon. Her brother Tom Berg was there."
)


@pytest.mark.parametrize(
    ("code", "texts", "person"),
    [
        ("en", (ARRIVED, "“It is old,” Lund said."), "Ada Lund"),
        ("en", (ARRIVED, "“It is old,” the harbour master said."), "Ada Lund"),
        ("en", ("Ada Lund met Tom Berg.", "“It is old,” she said."), "Ada Lund"),
        ("en", ("Ada Lund saw it.", "“It is old,” she said.", "“It is,” she said."), "Ada Lund"),
        ("en", ("Ada Lund’s boat sank. Tom Berg saw it.", "“It sank,” he said."), "Tom Berg"),
        ("en", ("Ada Lund and Jo Holm left. Tom Berg stayed.", "“I stay,” he said."), "Tom Berg"),
        ("en", ("Ada Lund says the bridge is old.", "“Nobody has painted it.”"), "Ada Lund"),
        ("en", ("In York nobody saw Ada Lund. She came late.", "“I am,” she said."), "Ada Lund"),
        ("de", ("Am Nachmittag kam der Klempner Jan Ott.", "„Ich bin da“, sagte er."), "Jan Ott"),
        ("de", ("Die Kantorin Eva Kern kam.", "„Ich bin da“, sagte Kern."), "Eva Kern"),
        ("de", ("Jan Ott kam.", "„Ich bin da“, sagte Polizeichef Ott."), "Jan Ott"),
        ("de", ("Lampe-Banker Jan Ott kam.", "„Ich bin da“, sagte Ott."), "Jan Ott"),
        ("de", ("EVP-Mann Jan Ott kam. Ott lachte.", "„Ich bin da“, sagte Ott."), "Jan Ott"),
        ("de", ("Das weiß Samir al-Masri.", "„Ich bin da“, sagte al-Masri."), "Samir al-Masri"),
        ("en", ("Samir al-Masri saw it.", "“It is old,” al-Masri said."), "Samir al-Masri"),
        ("en", ("Samir al-Masri saw it.", "“It is old,” Masri said."), "Samir al-Masri"),
        ("sv", ("Bonden Nils Ek bor vid ån.", "– Den är djup, säger han."), "Nils Ek"),
        (
            "sv",
            ("Nils Ek bor vid ån. I byn bor Åsa Öberg.", "– Den är djup, säger Ek."),
            "Nils Ek",
        ),
        ("nn", ("Om bord har Jorunn Li steikt vaflar.", "– Dei er gode, seier ho."), "Jorunn Li"),
        ("fi", ("Kauppias Helvi Salo avasi ovet.", "– Se oli karhu, hän sanoo."), "Helvi Salo"),
        ("pl", ("Prezes Jan Nowak zna most.", "– Jest stary – mówi prezes."), "Jan Nowak"),
        ("ru", ("Мост чинит Иван Лукашин.", "— Он стар, — говорит Лукашин."), "Иван Лукашин"),
        ("hu", ("A hidat Vadas Ferenc építi.", "– Régi híd – mondta Vadas."), "Vadas Ferenc"),
        ("id", ("Darmo Wicaksana memimpin.", "“Kami siap,” kata Darmo."), "Darmo Wicaksana"),
    ],
)
def test_who_is_meant(code: str, texts: tuple[str, ...], person: str) -> None:
    """A surname, a first name, a title, a pronoun or nothing: the one person who fits."""
    assert people(code, *texts)[-1] == person


@pytest.mark.parametrize(
    "texts",
    [
        ("Nobody was there.", "“It is old,” he said."),
        ("Ada Lund came. Eva Lund stayed.", "“It is old,” Lund said."),
        ("Ada Lund came.", "“It is old,” they said."),
        ("Ada Lund came.", "“It is old,” a spokesman said."),
    ],
)
def test_nobody_is_guessed(texts: tuple[str, ...]) -> None:
    """Rather no name than a wild guess."""
    assert people("en", *texts)[-1] is None


def test_nouns_with_capitals_are_nobody() -> None:
    told = "„Es ist ein großer Schaden für uns“, sagte er."
    assert people("de", "Der Rat will Tonnen Fisch kaufen.", told) == [None]
    assert people("de", "Jan Ott will Tonnen Fisch kaufen.", told) == ["Jan Ott"]
    assert people("de", "Am Kai saß Jan Ott (61) im Regen.", told) == ["Jan Ott"]


def test_what_a_pronoun_told_of_a_person_excludes_others() -> None:
    """Who was "she" once is not "he" later, though nearer."""
    texts = (
        "Tom Berg owns the boat.",
        "Ada Lund steers it.",
        "“It is old,” she said.",
        "Lund left.",
        "“It is mine,” he said.",
    )
    assert people("en", *texts) == ["Ada Lund", "Tom Berg"]


def test_a_second_quote_has_the_speaker_of_the_first() -> None:
    """By name, where the first has a pronoun."""
    first, second = read("en", "Ada Lund came. “It is old,” she said. “We shall mend it.”")
    assert (first.speaker, first.resolved_speaker) == ("she", "Ada Lund")
    assert (second.speaker, second.resolved_speaker) == ("Ada Lund", "Ada Lund")
    assert second.continues


def test_the_source_is_not_the_speaker() -> None:
    """Who passed the words on; alone, whose words they are."""
    (quote,) = read("en", "“It is old,” the mayor said, according to The Post.")
    assert (quote.speaker, quote.source) == ("the mayor", "The Post")
    (quote,) = read("en", "Ada Lund said “it is an old bridge”, according to The Post.")
    assert (quote.speaker, quote.source) == ("Ada Lund", "The Post")


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("en", "According to Ada Lund, it is “in a deplorable state of repair”.", "Ada Lund"),
        ("de", "Jan Ott zufolge war die Lage „außer Kontrolle“.", "Jan Ott"),
        ("de", "Nach Einschätzung von Jan Ott ist sie „völlig außer Kontrolle“.", "Jan Ott"),
        ("sv", "Enligt Åsa Öberg är bron ”i ett uselt skick”.", "Åsa Öberg"),
        ("fi", "Liisa Virtasen mukaan silta on ”erittäin huonossa kunnossa”.", "Liisa Virtasen"),
        ("hu", "Kovács Anna szerint a híd „nagyon rossz állapotban van”.", "Kovács Anna"),
        ("tr", "Ali Kaya'ya göre köprü “çok kötü bir durumda”.", "Ali Kaya"),
        ("hi", "राम कुमार के अनुसार पुल “बहुत ही खराब हालत में है”।", "राम कुमार"),
        ("ko", "김민수 시장에 따르면 “매우 나쁜 상태로 남아 있다”고 한다.", "김민수 시장"),
        ("ja", "山田市長によると、橋は「とても危険な状態にある」。", "山田市長"),
    ],
)
def test_according_to(code: str, text: str, speaker: str) -> None:
    """The words stand before the source, or behind it."""
    assert [quote.speaker for quote in read(code, text)] == [speaker]


def test_nobody_in_particular_is_no_speaker() -> None:
    """What one reads in a letter is said by the letter."""
    (quote,) = read("de", "In dem Brief der Bahn heißt es: „Wir bauen die Brücke.“")
    assert (quote.speaker, quote.cue) == ("dem Brief der Bahn", "heißt")
    (quote,) = read("de", "„Wir bauen die Brücke“, heißt es.")
    assert (quote.speaker, quote.cue) == (None, "heißt")
