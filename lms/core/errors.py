"""Refusals: what an action raises when a rule says no. The sentence lives in the domain's `messages`."""

from enum import StrEnum
from typing import Any


class Refused(Exception):
    """An action could not be done. `reason` is a member of a domain's enum, `values` fill its sentence."""

    def __init__(self, reason: StrEnum, **values: Any) -> None:
        super().__init__(f"{type(reason).__name__}.{reason.name}")
        self.reason = reason
        self.values = values


class NotThere(Exception):
    """The thing does not exist, or is not for this person to know of: both look the same from outside."""
