"""The talk in which skills that no test shows are looked at: how somebody speaks and listens (E84)."""

from collections.abc import Mapping
from enum import StrEnum


class Skill(StrEnum):
    """Interpersonal and communication skills that a trainer of adults needs."""

    LISTENS = "listens"
    EXPLAINS = "explains"
    INCLUDES = "includes"
    RESPECTS = "respects"
    CALM = "calm"


LEAST, MOST = 1, 4  # 1: not yet … 4: very well


def skills_met(scores: Mapping[str, int]) -> bool:
    """Whether no skill is still missing: every one was looked at, and none is "not yet"."""
    return all(scores.get(each, LEAST) > LEAST for each in Skill)
