"""Reporting clauses in scripts without capitals, where nothing marks a name but its place.

With blanks (Arabic, Hebrew, Persian, Hindi, Korean) who speaks is the words beside the verb;
without (Chinese, Japanese) the signs before it.  Where the language marks its subjects ("ने",
"は"), the mark tells, and the verb may stand on the quote's other side.
"""

import re
from collections.abc import Sequence

from newsparse.languages.phrases import UNSPACED
from newsparse.parser.clauses import Clause
from newsparse.parser.lexicon import Lexicon
from newsparse.parser.names import Word, words_of

__all__ = ["clause_around", "is_unspaced", "run_from", "speaker_before"]

# How far is looked, in characters, and how long a speaker may be, in words and in signs.
_WINDOW = 120
_MAX_WORDS = 6
_MAX_SIGNS = 24
_MIN_AFTER = 8
_ENDS = frozenset(".!?؟۔।。！？…")
_BORDER = re.compile(r"[.!?؟۔।。！？…;；\n“”„«»「」『』]|(?<![א-ת])\"|\"(?![א-ת])")
_PART = re.compile(r"[，、,:：（(]")
_TAIL = " \t\u00a0:：,，،、"
_UNSPACED = re.compile(f"[{UNSPACED}]")


def is_unspaced(text: str, at: int) -> bool:
    """Whether the sign there is of a script without blanks."""
    return _UNSPACED.match(text, at) is not None


def clause_around(text: str, left: int, right: int, lexicon: Lexicon) -> Clause | None:
    """The clause of the marked words ``text[left:right]``: before them, behind, or on both sides.

    >>> from newsparse.languages import Languages
    >>> from newsparse.parser.lexicon import lexicon_of
    >>> chinese = lexicon_of((Languages().get("zh"),))
    >>> clause_around("王明表示：「我们会继续努力。」", 5, 15, chinese).speaker
    '王明'
    """
    before = text[_last_border(text, left) : left]
    after = text[right : _next_border(text, right)]
    if _UNSPACED.search(before) or _UNSPACED.search(after):
        found = _unspaced(before, after, lexicon)
    else:
        found = _spaced(before, after, lexicon)
    if found is None:
        return None
    speaker, cue = found
    return Clause(speaker=speaker or None, cue=cue, end=right)


def _last_border(text: str, end: int) -> int:
    start = max(0, end - _WINDOW)
    for match in _BORDER.finditer(text, start, end):
        start = match.end()
    return start


def _next_border(text: str, start: int) -> int:
    stop = min(len(text), start + _WINDOW)
    first = start
    while first < stop and text[first] in _TAIL:
        first += 1
    match = _BORDER.search(text, first, stop)
    return match.start() if match else stop


# ------------------------------------------------------------ with blanks


def _spaced(before: str, after: str, lexicon: Lexicon) -> tuple[str, str | None] | None:
    front, back = words_of(before, 0, len(before)), words_of(after, 0, len(after))
    if lexicon.topic:
        return _by_topic(before, front, after, back, lexicon)
    for verb in [at for at, word in enumerate(back[:_MIN_AFTER]) if _is_verb(word, lexicon)][:1]:
        speaker = _beside(after, back, verb, lexicon)
        if speaker:
            return speaker, back[verb].text
    for verb in [at for at, word in enumerate(front) if _is_verb(word, lexicon)][-1:]:
        speaker = _beside(before, front, verb, lexicon)
        return speaker, front[verb].text
    return None


def _is_verb(word: Word, lexicon: Lexicon) -> bool:
    return word.fold in lexicon.verbs


def _beside(text: str, words: Sequence[Word], verb: int, lexicon: Lexicon) -> str:
    """Who stands behind the verb; in front of it where nobody does."""
    at = verb + 1
    while at < len(words) and words[at].fold in lexicon.adverbs:
        at += 1
    return run_from(text, words, at, lexicon) or _run_to(text, words, verb, lexicon)


def run_from(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> str:
    """The words from *at* on that may be a speaker; empty if there are none."""
    end = at
    while end < len(words) and end - at < _MAX_WORDS and _may_name(words[end], lexicon):
        end += 1
        if words[end - 1].fold in lexicon.pronouns:
            break
    return text[words[at].start : words[end - 1].end] if end > at else ""


def _run_to(text: str, words: Sequence[Word], end: int, lexicon: Lexicon) -> str:
    while end and words[end - 1].fold in lexicon.adverbs:
        end -= 1
    at = end
    while at and end - at < _MAX_WORDS and _may_name(words[at - 1], lexicon):
        at -= 1
        if words[at].fold in lexicon.pronouns:
            break
    return text[words[at].start : words[end - 1].end] if end > at else ""


def speaker_before(text: str, start: int, end: int, lexicon: Lexicon) -> str:
    """The words or signs right before *end* that may be a speaker; empty if there are none."""
    if _UNSPACED.search(text, start, end):
        piece = _PART.split(text[_last_border(text, end) : end])[-1]
        return _cut(piece.strip(), lexicon)
    words = words_of(text, max(start, end - _WINDOW), end)
    return _run_to(text, words, len(words), lexicon)


def _may_name(word: Word, lexicon: Lexicon) -> bool:
    if word.fold in lexicon.pronouns or word.fold in lexicon.honorifics:
        return True
    if word.fold in lexicon.verbs or word.fold in lexicon.adverbs or word.fold in lexicon.common:
        return False
    return word.text[0].isalnum()


def _by_topic(
    before: str, front: Sequence[Word], after: str, back: Sequence[Word], lexicon: Lexicon
) -> tuple[str, str | None] | None:
    """The subject that its mark tells: behind the quote, else the nearest in front of it."""
    cue = next(
        (w.text for w in (*back[:_MIN_AFTER], *reversed(front)) if _is_verb(w, lexicon)), None
    )
    if cue is None:
        return None
    for text, words in ((after, back[:_MIN_AFTER]), (before, front)):
        marked = [at for at, word in enumerate(words) if _is_marked(word, lexicon)]
        for at in marked[-1:]:
            speaker = _marked_run(text, words, at, lexicon)
            if speaker:
                return speaker, cue
    return None


def _is_marked(word: Word, lexicon: Lexicon) -> bool:
    if word.fold in lexicon.topic or word.fold in lexicon.pronouns:
        return True
    long = len(word.fold) > 1 and not _is_verb(word, lexicon) and word.fold not in lexicon.adverbs
    return long and word.fold.endswith(tuple(lexicon.topic))


def _marked_run(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> str:
    if words[at].fold in lexicon.pronouns:
        return words[at].text
    if words[at].fold in lexicon.topic:
        return _run_to(text, words, at, lexicon)
    mark = max(len(m) for m in lexicon.topic if words[at].fold.endswith(m))
    head = _run_to(text, words, at, lexicon)
    stem = text[words[at].start : words[at].end - mark]
    return f"{head} {stem}" if head and f"{head} {stem}" in text else stem


# --------------------------------------------------------- without blanks


def _unspaced(before: str, after: str, lexicon: Lexicon) -> tuple[str, str | None] | None:
    verbs = sorted(lexicon.verbs, key=lambda word: (-len(word), word))
    if lexicon.topic:
        return _by_sign(before, after, verbs, lexicon)
    front = before.rstrip(_TAIL)
    cue = next((verb for verb in verbs if front.endswith(verb)), None)
    if cue is not None:
        subject = _PART.split(front[: -len(cue)])[-1]
        return _cut(subject, lexicon), cue
    back = after.strip(_TAIL)
    found = [(at, -len(verb), verb) for verb in verbs if 0 < (at := back.find(verb)) <= _MAX_SIGNS]
    if not found:
        return None
    at, _, cue = min(found)
    return _cut(_PART.split(back[:at])[-1], lexicon), cue


def _cut(subject: str, lexicon: Lexicon) -> str:
    """The subject without adverbs and what follows them; empty where it is too long for one."""
    ends = [at for word in lexicon.adverbs if (at := subject.find(word, 1)) > 0]
    subject = subject[: min(ends, default=len(subject))].strip()
    for word in sorted(lexicon.adverbs, key=lambda word: (-len(word), word)):
        subject = subject.removeprefix(word)
    return subject if len(subject) <= _MAX_SIGNS else ""


def _by_sign(
    before: str, after: str, verbs: Sequence[str], lexicon: Lexicon
) -> tuple[str, str | None] | None:
    cue = next((verb for verb in verbs if verb in after[:_MAX_SIGNS] or verb in before), None)
    if cue is None:
        return None
    for part in (after[:_MAX_SIGNS].removeprefix("と"), before):
        pieces = [piece for piece in _PART.split(part) if piece]
        for piece in reversed(pieces):
            ends = [at for mark in lexicon.topic if (at := piece.find(mark, 1)) > 0]
            if ends and not piece.startswith(tuple(verbs)):
                return piece[: min(ends)].strip(), cue
    return None
