"""Consultations of people who only ask something. Standard library only."""

from enum import StrEnum


class Topic(StrEnum):
    """What was asked about."""

    COURSE = "course"
    PAPERS = "papers"
    WORK = "work"
    RIGHTS = "rights"
    BAN = "ban"
    HEALTH = "health"
    MONEY = "money"
    FAMILY = "family"
    RETURN = "return"
    OTHER = "other"


class Way(StrEnum):
    """How somebody asked."""

    CAME = "came"
    PHONED = "phoned"
