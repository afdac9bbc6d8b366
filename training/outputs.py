"""What the parser reads from one text, as plain fields: a row of predictions.

``text`` and ``paragraphs`` (the body, without captions), ``title``, ``authors``, ``date``, ``language``,
``subheadings``, ``captions``, and ``blocks``: a list ``[text, role, confidence]`` for each block of the
text, in order.  Where there is no article, ``error`` says why.
"""

from collections.abc import Iterator
from typing import Any

from newsparse.article import Article, ItemList, text_of
from newsparse.document import Document
from newsparse.errors import InputError
from newsparse.parser import Context, build_article, describe_page
from newsparse.parser.roles import label_blocks
from newsparse.parser.treemodel import model_for

Fields = dict[str, Any]


def read_fields(document: Document | None, context: Context) -> Fields:
    """All that the parser makes of a document; ``None`` is one that could not be read."""
    if document is None:
        return {"text": "", "paragraphs": [], "blocks": [], "error": "cannot be read"}
    try:
        fields = describe(build_article(document, context))
    except InputError as error:
        return {"text": "", "paragraphs": [], "blocks": [], "error": error.reason}
    return {**fields, "blocks": list(_blocks(document, context))}


def _blocks(document: Document, context: Context) -> Iterator[tuple[str, str, float]]:
    page = describe_page(document, context.languages)
    found = label_blocks(page, context.model or model_for(page)) if page else None
    if page is not None and found is not None:
        for item, label in zip(page.features, found[0], strict=True):
            yield item.text, label.role, round(label.confidence, 3)


def describe(article: Article) -> Fields:
    """An article as plain fields; the body's lines without captions."""
    lines = list(body_lines(article))
    value = article.timestamp.value if article.timestamp else None
    return {
        "text": "\n\n".join(lines),
        "paragraphs": lines,
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "date": value.isoformat() if value else None,
        "language": article.language,
        "subheadings": [element.text for element in article.subheadings],
        "captions": [{"text": c.text, "credit": c.credit} for c in article.captions],
    }


def body_lines(article: Article) -> Iterator[str]:
    for element in article.body:
        if isinstance(element, ItemList):
            yield from (item.text for item in element.items)
        else:
            yield from filter(None, map(str.strip, text_of(element).split("\n")))
