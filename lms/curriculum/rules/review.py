"""Which content must be read again, and which translation is older than its source. Standard library only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from lms.curriculum.rules.module import Module
from lms.curriculum.rules.translating import older_parts


class Freshness(StrEnum):
    """How a text in one language stands to its source language."""

    FRESH = "fresh"
    OUTDATED = "outdated"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that may change: where it is from, the day it was written down, by when it must be checked again. And
    the page or document it was compared with on that day; until then it is only what its author knew."""

    name: str
    value: str
    source: str
    checked: date
    review_by: date
    compared_with: str | None = None


def facts_of(facts: Mapping[str, Mapping[str, Any]]) -> tuple[Fact, ...]:
    """The facts of a document, the one to be reviewed first in front."""
    found = (
        Fact(
            name, str(each["value"]), each["source"], _day(each["checked"]), _day(each["review_by"]),
            each.get("compared_with"),
        )
        for name, each in facts.items()
    )
    return tuple(sorted(found, key=lambda fact: (fact.review_by, fact.name)))


def last_compared(facts: Mapping[str, Mapping[str, Any]]) -> date | None:
    """The day since which all of the facts stand as they were found at their sources; None without facts, or if one of
    them has never been compared."""
    found = facts_of(facts)
    return min((fact.checked for fact in found), default=None) if all(fact.compared_with for fact in found) else None


def _day(text: str) -> date:
    return date.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class FactUse:
    """One fact, and every module whose text inserts it."""

    fact: Fact
    modules: tuple[Module, ...]

    @property
    def country(self) -> str | None:
        """The country that states it: the only one whose modules insert it. None of what is true of several."""
        found = {module.country for module in self.modules if module.country}
        return found.pop() if len(found) == 1 else None


def facts_in_use(modules: Iterable[Module]) -> list[FactUse]:
    """Every fact that a text inserts, each once, the one to be reviewed first in front. A country's fact has the same
    name with its code and without."""
    modules = tuple(modules)
    codes = tuple(f"{module.country.lower()}-" for module in modules if module.country)
    found: dict[Fact, list[Module]] = {}
    for module in modules:
        for fact in facts_of(module.facts):
            bare = fact.name[3:] if fact.name.startswith(codes) else fact.name
            used_in = found.setdefault(replace(fact, name=bare), [])
            if module.region is None or all(each.slug != module.slug or each.region for each in used_in):
                used_in.append(module)  # a region's layer is named only for what the module below does not say
    order = sorted(found, key=lambda fact: (fact.review_by, fact.source, fact.name, fact.value))
    return [FactUse(fact, tuple(found[fact])) for fact in order]


def review_due(module: Module) -> date:
    """The earliest date by which something of the module must be read again: the text or one of its facts (E61)."""
    return due_of(module.review_by, module.facts)


def due_of(review_by: date | str, facts: Mapping[str, Mapping[str, Any]]) -> date:
    """The earlier of a text's own date and those of its facts."""
    own = review_by if isinstance(review_by, date) else _day(review_by)
    return min([own, *(fact.review_by for fact in facts_of(facts))])


def files_of(language: str) -> tuple[str, ...]:
    """The files that hold a module's words in one language."""
    return (f"{language}.md", f"questions.{language}.toml", f"trainer.{language}.md")


def is_there(name: str, sources: Mapping[str, str]) -> bool:
    """Whether a file is among those written, or taken from the module below."""
    return any(name == each.rpartition("/")[2] for each in sources)


def freshness(editions: Sequence[tuple[int, Mapping[str, str]]], language: str, source: str) -> Freshness:
    """How the words in `language` stand in the newest of `editions`: outdated when those in the `source` language
    have something that has changed since the same part was written or compared with it."""
    files, written = files_of(language), [sources for _, sources in editions]
    lesson, questions, _plan = files  # the plan of a session may be borrowed from another language
    if not (is_there(lesson, editions[-1][1]) and is_there(questions, editions[-1][1])):
        return Freshness.MISSING
    older = any(older_parts(written, *pair) for pair in zip(files, files_of(source), strict=True))
    return Freshness.OUTDATED if older else Freshness.FRESH


def behind(editions: Sequence[Mapping[str, str]], language: str, source: str) -> frozenset[str]:
    """The screens that say something else in the `source` language than when the same in `language` was last written
    or compared with it. `editions` are the files as written, oldest first, the last the one that is read. What facts
    say is no matter: they change in all languages at once."""
    return older_parts(editions, f"{language}.md", f"{source}.md")
