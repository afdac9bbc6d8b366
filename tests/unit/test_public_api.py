"""What is public: its names, what it says of itself, and how it refuses."""

import inspect
import io
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import newsparse
from newsparse import errors
from newsparse.article import Article, Paragraph
from newsparse.errors import (
    AmbiguousFormatError,
    InputError,
    LimitError,
    MissingDependencyError,
    MultipleArticlesError,
    NewsparseError,
    NoArticleError,
    OptionError,
    PluginError,
    UndetectedFormatError,
    UnknownFormatError,
)

PUBLIC = {
    *("Article", "Limits", "NewsparseError", "Note", "Registry", "__version__"),
    *("convert", "detect", "explain", "list_formats", "parse", "parse_all", "write"),
}
STORY = (
    "Ferry runs again\n\nThe ferry to Varn left on time on Monday, and the harbour was full of"
    " people.\n\nNobody had to wait for long, and all of them were glad to be on board again.\n"
)
TWO = newsparse.write([newsparse.parse(STORY), newsparse.parse(STORY)], "json")
ERRORS: list[NewsparseError] = [
    InputError("torn", format="text", where="line 3"),
    errors.DecodeError("binary"),
    errors.MalformedError("not closed", where="$"),
    NoArticleError("empty"),
    MultipleArticlesError("two", format="json"),
    LimitError("too large", limit="max_bytes", value=7, format="json", where="$"),
    UnknownFormatError("nitf", known=("text",), purpose="read"),
    AmbiguousFormatError(("html", "text")),
    UndetectedFormatError("nothing claims it"),
    OptionError("loud", known=("width",), reason="no"),
    MissingDependencyError("fastwarc", hint="pip install newsparse[warc]"),
    PluginError("broke", plugin="brief"),
]


def test_the_public_names_are_these() -> None:
    """Adding one is a decision."""
    assert set(newsparse.__all__) == PUBLIC
    assert dir(newsparse) == newsparse.__all__
    assert newsparse.__all__ == sorted(newsparse.__all__)


@pytest.mark.parametrize("name", sorted(PUBLIC - {"__version__"}))
def test_every_public_name_says_what_it_is(name: str) -> None:
    """With a docstring, of its methods and properties too."""
    value = getattr(newsparse, name)
    assert inspect.getdoc(value)
    if inspect.isclass(value):
        own = {key: item for key, item in vars(value).items() if not key.startswith("_")}
        parts = {k: v for k, v in own.items() if callable(v) or isinstance(v, property)}
        assert not [key for key, part in parts.items() if not inspect.getdoc(part)]


@pytest.mark.parametrize("module", ["article", "errors", "explanation", "spec", "testing"])
def test_every_name_of_a_public_module_says_what_it_is(module: str) -> None:
    loaded = __import__(f"newsparse.{module}", fromlist=["__all__"])
    assert loaded.__all__ == sorted(loaded.__all__)
    things = [getattr(loaded, name) for name in loaded.__all__]
    own = [t for t in things if inspect.isclass(t) or inspect.isfunction(t)]
    assert not [thing for thing in own if not thing.__doc__]


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'prase'"):
        newsparse.prase  # noqa: B018


def test_the_version_is_one() -> None:
    from importlib.metadata import version  # noqa: PLC0415

    assert version("newsparse") == newsparse.__version__


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_survive_pickling(error: NewsparseError) -> None:
    """With their class, their words and all that they know."""
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)


def test_every_error_class_is_tried_and_documented() -> None:
    classes = {getattr(errors, name) for name in errors.__all__}
    assert {type(error) for error in ERRORS} == classes - {NewsparseError, errors.FormatError}
    assert all(issubclass(cls, NewsparseError) and cls.__doc__ for cls in classes)


@pytest.mark.parametrize(
    ("cls", "base"),
    [
        (InputError, ValueError),
        (errors.FormatError, LookupError),
        (OptionError, TypeError),
    ],
)
def test_errors_are_also_what_python_calls_them(cls: type, base: type) -> None:
    assert issubclass(cls, base)


@pytest.mark.parametrize("source", [None, io.StringIO(STORY)], ids=["None", "text stream"])
def test_what_is_no_source_is_a_type_error(source: Any) -> None:
    with pytest.raises(TypeError, match="give str, bytes, a path or a binary stream"):
        newsparse.parse(source)


@pytest.mark.parametrize("source", [3, 2.5, ["a"], object(), {"a": 1}], ids=repr)
def test_an_object_of_another_kind_is_refused(source: Any) -> None:
    """As input that no format reads, not as a surprise from deep inside."""
    with pytest.raises((TypeError, NewsparseError)):
        newsparse.parse(source, "text")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("story.txt", "pass a pathlib.Path"),
        ("/data/2024/page.html", "pass a pathlib.Path"),
        (r"C:\data\page.html", "pass a pathlib.Path"),
        (b"story.txt\n", "pass a pathlib.Path"),
        ("https://news.example/a/story", "never fetches"),
        (b"http://news.example/story?id=3", "never fetches"),
    ],
)
@pytest.mark.parametrize("format", [None, "text"])
def test_a_name_as_content_is_told_so(source: Any, says: str, format: str | None) -> None:
    """A file name or an address given as content is never opened."""
    with pytest.raises(NoArticleError, match=says):
        newsparse.parse(source, format)


def test_content_comes_in_many_forms(tmp_path: Path) -> None:
    """Text, bytes, a path and a binary stream give one article."""
    path = tmp_path / "a story.txt"
    path.write_text(STORY, "utf-8")
    article = newsparse.parse(STORY)
    assert article == newsparse.parse(STORY.encode()) == newsparse.parse(path)
    assert article == newsparse.parse(io.BytesIO(STORY.encode()))
    with path.open("rb") as stream:
        assert newsparse.parse(stream) == article
        assert not stream.closed


def test_several_articles_are_told_so() -> None:
    with pytest.raises(MultipleArticlesError, match=r"newsparse\.parse_all") as caught:
        newsparse.parse(TWO)
    assert caught.value.format == "json"
    assert len(list(newsparse.parse_all(TWO))) == 2


def test_bad_items_are_handed_over_or_raised_at_the_end() -> None:
    """No article is lost for the sake of another one, and no error in silence."""
    lines = newsparse.write(newsparse.parse(STORY), "jsonl")
    data = lines + b'{"newsparse": 7}\n' + lines
    caught: list[InputError] = []
    assert len(list(newsparse.parse_all(data, "jsonl", on_error=caught.append))) == 2
    assert [error.format for error in caught] == ["jsonl"]
    found: list[Article] = []
    with pytest.raises(ExceptionGroup) as group:
        found.extend(newsparse.parse_all(data, "jsonl"))
    assert [str(error) for error in group.value.exceptions] == [str(caught[0])]


@pytest.mark.parametrize(
    "use",
    [
        lambda: newsparse.parse(STORY, "nitf"),
        lambda: newsparse.write(newsparse.parse(STORY), "pdf"),
        lambda: newsparse.write((), "nitf"),
        lambda: list(newsparse.parse_all(STORY, "")),
    ],
)
def test_an_unknown_format_names_those_there_are(use: Callable[[], object]) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        use()
    assert "json" in caught.value.known
    assert ", ".join(caught.value.known) in str(caught.value)


def test_an_unknown_option_names_those_there_are() -> None:
    article = newsparse.parse(STORY)
    with pytest.raises(OptionError) as caught:
        newsparse.write(article, "json", options={"provenence": False})
    assert caught.value.name == "provenence"
    assert "provenance" in caught.value.known
    with pytest.raises(OptionError):
        newsparse.parse(STORY, "text", options={"anything": 1})


def test_what_no_format_claims_is_told_so() -> None:
    with pytest.raises(UndetectedFormatError, match="binary"):
        newsparse.parse(b"\x00\x01\x02\x03\x04\x05" * 50)


def test_detection_scores_what_claims_the_input() -> None:
    """Text claims what nothing structured does."""
    assert newsparse.detect(STORY) == {"text": 1}
    assert next(iter(newsparse.detect(TWO))) == "json"
    page = newsparse.detect("<!DOCTYPE html><html><body><p>Rain</p></body></html>")
    assert next(iter(page)) == "html"


def test_the_formats_are_listed_by_name() -> None:
    names = [format.name for format in newsparse.list_formats()]
    assert names == sorted(names)
    assert {"html", "json", "jsonl", "markdown", "text"} <= set(names)


def test_articles_are_frozen_values() -> None:
    """They cannot change, and are equal by what they say, not by how it was found out."""
    article = newsparse.parse(STORY)
    with pytest.raises(AttributeError):
        article.title = "Another"  # type: ignore[misc]
    other = newsparse.parse("\n\n" + STORY)
    assert other == article
    assert hash(Paragraph(text="a")) == hash(Paragraph(text="a"))
    assert Article() == Article()


@pytest.mark.parametrize("language", ["sv", "sv-FI", "SV", "xx", "en_GB"])
def test_a_language_that_is_given_is_kept(language: str) -> None:
    """Also one without a table of its own."""
    assert newsparse.parse(STORY, language=language).language == language


def test_a_write_to_a_path_is_whole_or_not_at_all(tmp_path: Path) -> None:
    """What stood there stays until the new file is complete."""
    path = tmp_path / "story.json"
    path.write_text("before")

    def articles() -> Any:
        yield newsparse.parse(STORY)
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        newsparse.write(articles(), "json", path)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]
    newsparse.write(newsparse.parse(STORY), "json", path)
    assert newsparse.parse(path) == newsparse.parse(STORY)
