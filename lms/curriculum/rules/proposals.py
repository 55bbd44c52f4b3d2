"""Changes that trainers propose to what they teach (E62, E91). Standard library only."""

from enum import StrEnum

LONGEST_TEXT, LONGEST_ANSWER = 2000, 500


class Occasion(StrEnum):
    """When a change came to mind."""

    CLASS = "class"
    REFRESHER = "refresher"


class Outcome(StrEnum):
    """What the authors decided."""

    TAKEN = "taken"
    DECLINED = "declined"


class Reason(StrEnum):
    """Why a proposal cannot be settled."""

    SETTLED = "proposal-settled"
