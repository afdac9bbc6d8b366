"""The third parties' door: the example package is installed, and all it adds is used."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "newsparse-brief"

USE = """
import newsparse

brief = "HED: Ferry runs again\\nBY: Ada Lund\\nTIME: 3 May 2024\\n\\nThe ferry to Varn left on time."
article = newsparse.parse(brief)
assert article.origin.format == "brief", article.origin
assert article.title == "Ferry runs again"
assert [author.name for author in article.authors] == ["Ada Lund"]
assert article.timestamp.day.isoformat() == "2024-05-03"
assert newsparse.write(article, "brief").startswith(b"HED: Ferry runs again\\n")
assert "brief" in {format.name for format in newsparse.list_formats()}

wire = "VARN DESK\\n\\nFerry runs again\\n\\nThe ferry to Varn left on time on Monday morning."
copied = newsparse.parse(wire)
assert copied.origin.dialect == "varn"
assert copied.metadata.provider == "Varn"

story = (
    "La pramo denove veturas\\n\\nPublikigita: 3 majo 2024\\n\\n"
    "La pramo al la insulo denove veturas, kaj oni ĝojas pri tio en la urbo.\\n\\n"
    "“La pramo estas preta por la somero, kaj ni ne plu atendas”, diris Ada Lund al la gazeto.\\n"
)
foreign = newsparse.parse(story)
assert foreign.language == "eo", foreign.language
assert foreign.timestamp.day.isoformat() == "2024-05-03"
assert [quote.cue for quote in foreign.quotes] == ["diris"]
"""


def build_wheel(folder: Path) -> Path:
    """Make the example's wheel by hand: tests build nothing over the network."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    info = "newsparse_brief-1.0.dist-info"
    points = "".join(
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
        for group, entries in project["entry-points"].items()
    )
    wheel = folder / "newsparse_brief-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in sorted((EXAMPLE / "src").rglob("*.*")):
            if path.suffix in {".py", ".toml"}:
                archive.write(path, path.relative_to(EXAMPLE / "src").as_posix())
        archive.writestr(
            f"{info}/METADATA", "Metadata-Version: 2.1\nName: newsparse-brief\nVersion: 1.0\n"
        )
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/entry_points.txt", points)
        archive.writestr(f"{info}/RECORD", "")
    return wheel


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plugin")
    target = folder / "site"
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps"),
            *("--disable-pip-version-check", "--target", str(target), str(build_wheel(folder))),
        ],
        check=True,
        capture_output=True,
    )
    return target


def run(code: str, site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        env={"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_installed_package_adds_a_format_a_dialect_and_a_language(site: Path) -> None:
    done = run(USE, site)
    assert done.returncode == 0, done.stderr


def test_a_broken_plugin_is_one_note_that_names_its_distribution(site: Path) -> None:
    broken = site / "broken-1.0.dist-info"
    broken.mkdir()
    (broken / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (broken / "entry_points.txt").write_text("[newsparse.formats]\nbroken = nowhere:FORMAT\n")
    done = run(
        "import newsparse; from newsparse.api import plugin_notes\n"
        "assert newsparse.parse('Ferry runs again\\n\\nThe ferry to Varn left on time on Monday.').title\n"
        "[note] = plugin_notes()\n"
        "assert note.code == 'plugin_broken' and 'broken' in note.message, note\n",
        site,
    )
    assert done.returncode == 0, done.stderr


def test_nothing_in_the_library_knows_the_example() -> None:
    source = Path(__file__).parents[2] / "src"
    assert not [p for p in source.rglob("*.py") if "newsparse_brief" in p.read_text("utf-8")]
