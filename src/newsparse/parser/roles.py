"""The role of every block: features in, role and confidence out."""

from collections.abc import Sequence

from newsparse.document import Role
from newsparse.parser.bylines import is_name, is_name_and_job
from newsparse.parser.classnames import GROUPS, groups_of
from newsparse.parser.features import Features, Page
from newsparse.parser.headlines import Headline
from newsparse.parser.inserts import insert_around
from newsparse.parser.kickers import find_kicker
from newsparse.parser.labels import Decision, Label
from newsparse.parser.model import Model
from newsparse.parser.phraseroles import (
    FEW_WORDS,
    REPORTING,
    is_identifier,
    is_phrase,
    phrase_role,
    reason_of,
    time_role,
)
from newsparse.parser.pictures import is_told_caption
from newsparse.parser.reading import CHANCE, SURE, Reading, read_page
from newsparse.parser.revise import revise_roles
from newsparse.parser.titles import Repeats
from newsparse.parser.treemodel import TreeModel

__all__ = ["Labeller", "label_blocks"]

# How far behind the last sentence captions, tags, ids and notices still belong to the story, and
# how far above the title a kicker, a date or a byline does.
_TAIL, _HEAD = 14, 3
_MAX_SUBHEADING = 110


def label_blocks(
    page: Page, model: Model | TreeModel
) -> tuple[list[Label], Headline | None] | None:
    """Give every block its role.

    Args:
        page: What is seen of the blocks.
        model: Tells the story from what stands around it.

    Returns:
        A label a block, in order, and what the source declares as the title where no block says
        it as well; ``None`` where nothing in the page reads like a story.
    """
    reading = read_page(page, model)
    if reading is None:
        return None
    return _revised(page, Labeller(reading).labels()), reading.headline


def _revised(page: Page, labels: list[Label]) -> list[Label]:
    changes = revise_roles(page, [label.role for label in labels])
    for index, (role, rule) in changes.items():
        labels[index] = Label(role, labels[index].confidence, rule)
    return labels


_AFTERMATH = 3  # Behind a story's last line, so many blocks are looked at for more of it.
# What the model has no say in, and what it calls story.
_HEAD_ROLES = frozenset({"title", "duplicate_title", "byline", "timestamp", "updated", "kicker"})
_STORY_ROLES = {"paragraph", "subheading", "list_item", "block_quote", "table_row"}
_STORY_ROLES |= {"preformatted", "embed", "pull_quote"}
# The most that is said of any; a subheading above sure blocks needs less than others.
_SUREST, _HEADING_CHANCE = 0.99, 0.1


class Labeller:
    """The decisions on one page; every method decides on one region of it."""

    def __init__(self, reading: Reading) -> None:
        self._chances = reading.chances
        self._features = reading.page.features
        self._page = reading.page
        self._captions = reading.captions
        self._headings = reading.headings
        self._first, self._last = reading.span
        self._labels: dict[int, Label] = {}
        self._title = reading.title
        self._headline = reading.headline

    def labels(self) -> list[Label]:
        """Label every block, in order."""
        self._label_title()
        self._label_signoff()
        self._label_identifiers()
        self._label_head()
        self._label_body()
        self._label_tail()
        self._label_rest()
        return [self._weighed(index) for index in range(len(self._features))]

    def _weighed(self, index: int) -> Label:
        """A label with what the model says of its side, story or not, for its confidence."""
        label, chance = self._labels[index], self._chances[index]
        if label.role in _HEAD_ROLES or label.rule == "declared":
            return label
        sure = chance if label.role in _STORY_ROLES else 1 - chance
        return Label(label.role, min(sure, _SUREST), label.rule)

    def _set(self, index: int, role: Role, confidence: float, rule: str = "") -> None:
        self._labels.setdefault(index, Label(role, confidence, rule))

    # -- title and what repeats it

    def _label_title(self) -> None:
        if self._title is None:
            return
        shown = self._headline is None
        self._set(self._title, "title" if shown else "duplicate_title", 0.8)
        if self._title < self._first + _HEAD or not self._page.is_tree:
            self._first = self._past_head(max(self._first, self._title + 1))
        repeats = Repeats(self._features[self._title].text)
        for index, item in enumerate(self._features):
            if index != self._title and repeats.match(item.text):
                self._set(index, "duplicate_title", 0.9)

    def _past_head(self, first: int) -> int:
        """Past a byline and times that stand a few lines into what reads like the story."""
        end = min(first + _HEAD + 1, self._last - 1)
        for index in range(end - 1, first - 1, -1):
            item = self._features[index]
            if item.byline or (not item.ended and item.is_time):
                return index + 1
        return first

    def _label_signoff(self) -> None:
        """The line that ends a story: what follows it is none of it."""
        for index in range(self._first + 1, len(self._features)):
            after = self._chances[index + 1 : index + 1 + _AFTERMATH]
            ends = self._features[index].hit == ("signoff", "whole")
            if ends and max(after, default=0.0) < SURE:
                self._set(index, "signoff", 0.8, "phrase")
                self._last = min(self._last, index)
                return

    # -- between title and story

    def _label_head(self) -> None:
        title = self._first if self._title is None else self._title
        zone = [
            index
            for index in range(max(0, title - _HEAD), self._first)
            if index not in self._labels
        ]
        self._label_lines(zone)
        self._label_names([index for index in zone if index > title])
        self._label_standfirst(title)
        self._label_lead(title)
        self._label_kicker(title)

    def _label_lines(self, zone: Sequence[int]) -> None:
        for index in zone:
            item = self._features[index]
            if item.byline:
                self._set(index, "byline", 0.85)
            elif item.is_time:
                self._set(index, time_role(item), 0.85)
            elif self._is_caption(index):
                self._set(index, "caption", 0.75)

    def _label_names(self, zone: Sequence[int]) -> None:
        """Lines that are a name alone, beside a date or right below the title, without a dash behind."""
        for index in zone:
            item = self._features[index]
            near = index - 1 == self._title or any(
                self._role(other) in {"timestamp", "updated", "byline"}
                for other in (index - 2, index - 1, index + 1, index + 2)
            )
            if index in self._labels or not near or item.hit is not None or item.text[-1] in "-–—":
                continue
            tables = self._page.tables
            if is_name(item.text, tables) or is_name_and_job(item.text, tables):
                self._set(index, "byline", 0.6, "name")

    def _label_standfirst(self, title: int) -> None:
        """Sentences between the title and a byline or date that stands above the story."""
        marks = [
            index
            for index in range(title + 1, self._first + 2)
            if self._role(index) in {"byline", "timestamp", "updated"}
        ]
        for index in range(title + 1, marks[-1] if marks else title + 1):
            item = self._features[index]
            if index not in self._labels and item.hit is None and item.words >= _STANDFIRST_WORDS:
                self._set(index, "standfirst", 0.6)

    def _label_lead(self, title: int) -> None:
        """Of a tree: sentences above the story in an element that is called a lead or the like.

        Where the story's own paragraphs stand beside them, they are its first.
        """
        if not self._page.is_tree:
            return
        homes, nodes = self._page.homes, self._page.nodes
        end = min(title + _LEAD, self._last - 1)
        for index in range(title + 1, end):
            item, home = self._features[index], homes[index]
            is_told = item.hit is not None or item.role is not None
            if index in self._labels or item.words < _STANDFIRST_WORDS or is_told:
                continue
            around = nodes[home].parent
            named = groups_of(nodes[home].names) | groups_of(nodes[around].names)
            beside = nodes[homes[index + 1]].parent == around
            if named & _LEAD_NAMES and not (beside and self._chances[index + 1] >= SURE):
                self._set(index, "standfirst", 0.7, "named")

    def _label_kicker(self, title: int) -> None:
        found = None if self._title is None else find_kicker(self._page, title)
        if found is not None and found[0] not in self._labels:
            self._set(found[0], "kicker", 0.6, found[1])

    # -- the story

    def _label_body(self) -> None:
        for index in range(self._first, self._last):
            if index not in self._labels:
                self._set(index, *self._body_role(index))

    def _body_role(self, index: int) -> Decision:
        item = self._features[index]
        told = self._told_role(index, item)
        if told is not None:
            return told
        phrase = phrase_role(item)
        if phrase is not None and not self._outweighs(index, phrase):
            return phrase
        if self._is_caption(index):
            return "caption", 0.8, ""
        if not item.ended and item.is_time:
            return (time_role(item), 0.6, "") if index <= self._first + 2 else ("other", 0.5, "")
        if index <= self._first + 1 and item.byline:
            return "byline", 0.7, ""
        return self._text_role(index, item) if self._is_story(index, item) else self._aside(index)

    def _told_role(self, index: int, item: Features) -> Decision | None:
        """The role that the source declares, or that elements tell of what is set into a story."""
        if item.role is not None and item.role != _SHAPE:
            return item.role, 1.0, "declared"
        if not self._page.is_tree:
            return None
        insert = insert_around(self._page.nodes, self._page.homes[index])
        return (insert[0], 0.9, "insert") if insert else None

    def _outweighs(self, index: int, phrase: Decision) -> bool:
        """Whether elements say more than a phrase: a list of shops may name a share button."""
        if not self._page.is_tree or phrase[0] == "notice":
            return False
        return self._chances[index] >= (CHANCE if phrase[2] == "repeated" else _MARKUP)

    def _is_story(self, index: int, item: Features) -> bool:
        chance = self._chances[index]
        if chance >= CHANCE or self._page.is_tree:
            return chance >= CHANCE or self._heads_story(index, item)
        below = self._chances[min(index + 1, self._last - 1)]
        if below < SURE or item.size > _MAX_SUBHEADING:
            return False
        return item.level > 0 or (chance > _HEADING_CHANCE and self._is_subheading(index, item))

    def _heads_story(self, index: int, item: Features) -> bool:
        """Whether a tree calls a block a heading that stands between two parts of the story."""
        if not item.level or self._chances[index] < _TAGGED_CHANCE or index + 1 >= self._last:
            return False
        homes, nodes = self._page.homes, self._page.nodes
        beside = nodes[homes[index + 1]].parent == nodes[homes[index]].parent
        return beside and min(self._chances[index - 1], self._chances[index + 1]) >= SURE

    def _aside(self, index: int) -> Decision:
        """What stands inside the story and is none of it."""
        return reason_of(self._features[index], "related"), 1 - self._chances[index], "aside"

    def _is_caption(self, index: int) -> bool:
        item, chance = self._features[index], self._captions.get(index, 0.0)
        if self._page.is_tree:
            return chance > _TREE_CAPTION or is_told_caption(self._page, index)
        is_like = chance > _CAPTION_CHANCE and chance > self._chances[index]
        return item.interface or (item.size < _MAX_CAPTION and (item.credit or is_like))

    def _text_role(self, index: int, item: Features) -> Decision:
        if self._page.is_tree:
            tags = (item.tag, *item.parents)
            by_tag = next((_TAG_ROLES[tag] for tag in tags if tag in _TAG_ROLES), None)
            heading = self._headings.get(index, 0.0)
            if heading > (_TAGGED_HEADING if item.level else _HEADING if not by_tag else 1.0):
                return "subheading", heading, ""
            if by_tag is not None:
                return by_tag, 0.8, "tag"
        elif item.level:
            return "subheading", 0.85, "tag"
        return self._line_role(index, item)

    def _line_role(self, index: int, item: Features) -> Decision:
        paragraph = "paragraph", 0.9 if item.is_prose else 0.6, ""
        if self._page.is_tree:  # which has tags for all else
            return paragraph
        if item.marker:
            return "list_item", 0.8, "marker"
        if item.dash and item.text[1:2].isspace() and self._in_dash_list(index):
            return "list_item", 0.7, "dashes"
        if self._is_subheading(index, item):
            return "subheading", 0.65, "heading"
        return paragraph

    def _in_dash_list(self, index: int) -> bool:
        """Whether lines that begin with a dash are list items: two or more, none a sentence."""
        near = [
            self._features[other]
            for other in (index - 1, index, index + 1)
            if self._first <= other < self._last and self._features[other].dash
        ]
        return len(near) > 1 and not any(item.ended for item in near)

    def _is_subheading(self, index: int, item: Features) -> bool:
        is_told = item.text[-2:-1] in ".。" and item.text[0].isalnum()  # "Lund said: “Good.”"
        ended = item.ended and (is_told or item.text[-1] not in '?!”"»“’')
        is_long = item.size > _MAX_SUBHEADING or (item.ended and item.words > _SPOKEN_WORDS)
        if ended or is_long or item.dash:
            return False
        after = index + 1
        while after < self._last and self._role(after) in {"caption", "ui_label", "advertisement"}:
            after += 1
        follows = after < self._last and self._features[after].is_prose
        return follows and item.text[-1:] not in ",;:" and item.words <= _HEADING_WORDS

    # -- behind the story

    def _label_tail(self) -> None:
        end = min(self._last + _TAIL, len(self._features))
        index = self._last
        while index < end and self._is_caption(index) and not is_phrase(self._features[index]):
            self._set(index, "caption", 0.75)
            index += 1
        for index in range(self._last, end):
            item = self._features[index]
            if item.hit is not None and item.hit[0] in REPORTING:
                self._set(index, item.hit[0], 0.8, "phrase")
            elif self._title is not None and self._no_time_yet() and item.is_time:
                self._set(index, time_role(item), 0.5)

    def _no_time_yet(self) -> bool:
        return not {"timestamp", "updated"} & {label.role for label in self._labels.values()}

    def _label_identifiers(self) -> None:
        for index in range(max(self._first + 1, len(self._features) - 3), len(self._features)):
            if is_identifier(self._features[index].text):
                self._set(index, "identifier", 0.8)

    # -- everything else

    def _label_rest(self) -> None:
        section = "navigation"
        for index, item in enumerate(self._features):
            if index == self._last:
                section = "other"
            if item.hit is not None and item.hit[0] in _SECTIONS:
                section = item.hit[0]
            if index not in self._labels:
                self._set(index, *self._rest_role(index, item, section))

    def _rest_role(self, index: int, item: Features, section: str) -> Decision:
        if item.role is not None and item.role not in _TEXT_TAG_ROLES:
            return item.role, 0.9, "declared"
        if item.hit is not None:
            reason = item.hit[0]
            return ("other" if reason in {"notice", "signoff"} else reason), 0.8, "phrase"
        if section in {"related", "comments", "author_box"} and index >= self._last:
            return section, 0.6, "section"
        if index < self._first:
            short = item.words <= FEW_WORDS
            return ("navigation", 0.6, "") if short else ("related", 0.4, "")
        return ("related", 0.4, "") if item.words > FEW_WORDS else ("navigation", 0.5, "")

    def _role(self, index: int) -> Role | None:
        label = self._labels.get(index)
        return None if label is None else label.role


_STANDFIRST_WORDS = 6
# How far below the title a lead begins, in blocks, and what elements call it.
_LEAD, _LEAD_NAMES = 8, 1 << GROUPS.index("lead")
_MARKUP = 0.8
# Subheadings, and those among them that are a question or somebody's words.
_HEADING_WORDS, _SPOKEN_WORDS = 14, 9
_MAX_CAPTION, _CAPTION_CHANCE = 600, 0.25
_TREE_CAPTION, _HEADING = 0.15, 0.5
# What a tree calls a heading needs less, to be one and to be of the story.
_TAGGED_HEADING, _TAGGED_CHANCE = 0.3, 0.05
# Said of a block whose lines count, wherever in a page it stands.
_SHAPE = "preformatted"
_TAG_ROLES = {"li": "list_item", "blockquote": "block_quote", "pre": _SHAPE}
_TAG_ROLES |= {"td": "table_row", "th": "table_row"}
_TEXT_TAG_ROLES = frozenset(_TAG_ROLES.values()) | {"paragraph", "subheading", "caption"}
# Labels that speak for the lines below them too.
_SECTIONS = frozenset({"related", "comments", "navigation", "copyright", "author_box"})
