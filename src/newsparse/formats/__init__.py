"""The catalog of built-in formats: data only, the code they name is imported when first used."""

from newsparse.spec import AnyText, Format, HtmlMarker, JsonKeys, Regex

__all__ = ["FORMATS"]

_ALL = frozenset({
    "title",
    "kicker",
    "standfirst",
    "byline",
    "authors",
    "dateline",
    "timestamp",
    "updated",
    "language",
    "body",
    "quotes",
    "boilerplate",
    "signoff",
    "metadata",
    "extra",
})
_FROM_TEXT = _ALL - {"extra"}
_OF_STORY = _FROM_TEXT - {"boilerplate"}
# What is printed of a story.
_PRINTED = frozenset({
    "title",
    "kicker",
    "standfirst",
    "byline",
    "dateline",
    "timestamp",
    "body",
    "signoff",
})

FORMATS: tuple[Format, ...] = (
    Format(
        name="text",
        title="Plain text",
        media_types=("text/plain",),
        extensions=(".txt", ".text"),
        sniff=(AnyText(),),
        read="newsparse.formats.text:read",
        write="newsparse.formats.text:write",
        write_options="newsparse.formats.text:WriteOptions",
        reads=_FROM_TEXT,
        writes=_PRINTED,
    ),
    Format(
        name="html",
        title="Web page",
        media_types=("text/html", "application/xhtml+xml"),
        extensions=(".html", ".htm", ".xhtml"),
        sniff=(
            Regex(
                r"(?i)\s{0,500}(?:<\?xml[^<>]{0,200}\?>\s{0,50})?<(?:!doctype\s{1,9})?html\b",
                80,
                at_start=True,
            ),
            Regex(
                r"(?i)\s{0,500}<(?:head|body|article|main|section|div|p|h1)[\s>]",
                60,
                at_start=True,
            ),
            HtmlMarker(("<html", "<head", "<body", "<meta ", "<div", "<p>", "</p>", "<a href"), 3),
        ),
        read="newsparse.formats.html:read",
        write="newsparse.formats.htmlpage:write",
        reads=_FROM_TEXT,
        writes=_OF_STORY,
        many=True,
    ),
    Format(
        name="json",
        title="newsparse JSON",
        media_types=("application/json",),
        extensions=(".json",),
        sniff=(JsonKeys({"newsparse"}, 90),),
        read="newsparse.formats.json:read",
        write="newsparse.formats.json:write",
        write_options="newsparse.formats.json:WriteOptions",
        reads=_ALL,
        writes=_ALL,
        many=True,
        lossless=True,
    ),
    Format(
        name="jsonl",
        title="newsparse JSON lines",
        media_types=("application/jsonl", "application/x-ndjson"),
        extensions=(".jsonl", ".ndjson"),
        sniff=(Regex(r'\{"newsparse":', 95, at_start=True),),
        read="newsparse.formats.jsonl:read",
        write="newsparse.formats.jsonl:write",
        write_options="newsparse.formats.jsonl:WriteOptions",
        reads=_ALL,
        writes=_ALL,
        many=True,
        lossless=True,
    ),
    Format(
        name="markdown",
        title="Markdown (CommonMark)",
        media_types=("text/markdown",),
        extensions=(".md", ".markdown"),
        sniff=(
            Regex(r"\A\ufeff?\[newsparse\]: #1\s", 95),
            Regex(r"\A\ufeff?---[ \t]{0,9}\r?\n(?:[\w-]{1,40}[ \t]{0,9}:|#)", 75),
        ),
        read="newsparse.formats.markdownreader:read",
        write="newsparse.formats.markdown:write",
        write_options="newsparse.formats.markdown:WriteOptions",
        reads=_FROM_TEXT,
        writes=_OF_STORY,
        many=True,
    ),
)
