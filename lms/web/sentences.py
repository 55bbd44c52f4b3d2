"""From a code to the whole sentence that a person reads."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from flask import current_app

from lms.core.errors import Refused
from lms.web.locale import as_date, as_name

# Two rooms may use the same word for a reason, and equal words are equal codes: the room's enum tells them apart.
Table = dict[tuple[type[StrEnum], str], object]


def sentence(code: StrEnum, **values: object) -> str:
    """The sentence of `code` in the language of the page, its dates, and names that are given by language, as the
    reader writes them.

    Raises KeyError when nobody wrote one."""
    text = str(current_app.extensions["sentences"][type(code), code.value])
    return text % {name: _written(value) for name, value in values.items()} if values else text


def _written(value: object) -> object:
    if isinstance(value, date):
        return as_date(value)
    return as_name(value) if isinstance(value, Mapping) else value


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    return sentence(refused.reason, **refused.values)


def gather(*tables: Mapping[StrEnum, object]) -> Table:
    """All domains' tables of sentences in one."""
    return {(type(code), code.value): text for table in tables for code, text in table.items()}
