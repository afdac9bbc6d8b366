"""Desk briefs: ``HED:``, ``BY:`` and ``TIME:`` lines, a blank line, the story."""

from newsparse.document import Document, Field, Lines
from newsparse.errors import MalformedError

LABELS = {"HED": "title", "BY": "authors", "TIME": "timestamp"}


def read(source, options, report):
    """Yield the one document of a brief."""
    text = source.data.decode("utf-8", "replace")
    head, blank, _ = text.partition("\n\n")
    if not blank:
        raise MalformedError("no blank line after the header", format="brief", where="line 1")
    fields = []
    for number, line in enumerate(head.split("\n"), start=1):
        label, _, value = line.partition(":")
        if label in LABELS:
            name = LABELS[label]
            fields.append(Field(name=name, value=value.strip(), source=label, binding=True))
        else:
            report.note("line_skipped", f"line {number}", f"unknown label {label!r}")
    start = len(head) + len(blank)
    yield Document(lines=Lines(text=text, start=start), fields=tuple(fields), encoding="utf-8")


def write(articles, out, options, report):
    """Write briefs one after the other, with a line of hyphens between them."""
    for number, article in enumerate(articles):
        if number:
            out.write(b"\n----\n\n")
        lines = [f"HED: {article.title or ''}"]
        if article.byline:
            lines.append(f"BY: {article.byline}")
        if article.timestamp:
            lines.append(f"TIME: {article.timestamp.raw}")
        out.write(("\n".join(lines) + "\n\n" + article.text + "\n").encode())
