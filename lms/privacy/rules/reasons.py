"""Why something about people's own data is refused. Standard library only."""

from enum import StrEnum

LONGEST_WISH, LONGEST_REASON = 1000, 300


class Reason(StrEnum):
    """Why it is refused."""

    WORDS_MISSING = "words-missing"
    TOO_LONG = "too-long"


def fault_of(words: str, longest: int) -> Reason | None:
    """What is wrong with what somebody wrote."""
    if not words:
        return Reason.WORDS_MISSING
    return Reason.TOO_LONG if len(words) > longest else None
