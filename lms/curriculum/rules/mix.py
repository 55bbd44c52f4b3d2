"""By which methods a day is taught, and how much of it the group itself is at work (E56, E65, E152). Standard library
only."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta

from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Block

TALK = frozenset({"mini-talk", "demonstration"})  # one shows or speaks, the others listen
MOST_TALK = 40  # percent of a day
LEAST_OF_PLAN, MOST_OF_PLAN = 0.1, 3  # what was noted outside of these was pressed too late, or on another day


def minutes_by_method(blocks: Iterable[Block], modules: Mapping[str, Module]) -> Counter[str]:
    """Minutes of each method in some blocks: those of the steps of the session plans, put to the minutes that the block
    has; a block without modules has its minutes in equal parts for its methods. What no plan says is not counted."""
    found: Counter[str] = Counter()
    for block in blocks:
        planned = _planned(block, modules)
        whole = sum(planned.values())
        for method, minutes in planned.items():
            found[method] += minutes * block.minutes / whole
    return found


def shares(minutes: Mapping[str, float]) -> list[tuple[str, int]]:
    """Method → whole percent of the minutes, the most used first; together they are one hundred."""
    whole = sum(minutes.values())
    if not whole:
        return []
    exact = {method: 100 * each / whole for method, each in minutes.items()}
    found = {method: int(each) for method, each in exact.items()}
    missing = 100 - sum(found.values())
    for method in sorted(exact, key=lambda each: (found[each] - exact[each], each))[:missing]:
        found[method] += 1
    return sorted(((method, each) for method, each in found.items() if each), key=lambda each: (-each[1], each[0]))


def really(planned: timedelta, noted: timedelta | None) -> float:
    """How many times its planned length a block took: once where nothing was noted, or what cannot be."""
    times = noted / planned if noted else 1
    return times if LEAST_OF_PLAN <= times <= MOST_OF_PLAN else 1


def talk_of(found: Iterable[tuple[str, int]]) -> int:
    """How many percent of it people only listen and look."""
    return sum(share for method, share in found if method in TALK)


def _planned(block: Block, modules: Mapping[str, Module]) -> Counter[str]:
    planned: Counter[str] = Counter()
    for slug in block.modules:
        for step in modules[slug].session if slug in modules else ():
            minutes = step.short_minutes if block.plan == "short" else step.minutes
            if minutes:
                planned[step.method] += minutes
    return planned or Counter(dict.fromkeys(block.methods, 1))
