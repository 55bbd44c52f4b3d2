"""For whom a class is reserved. Standard library only."""

from enum import StrEnum

from lms.classes.rules import Reason

WOMAN, MAN = "f", "m"


class Audience(StrEnum):
    """Everybody, women only, men only (what is said of health is said more openly apart, E47), or only those who learn
    in the language of the class."""

    ALL = "all"
    WOMEN = "women"
    MEN = "men"
    LANGUAGE = "language"


def why_not_invited(audience: str, *, class_language: str, sex: str, language: str) -> Reason | None:
    """Why somebody does not belong to a reserved class; None for who does (E161)."""
    if audience == Audience.WOMEN and sex != WOMAN:
        return Reason.FOR_WOMEN
    if audience == Audience.MEN and sex != MAN:
        return Reason.FOR_MEN
    if audience == Audience.LANGUAGE and language != class_language:
        return Reason.FOR_OTHER_LANGUAGE
    return None


def belongs(only: str | None, woman: bool) -> bool:
    """Whether a woman, or a man, belongs to a class of which sex alone (None: of both)."""
    return only is None or (only == WOMAN) is woman
