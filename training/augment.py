"""Pages with other stories, lists of them, or comments added: what few pages of a corpus show.

What is added is none of the page's story, however much it reads like one.  Its words are those
of other pages in the same language.
"""

import random
from collections.abc import Sequence
from typing import TypeAlias

from attrs import frozen
from dataset import Row

from newsparse.document import Block, Document, Node

__all__ = ["Pool", "add_foreign_text"]


@frozen
class Pool:
    """Stories of other pages: by language, a title and paragraphs of each."""

    stories: dict[str, list[tuple[str, list[str]]]]

    @classmethod
    def of(cls, rows: Sequence[tuple[str, Row]]) -> "Pool":
        """From rows with the language of each."""
        found: dict[str, list[tuple[str, list[str]]]] = {}
        for language, row in rows:
            paragraphs = [text for text in row.get("paragraphs") or () if len(text) >= _PARAGRAPH]
            if len(paragraphs) >= _LEAST and row.get("title"):
                found.setdefault(language, []).append((row["title"], paragraphs))
        return cls(found)


_PARAGRAPH, _LEAST = 80, 3
# Children of the added element: tag, names, and their blocks as (tag, names, text, linked).
Line: TypeAlias = tuple[str, str, str, bool]
Child: TypeAlias = tuple[str, str, list[Line]]


def add_foreign_text(
    document: Document,
    home: int,
    language: str,
    pool: Pool,
    chance: random.Random,
    *,
    comments: bool = True,
) -> tuple[Document, int, int] | None:
    """The document with an element more, and the range of its blocks.

    Args:
        document: A page.
        home: The node that holds most of its story.
        language: Of its story.
        pool: Where words are taken from.
        chance: Chooses.
        comments: Whether comments may be added, or only other stories.
    """
    stories = pool.stories.get(language, ())
    if len(stories) < _STORIES:
        return None
    make = chance.choice((_cards, _cards, _teasers, *((_comments,) if comments else ())))
    tag, names, children = make(stories, chance)
    at = home
    for _ in range(chance.choice((0, 1, 1, 2, 2, 3))):
        at = max(0, document.nodes[at].parent)
    return _insert(document, at, (tag, names), children, first=chance.random() < _FIRST)


_STORIES, _FIRST = 4, 0.15


def _cards(
    stories: Sequence[tuple[str, list[str]]], chance: random.Random
) -> tuple[str, str, list[Child]]:
    tag = chance.choice(("article", "div", "div", "section", "li"))
    names = chance.choice((
        "",
        "",
        "post post-{}",
        "card",
        "teaser",
        "item",
        "entry hentry",
        "box",
    ))
    heading = chance.choice(("h2", "h3", "h4", "a"))
    long = chance.random() < _LONG
    children: list[Child] = []
    for _ in range(chance.randint(2, 8)):
        title, paragraphs = chance.choice(stories)
        lines: list[Line] = [(heading, "", title, True)]
        if chance.random() < _DATED:
            lines.append((
                "span",
                "date",
                f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.2021",
                False,
            ))
        chosen = paragraphs[: chance.randint(1, 3) if long else 1]
        lines.extend(("p", "", text if long else _cut(text, chance), False) for text in chosen)
        children.append((tag, names.format(chance.randint(1, 9999)), lines))
    around = chance.choice(("", "", "related", "more", "posts", "archive", "list", "content"))
    return "div", around, children


_LONG, _DATED = 0.5, 0.3


def _teasers(
    stories: Sequence[tuple[str, list[str]]], chance: random.Random
) -> tuple[str, str, list[Child]]:
    children: list[Child] = []
    for _ in range(chance.randint(4, 14)):
        title, paragraphs = chance.choice(stories)
        text = f"{title} {_cut(chance.choice(paragraphs), chance)}"
        children.append(("li", "", [("", "", text, False)]))
    return "ul", chance.choice(("", "", "list", "news", "latest")), children


def _comments(
    stories: Sequence[tuple[str, list[str]]], chance: random.Random
) -> tuple[str, str, list[Child]]:
    tag = chance.choice(("div", "div", "li", "article"))
    names = chance.choice(("", "comment", "comment-body", "message", "post", "reply", "content"))
    inner = chance.choice(("p", "div", "p"))
    children: list[Child] = []
    for _ in range(chance.randint(3, 25)):
        name = chance.choice(chance.choice(stories)[1]).split(" ", 1)[0]
        sentences = chance.choice(chance.choice(stories)[1]).split(". ")
        lines: list[Line] = [("span", "author", name, chance.random() < _LONG)]
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            text = ". ".join(sentences[: chance.randint(1, 3)])
            lines.append((
                inner,
                chance.choice(("", "text", "content")),
                f"{text.rstrip('.')}.",
                False,
            ))
        children.append((tag, names, lines))
    around = chance.choice(("", "comments", "comments", "discussion", "responses", "list"))
    return "div", around, children


def _cut(text: str, chance: random.Random) -> str:
    size = chance.randint(70, 260)
    if len(text) <= size:
        return text
    return text[:size].rsplit(" ", 1)[0] + chance.choice(("", "...", "…", " [...]"))


def _insert(
    document: Document, at: int, outer: tuple[str, str], children: Sequence[Child], *, first: bool
) -> tuple[Document, int, int]:
    """The document with an element as the first or last child of a node."""
    nodes = [
        Node(n.tag, n.names, n.parent, n.first, n.last, pruned=n.pruned) for n in document.nodes
    ]
    place = nodes[at].first if first else nodes[at].last
    made, blocks = _make(outer, children, at, len(nodes), place)
    _make_room(nodes, at, place, len(blocks))
    old = list(document.blocks)
    changed = Document(
        blocks=[*old[:place], *blocks, *old[place:]],
        nodes=[*nodes, *made],
        fields=document.fields,
        language=document.language,
        url=document.url,
    )
    return changed, place, place + len(blocks)


def _make(
    outer: tuple[str, str], children: Sequence[Child], parent: int, top: int, place: int
) -> tuple[list[Node], list[Block]]:
    """The nodes of an element, numbered from *top* on, and its blocks, from *place* on."""
    blocks: list[Block] = []
    made = [Node(outer[0], outer[1], parent, place, place)]
    for tag, names, lines in children:
        child = top + len(made)
        made.append(Node(tag, names, top, place + len(blocks), place))
        for line_tag, line_names, text, linked in lines:
            home, where = child, place + len(blocks)
            if line_tag:
                home = top + len(made)
                made.append(Node(line_tag, line_names, child, where, where + 1))
            level = int(line_tag[1]) if line_tag[:1] == "h" else 0
            link_chars = len(text) if linked else 0
            blocks.append(Block(text, home, level=level, link_chars=link_chars))
        made[child - top].last = place + len(blocks)
    made[0].last = place + len(blocks)
    return made, blocks


def _make_room(nodes: Sequence[Node], at: int, place: int, size: int) -> None:
    """Move the ranges of all nodes for so many blocks more, at a place inside of one."""
    around = {at}
    while nodes[at].parent >= 0:
        at = nodes[at].parent
        around.add(at)
    for number, node in enumerate(nodes):
        if number in around:
            node.last += size
        elif node.first >= place:
            node.first += size
            node.last += size
