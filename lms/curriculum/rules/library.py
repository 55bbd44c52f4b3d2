"""The library of activities: what a trainer looks for, and what of it there is (E56, E66). Standard library only."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.curriculum.rules.activities import SaidActivity
from lms.curriculum.rules.module import Module


@dataclass(frozen=True, slots=True)
class Kept:
    """An activity as it stands in the library, with the module from whose session plan it is."""

    module: Module
    activity: SaidActivity


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a trainer looks for: a way of working, how many people are in the room, and for how many minutes at most
    there is time; and in which module. What is not said is not asked for."""

    method: str | None = None
    people: int | None = None
    minutes: int | None = None
    module: str | None = None

    def fits(self, kept: Kept) -> bool:
        """Whether an activity is what is looked for."""
        fewest, most = kept.activity.people or (0, self.people or 0)
        return (
            self.method in (None, kept.activity.method)
            and self.module in (None, kept.module.slug)
            and (self.minutes is None or kept.activity.minutes <= self.minutes)
            and (self.people is None or fewest <= self.people <= most)
        )


def kept(modules: Iterable[Module], language: str) -> list[Kept]:
    """Every activity of the session plans, in the order of the modules."""
    return [Kept(module, each) for module in modules for each in module.activities_said(language)]


def once(found: Iterable[Kept]) -> list[Kept]:
    """Each activity one time, from the first module that has it: a module of a country brings along, word for word,
    those of the general module that it is laid over."""
    shown: list[Kept] = []
    for each in found:
        if all(each.activity != other.activity for other in shown):
            shown.append(each)
    return shown
