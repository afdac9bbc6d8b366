"""Quotes: which words are somebody's, by the conventions of each language."""

import pytest

from newsparse.article import BlockQuote, Element, Paragraph, PullQuote, Quote
from newsparse.languages import Languages
from newsparse.parser.quotes import find_quotes

LANGUAGES = Languages()


def read(code: str, *texts: str | Element) -> tuple[Quote, ...]:
    """The quotes of a body in the language *code*."""
    body = tuple(Paragraph(text=text) if isinstance(text, str) else text for text in texts)
    return find_quotes(body, (LANGUAGES.get(code), *LANGUAGES.common))


def said(code: str, *texts: str | Element) -> list[tuple[str, str | None]]:
    """Each quote's words and speaker."""
    return [(quote.text, quote.speaker) for quote in read(code, *texts)]


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("en", "“[The bridge opens in spring],” said Ada Lund.", "Ada Lund"),
        ("en", '"[The bridge opens in spring]," said Ada Lund.', "Ada Lund"),
        ("en", "‘[The bridge opens in spring],’ said Ada Lund.", "Ada Lund"),
        ("en", "''[The bridge opens in spring],'' said Ada Lund.", "Ada Lund"),
        ("en", "``[The bridge opens in spring],'' said Ada Lund.", "Ada Lund"),
        ("en", "Sgt. Ada Lund said: “[The bridge opens in spring].”", "Ada Lund"),
        ("en", "Ada Lund told The Post: “[The bridge opens in spring].”", "Ada Lund"),
        ("en", "“[Never],” said Ada Lund.", "Ada Lund"),
        ("es", "«[Es viejo]», ha dicho este lunes la ministra, Ana Gil.", "Ana Gil"),
        ("de", "„[Die Brücke ist offen]“, sagte Jan Ott.", "Jan Ott"),
        ("de", "»[Die Brücke ist offen]«, sagte Jan Ott.", "Jan Ott"),
        ("de", "Am Montag sagte der Sprecher der Bahn, Jan Ott: „[Sie ist offen].“", "Jan Ott"),
        ("de", "Jan Ott, Chef der Gruppe „Neue Wege“, sagte: „[Sie ist offen].“", "Jan Ott"),
        ("de", "„[Die Brücke ist offen]“, ätzte Jan Ott.", "Jan Ott"),
        ("de", "„[Die Brücke ist offen]“, schrieb der „Neue Bote“.", "Neue Bote"),
        ("fr", "« [Le pont est ouvert] », a déclaré Marie Petit.", "Marie Petit"),
        ("sv", "”[Bron öppnar i vår]”, säger Åsa Öberg.", "Åsa Öberg"),
        ("da", "»[Broen åbner til foråret],« siger Karen Holm.", "Karen Holm"),
        ("pl", "„[Most będzie gotowy wiosną]” – powiedziała Anna Nowak.", "Anna Nowak"),
        ("cs", "„[Most otevřeme na jaře],“ řekl Jan Novák.", "Jan Novák"),
        ("hu", "„[A híd tavasszal nyílik]” – mondta Kovács Anna.", "Kovács Anna"),
        ("ru", "«[Мост откроют весной]», — сказал Иван Петров.", "Иван Петров"),
        ("uk", "«[Міст відкриють навесні]», — сказала Олена Коваль.", "Олена Коваль"),
        ("el", "«[Η γέφυρα θα ανοίξει την άνοιξη]», είπε η Μαρία Παππά.", "Μαρία Παππά"),
        ("tr", "Ali Kaya, “[Köprü baharda açılacak]” dedi.", "Ali Kaya"),
        ("tr", "“[Köprü baharda açılacak]” diyen Ali Kaya köprüyü gezdi.", "Ali Kaya"),
        ("tr", "Ali Kaya şöyle konuştu: “[Köprü baharda açılacak].”", "Ali Kaya"),
        ("vi", 'Ông Nguyễn Văn An nói: "[Cây cầu sẽ mở vào mùa xuân]."', "Nguyễn Văn An"),
        ("ar", 'وقال أحمد علي: "[سنصلح الجسر قبل نهاية الشتاء]".', "أحمد علي"),
        ("ar", '"[سنصلح الجسر قبل نهاية الشتاء]"، قالت سلمى حسن.', "سلمى حسن"),
        ("he", 'אמר ד"ר כהן: "[הגשר יתוקן לפני סוף החורף]".', 'ד"ר כהן'),
        ("he", 'דוד כהן אמר: "[הגשר יתוקן לפני סוף החורף]".', "דוד כהן"),
        ("fa", "علی رضایی گفت: «[پل تا پایان زمستان تعمیر خواهد شد].»", "علی رضایی"),
        ("hi", "राम कुमार ने कहा, “[पुल अगले वसंत तक ठीक हो जाएगा]।”", "राम कुमार"),
        ("hi", "“[पुल अगले वसंत तक ठीक हो जाएगा],” सीता देवी ने कहा।", "सीता देवी"),
        ("zh", "王明昨天在会上表示：「[我们会继续努力修好这座桥]。」", "王明"),
        ("zh", "“[这座桥已经用了一百年]。”李华说。", "李华"),
        ("ja", "山田太郎市長は「[橋は来年の春までに直します]」と述べた。", "山田太郎市長"),
        ("ja", "「[橋が直ってとてもうれしい]」と佐藤花子さんは話した。", "佐藤花子さん"),
        ("ko", "김민수 시장은 “[다리는 내년 봄까지 고치겠습니다]”라고 말했다.", "김민수 시장"),
    ],
)
def test_marked_speech_and_its_speaker(code: str, text: str, speaker: str) -> None:
    """Whatever the marks are, and on whichever side of them the clause stands."""
    words = text[text.index("[") + 1 : text.index("]")]
    ((quoted, who),) = said(code, text.replace("[", "").replace("]", ""))
    assert quoted.strip(".,。।") == words
    assert who == speaker


@pytest.mark.parametrize(
    ("code", "text", "parts", "speaker"),
    [
        (
            "en",
            "“The bridge opens,” said Ada Lund, “in the spring.”",
            ["The bridge opens,", "in the spring."],
            "Ada Lund",
        ),
        (
            "fr",
            "« Le pont, dit-elle, ouvrira en mai. »",
            ["Le pont", "ouvrira en mai."],
            "elle",
        ),
        ("ru", "«Мост, — добавил Петров, — откроют».", ["Мост", "откроют"], "Петров"),
        (
            "pl",
            "– Most jest gotowy – mówi Jan Nowak. – Nareszcie.",
            ["Most jest gotowy", "Nareszcie."],
            "Jan Nowak",
        ),
        (
            "es",
            "—El puente está abierto —dijo Marta Ruiz—. Por fin.",
            ["El puente está abierto", "Por fin."],
            "Marta Ruiz",
        ),
        (
            "ru",
            "— Мост открыт, — сказала Анна Белова. — Мы рады.",
            ["Мост открыт", "Мы рады."],
            "Анна Белова",
        ),
        (
            "sv",
            "– Bron är öppen, säger Åsa Öberg. Vi är glada.",
            ["Bron är öppen", "Vi är glada."],
            "Åsa Öberg",
        ),
        (
            "fi",
            "– Silta on auki, Liisa Virtanen sanoo.",
            ["Silta on auki"],
            "Liisa Virtanen",
        ),
    ],
)
def test_a_clause_inside_parts_an_utterance(
    code: str, text: str, parts: list[str], speaker: str
) -> None:
    """The parts have one speaker, and the later ones say that they go on."""
    quotes = read(code, text)
    assert [quote.text for quote in quotes] == parts
    assert {quote.speaker for quote in quotes} == {speaker}
    assert [quote.continues for quote in quotes] == [False, *[True] * (len(parts) - 1)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "They watched “The Long Way Home” and read “War and Peace”."),
        ("en", "The band “New Ways of Seeing” said it would split."),
        ("en", 'William “Bill” Larsen bought a 32" screen and a 6\' 2" ladder.'),
        ("en", "The so-called “experts” came, and the “free” drinks were gone."),
        ("en", "The list has “yeet,” “optics,” “ghosting” and “eschew.”"),
        ("en", "The team won 3–1. – 3–1 it was."),
        ("en", "- milk; bread; butter"),
        ("en", "– 12 degrees in the morning"),
        ("de", "Der Film „Die lange Nacht“ lief gestern."),
        ("de", "Die Gruppe „Neue Wege“ sagte das Treffen ab."),
        ("he", 'ד"ר כהן וח"כ לוי נפגשו.'),
        ("zh", "这座桥名为“友谊大桥”。"),
    ],
)
def test_marks_that_set_off_no_speech(code: str, text: str) -> None:
    """Titles, nicknames, words at arm's length, inches, lists, scores."""
    assert read(code, text) == ()


def test_a_phrase_in_a_sentence_is_its_speakers() -> None:
    """German reports quote single words; only those that begin like no name count."""
    text = "Der Chef der Bahn, Jan Ott, sagte, der Plan sei „machbar“, aber „sehr teuer“."
    assert said("de", text) == [("machbar", "Jan Ott"), ("sehr teuer", "Jan Ott")]


def test_a_question_and_its_answer_side_by_side() -> None:
    """Two utterances are no list of words."""
    text = "She asked: “Who did it?” “I did,” said Tom Berg."
    assert said("en", text) == [("Who did it?", "She"), ("I did,", "Tom Berg")]


def test_marks_within_marks_are_part_of_the_quote() -> None:
    text = "“He told me, ‘Never come back,’ and I went,” said Ada Lund."
    assert said("en", text) == [("He told me, ‘Never come back,’ and I went,", "Ada Lund")]


@pytest.mark.parametrize("text", ["“The bridge", "The bridge”", "“", "«»", "– ", "“ ” “", "‘‘‘"])
def test_unclosed_marks_refuse_nothing(text: str) -> None:
    assert all(quote.text for quote in read("en", text))


def test_the_speaker_of_an_utterance_over_paragraphs_may_stand_at_its_end() -> None:
    """Nameless until then, the paragraphs before are that person's too."""
    first, second = read("en", "“The bridge is old.", "“We shall mend it,” said Ada Lund.")
    assert (first.resolved_speaker, second.resolved_speaker) == ("Ada Lund", "Ada Lund")
    assert (first.continues, second.continues) == (False, True)


def test_quotes_set_apart() -> None:
    """A block quote has the speaker that leads to it or signs it; a pull quote none."""
    block = BlockQuote(body=(Paragraph(text="The bridge is old."),))
    signed = BlockQuote(body=(Paragraph(text="The bridge is old."), Paragraph(text="— Ada Lund")))
    assert said("en", "Ada Lund wrote:", block) == [("The bridge is old.", "Ada Lund")]
    assert said("en", signed) == [("The bridge is old.", "Ada Lund")]
    (pulled,) = read("en", PullQuote(text="“The bridge is old.”"))
    assert (pulled.text, pulled.style) == ("The bridge is old.", "pull")


def test_a_block_quote_that_says_whose_words_it_has_is_read_as_a_paragraph() -> None:
    """Some sites set whole paragraphs apart: what stands beside the marks is nobody's words."""
    text = "“The bridge is old,” Ada Lund, who built it, told me. “It will hold.”"
    block = BlockQuote(body=(Paragraph(text=text),))
    assert said("en", block) == [("The bridge is old,", "Ada Lund"), ("It will hold.", "Ada Lund")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "„To nie koniec remontu” – napisał w mediach społecznościowych."),
        ("ru", "«Это ещё не конец», — написал в социальных сетях."),
        ("uk", "«Це ще не кінець», — написав у соціальних мережах."),
        ("es", "«No es el final», escribió en las redes sociales."),
        ("it", "«Non è la fine», ha scritto sui social."),
        ("pt", "“Não é o fim da obra”, escreveu nas redes sociais."),
        ("ro", "„Nu e sfârșitul”, a scris pe rețelele sociale."),
    ],
)
def test_no_speaker_stands_behind_a_preposition(language: str, text: str) -> None:
    """Who speaks may be in the verb alone; where it was said is nobody."""
    assert [speaker for _, speaker in said(language, text)] == [None]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "«No es el final», escribió en Varnbook el alcalde, Juan Soto.", "Juan Soto"),
        ("pl", "„To nie koniec” – napisał na Varnbooku Tomasz Lis.", "Tomasz Lis"),
        ("ru", "«Это не конец», — сказал в понедельник Иванов.", "Иванов"),
        ("ru", "«Это не конец», — сказал в Москве министр.", "министр"),
        ("fr", "« Ce n’est pas la fin », a écrit sur les réseaux sociaux le maire.", "le maire"),
        ("fr", "« Ce n’est pas la fin », a écrit sur Varnbook Jean Morel.", "Jean Morel"),
        ("pt", "“Não é o fim”, disse à Lusa o autarca.", "o autarca"),
        ("it", "«Non è la fine», ha detto all’Ansa il sindaco.", "il sindaco"),
        ("sv", "”Det är inte slutet”, skriver på Varnbook Anna Berg.", "Anna Berg"),
    ],
)
def test_a_speaker_stands_behind_where_it_was_said(language: str, text: str, speaker: str) -> None:
    assert said(language, text)[0][1] == speaker


def test_a_label_names_the_speaker() -> None:
    assert said("en", "Ada Lund: “The bridge is old.”") == [("The bridge is old.", "Ada Lund")]
    assert said("de", "Der Chef der Bahn, Jan Ott: „Sie ist alt.“") == [
        ("Sie ist alt.", "Jan Ott")
    ]


def test_in_an_interview_nobody_answers_by_name() -> None:
    """After a question in dashes the other one speaks."""
    quotes = read("sv", "– Bron är öppen, säger Åsa Öberg.", "– Är du glad?", "– Ja, mycket.")
    assert [quote.speaker for quote in quotes] == ["Åsa Öberg", "Åsa Öberg", None]
