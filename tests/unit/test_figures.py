"""Figures of pages: captions cut by elements, credits joined to what they belong to."""

import pytest

import newsparse
from newsparse.article import Caption, Figure, Image
from newsparse.document import Block, Inline, Node, Source
from newsparse.formats.html import read
from newsparse.languages import Languages
from newsparse.parser.captionparts import cut_captions
from newsparse.spec import Report
from newsparse.testing import check_laws

ENGLISH = (Languages().get("en"), *Languages().common)
WORDS = "The ferry lies at the quay in Varn."
STORY = (
    "<h1>Ferry to Varn is on time again</h1>"
    "<p>The ferry to Varn left on time on Monday, and nobody was left behind on the quay.</p>{}"
    "<p>The council had asked for more boats, and for a new quay, in a letter last winter.</p>"
    "<p>The company says that it will run two boats a day until the end of the summer.</p>"
)


def figures(inside: str) -> tuple[Figure, ...]:
    page = f"<article>{STORY.format(inside)}</article>"
    article = newsparse.parse(page, "html")
    (document,) = read(Source(page), None, Report())
    assert check_laws(article, document) == []
    return article.figures


@pytest.mark.parametrize(
    ("inside", "credit"),
    [
        (f"{WORDS} <span class=credit>Ada Lund</span>", "Ada Lund"),
        (f"{WORDS} <span class=imageCopyright>&copy; Ada Lund</span>", "Ada Lund"),
        (f"{WORDS} <small>Varn Post</small>", "Varn Post"),
        (f"{WORDS}<cite>(Ada Lund)</cite>", "Ada Lund"),
        (f"<span>{WORDS}</span><span>Ada Lund</span>", "Ada Lund"),
        (f"{WORDS} <span>/ Ada Lund</span>", "Ada Lund"),
        (f"<span class=source>Varn Post</span> {WORDS}", "Varn Post"),
        (f"{WORDS} <b class=credit>Photo by Ada Lund</b> / <i class=agency>AFP</i>", None),
        (f"{WORDS} <span class=credit>Kuva: Ada Lund</span>", "Ada Lund"),
        (f"{WORDS} <span>Photo: Varn Photo / Ada Lund</span>", "Varn Photo / Ada Lund"),
    ],
)
def test_a_credit_is_cut_by_its_element(inside: str, credit: str | None) -> None:
    """By its names, by its tag, or by its place and what it says."""
    (figure,) = figures(f"<figure><img src=a><figcaption>{inside}</figcaption></figure>")
    (caption,) = figure.captions
    assert caption.text == WORDS
    assert caption.credit == (credit or "Ada Lund / AFP")


@pytest.mark.parametrize(
    "inside",
    [
        f"<span>{WORDS}</span>",
        f"<small>{WORDS}</small>",
        "The ferry lies at the <span>quay in Varn.</span>",
        "The <i>ferry</i> lies at the quay <span class=place>in Varn.</span>",
    ],
)
def test_elements_that_are_no_credit_cut_nothing(inside: str) -> None:
    """Most mark words, or all of it."""
    (figure,) = figures(f"<figure><img src=a><figcaption>{inside}</figcaption></figure>")
    assert figure.captions == (Caption(text=WORDS),)


@pytest.mark.parametrize(
    "inside",
    [
        f"<span class='btn-expand'>Show</span> {WORDS}",
        f"{WORDS} <span class='toggle button'>Show more</span>",
        f"<span class=offscreen>Legend:</span> {WORDS}",
    ],
)
def test_words_of_buttons_are_no_caption(inside: str) -> None:
    """They are left out, with their reason."""
    page = STORY.format(f"<figure><figcaption>{inside}</figcaption></figure>")
    article = newsparse.parse(page, "html")
    assert [caption.text for caption in article.captions] == [WORDS]
    assert [entry.reason for entry in article.boilerplate] == ["ui_label"]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (f"<p>{WORDS}</p><p>Photo: Ada Lund</p>", [(WORDS, "Ada Lund")]),
        (f"<p>{WORDS}</p><p>Photo:</p><p>Ada Lund / AP</p>", [(WORDS, "Ada Lund / AP")]),
        (f"<p>Photo: Ada Lund</p><p>{WORDS}</p>", [(WORDS, "Ada Lund")]),
        (f"<p>{WORDS}</p><p class=credit>Ada Lund</p>", [(WORDS, "Ada Lund")]),
        (
            f"<p>{WORDS}</p><p>Photo: Ada Lund</p><p>A boat.</p><p>Photo: Ivar Orme</p>",
            [(WORDS, "Ada Lund"), ("A boat.", "Ivar Orme")],
        ),
        ("<p>Photo: Ada Lund</p>", [("", "Ada Lund")]),
    ],
)
def test_what_stands_in_one_figure_is_one(inside: str, expected: list[tuple[str, str]]) -> None:
    """Words and credit are joined, in either order; several captions stay in one figure."""
    (figure,) = figures(f"<figure><img src=a><figcaption>{inside}</figcaption></figure>")
    assert [(caption.text, caption.credit) for caption in figure.captions] == expected


def test_a_line_that_names_an_agency_is_a_credit_only_beside_a_picture() -> None:
    """Stories end with such lines too."""
    assert figures("<div class=imageBox><p>Ada Lund/AFP</p></div>") == (
        Figure(captions=(Caption(text="", credit="Ada Lund/AFP"),)),
    )
    assert figures("<div><p>Ada Lund/AFP</p></div>") == ()


def test_text_without_elements_is_asked_itself() -> None:
    """As in raw text."""
    block = Block("Image caption, The ferry (AP)")
    (part,) = cut_captions(block, Node(tag=""), ENGLISH)
    assert block.text[slice(*part.words)].strip() == "The ferry"
    block.inlines = (Inline(15, 24, "span", "wide"),)
    assert cut_captions(block, Node(tag=""), ENGLISH) == [part]


def test_a_figure_has_the_pictures_that_stand_in_it() -> None:
    """With what the page says of them; a stand-in for one that comes later is none."""
    (figure,) = figures(
        "<figure><img src=/a.jpg alt='A ferry' width=640 height=50%><img src='data:x' data-src=b.jpg>"
        f"<img src=/a.jpg><img><figcaption>{WORDS}</figcaption></figure>"
    )
    assert figure.images == (Image(url="/a.jpg", alt="A ferry", width=640), Image(url="b.jpg"))
    assert Node(tag="").images == ()
