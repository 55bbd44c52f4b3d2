"""What people open to read on after a course. Standard library only."""

from enum import StrEnum


class What(StrEnum):
    """What is counted when it is opened (E72)."""

    BOOKLET = "booklet"
    POCKET = "pocket"
    COUNTRY = "country"
    PHRASES = "phrases"
    KEPT = "kept"  # the whole companion, on a phone
