"""Other stories on a page: whole texts that stand beside the story and were left out."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import frozen

from newsparse.article import Note
from newsparse.document import Document, Node
from newsparse.parser.classnames import is_foreign, kind_of
from newsparse.parser.features import Page
from newsparse.parser.labels import Label
from newsparse.parser.live import BODY

__all__ = ["note_others"]

# A story has so much running text, in some paragraphs, and is little else; a teaser has less.
_MIN_SIZE, _MIN_BLOCKS, _MIN_SHARE = 400, 3, 0.6
# Running text is no link.
_MAX_LINKED = 0.3
# Left out as something else than another story.
_NO_STORY = frozenset({
    *("comments", "cookie", "newsletter", "paywall", "copyright", "author_box", "advertisement"),
    *("title", "duplicate_title", "standfirst", "kicker", "byline", "entry_title", "signoff"),
})
_MAX_STEPS, _MAX_NAMED, _MAX_HEADING = 40, 3, 200


def note_others(document: Document, page: Page, labels: Sequence[Label]) -> tuple[Note, ...]:
    """A note that names the other stories of a page, by their headings; empty where there are none.

    Another story stands in an ``article``, or in an element beside one that the story stands in and
    made like it, and has a heading and running text of its own.

    Args:
        document: Its blocks and nodes.
        page: What is seen of the blocks.
        labels: Their roles.
    """
    if not page.is_tree:
        return ()
    features = page.features
    left = [
        index
        for index, label in enumerate(labels)
        if label.role not in BODY
        and label.role not in _NO_STORY
        and features[index].is_prose
        and features[index].linked < _MAX_LINKED
    ]
    if sum(features[index].size for index in left) < _MIN_SIZE:
        return ()
    told = [index for index, label in enumerate(labels) if label.role in BODY]
    others = list(_Finder(document, page, told, left).stories())
    if not others:
        return ()
    named = ", ".join(f"{story.heading!r} ({story.path})" for story in others[:_MAX_NAMED])
    more = f" and {len(others) - _MAX_NAMED} more" if len(others) > _MAX_NAMED else ""
    return (
        Note(
            code="other_stories",
            message=f"left out, each a story of its own: {named}{more}",
            where=others[0].path,
        ),
    )


@frozen
class _Story:
    heading: str
    path: str


class _Finder:
    """Looks for elements that hold a story; each element is looked at once."""

    def __init__(
        self, document: Document, page: Page, told: Sequence[int], left: Sequence[int]
    ) -> None:
        self._features = page.features
        self._blocks = document.blocks
        self._nodes: Sequence[Node] = document.nodes
        self._left = left
        self._told = told
        # The elements that the story stands in, by their parents.
        self._kinds = {
            document.nodes[at].parent: (document.nodes[at].tag, kind_of(document.nodes[at].names))
            for at in self._around(document.blocks[told[0]].node)
        }

    def _around(self, at: int) -> Iterator[int]:
        """An element and those around it, below the page's body."""
        for _ in range(_MAX_STEPS):
            if at <= 0 or self._nodes[at].tag == "body":
                return
            yield at
            at = self._nodes[at].parent

    def stories(self) -> Iterator[_Story]:
        """The stories, in order."""
        seen: set[int] = set()
        held = iter(self._left)
        end = 0
        for index in held:
            if index < end:
                continue
            for at in self._around(self._blocks[index].node):
                if at in seen or self._holds_story(at):
                    break
                seen.add(at)
                heading = self._heading(at) if self._is_apart(at) else None
                if heading is not None:
                    end = self._nodes[at].last
                    yield _Story(heading, self._nodes[at].path or "")
                    break

    def _holds_story(self, at: int) -> bool:
        """Whether something of the main story stands in an element."""
        node = self._nodes[at]
        number = bisect_left(self._told, node.first)
        return number < len(self._told) and self._told[number] < node.last

    def _is_apart(self, at: int) -> bool:
        """Whether an element is made for a story, and most of it is enough text for one."""
        node = self._nodes[at]
        first, last = bisect_left(self._left, node.first), bisect_left(self._left, node.last)
        if last - first < _MIN_BLOCKS or not self._is_like(at):
            return False
        own = sum(len(self._blocks[i].text) for i in self._left[first:last])
        all_ = sum(len(block.text) for block in self._blocks[node.first : node.last])
        if own < max(_MIN_SIZE, _MIN_SHARE * all_):
            return False
        return not any(is_foreign(self._nodes[up].names) for up in self._around(at))

    def _is_like(self, at: int) -> bool:
        """Whether it is an article, or stands beside an element of the story that is like it."""
        node = self._nodes[at]
        if node.tag == "article":
            return True
        kind = kind_of(node.names)
        return bool(kind) and self._kinds.get(node.parent) == (node.tag, kind)

    def _heading(self, at: int) -> str | None:
        """The heading of an element above its text; a list of stories has several."""
        node = self._nodes[at]
        blocks = range(node.first, node.last)
        headings = [i for i in blocks if self._blocks[i].level]
        first = self._left[bisect_left(self._left, node.first)]
        n_texts = bisect_left(self._left, node.last) - bisect_left(self._left, node.first)
        if not headings or headings[0] > first or len(headings) > n_texts / 2:
            return None
        found = self._features[headings[0]]
        return found.text if len(found.text) <= _MAX_HEADING and found.hit is None else None
