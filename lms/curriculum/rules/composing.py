"""A programme as its author composes it: days, blocks, breaks and lessons put in, moved and taken out. Works on the
facts and words of its files as they are read, before anybody looks whether they fit. Standard library only."""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lms.curriculum.rules.terms import BREAKS

Facts = dict[str, Any]
Words = dict[str, dict[str, Any]]
Titles = Mapping[str, str]  # language → what something is called
Place = tuple[str | int, ...]  # the way to something in the facts: "variants", 0, "days", 1, "agenda", 3
PLACE = re.compile(r"variants\.\d{1,3}(?:\.online\.\d{1,3}|\.days\.\d{1,3}(?:\.agenda\.\d{1,3})?)?")
VARIANT, DAY = ("variants",), ("variants", "days")  # what a place is one of, by the names on the way to it
LONGEST = 40  # of an id


class Move(StrEnum):
    """A step of something that is there among its likes."""

    UP = "up"
    DOWN = "down"


class NoPlace(LookupError):
    """There is nothing at this place of the programme."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The files of a programme as data: facts once, words per language."""

    facts: Facts
    words: Words

    def copy(self) -> "Sheet":
        """One that may be changed without touching this one."""
        return Sheet(deepcopy(self.facts), deepcopy(self.words))


def place_from(text: str, of: tuple[str, ...] | None = None) -> Place:
    """The place that a page names, such as "variants.0.days.1.agenda.3"; with `of` one of that kind only. Raises
    NoPlace."""
    if not PLACE.fullmatch(text):
        raise NoPlace(text)
    place = tuple(int(each) if each.isdecimal() else each for each in text.split("."))
    if of is not None and _kind(place) != of:
        raise NoPlace(text)
    return place


def at(facts: Facts, place: Place) -> Any:
    """What stands at a place. Raises NoPlace."""
    found: Any = facts
    for step in place:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            raise NoPlace(place) from None
    return found


def without(sheet: Sheet, place: Place) -> Sheet:
    """Taken out; words that nothing is called by any more go with it. The only variant stays. Raises NoPlace."""
    made = sheet.copy()
    at(made.facts, place)
    if _kind(place) == VARIANT and len(made.facts["variants"]) == 1:
        raise NoPlace(place)
    gone = at(made.facts, place[:-1]).pop(place[-1])
    if "online" in place:
        _forget_learned(at(made.facts, place[:2]), gone)
    return _without_unused(sheet, made)


def _forget_learned(variant: Facts, slug: str) -> None:
    """What is not read on the phone any more cannot be learned there."""
    left = [each for each in variant.get("learned", ()) if each != slug]
    if left:
        variant["learned"] = left
    else:
        variant.pop("learned", None)


def moved(sheet: Sheet, place: Place, to: Place) -> Sheet:
    """Put to another place of its kind in the same variant, counted as they stand once it is taken out. Raises
    NoPlace."""
    if _kind(place) != _kind(to) or place[:2] != to[:2] and len(place) > 2:
        raise NoPlace(to)
    made = sheet.copy()
    thing = at(made.facts, place)
    del at(made.facts, place[:-1])[place[-1]]
    at(made.facts, to[:-1]).insert(to[-1], thing)
    return made


def beside(facts: Facts, move: Move, place: Place) -> Place:
    """Where something goes that goes one step up or down. An item at the end of a day goes on to the next day, one at
    the beginning to the day before. Raises NoPlace."""
    at(facts, place)
    *way, index = place
    to = index + (1 if move is Move.DOWN else -1)
    if 0 <= to < len(at(facts, tuple(way))):
        return *way, to
    if way[-1] == "agenda":
        days, day = at(facts, tuple(way[:-2])), way[-2] + (1 if move is Move.DOWN else -1)
        if 0 <= day < len(days):
            return *way[:-2], day, "agenda", 0 if move is Move.DOWN else len(days[day]["agenda"])
    return place


def _kind(place: Place) -> tuple[str, ...]:
    return tuple(each for each in place if isinstance(each, str))


def with_block(sheet: Sheet, day: Place, base: str, titles: Titles, **about: Any) -> Sheet:
    """A block more at the end of a day, called by `titles`; its id is `base`, or the next free one in the variant."""
    made = sheet.copy()
    taken = {item.get("block") for each in at(made.facts, day[:2])["days"] for item in each["agenda"]}
    name = free_id(base, taken)
    at(made.facts, day)["agenda"].append({"block": name, **about})
    _name(made.words, "blocks", name, titles)
    return made


def with_break(sheet: Sheet, day: Place, kind: str, minutes: int) -> Sheet:
    """A break more at the end of a day. Raises NoPlace when there is no such kind."""
    if kind not in BREAKS:
        raise NoPlace(kind)
    made = sheet.copy()
    at(made.facts, day)["agenda"].append({"break": kind, "minutes": minutes})
    return made


def with_day(sheet: Sheet, variant: Place, titles: Titles) -> Sheet:
    """A day more at the end of a variant, which begins when the one before it does."""
    made = sheet.copy()
    days = at(made.facts, variant)["days"]
    taken = {each["id"] for each in days}
    name = next(f"day-{n}" for n in range(1, len(days) + 2) if f"day-{n}" not in taken)
    days.append({"id": name, "starts": days[-1]["starts"] if days else "08:30", "agenda": []})
    _name(made.words, "days", name, titles)
    return made


def with_variant(sheet: Sheet, titles: Titles, why: Titles, copy_of: int | None = None) -> Sheet:
    """A variant more, at the end: empty, or a copy of another with its words."""
    made = sheet.copy()
    variants = made.facts["variants"]
    source = at(made.facts, ("variants", copy_of)) if copy_of is not None else None
    name = free_id(source["id"] if source else "variant", {each["id"] for each in variants})
    fresh = deepcopy(source) if source else {"when": {}, "online": [], "days": []}
    variants.append({**fresh, "id": name} if source else {"id": name, **fresh})
    for language, said in made.words.items():
        said.setdefault("variants", {})[name] = {"title": titles.get(language, ""), "why": why.get(language, "")}
    return made


def with_lesson(sheet: Sheet, variant: Place, slug: str) -> Sheet:
    """A lesson more to read on the phone; one that is there already stays where it is."""
    made = sheet.copy()
    online = at(made.facts, variant)["online"]
    if slug not in online:
        online.append(slug)
    return made


def free_id(base: str, taken: Iterable[str | None]) -> str:
    """`base`, or with the first number behind it that nobody else has."""
    base, taken = base[:LONGEST], set(taken)
    return base if base not in taken else next(name for n in range(2, 1000) if (name := f"{base}-{n}") not in taken)


def copied(sheet: Sheet, titles: Titles) -> Sheet:
    """The beginning of another programme: the same days and rules under a name of its own, in no chain yet."""
    made = sheet.copy()
    made.facts.pop("chain", None)
    for language, title in titles.items():
        if title and language in made.words:
            made.words[language]["title"] = title
    return made


def _name(words: Words, group: str, name: str, titles: Titles) -> None:
    """Call something so in every language, unless it has a name there."""
    for language, said in words.items():
        said.setdefault(group, {}).setdefault(name, titles.get(language, ""))


def _without_unused(before: Sheet, after: Sheet) -> Sheet:
    gone = {group: ids - _ids(after.facts)[group] for group, ids in _ids(before.facts).items()}
    for said in after.words.values():
        for group, names in gone.items():
            for name in names:
                said.get(group, {}).pop(name, None)
        for name in gone["blocks"]:
            said.get("about", {}).pop(name, None)
        if "about" in said and not said["about"]:
            del said["about"]
    return after


def _ids(facts: Facts) -> dict[str, set[str]]:
    variants = facts["variants"]
    days = [day for variant in variants for day in variant["days"]]
    return {
        "variants": {each["id"] for each in variants},
        "days": {each["id"] for each in days},
        "blocks": {item["block"] for day in days for item in day["agenda"] if "block" in item},
    }
