"""The first steps of an installation in which nothing has been made yet. Standard library only."""

from collections.abc import Collection
from enum import StrEnum


class Foundation(StrEnum):
    """What must be there before the first person can sit in a class, in the order in which it is made."""

    PROVIDER = "provider"
    CENTRE = "centre"
    ROOM = "room"
    OFFICER = "officer"
    TRAINER = "trainer"
    QUALIFICATION = "qualification"
    CLASS = "class"


def first_steps(there: Collection[Foundation]) -> list[tuple[Foundation, bool]]:
    """All steps in their order, each with whether it is done; none once a class could be made."""
    return [] if Foundation.CLASS in there else [(each, each in there) for each in Foundation]


def next_foundation(there: Collection[Foundation]) -> Foundation | None:
    """The step to take now."""
    return next((each for each, done in first_steps(there) if not done), None)
