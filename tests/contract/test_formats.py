"""What every registered format holds to: its descriptor, its reader on any bytes, its writer."""

import concurrent.futures
import io
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse.article import Article, Author, Paragraph, Subheading, Timestamp
from newsparse.document import Block, Document, Node, Source
from newsparse.errors import InputError, LimitError
from newsparse.registry import default_registry, make_probe
from newsparse.spec import Format, Report

REGISTRY = default_registry()
FORMATS = newsparse.list_formats()
READABLE = [format for format in FORMATS if format.read]
WRITABLE = [format for format in FORMATS if format.write]
ROOT = Path(__file__).parents[2]
FIELDS = {a.name for a in attrs.fields(Article)} - {"notes", "provenance", "origin"}

STORY = (
    "Ferry runs again\n\nBy Ada Lund\n\n3 May 2024\n\nThe ferry to Varn left on time on Monday,"
    " and the harbour was full of people.\n\n“We are glad,” said Ada Lund, who had waited.\n"
)
ARTICLE = newsparse.parse(STORY, "text")
SAMPLES: dict[str, bytes] = {
    "text": STORY.encode(),
    "html": f"<html><body><h1>Ferry</h1><p>{STORY}</p></body></html>".encode(),
    **{format.name: newsparse.write(ARTICLE, format.name) for format in WRITABLE},
}


def each(formats: list[Format]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("format", formats, ids=lambda format: format.name)


def reader(format: Format) -> Any:
    return REGISTRY.load(REGISTRY.get(format.name, "read"), "read")


def read(format: Format, source: Source) -> tuple[list[Any], Report]:
    """What a reader yields; errors of the input are items as well."""
    report, items = Report(), []
    settings = REGISTRY.options(format, "read", None)
    try:
        items.extend(reader(format)(source, settings, report))
    except InputError as error:
        items.append(error)
    return items, report


# -- descriptors


@each([*FORMATS])
def test_a_descriptor_is_whole(format: Format) -> None:
    """Names, what it reads and writes, and how it is known fit together."""
    assert re.fullmatch(r"[a-z][a-z0-9-]*", format.name)
    assert format.title
    assert format.read or format.write
    assert all(ext.startswith(".") and ext == ext.lower() for ext in format.extensions)
    assert all("/" in media_type for media_type in format.media_types)
    assert bool(format.reads) is bool(format.read)
    assert bool(format.writes) is bool(format.write)
    assert bool(format.sniff) is bool(format.read)
    assert format.reads | format.writes <= FIELDS
    assert not format.lossless or format.reads == format.writes == FIELDS
    assert format.read is not None or format.read_options is None
    assert format.write is not None or format.write_options is None


def test_no_extension_or_media_type_is_claimed_twice() -> None:
    for claims in ("extensions", "media_types"):
        named = [claim for format in FORMATS for claim in getattr(format, claims)]
        assert len(named) == len(set(named))


@each([*FORMATS])
def test_what_a_descriptor_names_can_be_loaded(format: Format) -> None:
    """Functions with the contract's parameters; options with a default for each."""
    for direction in ("read", "write"):
        spec = getattr(format, direction)
        if spec is None:
            continue
        assert callable(REGISTRY.load(format, direction))
        module, _, name = spec.partition(":")
        assert name in import_module(module).__all__
        REGISTRY.options(format, direction, {})


def test_every_module_of_a_format_is_in_the_catalog() -> None:
    """A module with `read` or `write` that nothing names would never be used."""
    named = {spec.split(":")[0] for f in FORMATS for spec in (f.read, f.write) if spec}
    for path in (ROOT / "src" / "newsparse" / "formats").glob("*.py"):
        module = f"newsparse.formats.{path.stem}"
        public = set(getattr(import_module(module), "__all__", ()))
        assert (module in named) is bool(public & {"read", "write"}), module


# -- detection


@each(READABLE)
def test_a_format_knows_its_own(format: Format) -> None:
    """What it writes or reads is detected as it, from bytes alone."""
    assert next(iter(newsparse.detect(SAMPLES[format.name]))) == format.name


def test_every_score_is_in_range() -> None:
    for name, data in SAMPLES.items():
        for points in REGISTRY.scores(make_probe(Source(data, name=f"x.{name}"))).values():
            assert 0 < points <= 108


@given(
    st.binary(max_size=400)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_detection_of_any_bytes_gives_scores(data: bytes) -> None:
    scores = newsparse.detect(data)
    assert all(0 < points <= 108 for points in scores.values())
    assert list(scores.values()) == sorted(scores.values(), reverse=True)


# -- readers


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """A sample with some bytes cut, doubled or replaced."""
    out = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(out)))
        size = draw(st.integers(0, 40))
        piece = draw(st.binary(max_size=8) | st.just(bytes(out[at : at + size])))
        out[at : at + size] = piece * draw(st.integers(1, 3))
    return bytes(out)


@each(READABLE)
def test_a_reader_takes_any_bytes(format: Format) -> None:
    """It yields documents, articles and errors of the input, and raises nothing else."""

    @given(
        st.binary(max_size=300)
        | damaged(SAMPLES[format.name])
        | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
    )
    def run(data: bytes) -> None:
        items, _ = read(format, Source(data))
        for item in items:
            check_item(item, format)
        again, _ = read(format, Source(io.BytesIO(data)))
        assert [type(item) for item in again] == [type(item) for item in items]
        assert [i for i in again if isinstance(i, Article)] == [
            i for i in items if isinstance(i, Article)
        ]

    run()


def check_item(item: Any, format: Format) -> None:
    assert isinstance(item, Document | Article | InputError)
    if isinstance(item, InputError):
        assert item.reason
    elif isinstance(item, Document):
        check_tree(item.blocks, item.nodes)
    else:  # finished by a reader that knows what its own writer wrote
        assert format.write


def check_tree(blocks: Any, nodes: Any) -> None:
    """No empty block, and every block stands in its node."""
    assert all(isinstance(block, Block) and block.text.strip() for block in blocks)
    assert all(
        isinstance(node, Node) and node.parent < number for number, node in enumerate(nodes)
    )
    for number, block in enumerate(blocks):
        assert nodes[block.node].first <= number < nodes[block.node].last


@each(READABLE)
def test_a_reader_keeps_to_the_limits(format: Format) -> None:
    """One byte more than allowed is an error that names the limit."""
    data = SAMPLES[format.name]
    tight = newsparse.Limits(max_bytes=len(data) - 5, max_markup_bytes=len(data) - 5)
    items, _ = read(format, Source(data, limits=tight))
    [error] = [item for item in items if isinstance(item, InputError)]
    assert isinstance(error, LimitError)
    assert error.limit in {"max_bytes", "max_markup_bytes"}
    exact = newsparse.Limits(max_bytes=len(data), max_markup_bytes=len(data))
    assert not [
        i for i in read(format, Source(data, limits=exact))[0] if isinstance(i, InputError)
    ]


@each(READABLE)
def test_two_threads_get_the_same(format: Format) -> None:
    """Nothing is shared but what never changes."""
    data = SAMPLES[format.name]
    alone = newsparse.write(newsparse.parse(data, format.name), "json")
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(newsparse.parse, data, format.name) for _ in range(24)]
    assert {newsparse.write(job.result(), "json") for job in jobs} == {alone}


@each([format for format in READABLE if format.many])
def test_a_format_of_many_gives_them_in_order(format: Format) -> None:
    """As many as were written, none of them read before it is asked for."""
    titles = [f"Ferry {number}" for number in range(5)]
    data = newsparse.write((attrs.evolve(ARTICLE, title=title) for title in titles), format.name)
    assert [article.title for article in newsparse.parse_all(data, format.name)] == titles
    assert list(newsparse.parse_all(newsparse.write([ARTICLE], format.name))) == [ARTICLE]


# -- writers


@each(WRITABLE)
def test_a_writer_emits_utf_8(format: Format) -> None:
    """Whatever the article holds, lone surrogates too; and the last line has its end."""
    odd = attrs.evolve(
        ARTICLE, title="A\ud800 “ferry” \x00 för 東京", body=(Paragraph(text="a\udfff\x1b[1m b"),)
    )
    for article in (ARTICLE, odd, Article()):
        text = newsparse.write(article, format.name).decode("utf-8")
        assert "\ud800" not in text
        assert text.endswith("\n") or not text


@each(WRITABLE)
def test_a_writer_is_deterministic_and_takes_many(format: Format) -> None:
    """One article, a list and a generator are written alike."""
    once = newsparse.write(ARTICLE, format.name)
    assert newsparse.write(ARTICLE, format.name) == once
    several = newsparse.write([ARTICLE, ARTICLE], format.name)
    assert newsparse.write((ARTICLE for _ in range(2)), format.name) == several
    out = io.BytesIO()
    newsparse.write(ARTICLE, format.name, out)
    assert out.getvalue() == once


@each(WRITABLE)
def test_a_writer_reports_exactly_what_it_cannot_hold(format: Format) -> None:
    """A note for each field that is set and that the format does not hold, and no other one."""
    full = attrs.evolve(
        ARTICLE,
        kicker="Varn",
        standfirst="After a week",
        authors=(Author(name="Ada Lund"),),
        updated=Timestamp(raw="4 May 2024"),
        signoff="-30-",
        body=(Subheading(text="Then", level=2), Paragraph(text="Rain.")),
        quotes=(),
    )
    for article in (full, ARTICLE, Article(), Article(title="Rain")):
        report = Report()
        newsparse.write(article, format.name, report=report)
        lost = {
            note.message.rsplit(" ", 1)[-1] for note in report.notes if note.code == "field_lost"
        }
        blank = Article()
        told = {name for name in FIELDS if getattr(article, name) != getattr(blank, name)}
        assert lost == told - format.writes
        assert all(note.where == "article 0" for note in report.notes if note.code == "field_lost")


@each([format for format in WRITABLE if format.lossless])
def test_a_lossless_format_reads_back_all(format: Format) -> None:
    data = newsparse.write(ARTICLE, format.name)
    again = newsparse.parse(data, format.name)
    assert again == ARTICLE
    assert (again.notes, again.provenance, again.origin) == (
        ARTICLE.notes,
        ARTICLE.provenance,
        ARTICLE.origin,
    )
    assert newsparse.write(again, format.name) == data
