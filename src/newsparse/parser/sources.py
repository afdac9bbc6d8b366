"""Sources and labels: "according to Lund", "Lund zufolge", "Lund:"."""

import re
from collections.abc import Sequence

from newsparse.parser.declined import who_in
from newsparse.parser.lexicon import UPPER, Lexicon
from newsparse.parser.names import Word, is_name, run_back, run_forward, words_of
from newsparse.parser.nounphrases import phrase_at
from newsparse.parser.sentences import SENTENCE_END
from newsparse.parser.subjects import MAX_LEAD, noun_from, who_of
from newsparse.parser.uncased import run_from, speaker_before

__all__ = ["name_in_front", "source_in"]

# How far a source is read, in characters, and a label, in words.
_WINDOW = 220
_MAX_LABEL = 6
# A title in marks, with its article: ``laut der „Neuen Zeitung“``.
_TITLE = re.compile(
    rf"(?:(\w{{2,5}})[^\S\n])?[\"“„«»]([{UPPER}][^\"“”„«»\n]{{1,40}}[^\W_])[\"“”«»]"
)
# What Turkish sets behind a name: "Kaya'ya".
_ENDING = re.compile(r"['’]\w{1,8}\Z")


def source_in(text: str, start: int, end: int, lexicon: Lexicon) -> str | None:
    """Whom ``text[start:end]`` names as its source: ``according to Lund`` gives "Lund".

    Only its first sentence is read.
    """
    window = text[start:end].lower()
    if not any(word in window for word in lexicon.source_words):
        return None
    ending = SENTENCE_END.search(text, start, end)
    stop = ending.start() if ending else end
    match = lexicon.source.search(text, start, stop) if lexicon.source else None
    if match is None:
        return _source_before(text, start, stop, lexicon)
    return _named_at(text, match.end(), lexicon)


def _named_at(text: str, start: int, lexicon: Lexicon) -> str | None:
    """Who is named at *start*, right behind a word that says it is a source."""
    title = _TITLE.match(text, start)
    if title is not None and (
        not title[1] or title[1].lower() in lexicon.determiners | lexicon.declined
    ):
        return title[2]
    words = words_of(text, start, min(len(text), start + _WINDOW))
    if not lexicon.cased:
        return run_from(text, words, 0, lexicon) or None
    if not lexicon.oblique:
        return _from_capital(text, words, lexicon)
    own = words and words[0].fold in lexicon.own
    noun = None if own else phrase_at(words, 0, lexicon)
    if noun is not None:
        who = who_in(text, words, noun, lexicon).text
        return who[:-1] if who[-1] == "s" and who[:-1].rpartition(" ")[2] in lexicon.known else who
    return None if own else _from_capital(text, words, lexicon)


def _from_capital(text: str, words: Sequence[Word], lexicon: Lexicon) -> str | None:
    """The name that *words* lead up to, or the noun they begin with."""
    at = 0
    while at < len(words) and at < MAX_LEAD and words[at].text[0].islower():
        at += 1
    if at == len(words) or not is_name(words[at], lexicon):
        who = noun_from(text, words, 0, min(at, len(words)), lexicon)
    else:
        stop = run_forward(words, at, lexicon)
        phrase = any(word.fold in lexicon.common for word in words[1:at])
        who = who_of(text, words, 0 if phrase else at, stop)
    return who.text if who else None


def _source_before(text: str, start: int, end: int, lexicon: Lexicon) -> str | None:
    """Whom words that follow their source name: ``Lund zufolge`` gives "Lund"."""
    match = lexicon.source_after.search(text, start, end) if lexicon.source_after else None
    if match is None:
        return None
    if not lexicon.cased:
        return speaker_before(text, start, match.start(), lexicon) or None
    words = words_of(text, max(start, match.start() - _WINDOW), match.start())
    if not words or not is_name(words[-1], lexicon):
        return None
    who = who_of(text, words, run_back(words, len(words) - 1, lexicon), len(words))
    return _ENDING.sub("", who.text)


def name_in_front(text: str, start: int, end: int, lexicon: Lexicon) -> str | None:
    """The name that is all of ``text[start:end]`` but a colon: ``Ada Lund:``."""
    words = words_of(text, max(start, end - _WINDOW), end)
    if not 1 < len(words) <= _MAX_LABEL or words[-1].text != ":":
        return None
    if not is_name(words[0], lexicon) or words[0].fold in lexicon.common:
        return None
    stop = run_forward(words, 0, lexicon)
    return text[words[0].start : words[stop - 1].end] if stop == len(words) - 1 else None
