"""Who is who in a story: the people it names, and whom a pronoun or a description means.

A pronoun means the last person of whom a sentence before it tells, not whoever is named last: a
subject beats an object, and who owns something ("Lund's car") is no candidate.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, Protocol, TypeAlias

from attrs import define, field, frozen

from newsparse.parser.lexicon import NAME_START, Lexicon
from newsparse.parser.names import Names, capital_words, folds_of, is_capital, names_of

__all__ = ["People", "Told"]

# How many texts back a person is looked for.
_REACH = 6
_NEAR = 2
# Quotes and sentences of one text that are looked at.
_MAX_BACK = 40
# Words around a name that tell who it is, in characters.
_AROUND = 90
_MIN_WORD = 4
_MAX_LEAD = 5
_MIN_PLACE = 2
_SUBJECT, _FREE, _OTHER, _NONE = 3, 2, 1, 0
_SENTENCE_END = re.compile(r"[.!?…][\"”»’“«」』]?[^\S\n]{1,2}(?=[^\W\da-z_]|[\"“„«»「『])")
# Behind a word in capitals: another one, so that no name ends there.
_GOES_ON = re.compile(rf"[^\S\n]{NAME_START}")
_SIGNS = "\"“”„«»「」『』()[]’'"
_BORDERS = frozenset(',;:–—-("“„«»”「」『』.!?…')
_APPOSED = ("(", ",")
_STARTS = frozenset(("", *".!?…:"))
_GENITIVE = re.compile(r"['’](?:s\b)?")


Gender: TypeAlias = Literal["she", "he"]


class Told(Protocol):
    """A quote as far as it matters here: its range, and the person who speaks it."""

    start: int
    end: int
    person: str | None

    @property
    def is_named(self) -> bool:
        """Whether anything is known of the speaker."""


@frozen
class _Mention:
    name: str
    start: int
    rank: int
    # A title stands before the name.
    titled: bool = False


@define
class _Sentence:
    start: int
    mentions: list[_Mention] = field(factory=list)
    # The pronoun it begins with, if any.
    pronoun: str | None = None


@define(eq=False)
class People:
    """The people of one story.

    Attributes:
        texts: The texts of the body, in order.
        lexicon: The words of reported speech.
        told: The quotes of each text found so far, by the text's index.
    """

    texts: Sequence[str]
    lexicon: Lexicon
    told: dict[int, Sequence[Told]] = field(factory=dict)
    _intros: dict[str, frozenset[str]] = field(factory=dict, init=False)
    _votes: dict[str, Counter[Gender]] = field(factory=dict, init=False)
    _read: dict[int, list[_Sentence]] = field(factory=dict, init=False)
    _persons: dict[str, bool] = field(factory=dict, init=False)

    @cached_property
    def _names(self) -> Names:
        return names_of(self.texts, self.lexicon)

    @cached_property
    def last_names(self) -> frozenset[str]:
        """The last names of the people whom the story names in full."""
        full = (name for name in self._names.first if self._is_person(name))
        last = {name.rsplit(None, 1)[-1] for name in full} - self._names.nouns
        return frozenset(word for word in last if not self._is_noun(word.lower()))

    def _is_noun(self, fold: str) -> bool:
        return self.lexicon.is_role(fold) or fold in self.lexicon.bodies

    def resolve(self, speaker: str, at: int, position: int) -> str | None:
        """The full name of the person whom *speaker*, written in text *at*, means.

        Args:
            speaker: A name, a pronoun or a description ("the mayor").
            at: Index of the text.
            position: Where in it; what stands behind plays no part.
        """
        fold = speaker.lower()
        if fold in self.lexicon.she or fold in self.lexicon.he:
            return self.antecedent(at, position, self._gender_of(fold))
        unknown = fold in self.lexicon.pronouns or fold in self.lexicon.singles
        if unknown or not self.lexicon.cased:
            return None
        words = speaker.split()
        if self.lexicon.oblique and words[0].lower() in self.lexicon.determiners:
            return self.described(speaker, at)
        if all(is_capital(word) or word in self.lexicon.particles for word in words):
            return self._full_name(speaker, at)
        last = _trailing(words, self.lexicon)
        return self._full_name(last, at) if last else self.described(speaker, at)

    def _full_name(self, name: str, at: int) -> str | None:
        full = self._names.full(name, at)
        if full is not None and " " not in name and not self._is_person(full):
            return None
        return full or (name if " " in name else None)

    def described(self, phrase: str, at: int) -> str | None:
        """The person introduced with the words of *phrase*; ``None`` where several are."""
        wanted = {
            fold
            for fold in folds_of(phrase, 0, len(phrase))
            if len(fold) >= _MIN_WORD and fold not in self.lexicon.common
        }
        found: Counter[str] = Counter()
        for name, (text, start) in self._names.first.items():
            if text <= at and self._is_person(name):
                found[name] = len(wanted & self._around(name, text, start))
        ranked = found.most_common(2)
        if not ranked or not ranked[0][1]:
            return None
        alone = len(ranked) == 1 or ranked[0][1] > ranked[1][1]
        return ranked[0][0] if alone else None

    def _around(self, name: str, index: int, start: int) -> frozenset[str]:
        """The words of its sentence around the place where a name first stands."""
        around = self._intros.get(name)
        if around is None:
            text = self.texts[index]
            first, last = max(0, start - _AROUND), start + len(name)
            for ending in _SENTENCE_END.finditer(text, first, start):
                first = ending.end()
            end = _SENTENCE_END.search(text, last, last + _AROUND)
            last = end.start() if end else last + _AROUND
            around = self._intros[name] = frozenset(folds_of(text, first, last))
        return around

    # ------------------------------------------------------------ pronouns

    def _gender_of(self, fold: str) -> Gender | None:
        """Whom a word means; ``None`` where the language does not tell."""
        she, he = fold in self.lexicon.she, fold in self.lexicon.he
        if she == he:
            return None
        return "she" if she else "he"

    def antecedent(self, at: int, position: int, gender: Gender | None = None) -> str | None:
        """The person of whom the text before *position* tells, or ``None``."""
        spare: dict[str, int] = {}
        for index in range(at, max(-1, at - _REACH), -1):
            end = position if index == at else len(self.texts[index])
            found = self._in_text(index, end, gender, spare)
            if found is not None:
                return self._learn(found, gender)
        best = max(spare.values(), default=_NONE)
        likely = [name for name, rank in spare.items() if rank == best]
        return likely[0] if len(likely) == 1 or best == _FREE else None

    def _in_text(
        self, index: int, end: int, gender: Gender | None, spare: dict[str, int]
    ) -> str | None:
        for told, sentence in self._back(index, end):
            if told is not None and told.person and self._fits(told.person, gender):
                return told.person
            found = self._in_sentence(sentence, end, gender, spare) if sentence else None
            if found is not None:
                return found
        return None

    def topic(self, at: int) -> str | None:
        """The person whom the texts right before text *at* tell of, or quote."""
        for index in range(at - 1, max(-1, at - 1 - _NEAR), -1):
            for told, sentence in self._back(index, len(self.texts[index])):
                if told is not None and told.is_named:
                    return told.person
                found = self._topic_of(index, sentence) if sentence else None
                if found is not None or (sentence is not None and sentence.pronoun):
                    return found
        return None

    def _topic_of(self, index: int, sentence: _Sentence) -> str | None:
        if sentence.pronoun is not None:
            return self.antecedent(index, sentence.start, self._gender_of(sentence.pronoun))
        subjects = (m.name for m in sentence.mentions if m.rank == _SUBJECT)
        return next(subjects, None)

    def _back(self, index: int, end: int) -> Iterator[tuple[Told | None, _Sentence | None]]:
        """Quotes and sentences of a text before *end*, the last first; of many only the last."""
        quotes, sentences = self.told.get(index, ()), self._sentences(index)
        quote = bisect_right(quotes, end, key=lambda told: told.end)
        number = bisect_left(sentences, end, key=lambda sentence: sentence.start)
        for _ in range(_MAX_BACK):
            if not quote and not number:
                return
            if quote and (not number or quotes[quote - 1].end > sentences[number - 1].start):
                quote -= 1
                yield quotes[quote], None
            else:
                number -= 1
                yield None, sentences[number]

    def _in_sentence(
        self, sentence: _Sentence, end: int, gender: Gender | None, spare: dict[str, int]
    ) -> str | None:
        fit = [m for m in sentence.mentions if m.start < end and self._fits(m.name, gender)]
        for mention in fit:
            if mention.rank == _SUBJECT:
                return mention.name
        if sentence.pronoun is not None and self._gender_of(sentence.pronoun) == gender:
            return None
        free = [
            m.name for m in fit if m.rank == _FREE and (m.titled or self._names.is_called(m.name))
        ]
        if len(free) == 1:
            return free[0]
        spare.update((m.name, m.rank) for m in fit if m.rank > spare.get(m.name, _NONE))
        return None

    def _fits(self, name: str, gender: Gender | None) -> bool:
        votes = self._votes.get(name)
        return gender is None or not votes or 2 * votes[gender] >= votes.total()

    def _learn(self, name: str, gender: Gender | None) -> str:
        if gender is not None:
            self._votes.setdefault(name, Counter())[gender] += 1
        return name

    # ----------------------------------------------------------- sentences

    def _sentences(self, index: int) -> list[_Sentence]:
        found = self._read.get(index)
        if found is None:
            found = self._read[index] = self._read_text(index)
        return found

    def _read_text(self, index: int) -> list[_Sentence]:
        text, quotes = self.texts[index], self.told.get(index, ())
        starts = [quote.start for quote in quotes]
        ends = (match.end() for match in _SENTENCE_END.finditer(text))
        sentences = [_Sentence(at) for at in (0, *ends) if not _is_in(at, starts, quotes)]
        number = 0
        for match in capital_words(text):
            start = match.start()
            while number + 1 < len(sentences) and sentences[number + 1].start <= start:
                number += 1
            if sentences and not _is_in(start, starts, quotes):
                self._take(text, match[0], start, sentences[number])
        return sentences

    def _take(self, text: str, word: str, start: int, sentence: _Sentence) -> None:
        fold = word.lower()
        if start == sentence.start and (fold in self.lexicon.she or fold in self.lexicon.he):
            sentence.pronoun = fold
            return
        name = self._names.ending_in(text, word, start)
        if name is None or _GOES_ON.match(text, start + len(word)) or not self._is_person(name):
            return
        first = (
            start + len(word) - len(name) if text.endswith(name, 0, start + len(word)) else start
        )
        rank = self._rank(text, max(sentence.start, 0), first, start + len(word), sentence)
        sentence.mentions.append(_Mention(name, first, rank, self._is_titled(text, first)))

    def _is_person(self, name: str) -> bool:
        """Whether a name is somebody's: where all nouns have capitals, two of them may look like one.

        It is where it begins a sentence, stands behind a title, a verb of speech or an article and a
        noun, before a comma or a bracket, or where half of it stands elsewhere.
        """
        if not self.lexicon.capital_nouns:
            return True
        known = self._persons.get(name)
        if known is None:
            index, start = self._names.first[name]
            text, end = self.texts[index], start + len(name)
            *_, article, before = ("", "", *text[max(0, start - _AROUND) : start].split())
            known = self._persons[name] = (
                text[end : end + 2].strip()[:1] in _APPOSED
                or before[-1:] in _STARTS
                or before.lower() in self.lexicon.verbs
                or self.lexicon.is_role(before.lower())
                or (before[0].isupper() and article.lower() in self.lexicon.determiners)
                or self._names.is_called(name)
            )
        return known

    def _is_titled(self, text: str, start: int) -> bool:
        before = text[max(0, start - _AROUND) : start].split()
        return bool(before) and self.lexicon.is_role(before[-1].lower())

    def _rank(self, text: str, begin: int, start: int, end: int, sentence: _Sentence) -> int:
        """Whether a name is its sentence's subject, something else, or no candidate."""
        if _GENITIVE.match(text, end):
            return _NONE
        words = text[max(begin, start - _AROUND) : start].split()
        if self._is_joined(words, text[end : end + _AROUND].split(None, 2)):
            return _NONE
        at = len(words)
        while at and len(words) - at < _MAX_LEAD and self._is_title(words[at - 1]):
            at -= 1
        if not at or words[at - 1][-1] in _BORDERS:
            return _SUBJECT
        alone = not sentence.mentions and not sentence.pronoun
        before = words[at - 1].lower().strip(_SIGNS)
        return self._rank_after(before, at, alone=alone, bare=at == len(words))

    def _rank_after(self, before: str, at: int, *, alone: bool, bare: bool) -> int:
        """The rank of a name by the word *before* it and its titles, the sentence's *at*-th.

        It is *alone* if no person stands before it, and *bare* without titles.
        """
        lexicon = self.lexicon
        place = _SUBJECT if at <= 1 else _FREE
        if before in lexicon.articles:
            if bare and not lexicon.capital_nouns:
                return _NONE
            early = at <= _MIN_PLACE or (alone and lexicon.verb_second)
            return _SUBJECT if early else _FREE
        if before in lexicon.verbs:
            return _SUBJECT if alone else _OTHER
        if before in lexicon.adverbs and lexicon.verb_second:
            return _SUBJECT if alone else _FREE
        return _OTHER if before in lexicon.common else place

    def _is_joined(self, before: Sequence[str], after: Sequence[str]) -> bool:
        """Whether another name is joined to this one: two people are not "he"."""
        if len(after) > 1 and after[0] in self.lexicon.joint and after[1][0].isupper():
            return True
        joined = len(before) > 1 and before[-1] in self.lexicon.joint
        return joined and before[-2][0].isupper()

    def _is_title(self, word: str) -> bool:
        fold = word.lower()
        if fold in self.lexicon.common or fold in self.lexicon.articles:
            return False
        return word[-1] not in _BORDERS and (word[0].isupper() or self.lexicon.is_role(fold))


def _is_in(at: int, starts: Sequence[int], quotes: Sequence[Told]) -> bool:
    """Whether a place is in one of the quotes, which begin at *starts*."""
    index = bisect_right(starts, at) - 1
    return index >= 0 and at < quotes[index].end


def _trailing(words: Sequence[str], lexicon: Lexicon) -> str:
    """The name that *words* end with, if none joins it to what stands before: "mayor Ada Lund"."""
    at = len(words)
    while at and is_capital(words[at - 1]):
        at -= 1
    if at == len(words) or (at and words[at - 1].lower() in lexicon.common):
        return ""
    return " ".join(words[at:])
