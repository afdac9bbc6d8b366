"""The shape of the package: who may import whom, and what may stand where."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "newsparse"
# Weights are generated: data in the form of code.
FILES = sorted(p for p in SOURCE.rglob("*.py") if "weights" not in p.parts)

# Top to bottom: a room imports from itself and from those above it.
ROOMS = (
    "_version",
    "errors",
    "article",
    "document",
    "explanation",
    "spec",
    "files",
    "languages",
    "markup",
    "parser",
    "formats",
    "registry",
    "api",
    "batch",
    "cli",
    "integrations",
    "testing",
    "__main__",
)
# The one module above all rooms: it names what is public, and loads it when it is asked for.
FRONT = "__init__"
# A format module and the parser meet only in the API.
NEVER = {("formats", "parser"), ("formats", "files"), ("markup", "languages")}
# The model is one page; the other two are tables of rules that belong together.
LONG_MODULES = {"article.py", "formats/jsonmodel.py", "parser/assemble.py"}
MAX_LINES, MAX_FUNCTION = 400, 40
# One loop over all elements of a page, in which a call would cost more than what is done.
LONG_FUNCTIONS = {("markup/tree.py", "run")}

NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "socket", "ssl", "urllib"}
NETWORK |= {"urllib3", "smtplib", "webbrowser", "xmlrpc"}
HARMLESS = {"urllib.parse", "http.cookies"}
# Where files are opened.
OPENERS = ("files.py", "cli/", "batch/")
# The command may take time; the library may not.
CLOCKS = ("cli/",)
WORLDLY = {"locale", "random", "secrets", "uuid", "subprocess", "multiprocessing", "threading"}
NOW = {"now", "today", "utcnow"}
PARSER_MAKERS = {"HTMLParser", "XMLParser", "fromstring", "iterparse", "parse", "XML", "HTML"}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, inside functions too; ``from a import b`` is ``a.b``."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(path: Path) -> set[str]:
    found = {name.split(".")[1] for name in imports(path) if name.startswith("newsparse.")}
    return {name if name in ROOMS else FRONT for name in found}


def called(path: Path) -> Iterator[tuple[str, str]]:
    """(name it is an attribute of or "", name) of everything called in a file."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield getattr(node.func.value, "id", ""), node.func.attr
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield "", node.func.id


def _format_names() -> set[str]:
    catalog = tree_of(SOURCE / "formats" / "__init__.py")
    keywords = (node for node in ast.walk(catalog) if isinstance(node, ast.keyword))
    values = (k.value for k in keywords if k.arg == "name" and isinstance(k.value, ast.Constant))
    return {str(value.value) for value in values}


FORMAT_NAMES = _format_names()


def each(*, outside: tuple[str, ...] = ()) -> pytest.MarkDecorator:
    chosen = [path for path in FILES if not name_of(path).startswith(outside or ("\0",))]
    return pytest.mark.parametrize("path", chosen, ids=name_of)


@each()
def test_every_module_stands_in_a_room(path: Path) -> None:
    assert room_of(path) in {*ROOMS, FRONT}


@each(outside=("__init__.py",))
def test_a_room_imports_only_what_stands_above_it(path: Path) -> None:
    room = room_of(path)
    above = set(ROOMS[: ROOMS.index(room) + 1])
    if room in {"batch", "cli"}:
        above.add(FRONT)
    assert rooms_imported(path) <= above - {lower for upper, lower in NEVER if upper == room}


@each()
def test_no_format_imports_another_one(path: Path) -> None:
    """What two formats share is a helper of a name of its own, which is no format."""
    if room_of(path) != "formats":
        return
    own = path.stem
    others = {
        name.split(".")[2] for name in imports(path) if name.startswith("newsparse.formats.")
    }
    families = {name for name in FORMAT_NAMES if own.startswith(name)} | {"json"}
    helpers = {other for other in others - FORMAT_NAMES if other.startswith(tuple(families))}
    assert others <= helpers | {own}


def test_modules_are_short() -> None:
    """Only those named above are longer than a sitting's reading."""
    long = {name_of(p) for p in FILES if len(p.read_text("utf-8").splitlines()) > MAX_LINES}
    assert long <= LONG_MODULES


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> int:
    """Lines of a function with code on them: neither docstring nor comment nor blank."""
    start = function.lineno
    if ast.get_docstring(function) is not None:
        end = function.body[0].end_lineno or start
        head = range(start, function.body[0].lineno)
        rows = [*head, *range(end + 1, (function.end_lineno or start) + 1)]
    else:
        rows = [*range(start, (function.end_lineno or start) + 1)]
    return sum(bool(lines[n - 1].split("#")[0].strip()) for n in rows)


@each()
def test_functions_are_short(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    functions = [
        node
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = [f.name for f in functions if code_lines(f, lines) > MAX_FUNCTION]
    assert not [name for name in long if (name_of(path), name) not in LONG_FUNCTIONS]


@each(outside=("markup/",))
def test_only_one_room_builds_markup_parsers(path: Path) -> None:
    """Outside `markup/` nothing is taken from lxml, html.parser or xml that could parse."""
    modules = {name.split(".")[0] for name in imports(path)}
    parsers = {name for name in imports(path) if name.startswith(("html.parser", "xml."))}
    assert not parsers
    if "lxml" in modules:
        assert not [name for _, name in called(path) if name in PARSER_MAKERS]


@each()
def test_nothing_reaches_for_the_network(path: Path) -> None:
    found = {n for n in imports(path) if n.split(".")[0] in NETWORK}
    assert not [n for n in found if not n.startswith(tuple(HARMLESS))]


@each(outside=OPENERS)
def test_nothing_else_opens_files(path: Path) -> None:
    """Paths are opened where sources are made, by the command and by batches."""
    assert not [name for _, name in called(path) if name in {"open", "fdopen", "write_text"}]
    assert not [name for base, name in called(path) if base == "os"]
    assert not {name.split(".")[0] for name in imports(path)} & {"tempfile", "shutil"}


@each(outside=CLOCKS)
def test_no_clock_no_locale_no_chance(path: Path) -> None:
    """The same input gives the same article, whenever and wherever."""
    modules = {name.split(".")[0] for name in imports(path)}
    assert not modules & (WORLDLY | {"time"})
    named = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)]
    assert not [node.attr for node in named if node.attr in NOW and is_date(node)]


def is_date(node: ast.Attribute) -> bool:
    """Whether it is ``datetime.now`` or ``dt.datetime.now``, and no field of a table."""
    base = node.value
    return getattr(base, "attr", getattr(base, "id", "")) in {"date", "datetime"}


@each()
def test_no_module_has_state_that_changes(path: Path) -> None:
    """No ``global``, and no cache without a bound."""
    assert not [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Global)]
    assert not [ast.unparse(d) for d in decorators(path) if is_unbounded_cache(d)]


def decorators(path: Path) -> Iterator[ast.expr]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from node.decorator_list


def is_unbounded_cache(decorator: ast.expr) -> bool:
    text = ast.unparse(decorator).removeprefix("functools.")
    return text == "cache" or (text.startswith("lru_cache") and "maxsize=" not in text)
