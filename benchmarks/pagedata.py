"""Pages of benchmarks: what they are, and what an article of newsparse says in the words of gold."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen
from dataset import Row
from outputs import describe
from scoring import Fields

from newsparse.article import Article, Embed, Figure, text_of
from newsparse.markup.decoding import decode

# What gold counts as body beside the text itself is a choice of each set.
WITH_CAPTIONS = frozenset({"readability"})
WITHOUT_EMBEDS = frozenset({"fundus_publishers", "fundus_eval"})


@frozen(kw_only=True)
class Page:
    """A page as a reader gets it.

    Attributes:
        set: Its set.
        row: Its gold.
        data: Its bytes.
    """

    set: str
    row: Row
    data: bytes

    @property
    def url(self) -> str | None:
        return self.row.get("url")

    @property
    def encoding(self) -> str | None:
        """Where the set itself wrote the page anew, the encoding that it is in now."""
        return self.row.get("encoding")

    @property
    def html(self) -> str:
        """Its text, for readers that do not decode."""
        if self.encoding:
            return self.data.decode(self.encoding, "replace")
        return decode(self.data).text


def list_sets(corpus: Path) -> list[str]:
    """The sets of a corpus, by name."""
    return sorted(path.parent.name for path in corpus.glob("*/gold.jsonl"))


def load_gold(corpus: Path, name: str) -> list[Row]:
    """The rows of a set whose pages are there."""
    with (corpus / name / "gold.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [row for row in rows if path_of(corpus, name, row).is_file()]


def path_of(corpus: Path, name: str, row: Row) -> Path:
    """The file of a page, which another set may hold."""
    if row.get("page"):
        return corpus / row["page"]
    return corpus / name / "pages" / f"{row['id']}.html.gz"


def load_page(corpus: Path, name: str, row: Row) -> Page:
    return Page(set=name, row=row, data=gzip.decompress(path_of(corpus, name, row).read_bytes()))


def fields_of(article: Article, name: str) -> Fields:
    """An article as gold of a set would say it."""
    lines = list(_lines(article, name))
    return {**describe(article), "text": "\n\n".join(lines), "paragraphs": lines}


def _lines(article: Article, name: str) -> Iterator[str]:
    for element in article.body:
        if isinstance(element, Figure):
            if name in WITH_CAPTIONS:
                yield from (f"{c.text} {c.credit or ''}".strip() for c in element.captions)
        elif not (isinstance(element, Embed) and name in WITHOUT_EMBEDS):
            yield from filter(None, map(str.strip, text_of(element).split("\n")))
