"""What people allow and refuse, purpose by purpose. Standard library only."""

from enum import StrEnum


class Purpose(StrEnum):
    """For what somebody may say yes or no without losing the course."""

    REMINDERS = "reminders"
    FOLLOW_UP = "follow-up"
    ENTRY_CHECK = "entry-check"  # that it is noted whether they looked if a country is closed to them


# Whoever gives a telephone number is told that we write to it; until they refuse, we do. All else waits for a yes.
ALLOWED_UNTIL_REFUSED = frozenset({Purpose.REMINDERS})
