"""newsparse JSON and JSON lines: round trips, layout, errors, and the schema that is shipped."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import articles

import newsparse
from newsparse.article import Article, BlockQuote, Element, Metadata, Paragraph
from newsparse.document import Limits
from newsparse.errors import InputError, LimitError, MalformedError, NoArticleError
from newsparse.formats.jsonschema import make_schema, schema_text
from newsparse.spec import Report

VALIDATOR = Draft202012Validator(make_schema())
FERRY = Article(title="Färjan går igen", language="sv", body=(Paragraph(text="Den går."),))
LINE = '{"newsparse":"1.0","title":"Färjan går igen","language":"sv","body":[{"kind":"paragraph","text":"Den går."}]}\n'
GOOD = '{"newsparse":"1.0"}'

each_format = pytest.mark.parametrize("format", ["json", "jsonl"])


def read(content: Any, format: str, **options: Any) -> tuple[list[Article], list[InputError]]:
    errors: list[InputError] = []
    found = list(newsparse.parse_all(content, format, on_error=errors.append, **options))
    return found, errors


def values(data: bytes, format: str) -> list[Any]:
    """The JSON texts that an output is made of."""
    return [json.loads(text) for text in (data.splitlines() if format == "jsonl" else [data])]


# -- round trips


@each_format
@given(article=articles)
def test_an_article_is_read_as_it_was_written(format: str, article: Article) -> None:
    data = newsparse.write(article, format)
    again = newsparse.parse(data, format)
    assert again == article
    assert newsparse.write(again, format) == data
    for value in values(data, format):
        VALIDATOR.validate(value)


@each_format
@given(several=st.lists(articles, min_size=2, max_size=4))
def test_several_are_read_as_they_were_written(format: str, several: list[Article]) -> None:
    data = newsparse.write(several, format)
    again, errors = read(data, format)
    assert (again, errors) == (several, [])
    assert newsparse.write(again, format) == data
    for value in values(data, format):
        VALIDATOR.validate(value)


@each_format
@given(article=articles)
def test_without_provenance_only_the_content_is_written(format: str, article: Article) -> None:
    """What takes no part in equality is gone, at any depth; all else is there."""
    bare = newsparse.write(article, format, options={"provenance": False})
    again = newsparse.parse(bare, format)
    assert again == article
    assert newsparse.write(again, format) == bare
    assert not [name for name, value, default in iter_asides(again) if value != default]


def iter_asides(value: Any) -> Iterator[tuple[str, Any, Any]]:
    """(name, value, default) of each field that takes no part in equality, at any depth."""
    if isinstance(value, tuple):
        for item in value:
            yield from iter_asides(item)
    for attribute in getattr(value, "__attrs_attrs__", ()):
        item = getattr(value, attribute.name)
        if not attribute.eq:
            yield attribute.name, item, attribute.default
        yield from iter_asides(item)


@given(several=st.lists(articles, min_size=2, max_size=3))
def test_an_array_looks_as_python_would_write_it(several: list[Article]) -> None:
    data = newsparse.write(several, "json").decode()
    assert data == json.dumps(json.loads(data), indent=2, ensure_ascii=False) + "\n"


# -- layout


def test_one_article_is_an_object() -> None:
    assert newsparse.write(Article(title="Ferry"), "json") == (
        b'{\n  "newsparse": "1.0",\n  "title": "Ferry"\n}\n'
    )
    assert newsparse.write(FERRY, "jsonl").decode() == LINE


def test_none_is_an_empty_array_and_no_line() -> None:
    assert newsparse.write([], "json") == b"[]\n"
    assert newsparse.write([], "jsonl") == b""


@each_format
def test_articles_are_written_as_they_come(format: str) -> None:
    """No more than two wait to be written."""
    waiting: list[int] = []

    class Watching(io.BytesIO):
        def write(self, data: Any) -> int:
            waiting.append(made[0] - len(waiting))
            return super().write(data)

    made = [0]

    def coming() -> Iterator[Article]:
        for made[0] in range(1, 51):
            yield FERRY

    newsparse.write(coming(), format, to=Watching())
    assert max(waiting) <= 2


def test_lines_are_read_as_they_are_asked_for() -> None:
    stream = io.BytesIO(LINE.encode() * 10_000)
    found = newsparse.parse_all(stream, "jsonl")
    next(found)
    assert stream.tell() < 100 * len(LINE)


# -- encodings

ENCODED: dict[str, Callable[[str], Any]] = {
    "utf-8": str.encode,
    "bom": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-be": lambda text: "\ufeff".encode("utf-16-be") + text.encode("utf-16-be"),
    "utf-16_without_bom": lambda text: text.encode("utf-16-le"),
    "str": str,
    "str_with_bom": "\ufeff".__add__,
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "blank_lines": lambda text: text.replace("\n", "\n \t\n\n").encode(),
    "no_line_end": lambda text: text.rstrip("\n").encode(),
}


@each_format
@pytest.mark.parametrize("encode", ENCODED.values(), ids=ENCODED)
def test_every_encoding_gives_the_same(format: str, encode: Callable[[str], Any]) -> None:
    content = encode(newsparse.write([FERRY, FERRY], format).decode())
    assert read(content, format) == ([FERRY, FERRY], [])


@each_format
def test_the_caller_names_the_encoding(format: str) -> None:
    content = newsparse.write([FERRY, FERRY], format).decode().encode("latin-1")
    assert read(content, format, encoding="latin-1") == ([FERRY, FERRY], [])


def test_a_mark_in_the_middle_of_lines_is_skipped() -> None:
    """Two files put one behind the other."""
    assert read(LINE.encode("utf-8-sig") * 2, "jsonl") == ([FERRY, FERRY], [])


@each_format
def test_what_no_text_holds_is_replaced_and_said(format: str) -> None:
    report = Report()
    data = newsparse.write(Article(title="a\0b\ud800"), format, report=report)
    assert newsparse.parse(data, format).title == "a\ufffdb\ufffd"
    assert [note.code for note in report.notes] == ["characters_replaced"]
    read_back = newsparse.parse('{"newsparse":"1.0","title":"a\\u0000b\\ud800"}', format)
    assert read_back.title == "a\ufffdb\ufffd"
    assert [note.code for note in read_back.notes] == ["characters_replaced"]


# -- errors

BROKEN = {
    "empty": ("", None, "empty"),
    "cut_in_object": (f"{GOOD[:-1]},\n", "line 2, column 1", "name"),
    "cut_in_array": (f"[{GOOD},\n  {GOOD[:-2]}", "line 2, column 16", "Unterminated"),
    "cut_in_string": ('["', "line 1, column 2", "Unterminated"),
    "not_closed": (f"[{GOOD}", "line 1, column 21", "not closed"),
    "no_comma": (f"[{GOOD}\n{GOOD}]", "line 2, column 1", "no comma"),
    "no_element": (f"[{GOOD}, ]", "line 1, column 23", "no value"),
    "crossed": (f'[{{"a": [}},\n {GOOD}]', "line 1, column 9", "Expecting value"),
    "deep": ("[" * 5000, "line 1, column 102", "levels deep"),
    "more": (f"{GOOD}\n{GOOD}", "line 2, column 1", "jsonl"),
    "more_after_array": (f"[{GOOD}]\n\n 3", "line 3, column 2", "more after"),
    "no_json": ("\n*", "line 2, column 1", "not JSON: Expecting value"),
    "scalar": ("1", "$", "the number 1 where an object belongs"),
    "foreign": ('{"title": "Ferry"}', "$", "no key 'newsparse'"),
    "wrong_type": (
        '{"newsparse":"1.0","body":[{"kind":"notice","text":3}]}',
        "$.body[0].text",
        "3",
    ),
}


@pytest.mark.parametrize(("text", "where", "reason"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_said_with_its_place(text: str, where: str | None, reason: str) -> None:
    with pytest.raises((MalformedError, NoArticleError)) as caught:
        read(text, "json")
    assert (caught.value.format, caught.value.where) == ("json", where)
    assert reason in caught.value.reason


# (item, its place in a list behind "$[1]", its place on line 2)
BAD_ITEMS = {
    "number": ("1", "$[1]", "line 2: $"),
    "string": ('"x"', "$[1]", "line 2: $"),
    "list": ("[[]]", "$[1]", "line 2: $"),
    "text": (
        '{"newsparse":"1.0","body":[{"kind":"paragraph","text":"a"},{"kind":"notice","text":[]}]}',
        "$[1].body[1].text",
        "line 2: $.body[1].text",
    ),
    "name": ("nul", "line 2, column 1", "line 2, column 1"),
    "no_value": ('{"a":}', "line 2, column 6", "line 2, column 6"),
    "repeated_key": ('{"a":1,"a":2}', "line 2, column 1", "line 2, column 1"),
    "not_finite": ("[1e999]", "line 2, column 1", "line 2, column 1"),
}


@pytest.mark.parametrize(("item", "in_array", "on_line"), BAD_ITEMS.values(), ids=BAD_ITEMS)
def test_a_bad_item_is_an_error_and_the_others_come(
    item: str, in_array: str, on_line: str
) -> None:
    for format, text, place in (
        ("json", f"[{GOOD},\n{item},\n{GOOD}]", in_array),
        ("jsonl", f"{GOOD}\n{item}\n{GOOD}", on_line),
    ):
        found, errors = read(text, format)
        assert found == [Article(), Article()]
        assert [(type(e), e.format, e.where) for e in errors] == [(MalformedError, format, place)]


def test_a_line_that_is_not_utf8_is_an_error_and_the_others_come() -> None:
    found, [error] = read(LINE.encode() + LINE.encode("latin-1") + LINE.encode(), "jsonl")
    assert found == [FERRY, FERRY]
    assert error.where == "line 2"


def test_an_array_that_breaks_off_gives_what_stands_before() -> None:
    found: list[Article] = []
    with pytest.raises(MalformedError):
        found.extend(newsparse.parse_all(f"[{GOOD},{GOOD},", "json"))
    assert found == [Article(), Article()]


@each_format
def test_what_is_no_file_of_articles_is_given_up(format: str) -> None:
    text = "[" + "1,\n" * 5000 + "1]" if format == "json" else "1\n" * 5000
    errors: list[InputError] = []
    with pytest.raises(MalformedError, match="no file of articles"):
        list(newsparse.parse_all(text, format, on_error=errors.append))
    assert len(errors) == 1001


@each_format
def test_limits_hold(format: str) -> None:
    many = '{"newsparse":"1.0","extra":{"a":[{},{},{}]}}'
    with pytest.raises(LimitError) as caught:
        newsparse.parse(many, format, limits=Limits(max_nodes=5))
    assert (caught.value.limit, caught.value.format) == ("max_nodes", format)
    with pytest.raises(LimitError):
        newsparse.parse(io.BytesIO(many.encode()), format, limits=Limits(max_bytes=20))


def nested(levels: int) -> Article:
    element: Element = Paragraph(text="Rain.")
    for _ in range(levels):
        element = BlockQuote(body=(element,))
    return Article(body=(element,))


@each_format
def test_depth_has_one_bound_for_reading_and_writing(format: str) -> None:
    deepest = nested(48)
    assert newsparse.parse(newsparse.write(deepest, format), format) == deepest
    with pytest.raises(InputError, match="levels deep"):
        newsparse.write(nested(49), format)


UNWRITABLE = {
    "type": (Article(title=3), ".title"),  # type: ignore[arg-type]
    "none": (Article(body=(Paragraph(text=None),)), ".body[0].text"),  # type: ignore[arg-type]
    "infinite": (Article(extra={"a": (1, float("inf"))}), ".extra['a'][1]"),  # type: ignore[arg-type]
    "digits": (Article(metadata=Metadata(urgency=10**5000)), ""),
}


@pytest.mark.parametrize(("article", "path"), UNWRITABLE.values(), ids=UNWRITABLE)
def test_what_is_no_article_is_refused_with_its_place(article: Article, path: str) -> None:
    for format, several, start in (
        ("json", [article], "$"),
        ("json", [FERRY, article], "$[1]"),
        ("jsonl", [FERRY, article], "line 2: $"),
    ):
        with pytest.raises(InputError) as caught:
            newsparse.write(several, format)
        assert (caught.value.format, caught.value.where) == (format, f"{start}{path}")


# -- the schema


def test_the_schema_is_shipped_as_the_model_makes_it() -> None:
    """After a change of the model: python -m newsparse.formats.jsonschema > (that file)."""
    shipped = files("newsparse.formats").joinpath("article.schema.json").read_text("utf-8")
    assert shipped == schema_text()
    Draft202012Validator.check_schema(json.loads(shipped))


def test_the_module_prints_the_schema() -> None:
    command = [sys.executable, "-m", "newsparse.formats.jsonschema"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.decode() == schema_text()


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=3,
)


@given(article=articles, data=st.data())
def test_whatever_stands_in_a_place_it_is_read_or_an_input_error(
    article: Article, data: st.DataObject
) -> None:
    """What is read is also valid by the schema."""
    value = json.loads(newsparse.write(article, "json"))
    places = list(iter_places(value))
    holder, key = data.draw(st.sampled_from(places))
    holder[key] = data.draw(any_json)
    try:
        newsparse.parse(json.dumps(value), "json")
    except InputError:
        return
    VALIDATOR.validate(value)


def iter_places(value: Any) -> Iterator[tuple[Any, Any]]:
    """(object or list, key or index) of every value in a JSON value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in list(pairs):
        yield value, key
        if isinstance(item, dict | list):
            yield from iter_places(item)
