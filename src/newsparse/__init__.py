r"""Turns raw news text, from any source, into typed articles.

>>> import newsparse
>>> article = newsparse.parse("Ferry runs again\n\nThe ferry to Varn left on time on Monday.")
>>> article.title
'Ferry runs again'

Importing this package loads nothing else of it; each name loads what it needs when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsparse._version import __version__

if TYPE_CHECKING:
    from newsparse.api import (
        detect,
        explain,
        list_formats,
        parse,
        parse_all,
        write,
    )
    from newsparse.article import Article, Note
    from newsparse.batch import convert
    from newsparse.document import Limits
    from newsparse.errors import NewsparseError
    from newsparse.registry import Registry

__all__ = [
    "Article",
    "Limits",
    "NewsparseError",
    "Note",
    "Registry",
    "__version__",
    "convert",
    "detect",
    "explain",
    "list_formats",
    "parse",
    "parse_all",
    "write",
]

_HOMES = {
    "Article": "article",
    "Limits": "document",
    "NewsparseError": "errors",
    "Note": "article",
    "Registry": "registry",
    "convert": "batch",
    "detect": "api",
    "explain": "api",
    "list_formats": "api",
    "parse": "api",
    "parse_all": "api",
    "write": "api",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'newsparse' has no attribute {name!r}")
    value = getattr(import_module(f"newsparse.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
