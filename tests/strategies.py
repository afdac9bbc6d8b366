"""Hypothesis strategies for the model, made from its type hints: any article that they allow."""

import datetime as dt
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import NOTHING, fields
from hypothesis import strategies as st

from newsparse.article import Article, Element, JsonMap

__all__ = ["articles", "elements", "json_maps", "moments", "texts"]

Strategy = st.SearchStrategy[Any]

# All that text can hold: NUL and lone surrogates are no text.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
integers = st.integers(-9, 2**40)
finite = st.floats(allow_nan=False, allow_infinity=False)
# No offset of any zone has parts of a second, and Python 3.11 misreads those below one.
_DAY = 24 * 60 * 60
_zones = st.integers(1 - _DAY, _DAY - 1).map(lambda s: dt.timezone(dt.timedelta(seconds=s)))
moments = st.datetimes(timezones=st.none() | _zones)

_json_values = st.recursive(
    st.none() | st.booleans() | integers | finite | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
json_maps = st.dictionaries(texts, _json_values, max_size=2).map(JsonMap)

_PLAIN: dict[Any, Strategy] = {
    str: texts,
    int: integers,
    float: finite,
    bool: st.booleans(),
    dt.datetime: moments,
    dt.date: st.dates(),
    JsonMap: json_maps,
    type(None): st.none(),
}


@cache
def of_hint(hint: Any) -> Strategy:
    """Values of a type hint; tuples have at most two, so that no tree grows without end."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return st.lists(st.deferred(lambda: of_hint(inner)), max_size=2).map(tuple)
    if get_origin(hint) in {Union, UnionType}:
        return st.one_of([of_hint(option) for option in get_args(hint)])
    return of_class(hint)


def of_class(cls: type) -> Strategy:
    """Objects of a class of the model; what has a default may be left out."""
    hints = get_type_hints(cls)
    values = {a.name: of_hint(hints[a.name]) for a in fields(cls)}
    needed = {a.name for a in fields(cls) if a.default is NOTHING}
    return st.fixed_dictionaries(
        {name: values[name] for name in needed},
        optional={name: values[name] for name in values if name not in needed},
    ).map(lambda chosen: cls(**chosen))


elements = of_hint(Element)
articles = of_class(Article)
