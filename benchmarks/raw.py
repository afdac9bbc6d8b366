"""Measure the reading of plain text on a corpus, beside readers that know next to nothing.

    python benchmarks/raw.py CORPUS [--predictions FILE.jsonl] [--form innertext] [--set NAME ...]
                             [--by lang] [--worst 20] [--ci 1000]

CORPUS is laid out as ``training/README.md`` says.  Without predictions (as ``training/crossval.py``
writes them) every text is parsed here and now; weights that were learned from the corpus itself then
look better than they are.  Printed as Markdown: for each set and form what `scoring` measures, for
newsparse and for `baselines`; how often the language is right; whether confidences can be trusted;
and the worst texts of the first form, with what went wrong on each.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from dataset import load_rows
from rawreport import (
    confidence_table,
    group_texts,
    language_table,
    readers_table,
    reasons_table,
    values_table,
    worst_texts,
)
from rawtexts import MIN_LANGUAGE, Text, Work, measure_text
from scoring import Fields
from workers import measure_all

Key = tuple[str, str, str]  # set, id, form


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    if not (options.corpus / "gold.jsonl").is_file():
        sys.exit(f"no gold.jsonl in {options.corpus}: training/README.md says what a corpus is")
    work = [
        (options.corpus, row, form)
        for row in load_rows(options.corpus)
        for form in row["files"]
        if (not options.set or row["set"] in options.set)
        and (not options.form or form in options.form)
    ]
    if not work:
        sys.exit("no text of this set and form in the corpus")
    told: list[Fields | None] = [None] * len(work)
    source = "parsed now"
    if options.predictions:
        keys = [_key(item) for item in work]
        found = load_predictions(options.predictions, set(keys))
        told = [found.get(key, {}) for key in keys]
        source = f"read from {options.predictions.name}"
        if len(found) < len(work):
            source += f" but for {len(work) - len(found)} that it lacks, which count as empty"
    print(f"{len(work):,} texts, {source}.")
    measured = measure_all(measure_text, work, told, jobs=options.jobs, chunksize=8)
    texts = list(_progress(measured, len(work)))
    _print_scores(texts, options.by, options.ci)
    if options.worst:
        forms = {text.form for text in texts}
        form = next((name for name in options.form or () if name in forms), texts[0].form)
        _print_worst([text for text in texts if text.form == form], form, options.worst)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--predictions", type=Path, help="score these, and parse nothing")
    parser.add_argument("--form", nargs="+", help="only these renderings")
    parser.add_argument("--set", nargs="+", help="only these sets")
    parser.add_argument("--by", help="also each value of this field of the gold, such as lang")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="explain so many texts")
    parser.add_argument("--ci", type=int, default=0, metavar="N", help="95%% intervals, N draws")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args(arguments)


def _key(work: Work) -> Key:
    _, row, form = work
    return row["set"], row["id"], form


def load_predictions(path: Path, wanted: set[Key]) -> dict[Key, Fields]:
    """Those of *wanted* that the file has; pages in it have no form."""
    found: dict[Key, Fields] = {}
    with path.open(encoding="utf-8") as lines:
        for fields in map(json.loads, lines):
            key = (fields["set"], fields["id"], fields.get("form", ""))
            if key in wanted:
                found[key] = fields
    return found


def _progress(texts: Iterable[Text], total: int) -> Iterator[Text]:
    for count, text in enumerate(texts, start=1):
        if count % 50 == 0 or count == total:
            print(f"\r{count} of {total} texts", end="", file=sys.stderr, flush=True)
        yield text
    print(file=sys.stderr)


def _print_scores(texts: Sequence[Text], by: str | None, n_draws: int) -> None:
    for (name, form), group in group_texts(texts).items():
        print(f"\n## {name}, {form}\n\n{readers_table(group, n_draws)}")
        if by:
            print(f"\n{values_table(group, by)}")
    print(f"\n## Language, of texts of {MIN_LANGUAGE} characters and more\n")
    print(language_table(texts))
    print("\n## Confidence of the blocks, and how many are rightly in the body or out of it\n")
    print(confidence_table(texts))


def _print_worst(texts: Sequence[Text], form: str, most: int) -> None:
    print(f"\n## What went wrong, {form}\n\n{reasons_table(texts)}\n")
    print("\n".join(worst_texts(texts, most)))


if __name__ == "__main__":
    main()
