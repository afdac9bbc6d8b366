"""Every regular expression of the library, and what hostile text costs it."""

import ast
import importlib
import math
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from timing import is_within

import newsparse
from newsparse.formats import FORMATS
from newsparse.formats.jsonmodel import Moment
from newsparse.languages import Languages
from newsparse.parser import dates, language, titles
from newsparse.parser.bywords import merge_by_words
from newsparse.parser.captionwords import names_between
from newsparse.parser.lexicon import lexicon_of
from newsparse.spec import Regex

SOURCE = Path(__file__).parents[2] / "src" / "newsparse"
USES = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}

# Patterns that are no literal where they are used; `made_patterns` below makes each of them.
MADE = {
    "spec.py": 1,
    "formats/jsonmodel.py": 1,
    "parser/lexicon.py": 3,
    "parser/captionwords.py": 1,
    "parser/bywords.py": 1,
    "languages/phrases.py": 1,
}
# Repeats without a bound, and why each is harmless.
UNBOUNDED = {
    r"[^\W\d_]{4,40}|\d{2,}": "digits follow no digits, so that each is looked at once",
}

# Runs of one sign or of a few: what separators, marks and openers cost when nothing closes them.
RUNS = (
    *(" ", "\n", "\t", "\u00a0", "\r", " \n", "1", "a", "A", "é", "\u4e00", "_", "-", "–", "—"),
    *("(", ")", "[", "]", "<", ">", '"', "“", "”", "«", "'", "’", "‘", ".", ",", ":", ";", "/"),
    *("&", "&a", "@", "a@", "a.", "A.", "1.", "1,", "1:", "*", "**a", "#", "|", "\\", "=", "`"),
    *(
        "a ",
        "A ",
        "Aa ",
        "a-",
        "a'",
        "1 ",
        "1-",
        "(a",
        "(A ",
        "[a",
        "[a](",
        "![a](b ",
        "<a",
        "<a =",
    ),
    *("<!--", '"a', "“a ", "« a", "- a", "-- ", ". A", ", a ", "a, ", "Ã", "â€", "Ã©", "Â ", "Ãa"),
    *(
        "20",
        "2024-",
        "12:",
        "12 Jan ",
        "http://",
        "a/b/",
        "a.b@",
        "©",
        "(c)",
        "&#x",
        "\\u00",
        "{",
        "}",
    ),
    *("\x00", "\ud800", "\u0301", "a\u0301", "\u200b", "\\ud8", "//", "<?xml ", "\ufeff"),
)
# The first is for what doubles with every character.
SIZES = (24, 500, 4_000, 16_000)
MAX_EXPONENT = 1.5
# Seconds; what takes less at the largest size is cheap, however it grows.  What is quadratic takes
# a sixteenth of it at the size before.
FLOOR = 0.05


@cache
def modules() -> tuple[Any, ...]:
    names = [m.name for m in pkgutil.walk_packages(newsparse.__path__, "newsparse.")]
    wanted = [name for name in names if not name.endswith("__main__")]
    return tuple(importlib.import_module(name) for name in wanted)


def literals() -> Iterator[tuple[str, str | bytes | None]]:
    """(file, pattern) of every use of `re` in a function; ``None`` where it is not a literal."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in in_functions(ast.parse(path.read_text("utf-8"))):
            if is_use(node):
                assert isinstance(node, ast.Call)
                value = getattr(node.args[0], "value", None)
                literal = value if isinstance(value, str | bytes) else None
                yield path.relative_to(SOURCE).as_posix(), literal


def in_functions(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from ast.walk(node)


def is_use(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in USES
    )


def made_patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Patterns that are put together when they are needed."""
    for format in FORMATS:
        for sniffer in format.sniff if not isinstance(format.sniff, str) else ():
            if isinstance(sniffer, Regex):
                yield f"sniffer of {format.name}", re.compile(sniffer.pattern)
    for days, times in ((True, True), (True, False), (False, True)):
        yield "jsonmodel.Moment", re.compile(Moment(days, times).pattern, re.ASCII)
    yield "captionwords: names_between", names_between("/|,", ("via",))
    yield from compiled_late()
    languages = Languages()
    for code in languages.codes:
        tables = (languages.get(code), *languages.common)
        yield f"bywords of {code}: helpers", merge_by_words(tables).helpers
        lexicon = lexicon_of(tables)
        yield f"lexicon of {code}: full_name", lexicon.full_name
        if lexicon.source is not None:
            yield f"lexicon of {code}: source", lexicon.source
        if lexicon.source_after is not None:
            yield f"lexicon of {code}: source_after", lexicon.source_after


def compiled_late() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Patterns that `newsparse.languages.phrases.compiled` is asked for."""
    late = (
        (language, ("_WORD", "_PLAIN_WORD", "_MARK")),
        (dates, ("_WORD",)),
        (titles, ("_CJK",)),
    )
    for module, names in late:
        for name in names:
            yield f"{module.__name__}.{name}", re.compile(getattr(module, name))


@cache
def patterns() -> dict[str, re.Pattern[Any]]:
    """All patterns, each once, by where it was found first."""
    found: list[tuple[str, re.Pattern[Any]]] = []
    for module in modules():
        name = module.__name__.removeprefix("newsparse.")
        for key, value in vars(module).items():
            if isinstance(value, re.Pattern):
                found.append((f"{name}.{key}", value))
    found += [(f"{name}: {p!r:.40}", re.compile(p)) for name, p in literals() if p is not None]
    found += made_patterns()
    once = {(pattern.pattern, pattern.flags): (name, pattern) for name, pattern in reversed(found)}
    return dict(reversed(once.values()))


def test_all_patterns_are_found() -> None:
    """Every pattern that is not a literal is made here as well."""
    made = [name for name, pattern in literals() if pattern is None]
    assert {name: made.count(name) for name in made} == MADE
    assert len(patterns()) > 80


def test_late_patterns_are_all_known() -> None:
    """Whoever asks for one late is named here."""
    users = [path.stem for path in SOURCE.rglob("*.py") if "compiled(_" in path.read_text("utf-8")]
    assert sorted(users) == ["dates", "language", "titles"]


def hostile(unit: str, size: int, pattern: re.Pattern[Any]) -> Any:
    """A run that ends in a sign which no pattern names, so that none may stop at the end."""
    text = (unit * (size // len(unit) + 1))[: size - 1] + "¶"
    return text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text


def cost(pattern: re.Pattern[Any], text: Any) -> float:
    """Seconds for all that can be done with a pattern; finding all is the most of it."""
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.fullmatch(text)
    pattern.sub(text[:0], text[::-1])
    return time.process_time() - start


def exponent(pattern: re.Pattern[Any], unit: str) -> float:
    """How the cost grows with the size: 1 is linear; 0 where it is cheap at any size."""
    *few, small, large = (hostile(unit, size, pattern) for size in SIZES)
    if not all(is_within(cost(pattern, text), FLOOR) for text in few):
        return math.inf
    found = 0.0
    for _ in range(3):  # the machine may be busy: what is quadratic is so each time
        before = cost(pattern, small)
        after = cost(pattern, large) if before > FLOOR / 16 else 0.0
        found = math.log(after / before, SIZES[-1] / SIZES[-2]) if after > FLOOR else 0.0
        if found < MAX_EXPONENT:
            break
    return found


@pytest.mark.parametrize("name", patterns())
def test_no_pattern_grows_faster_than_its_text(name: str) -> None:
    pattern = patterns()[name]
    grown = {unit: found for unit in RUNS if (found := exponent(pattern, unit)) > MAX_EXPONENT}
    assert not grown, pattern.pattern


@pytest.mark.parametrize("name", patterns())
def test_no_repeat_is_without_a_bound(name: str) -> None:
    """``*``, ``+`` and ``{n,}`` are written with a number, or named above with a reason."""
    pattern = patterns()[name]
    if pattern.pattern not in UNBOUNDED:
        assert not any(is_unbounded(pattern)), pattern.pattern


def test_the_exceptions_are_in_use() -> None:
    assert set(UNBOUNDED) <= {pattern.pattern for pattern in patterns().values()}


def is_unbounded(pattern: re.Pattern[Any]) -> Iterator[bool]:
    """Whether each repeat in a pattern has no bound."""
    waiting: list[Any] = [_parser.parse(pattern.pattern, pattern.flags)]
    repeats = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple) and node and node[0] in repeats:
            yield node[1][1] == _constants.MAXREPEAT
        if isinstance(node, tuple | list | _parser.SubPattern):
            waiting.extend(item for item in node if not isinstance(item, int | str))


@pytest.mark.parametrize(
    ("pattern", "unit", "grows"),
    [
        (r"\s+$", " ", True),
        (r"(?<!\s)\s+$", " ", False),
        (r"<[^>]+>", "<", True),
        (r"<[^<>]{1,99}>", "<", False),
        (r"(a+)+b", "a", True),
        (r"\w+@", "a", True),
        (r"\w{1,64}@", "a", False),
    ],
)
def test_the_measure_tells_quadratic_from_linear(pattern: str, unit: str, grows: object) -> None:
    assert (exponent(re.compile(pattern), unit) > MAX_EXPONENT) is bool(grows)
