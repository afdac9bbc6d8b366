"""Bad files: each gives an `InputError` that says what is wrong, and nothing else.

A file stands in the folder that is named as its format; adding a file adds a test.
"""

from pathlib import Path

import pytest

import newsparse
from newsparse.errors import InputError

FOLDER = Path(__file__).parent
FILES = sorted(path for path in FOLDER.glob("*/*") if path.parent.name != "__pycache__")
named = pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")


@named
def test_a_bad_file_gives_input_errors(path: Path) -> None:
    errors: list[InputError] = []
    try:
        found = list(newsparse.parse_all(path, path.parent.name, on_error=errors.append))
    except InputError as error:
        errors.append(error)
    else:
        assert all(isinstance(article, newsparse.Article) for article in found)
    assert errors
    assert {error.format for error in errors} == {path.parent.name}
    assert all(error.reason and str(error) for error in errors)


@named
def test_a_bad_file_is_no_one_article(path: Path) -> None:
    with pytest.raises(InputError):
        newsparse.parse(path, path.parent.name)
