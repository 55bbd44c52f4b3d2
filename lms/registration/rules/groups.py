"""Brigades and families that leave together. Standard library only."""

from enum import StrEnum

SMALLEST, LARGEST = 2, 25


class GroupKind(StrEnum):
    """Who leaves together."""

    BRIGADE = "brigade"
    FAMILY = "family"


class Reason(StrEnum):
    """Why something about a group is refused."""

    GROUP_SMALL = "group-small"
    GROUP_LARGE = "group-large"
    IN_OTHER_GROUP = "in-other-group"
    NOT_IN_GROUP = "not-in-group"
    FOREMAN = "foreman-stays"


def group_fault(people: int) -> Reason | None:
    """Why a group of so many is refused: one is none, and more than a class holds cannot sit together (E69)."""
    if people < SMALLEST:
        return Reason.GROUP_SMALL
    return Reason.GROUP_LARGE if people > LARGEST else None
