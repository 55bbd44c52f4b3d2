"""Facts: values that may change, written once and inserted into texts by name."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.toml import plain, read_toml

PARTS = ("value", "source", "checked", "review_by")


def shared_facts(root: Path, countries: Mapping[str, Mapping[str, Any]], sources: Mapping, faults: list[Fault]) -> dict:
    """The facts any module may insert: those of facts.toml, and each country's by its code and name, `ru-patent-days`.
    Each is checked here, once."""
    facts = plain(read_toml(root / "facts.toml", root, faults))
    faults += [Fault("facts.toml", 0, cure) for cure in faults_of(facts, sources)]
    for code, country in countries.items():
        file = f"countries/{code}/country.toml"
        own = country.get("facts", {})
        regional = [region.get("facts", {}) for region in country.get("regions", ())]
        faults += [Fault(file, 0, cure) for each in (own, *regional) for cure in faults_of(each, sources)]
        facts |= {f"{code}-{name}": fact for name, fact in own.items()}
    return facts


def faults_of(facts: Mapping[str, Mapping[str, Any]], sources: Mapping[str, Any]) -> list[str]:
    """What is wrong with the facts of one file, each as a sentence with the cure."""
    found = []
    for name, fact in facts.items():
        missing = [key for key in PARTS if key not in fact]
        if missing:
            found.append(f"The fact “{name}” lacks {', '.join(missing)}.")
        elif fact["source"] not in sources:
            found.append(f"The source “{fact['source']}” of “{name}” is not in sources.toml.")
    return found


def check_entry(countries: Mapping[str, Mapping[str, Any]], modules: Mapping, faults: list[Fault]) -> None:
    """Where one sees whether a country is closed to somebody: a fact of that country, and a screen of a module."""
    for code, country in countries.items():
        told = country.get("entry_check")
        if told is None:
            continue
        file = f"countries/{code}/country.toml"
        if told.get("site") not in country.get("facts", {}):
            faults.append(Fault(file, 0, f"The fact “{told.get('site')}” of [entry_check] is not in this file."))
        module = modules.get(told.get("module"))
        if module is None:
            faults.append(Fault(file, 0, f"There is no module “{told.get('module')}” for [entry_check]."))
        elif told.get("screen") not in [each["id"] for words in module["words"].values() for each in words["screens"]]:
            faults.append(Fault(file, 0, f"“{told['module']}” has no screen “{told.get('screen')}” for [entry_check]."))


def stated_twice(stated: Iterable[tuple[str, str | None, str]]) -> list[Fault]:
    """Facts that two modules of one country, or two general ones, state each for itself. `stated` are (module.toml,
    country, name)."""
    first: dict[tuple[str | None, str], str] = {}
    found = []
    for file, country, name in stated:
        where = first.setdefault((country, name), file)
        if where != file:
            once = f"countries/{country.lower()}/country.toml" if country else "facts.toml"
            found.append(Fault(file, 0, f"The fact “{name}” stands in {where} too: write it once, in {once}."))
    return found
