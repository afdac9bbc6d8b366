"""Bylines: whom a line names, and what stands beside the names."""

import pytest

from newsparse.article import Author
from newsparse.languages import Languages, builtin_codes
from newsparse.parser.bylines import looks_like_byline, parse_byline, parse_end_credit

LANGUAGES = Languages()


def authors(code: str, line: str) -> list[Author]:
    return list(parse_byline(line, (LANGUAGES.get(code), *LANGUAGES.common)))


@pytest.mark.parametrize(
    ("code", "line", "people"),
    [
        ("en", "By Ada Lund, Varn", ["Ada Lund"]),
        ("en", "By Ada Lund and Owen Tresk, Kestle", ["Ada Lund", "Owen Tresk"]),
        ("en", "By Lund, Tresk and Orme", ["Lund", "Tresk", "Orme"]),
        ("en", "By Ada Lund0, Owen Tresk1 & Lena Orme", ["Ada Lund", "Owen Tresk", "Lena Orme"]),
        ("en", "By Ada Lund Follow", ["Ada Lund"]),
        ("en", "ByAda Lund", ["Ada Lund"]),
        ("en", "By Ada McTresk", ["Ada McTresk"]),
        ("en", "By Ada Lund and by Owen Tresk", ["Ada Lund", "Owen Tresk"]),
        ("en", "Reuters, Varn", ["Reuters"]),
        ("en", "By Reuters Staff", ["Reuters"]),
        ("en", "By ADA LUND Associated Press", ["ADA LUND", "Associated Press"]),
        ("en", "By Ada Lund via Reuters", ["Ada Lund", "Reuters"]),
        ("en", "By Ada Lund Facebook Twitter", ["Ada Lund"]),
        ("en", "By Ada Lund in Varn and Owen Tresk in Kestle", ["Ada Lund", "Owen Tresk"]),
        ("en", "By Ada Lund in Trinidad and Tobago", ["Ada Lund"]),
        ("en", "By Ada Lund Image: Owen Tresk", ["Ada Lund"]),
        ("sv", "Text: Ada Lund Foto: Per Tresk", ["Ada Lund"]),
        ("en", "Author: Ada Lund Editor: Owen Tresk", ["Ada Lund"]),
        ("en", "By Ada Lund (Varn)", ["Ada Lund"]),
        ("en", "By Ada Lund (AP)", ["Ada Lund", "AP"]),
        (
            "de",
            "Von Ada Lund, Owen zu Tresk (Text) und Max Muster (Foto)",
            ["Ada Lund", "Owen zu Tresk", "Max Muster"],
        ),
        ("en", "VPN News", []),
        ("en", "By Ada Lund, Head Winemaker and Garden Educator", ["Ada Lund"]),
        ("en", "Ada Lund - Remote Boats", ["Ada Lund"]),
        ("en", "By Ada Lund – Varn Weekly", ["Ada Lund"]),
        ("en", "Ada Lund, From Harbour Tales", ["Ada Lund"]),
        ("en", "Ada Lund, AP Sports Writer", ["Ada Lund"]),
        ("fr", "Accueil | Par Anne Dubois", ["Anne Dubois"]),
        ("nl", "Door Jan van der Berg", ["Jan van der Berg"]),
        (
            "nl",
            "Door Jan van de Velde en Piet Smit van de krant",
            ["Jan van de Velde", "Piet Smit"],
        ),
        (
            "es",
            "Por Ana de la Torre, Juan Pérez y Luis Gómez",
            ["Ana de la Torre", "Juan Pérez", "Luis Gómez"],
        ),
        ("es", "Por Juan Pérez de El País", ["Juan Pérez"]),
        ("it", "Di Anna de Roma", ["Anna de Roma"]),
        ("fr", "Par Jean-Luc de La Tour", ["Jean-Luc de La Tour"]),
        ("ja", "文＝山田太郎", ["山田太郎"]),
        ("zh", "记者：李明", ["李明"]),
        ("zh", "記者李明／台北報導", ["李明"]),
        ("zh", "〔記者李明、王小芳/台北報導〕", ["李明", "王小芳"]),
        ("zh", "記者李明報導", []),
        ("es", "Por de la Torre y García", ["de la Torre", "García"]),
        ("es", "De la Torre y Luis García", ["De la Torre", "Luis García"]),
        ("es", "Por Ana de la Torre y Luis García", ["Ana de la Torre", "Luis García"]),
        ("en", "By Ada Lund. Reviewed by Owen Tresk", ["Ada Lund"]),
        ("en", "Words: Ada Lund", ["Ada Lund"]),
        ("en", "Text Size", []),
        ("zh", "记者 张三", ["张三"]),
        ("zh", "本报记者张伟", ["张伟"]),
        ("zh", "文：王小明、李四", ["王小明", "李四"]),
        ("ja", "記者 山田太郎", ["山田太郎"]),
        ("ja", "文・山田太郎", ["山田太郎"]),
        ("ko", "홍길동 기자", ["홍길동"]),
        ("ar", "بقلم: أحمد سالم", ["أحمد سالم"]),
        ("ar", "كتب أحمد سالم", ["أحمد سالم"]),
        ("he", "מאת: דנה כהן", ["דנה כהן"]),
        ("hi", "लेखक: रवि शर्मा", ["रवि शर्मा"]),
        ("fa", "نوشته سارا احمدی", ["سارا احمدی"]),
    ],
)
def test_a_byline_names_its_authors(code: str, line: str, people: list[str]) -> None:
    assert [author.name for author in authors(code, line)] == people


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("By Ada Lund Senior Reporter", Author(name="Ada Lund", job="Senior Reporter")),
        ("By Ada LundBusiness Writer", Author(name="Ada Lund", job="Business Writer")),
        ("By Ada Lund | Varn News", Author(name="Ada Lund", organisation="Varn News")),
        ("Ada Lund · Kestle News", Author(name="Ada Lund", organisation="Kestle News")),
        ("By Ada Lund@adalund", Author(name="Ada Lund", contact="@adalund")),
        (
            "By Ada Lund, Varn Council Reporter",
            Author(name="Ada Lund", job="Varn Council Reporter"),
        ),
    ],
)
def test_what_stands_beside_a_name_is_told_apart(line: str, wanted: Author) -> None:
    assert authors("en", line) == [wanted]


@pytest.mark.parametrize("code", builtin_codes())
def test_every_agency_alone_is_one(code: str) -> None:
    """Or several, as "MTI/AP"; one that is nobody would stop the search for authors."""
    tables = (LANGUAGES.get(code), *LANGUAGES.common)
    for name in {name for table in tables for name in table.agencies}:
        for line in (name, f"({name})", f"{name}."):
            assert {author.role for author in parse_byline(line, tables)} == {"agency"}, line


def test_a_button_with_a_name_is_no_byline() -> None:
    assert authors("en", "Follow Ada Lund") == []


@pytest.mark.parametrize("line", ["By Share", "By Monday", "By Date", "By Comments"])
def test_buttons_labels_and_weekdays_are_no_names(line: str) -> None:
    assert authors("en", line) == []


def test_what_counts_or_dates_behind_a_bar_is_no_house() -> None:
    for behind in ("5 min read", "May 3, 2022"):
        assert authors("en", f"By Ada Lund | {behind}") == [Author(name="Ada Lund")]


def test_a_reporters_work_is_told_from_a_sentence_about_reporters() -> None:
    tables = (LANGUAGES.get("zh"), *LANGUAGES.common)
    assert not looks_like_byline("记者从现场了解到，大桥已经通车", tables)
    assert parse_byline("홍길동", (LANGUAGES.get("ko"), *LANGUAGES.common)) == ()
    assert parse_byline("文化庁", (LANGUAGES.get("ja"), *LANGUAGES.common)) == ()


def test_end_credits_of_scripts_without_capitals_are_read() -> None:
    found = parse_end_credit("(责编：王小明、李四)", (LANGUAGES.get("zh"), *LANGUAGES.common))
    assert [(author.name, author.role) for author in found] == [
        ("王小明", "editor"),
        ("李四", "editor"),
    ]


def test_a_label_of_two_words_with_a_colon_is_one() -> None:
    tables = (LANGUAGES.get("en"), *LANGUAGES.common)
    (found,) = parse_end_credit("Contributions from: Ada Lund", tables)
    assert (found.name, found.role) == ("Ada Lund", "contributor")


def test_an_agency_and_a_job_stand_before_a_name() -> None:
    line = "With reporting by Associated Press writer Ada Lund"
    (author,) = parse_end_credit(line, (LANGUAGES.get("en"), *LANGUAGES.common))
    assert author == Author(
        name="Ada Lund", role="contributor", job="writer", organisation="Associated Press"
    )
