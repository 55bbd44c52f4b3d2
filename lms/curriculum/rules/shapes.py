"""What a file must look like before anybody reads it: which names it holds, and what kind of value stands behind each.
Standard library only.

A shape is `str` (not empty), `int` (0 or more), `float`, `bool`, `date`; a range of numbers; a pattern; a tuple of the
words one may choose from; a list of one shape; a dict of names and their shapes, where a name that ends in "?" may be
absent; `Each` of any names; `Either` of two, told apart by a name; or one of those below."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from lms.curriculum.rules.cures import Cure, cure
from lms.curriculum.rules.cures import cure as _l

Path = tuple[str | int, ...]
TIME, EMPTY, SIGNED, VALUE, CONDITION = (object() for _ in range(5))
MOST = 1_000_000
# What to do about a value of another kind; the name of the value comes in where it is found.
_NO_TABLE = _l("“%(name)s” holds names and values: write it as README.md shows it.")
_NO_LIST = _l("“%(name)s” is a list: write it as README.md shows it.")
_NO_TEXT = _l("“%(name)s” is a text: write it in quotes.")
_NO_NUMBER = _l("“%(name)s” is a number, 0 or more: write it without quotes.")
_NO_SIGNED = _l("“%(name)s” is a number: write it without quotes.")
_NO_FORM = _l("“%(name)s” cannot be so: write it as README.md shows it.")
_NO_FLAG = _l("“%(name)s” is true or false: write it without quotes.")
_NO_DATE = _l("“%(name)s” is a date: write it as 2026-11-22, without quotes.")
_NO_TIME = _l("“%(name)s” is a time of day: write it as \"08:30\", in quotes.")


@dataclass(frozen=True, slots=True)
class Each:
    """A table of any names, each with a value of this shape."""

    shape: Any


@dataclass(frozen=True, slots=True)
class Either:
    """A table of the one shape if it has the name, else of the other."""

    name: str
    shape: Any
    other: Any


class _Misfit(Exception):
    """Has been said already; whoever needs the value cannot be read either."""


def fitted(value: dict[str, Any], shape: Any) -> tuple[dict[str, Any], list[tuple[Path, Cure]]]:
    """What of a file's content has the shape, and of everything else where it stands and what to do about it. A row or
    entry that lacks something it needs is left out whole."""
    found: list[tuple[Path, Cure]] = []
    try:
        return _fit(value, shape, (), found), found
    except _Misfit:
        return {}, found


def _fit(value: Any, shape: Any, path: Path, found: list) -> Any:
    if isinstance(shape, Either):
        shape = shape.shape if isinstance(value, dict) and shape.name in value else shape.other
    if isinstance(shape, (dict, Each)):
        _look(isinstance(value, dict), path, found, _NO_TABLE)
        table = isinstance(shape, dict)
        return _table(value, shape, path, found) if table else _kept(value.items(), shape, path, found)
    if isinstance(shape, list):
        _look(isinstance(value, list), path, found, _NO_LIST)
        return list(_kept(enumerate(value), Each(shape[0]), path, found).values())
    if isinstance(shape, tuple):
        if value not in shape:
            known = ", ".join(map(str, shape))
            _miss(path, found, _l("“%(name)s” is one of %(known)s.", name=_name(path), known=known))
        return value
    if isinstance(shape, range):
        if type(value) is not int or value not in shape:
            _miss(path, found, _l("“%(name)s” is a number from %(least)s to %(most)s.", name=_name(path),
                                  least=shape[0], most=shape[-1]))  # fmt: skip
        return value
    if isinstance(shape, re.Pattern):
        _look(isinstance(value, str) and shape.fullmatch(value) is not None, path, found, _NO_FORM)
        return value
    fits, said = _LEAVES[shape]
    _look(fits(value), path, found, said)
    return value


def _table(value: dict[str, Any], shape: dict[str, Any], path: Path, found: list) -> dict[str, Any]:
    kept, lacks = dict(value), False
    for key, inner in shape.items():
        name, needed = key.removesuffix("?"), not key.endswith("?")
        if name not in value:
            if needed:
                found.append((path, _l("Add “%(name)s”: it is missing.", name=name)))
                lacks = True
            continue
        try:
            kept[name] = _fit(value[name], inner, (*path, name), found)
        except _Misfit:
            del kept[name]
            lacks = lacks or needed
    if lacks:
        raise _Misfit
    return kept


def _kept(entries: Iterable[tuple[Any, Any]], shape: Each, path: Path, found: list) -> dict[Any, Any]:
    kept = {}
    for name, each in entries:
        try:
            kept[name] = _fit(each, shape.shape, (*path, name), found)
        except _Misfit:
            continue
    return kept


def _look(fits: bool, path: Path, found: list, said: Cure) -> None:
    if not fits:
        _miss(path, found, cure(said.sentence, name=_name(path)))


def _miss(path: Path, found: list, said: Cure) -> None:
    found.append((path, said))
    raise _Misfit


def _name(path: Path) -> str:
    return next((each for each in reversed(path) if isinstance(each, str)), "")


def _is_plain(value: Any) -> bool:
    return isinstance(value, (str, int, float)) and value != ""


def _is_time(value: Any) -> bool:
    try:
        return isinstance(value, str) and time.fromisoformat(value).tzinfo is None
    except ValueError:
        return False


_LEAVES: dict[Any, tuple[Callable[[Any], bool], Cure]] = {
    str: (lambda value: isinstance(value, str) and bool(value.strip()), _NO_TEXT),
    EMPTY: (lambda value: isinstance(value, str), _NO_TEXT),
    int: (lambda value: type(value) is int and 0 <= value <= MOST, _NO_NUMBER),
    float: (lambda value: type(value) in (int, float) and 0 <= value <= MOST, _NO_NUMBER),
    bool: (lambda value: isinstance(value, bool), _NO_FLAG),
    date: (lambda value: type(value) is date, _NO_DATE),
    TIME: (_is_time, _NO_TIME),
    SIGNED: (lambda value: type(value) in (int, float) and abs(value) <= MOST, _NO_SIGNED),
}
_LEAVES[VALUE] = (lambda value: _is_plain(value) and not isinstance(value, bool), _NO_TEXT)
_LEAVES[CONDITION] = (lambda value: all(map(_is_plain, value if isinstance(value, list) else [value])), _NO_TEXT)
