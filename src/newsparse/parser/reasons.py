"""Why a block got its role, in words."""

from collections.abc import Callable, Sequence

from newsparse.languages import Language
from newsparse.languages.phrases import Phrases, is_border
from newsparse.parser.features import Features
from newsparse.parser.labels import Label
from newsparse.parser.story import weigh

__all__ = ["WORDS", "describe_label", "describe_weight"]

# By rule, else by role.
WORDS = {
    "declared": "the source declares it",
    "tag": "its markup says so",
    "marker": "it begins with a list marker",
    "dashes": "lines around it begin with a dash too, and none of them is a sentence",
    "heading": "it is short, does not end like a sentence, and running text follows",
    "repeated": "it is a few words that come again and again, like the label of a button",
    "name": "it is a name alone, beside a time or the title",
    "section": "a label above it speaks for all that follows",
    "slug": "it is made like a newsroom's name for the story, and stands above the title",
    "dateline": "it is a place alone, right above a paragraph at the start of the story",
    "numbered": "a number and a few words stand above running text, here and elsewhere",
    "list_heading": "it is a few words right above a list",
    "turn": "it is a short turn of an interview or a transcript",
    "reading_time": "it says how long the reading takes",
    "about_author": "it is a last paragraph that begins with the author's name",
    "menu_word": "it stands between two lines of a menu",
    "plea": "it is a sentence right below the heading of a newsletter",
    "last_words": "it is a sentence behind a dash, right below the story's captions",
    "head_time": "it says when, among other words, beside the title",
    "wire_tail": "right behind the story it names an agency in brackets or behind a slash",
    "helpers": "right behind the story it names who helped with it",
    "head_told": "it says that this is the story's day, and no other line says another",
    "head_by": "it stands beside the title and names somebody after a word like “by”",
    "head_name": "it is the likeliest of the names beside the title, and the story does not tell of it",
    "head_lost": "another line beside the title says better when or by whom",
    "head_list": "it is one of several days behind the story, as lists of stories have them",
    "title": "of the lines that may be the title it is the likeliest",
    "duplicate_title": "it says what the title says",
    "kicker": "it is short and stands right above the title",
    "named_kicker": "it stands above the title, in an element that is called a kicker",
    "named": "it stands between the title and the story, in an element that is called a lead",
    "standfirst": "it is a sentence between the title and a byline or time",
    "byline": "it names somebody after a word like “by”",
    "timestamp": "it says when",
    "updated": "it says when, after a word like “updated”",
    "other": "it is a time in the middle of the story",
    "insert": "it stands in an embedded post, or in an element that sets a sentence large",
    "entry_time": "it is the time of a post, one of several in order, each above its own text",
    "entry_title": "it is the heading of a post of a live blog",
    "caption": "it has a picture's credit or a button's words, stands in a figure, or is like one",
    "identifier": "it is made like an identifier, and stands at the very end",
    "paragraph": "it reads like part of the story",
}
_HOW = {
    "whole": "the line is",
    "starts": "the line begins with",
    "ends": "the line ends with",
    "inside": "the line has",
}


def describe_label(
    label: Label, item: Features, tables: Sequence[Language], *, chance: float, is_before: bool
) -> str:
    """What decided on a block's role.

    Args:
        label: The role.
        item: What is seen of the block.
        tables: The language tables that it was held against.
        chance: To be part of the story, as the decision knew it.
        is_before: Whether the block stands before the story.
    """
    if label.rule == "phrase":
        return _describe_phrase(item, tables)
    if label.rule == "aside":
        return f"it stands inside the story, but its chance to be part of it is {chance:.2f}"
    words = WORDS.get(label.rule or label.role)
    return words or f"it stands {'before' if is_before else 'behind'} the story"


def describe_weight(item: Features) -> str:
    """How a block counts where no run of blocks was found that reads like a story."""
    weight = weigh(item)
    side = "for" if weight > 0 else "against"
    return f"it speaks {side} a story as much as {abs(weight):.0f} characters of running text"


def _describe_phrase(item: Features, tables: Sequence[Language]) -> str:
    reason, how = item.hit or ("", "whole")
    for table in tables:
        groups = {"notice": table.notice, "signoff": table.signoff, **table.boilerplate}
        phrase = _find(groups.get(reason, Phrases()), item.folded, how)
        if phrase is not None:
            return f"{_HOW[how]} “{phrase}”, which the table {table.code!r} lists under {reason!r}"
    return f"a phrase that the language tables list under {reason!r}"


def _find(phrases: Phrases, folded: str, how: str) -> str | None:
    """The longest of *phrases* that a folded line matches in one way."""
    if folded in phrases.whole:
        return folded
    listed = (*phrases.whole, *phrases.starts) if how == "whole" else getattr(phrases, how)
    found = [phrase for phrase in listed if _MATCHES[how](phrase, folded)]
    return max(found, key=lambda phrase: (len(phrase), phrase), default=None)


def _is_whole(phrase: str, folded: str) -> bool:
    """Whether it is the line; tables write the number that a line begins with as 0."""
    return phrase == folded or (phrase[:1] == "0" and phrase[1:] == folded.lstrip(_DIGITS))


def _starts(phrase: str, folded: str) -> bool:
    after = folded[len(phrase) : len(phrase) + 1]
    return folded.startswith(phrase) and is_border(phrase[-1:], after)


def _ends(phrase: str, folded: str) -> bool:
    before = folded[: -len(phrase)][-1:]
    return folded.endswith(phrase) and is_border(phrase[:1], before)


def _is_inside(phrase: str, folded: str) -> bool:
    return phrase in folded


_DIGITS = "0123456789"
_MATCHES: dict[str, Callable[[str, str], bool]] = {
    "whole": _is_whole,
    "starts": _starts,
    "ends": _ends,
    "inside": _is_inside,
}
