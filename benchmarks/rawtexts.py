"""One plain text: what newsparse and the baselines make of it, beside its gold."""

from functools import lru_cache
from pathlib import Path

from alignment import Bins, align, count_bins
from attrs import field, frozen
from baselines import BASELINES, cut
from dataset import Row, read_text
from outputs import read_fields
from reasons import Reason, find_reasons
from scoring import Fields, Gold, Scores, score

from newsparse.document import Document, Lines
from newsparse.languages import Languages
from newsparse.parser import Context

OURS = "newsparse"
# Of shorter texts no language is asked for, in characters.
MIN_LANGUAGE = 500
Work = tuple[Path, Row, str]  # corpus, row, form


@frozen(kw_only=True)
class Text:
    """What became of one text.

    Attributes:
        row: Its row of ``gold.jsonl``.
        form: Which rendering of the page it is.
        scores: By reader.
        language: The tag that was read, or ``None``.
        asks_language: Whether the language counts.
        bins: The parser's decisions by confidence.
        reasons: What is wrong with the body.
    """

    row: Row
    form: str
    scores: dict[str, Scores]
    language: str | None = None
    asks_language: bool = False
    bins: Bins = field(factory=Bins)
    reasons: tuple[Reason, ...] = ()


def measure_text(work: Work, fields: Fields | None) -> Text:
    """Score a text as *fields* have it, or without them as it is parsed."""
    corpus, row, form = work
    text = read_text(corpus, row, form)
    if fields is None:
        fields = read_fields(Document(lines=Lines(text=text)), _context())
    fields = {"text": "\n\n".join(fields.get("paragraphs", ())), **fields}
    gold, blocks = Gold.of(row, text, form), cut(text)
    scores = {OURS: score(gold, fields)}
    paragraphs, told = row.get("paragraphs"), row.get("lang")
    for name, reader in BASELINES.items() if paragraphs else ():
        scores[name] = score(gold, reader(blocks, row))
    found = align(text, paragraphs, fields) if paragraphs else None
    return Text(
        row=row,
        form=form,
        scores=scores,
        language=fields.get("language"),
        asks_language=len(text) >= MIN_LANGUAGE and isinstance(told, str) and told.isalpha(),
        bins=count_bins(found) if found else Bins(),
        reasons=tuple(find_reasons(found, fields.get("error"))) if found else (),
    )


@lru_cache(maxsize=1)
def _context() -> Context:
    return Context(languages=Languages())
