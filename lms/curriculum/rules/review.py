"""Which content must be read again, and which translation is older than its source. Standard library only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from lms.curriculum.rules.changes import parts_by_name, words_of
from lms.curriculum.rules.module import Module


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


def last_change(editions: Sequence[tuple[int, Mapping[str, str]]], files: Iterable[str]) -> int:
    """The number of the edition in which one of the files last changed. `editions` are (number, sources), oldest
    first."""
    names = tuple(files)
    changed, before = 0, None
    for number, sources in editions:
        now = sorted((each, text) for each, text in sources.items() if each.rpartition("/")[2] in names)
        if now != before:
            changed, before = number, now
    return changed


def freshness(editions: Sequence[tuple[int, Mapping[str, str]]], language: str, source: str) -> Freshness:
    """How the words in `language` stand in the newest of `editions`: outdated when those in the `source` language
    have changed since."""
    files = files_of(language)
    lesson, questions, _plan = files  # the plan of a session may be borrowed from another language
    if not (is_there(lesson, editions[-1][1]) and is_there(questions, editions[-1][1])):
        return Freshness.MISSING
    if last_change(editions, files_of(source)) > last_change(editions, files):
        return Freshness.OUTDATED
    return Freshness.FRESH


def behind(editions: Sequence[Mapping[str, str]], language: str, source: str) -> frozenset[str]:
    """The screens that say something else in the `source` language than when those in `language` were last written.
    `editions` are the files as written, oldest first, the last the one that is read. What facts say is no matter:
    they change in all languages at once."""
    written = last_change(list(enumerate(editions)), [f"{language}.md"])
    then, now = (_parts(files, f"{source}.md") for files in (editions[written], editions[-1]))
    return frozenset(name for name, said in now.items() if then.get(name) != said)


def _parts(sources: Mapping[str, str], wanted: str) -> dict[str, list[str]]:
    """Screen → what readers find there: what a layer says itself stands in place of what the module below it says."""
    lowest_first = sorted((file for file in sources if file.rpartition("/")[2] == wanted), key=len, reverse=True)
    return {
        name: words_of(part) for file in lowest_first for name, part in parts_by_name(sources[file]).items()
    }  # fmt: skip
