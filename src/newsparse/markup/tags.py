"""What each HTML tag does to text: one table, read by the walk."""

from typing import Any, Final

from newsparse.article import MarkKind

__all__ = [
    "BLOCK",
    "BREAK",
    "CONTENT_TAGS",
    "HEADING_LEVELS",
    "HIDDEN",
    "INLINE",
    "KINDS",
    "MARK",
    "MARK_KINDS",
    "PRE",
    "PRUNED",
    "local_name",
]

INLINE: Final = 0  # part of the line; makes no node
BLOCK: Final = 1  # stands for itself; makes a node
MARK: Final = 2  # part of the line, and noted on the block
BREAK: Final = 3  # a new line; two of them end a block
PRE: Final = 4  # a block whose lines are kept
PRUNED: Final = 5  # a part of the page that is no story, unless it turns out to hold one
HIDDEN: Final = 6  # not text

MARK_KINDS: Final[dict[str, MarkKind]] = {
    "a": "link",
    "strong": "strong",
    "b": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "code": "code",
    "sup": "superscript",
    "sub": "subscript",
    "s": "strike",
    "strike": "strike",
    "del": "strike",
}
HEADING_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}

# Why a subtree is no part of any story, by its tag alone.
PRUNE_REASONS: Final = {
    "nav": "navigation",
    "menu": "navigation",
    "footer": "navigation",
    "aside": "navigation",
    "form": "ui_label",
    "button": "ui_label",
    "select": "ui_label",
}
# A subtree that holds one of these is a part of the page after all: pages stand in one form, and
# an element that is never closed swallows the rest of them.
CONTENT_TAGS: Final = ("h1", "article", "main")

_INLINE_TAGS = (
    "abbr acronym area audio bdi bdo big cite data datalist dfn font img input ins kbd label link"
    " map mark meta meter nobr output param picture progress q rb rp rt rtc ruby samp small source"
    " span time track tt u var wbr video"
    # drawings, whose parts are as many as a page's own
    " circle clippath defs ellipse g image line lineargradient mask metadata path polygon polyline"
    " radialgradient rect stop svg symbol text title tspan use"
)
_BLOCK_TAGS = (
    "address article blockquote body caption center col colgroup dd details dialog dir div dl dt"
    " fieldset figcaption figure frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li"
    " main object ol optgroup option p search section summary table tbody td textarea tfoot th"
    " thead tr ul"
)


class _Kinds(dict[Any, int]):
    """Kinds by tag; also for tags that are not in the table as they stand."""

    def __missing__(self, tag: Any) -> int:
        """Comments and their like have a function for a tag, and are hidden.

        Names with a prefix come from office programs and stand inside sentences; of other names
        that HTML does not have, most are a site's own containers.
        """
        if not isinstance(tag, str):
            return HIDDEN
        name = local_name(tag)
        return self.get(name, INLINE if ":" in name else BLOCK)


def local_name(tag: str) -> str:
    """The tag in lower case, without a namespace."""
    return tag.rpartition("}")[2].lower()


KINDS: Final = _Kinds({
    **dict.fromkeys(_INLINE_TAGS.split(), INLINE),
    **dict.fromkeys(_BLOCK_TAGS.split(), BLOCK),
    **dict.fromkeys(MARK_KINDS, MARK),
    **dict.fromkeys(PRUNE_REASONS, PRUNED),
    **dict.fromkeys(("head", "script", "style", "template", "noscript"), HIDDEN),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), PRE),
    "br": BREAK,
})
