"""Captions: what is a credit, and what only looks like one."""

import pytest

import newsparse
from newsparse.languages import Languages
from newsparse.parser.captions import find_credit, split_captions

ENGLISH = (Languages().get("en"), *Languages().common)


def test_an_agency_in_brackets_is_a_credit_behind_a_caption() -> None:
    """Short texts under pictures end so."""
    text = "The ferry at the quay in Varn on Monday. (AP)"
    credit = find_credit(text, ENGLISH)
    assert credit is not None
    assert text[credit.name_start : credit.name_end] == "AP"


def test_an_agency_in_brackets_behind_a_paragraph_is_none() -> None:
    """Stories that agencies sent end so."""
    text = "The ferry to Varn left on time on Monday, and nobody was left behind on the quay. " * 3
    assert find_credit(f"{text}(AP)", ENGLISH) is None
    assert find_credit(f"{text}(Photo: AP)", ENGLISH) is not None


LANGUAGES = Languages()
CREDITS = [
    (
        "en",
        "The quay in Varn. | Ada Lund/PA Images via Getty Images",
        "Ada Lund/PA Images via Getty Images",
    ),
    ("en", "The quay in Varn. (Ada Lund/Varn Post)", "Ada Lund/Varn Post"),
    ("en", "The quay in Varn.Credit: Ada Lund/AFP/Getty", "Ada Lund/AFP/Getty"),
    ("en", "The quay in Varn.The Associated Press", "The Associated Press"),
    ("en", "The quay in Varn. AP Photo/Ada Lund", "AP Photo/Ada Lund"),
    ("en", "The quay in Varn. Photo/Ada Lund", "Ada Lund"),
    (
        "en",
        "The quay. (Photo: Varn Pictures / Ada Lund. Courtesy of the port)",
        "Varn Pictures / Ada Lund. Courtesy of the port",
    ),
    ("en", "GETTY IMAGES", "GETTY IMAGES"),
    ("de", "Die Fähre in Varn. © dpa | Ada Lund", "dpa | Ada Lund"),
    (
        "de",
        "picture alliance / ASSOCIATED PRESS | Ada Lund",
        "picture alliance / ASSOCIATED PRESS | Ada Lund",
    ),
    (
        "de",
        "Am Kai. Keystone/The Varn Post via AP/Ada Lund",
        "Keystone/The Varn Post via AP/Ada Lund",
    ),
    ("da", "Ada Lund/Ritzau Scanpix", "Ada Lund/Ritzau Scanpix"),
    ("es", "Foto de familia en el muelle de Varn EFE/ A.B. Lund", "EFE/ A.B. Lund"),
    ("en", "Photo: Ada Lund (archive)", "Ada Lund (archive)"),
    ("el", "Το πλοίο στο λιμάνι. Φωτ.: Μαρία Ορφανού", "Μαρία Ορφανού"),
    ("es", "El barco en el muelle. Fotografía: Ana de la Torre (EFE)", "Ana de la Torre (EFE)"),
    ("en", "Image source, Getty Images", "Getty Images"),
    ("hi", "घाट पर नाव। फोटो: रवि शर्मा", "रवि शर्मा"),
    ("ko", "바른 항구의 모습 [사진 출처 = 바른일보]", "바른일보"),
    ("zh", "图为渡口。（图：瓦恩晚报）", "瓦恩晚报"),
    ("zh", "渡口的早晨 摄影：李明", "李明"),
    ("ja", "港のフェリー（Ｃ）瓦恩通信社", "瓦恩通信社"),
]


@pytest.mark.parametrize(("code", "text", "wanted"), CREDITS)
def test_a_credit_is_read_whole(code: str, text: str, wanted: str) -> None:
    credit = find_credit(text, (LANGUAGES.get(code), *LANGUAGES.common))
    assert credit is not None
    assert text[credit.name_start : credit.name_end] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Reuters",
        "Reuters, Ada Lund",
        "and/or",
        "The council asked for boats and/or planes, Reuters said.",
        "News | Sport | Weather",
        "The ferry runs 24/7 in summer.",
        "(Photo: Ada Lund) The ferry at the quay",
    ],
)
def test_what_only_looks_like_a_credit_is_none(text: str) -> None:
    assert find_credit(text, ENGLISH) is None


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("The ferry at the quay. Image: © Ada Lund", "The ferry at the quay."),
        ("The ferry at the quay. Image credit: © Ada Lund", "The ferry at the quay."),
        ("The boat of Ada Lund at the quay (AP)", "The boat of Ada Lund at the quay"),
        ("Photo: The ferry lies at the quay (AP)", "Photo: The ferry lies at the quay"),
        ("Image caption, The ferry at the quay", "The ferry at the quay"),
    ],
)
def test_a_credit_leaves_the_caption_alone(text: str, caption: str) -> None:
    [part] = split_captions(text, ENGLISH)
    end = part.credit.start if part.credit else part.end
    assert text[part.start : end].strip() == caption


def test_a_credit_of_signs_alone_is_none() -> None:
    """An open fence of Markdown makes one line of a table and what stands above it."""
    code = "---\n| a | b |\nThe ferry to Varn left on time on Monday, and nobody was left on the quay."
    assert newsparse.parse(f"```\n{code}", "markdown").body
