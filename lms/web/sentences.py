"""From a code to the whole sentence that a person reads."""

from collections.abc import Mapping
from enum import StrEnum

from flask import current_app

from lms.core.errors import Refused


def sentence(code: StrEnum, **values) -> str:
    """The sentence of `code` in the language of the page. Raises KeyError when nobody wrote one."""
    return str(current_app.extensions["sentences"][code]) % values if values else _plain(code)


def _plain(code: StrEnum) -> str:
    return str(current_app.extensions["sentences"][code])


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    return sentence(refused.reason, **refused.values)


def gather(*tables: Mapping[StrEnum, object]) -> dict[StrEnum, object]:
    """All domains' tables of sentences in one."""
    return {code: text for table in tables for code, text in table.items()}
