"""Descriptors of an example plugin for newsparse: a format, a dialect and a language."""

from importlib.resources import files

from newsparse.spec import Dialect, Format, Regex

BRIEF = Format(
    name="brief",
    title="Desk brief",
    extensions=(".brief",),
    sniff=(Regex(r"\AHED:[^\n]{1,300}\n", 90),),
    read="newsparse_brief.brief:read",
    write="newsparse_brief.brief:write",
    reads={"title", "byline", "timestamp", "body"},
    writes={"title", "byline", "timestamp", "body"},
)
VARN = Dialect(
    name="varn",
    base="text",
    match="newsparse_brief.varn:match",
    apply="newsparse_brief.varn:apply",
)
ESPERANTO = files("newsparse_brief") / "eo.toml"
