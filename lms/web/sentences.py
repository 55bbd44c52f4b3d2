"""From a code to the whole sentence that a person reads."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from flask import current_app

from lms.core.errors import Refused
from lms.web.locale import as_date

# Two rooms may use the same word for a reason, and equal words are equal codes: the room's enum tells them apart.
Table = dict[tuple[type[StrEnum], str], object]


def sentence(code: StrEnum, **values: object) -> str:
    """The sentence of `code` in the language of the page, its dates as the reader writes them.

    Raises KeyError when nobody wrote one."""
    text = str(current_app.extensions["sentences"][type(code), code.value])
    written = {name: as_date(value) if isinstance(value, date) else value for name, value in values.items()}
    return text % written if values else text


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    return sentence(refused.reason, **refused.values)


def gather(*tables: Mapping[StrEnum, object]) -> Table:
    """All domains' tables of sentences in one."""
    return {(type(code), code.value): text for table in tables for code, text in table.items()}
