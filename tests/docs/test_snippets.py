"""What the documentation says is so: its snippets run, its tables and lists are complete."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import fields

import newsparse
from newsparse import article, errors, explanation

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
GUIDES = [*PAGES, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "examples").rglob("*.md"))]
BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)(?P<target>[^)#]+)(?:#[\w-]+)?\)")
REFERENCE = ROOT / "docs" / "reference"


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path, kind: str) -> list[tuple[int, str]]:
    """(line number, code) of the page's fenced blocks of a kind."""
    text = path.read_text("utf-8")
    found = [m for m in BLOCK.finditer(text) if m["kind"] == kind]
    return [(text.count("\n", 0, m.start("code")), m["code"]) for m in found]


def as_doctest(path: Path) -> str:
    """The page with all but its snippets blanked, so that line numbers stay."""
    lines: list[str] = []
    for number, code in blocks(path, "python"):
        lines.extend([""] * (number - len(lines)))
        lines.extend(code.splitlines() if ">>>" in code else [])
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_snippets_give_what_is_printed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    parsed = doctest.DocTestParser().get_doctest(as_doctest(path), {}, path.name, str(path), 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(parsed, out=said.append)
    assert result.failed == 0, "".join(said)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_other_code_compiles(path: Path) -> None:
    for number, code in blocks(path, "python"):
        if ">>>" not in code:
            compile(code, f"{path}:{number}", "exec")


@pytest.mark.parametrize("path", GUIDES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    targets = [m["target"] for m in LINK.finditer(path.read_text("utf-8"))]
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_page_is_in_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {index.parent / m["target"] for m in LINK.finditer(index.read_text("utf-8"))}
    assert linked == set((ROOT / "docs").rglob("*.md")) - {index}


def test_the_readme_shows_what_the_command_prints() -> None:
    [(_, shown)] = blocks(ROOT / "README.md", "text")
    command = [sys.executable, "-X", "utf8", "-m", "newsparse", "show"]
    done = subprocess.run(
        [*command, "seeds/en-tabloid-ferry-radio.txt"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    rest = done.stdout
    for part in shown.split("...\n"):
        assert part.strip("\n") in rest
        rest = rest.split(part.strip("\n"), 1)[1]


def yes(value: object) -> str:
    return "yes" if value else "no"


def test_the_table_of_formats_is_that_of_the_library() -> None:
    rows = re.findall(r"^\| `.*\|$", (REFERENCE / "formats.md").read_text("utf-8"), re.MULTILINE)
    built_in = newsparse.list_formats(newsparse.Registry(plugins=False))
    assert rows == [
        f"| `{f.name}` | {f.title} | {yes(f.read)} | {yes(f.write)}"
        f" | {' '.join(f'`{e}`' for e in f.extensions)} | {yes(f.many)} | {yes(f.lossless)} |"
        for f in built_in
    ]


def test_the_readmes_table_of_formats_names_them_all() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (yes)? ?\| (yes)? ?\|", text, re.MULTILINE)
    built_in = newsparse.list_formats(newsparse.Registry(plugins=False))
    expected = {(f.name, "yes" if f.read else "", "yes" if f.write else "") for f in built_in}
    assert set(rows) == expected


NAMES = {
    "api": newsparse.__all__,
    "errors": errors.__all__,
    "explanation": [
        *explanation.__all__,
        *(a.name for n in explanation.__all__ for a in fields(getattr(explanation, n))),
    ],
    "model": [*article.__all__, *(a.name for a in fields(newsparse.Article))],
}


@pytest.mark.parametrize(("page", "names"), NAMES.items(), ids=NAMES)
def test_the_reference_names_all(page: str, names: list[str]) -> None:
    text = (REFERENCE / f"{page}.md").read_text("utf-8")
    assert [name for name in names if not re.search(rf"`{name}\b", text)] == []


@pytest.mark.parametrize("command", ["", "show", "convert", "explain", "formats", "schema"])
def test_the_reference_names_every_option_of_the_command(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "newsparse", *command.split(), "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    text = (REFERENCE / "cli.md").read_text("utf-8")
    options = set(
        re.findall(r"(?<=^  )--?[a-z][a-z-]*|(?<=, )--[a-z-]+", done.stdout, re.MULTILINE)
    )
    assert [option for option in sorted(options) if f"`{option}" not in text] == []
    assert f"newsparse {command}".strip() in text
