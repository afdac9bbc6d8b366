"""Web pages, written: semantic, without scripts that run or files beside them.

What is printed of a story is in the page's own elements, what is said about it in JSON-LD (of
schema.org), and what neither can hold (quotes, the roles of people) in JSON of newsparse's own.
The ``html`` reader takes back what stands there, and guesses nothing.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from newsparse.article import Article, Author, LiveEntry, Timestamp
from newsparse.errors import InputError
from newsparse.formats.htmlbody import Losses, write_body, write_line, write_time
from newsparse.formats.htmltext import CONTRACT, address, attribute, escape
from newsparse.formats.jsonmodel import Wrong, encode_article
from newsparse.spec import Options, Report

__all__ = ["write"]

_STYLE = """\
body{margin:2em auto;max-width:42em;padding:0 1em;font:1.1em/1.5 Georgia,serif}
.kicker,.byline,time,figcaption,.credit,.notice{font-family:sans-serif;font-size:.85em}
.standfirst{font-weight:bold}.pull-quote{font-size:1.4em}.keep,pre{white-space:pre-wrap}
time{display:block}img{max-width:100%;height:auto}figure{margin:1em 0}
table{border-collapse:collapse}th,td{border:1px solid;padding:.2em .5em;text-align:start}
article+article{border-top:1px solid;margin-top:3em}"""

# What no HTML holds: controls, halves of surrogate pairs, code points that are no characters.
_NOT_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# In a script nothing may look like its end, and nothing is replaced that JSON can escape.
_NOT_SCRIPT = re.compile("[<>&\x00-\x1f\x7f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def write(articles: Iterable[Article], out: BinaryIO, options: Options, report: Report) -> None:
    """Write articles into one page, one below the other.

    Raises:
        InputError: If a field of an article holds what the model does not allow.
    """
    head = None
    for number, article in enumerate(articles):
        if head is None:
            head = _head(article)
            out.write(_encode(head, report, f"article {number}"))
        losses = Losses()
        page = "\n".join(_article(article, losses, f"article {number}"))
        out.write(_encode(page, report, f"article {number}"))
        for code, count in losses.counts.items():
            report.note(code, f"article {number}", f"{count} {_LOST[code]}")
    if head is None:
        out.write(_encode(_head(Article()), report, "head"))
    out.write(b"</body>\n</html>\n")


_LOST = {
    "marks_lost": "marks of nothing, outside of their text or too many at one place",
    "nesting_lost": "elements stand beside what they were in: it was too deep",
}


def _encode(html: str, report: Report, where: str) -> bytes:
    clean = _NOT_HTML.sub("\ufffd", html)
    if clean != html:
        report.note("characters_replaced", where, "controls and non-characters became U+FFFD")
    return clean.encode()


# -- the head of the page


def _head(article: Article) -> str:
    meta = article.metadata
    title = escape(article.title or "")
    lines = [
        "<!DOCTYPE html>",
        f'<html{attribute("lang", article.language)} data-newsparse="{CONTRACT}">',
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{title}</title>",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="generator" content="newsparse">',
        *_metas("name", {"description": article.standfirst}),
        *_metas(
            "property",
            {
                "og:type": "article",
                "og:title": article.title,
                "og:url": meta.canonical_url or meta.url,
                "og:image": meta.image,
                "og:site_name": meta.publisher,
            },
        ),
    ]
    if meta.canonical_url:
        lines.append(f'<link rel="canonical"{address("href", meta.canonical_url)}>')
    return "\n".join([*lines, f"<style>\n{_STYLE}\n</style>", "</head>", "<body>", ""])


def _metas(kind: str, values: dict[str, str | None]) -> Iterator[str]:
    for name, value in values.items():
        if value:
            yield f'<meta {kind}="{name}"{attribute("content", value)}>'


# -- an article


def _article(article: Article, losses: Losses, where: str) -> Iterator[str]:
    """The lines of one article."""
    yield f'<article class="newsparse"{attribute("lang", article.language)} dir="auto">'
    yield f'<script type="application/ld+json">{_script(_linked(article))}</script>'
    yield f'<script type="application/json">{_script(_record(article, where))}</script>'
    yield "<header>"
    for name, tag in (("kicker", "p"), ("title", "h1"), ("standfirst", "p"), ("byline", "p")):
        text = getattr(article, name)
        if text is not None:
            yield write_line(tag, text, losses, name=name)
    for name in ("timestamp", "updated"):
        stamp: Timestamp | None = getattr(article, name)
        if stamp is not None:
            yield write_time(stamp, losses, name)
    yield "</header>"
    yield '<div class="body">'
    yield from write_body(article, losses)
    yield "</div>"
    if article.signoff is not None:
        yield write_line("footer", article.signoff, losses, name="signoff")
    yield "</article>\n"


def _script(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _NOT_SCRIPT.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _record(article: Article, where: str) -> dict[str, Any]:
    """What neither the elements nor schema.org can hold, as newsparse JSON.

    Raises:
        InputError: If it is not what the model allows.
    """
    kept = Article(authors=article.authors, quotes=article.quotes, metadata=article.metadata)
    try:
        return encode_article(kept, provenance=False)
    except Wrong as wrong:
        raise InputError(wrong.reason, format="html", where=where + wrong.path) from wrong


# -- what schema.org has words for


def _linked(article: Article) -> dict[str, Any]:
    meta = article.metadata
    live = any(isinstance(element, LiveEntry) for element in article.body)
    values = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting" if live else "NewsArticle",
        "headline": article.title,
        "alternativeHeadline": article.kicker,
        "description": article.standfirst,
        "datePublished": _moment(article.timestamp),
        "dateModified": _moment(article.updated),
        "dateline": article.dateline.text if article.dateline else None,
        **{key: _people(article, roles) for key, roles in _PEOPLE.items()},
        "publisher": _house(meta.publisher),
        "provider": _house(meta.provider),
        "articleSection": meta.section,
        "keywords": list(meta.keywords),
        "about": list(meta.subjects),
        "inLanguage": article.language,
        "url": meta.url,
        "mainEntityOfPage": meta.canonical_url,
        "image": meta.image,
        "identifier": list(meta.identifiers),
        "copyrightNotice": meta.rights,
        "creativeWorkStatus": meta.status,
        "version": meta.version,
        "isAccessibleForFree": None if meta.paywalled is None else not meta.paywalled,
    }
    return {key: value for key, value in values.items() if value not in (None, [], "")}


_PEOPLE = {
    "author": ("author", "agency"),
    "contributor": ("contributor", "photographer"),
    "editor": ("editor",),
}


def _moment(stamp: Timestamp | None) -> str | None:
    value: dt.date | None = stamp.value if stamp else None
    return value.isoformat() if value else None


def _people(article: Article, roles: tuple[str, ...]) -> list[dict[str, Any]]:
    return [_person(author) for author in article.authors if author.role in roles]


def _person(author: Author) -> dict[str, Any]:
    kind = "Organization" if author.role == "agency" else "Person"
    values = {
        "@type": kind,
        "name": author.name,
        "jobTitle": author.job,
        "worksFor": _house(author.organisation),
        "email": author.contact if "@" in (author.contact or "")[1:] else None,
    }
    return {key: value for key, value in values.items() if value}


def _house(name: str | None) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name} if name else None
