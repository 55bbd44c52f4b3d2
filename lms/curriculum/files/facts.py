"""Facts: values that may change, written once and inserted into texts by name."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.toml import plain, read_toml
from lms.curriculum.rules.cures import Cure
from lms.curriculum.rules.cures import cure as _l

ENTRY = "entry_check"


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


def faults_of(facts: Mapping[str, Mapping[str, Any]], sources: Mapping[str, Any]) -> list[Cure]:
    """What is wrong with the facts of one file, each as a sentence with the cure."""
    return [
        _l("The source “%(source)s” of “%(name)s” is not in sources.toml.", source=fact["source"], name=name)
        for name, fact in facts.items() if fact["source"] not in sources
    ]  # fmt: skip


def uncompared(pieces: Iterable[Any]) -> list[str]:
    """Every fact that nobody has compared with its source, named where it is stated: "ru, patent-days", "ru/moscow,
    hours-behind". What a text only inserts is not named again; what several countries state is named for each."""
    return [
        f"{place}, {name}"
        for place, name, fact in stated_facts(pieces)
        if not fact.get("compared_with")
    ]  # fmt: skip


def stated_facts(pieces: Iterable[Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every fact as (place, name, fact), once, where it is stated: facts.toml, a country, a region, a module. Documents
    of modules hold what they insert from above too, and come after it."""
    above: dict[str, Mapping[str, Any]] = {}
    for piece in pieces:
        for place, facts in _homes(piece).items():
            inserted = _inserted(piece, above)
            own = {name: fact for name, fact in facts.items() if inserted.get(name) != fact}
            above[place] = facts
            yield from ((place, name, fact) for name, fact in own.items())


def _homes(piece: Any) -> dict[str, Mapping[str, Any]]:
    """Place → the facts that stand there."""
    document = piece.document
    if piece.kind == "settings":
        return {piece.slug: document} if piece.slug == "facts" else {}
    regions = {f"{piece.slug}/{each['id']}": each.get("facts", {}) for each in document.get("regions", ())}
    return {piece.slug: document.get("facts", {}), **regions}


def _inserted(piece: Any, above: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The facts that a piece may insert from above: a layer has those of its module, and of its region and country."""
    if piece.kind not in ("module", "layer"):
        return {}
    code = (piece.document.get("country") or "").lower()
    places = ("facts", code, f"{code}/{piece.document.get('region')}", piece.slug.partition("@")[0])
    of_countries = {f"{place}-{name}": fact for place, facts in above.items() for name, fact in facts.items()}
    return {**of_countries, **{name: fact for place in places for name, fact in above.get(place, {}).items()}}


def check_entry(countries: Mapping[str, Mapping[str, Any]], modules: Mapping, faults: list[Fault]) -> None:
    """Where one sees whether a country is closed to somebody: a fact of that country, and a screen of a module."""
    for code, country in countries.items():
        told = country.get("entry_check")
        if told is None:
            continue
        file = f"countries/{code}/country.toml"
        if told["site"] not in country.get("facts", {}):
            said = _l("The fact “%(name)s” of [%(group)s] is not in this file.", name=told["site"], group=ENTRY)
            faults.append(Fault(file, 0, said))
        module = modules.get(told["module"])
        if told["module"] not in modules:
            said = _l("There is no module “%(name)s” for [%(group)s].", name=told["module"], group=ENTRY)
            faults.append(Fault(file, 0, said))
        elif module and told["screen"] not in [
            each["id"] for words in module["words"].values() for each in words["screens"]
        ]:  # fmt: skip
            faults.append(Fault(file, 0, _l(
                "“%(module)s” has no screen “%(name)s” for [%(group)s].", module=told["module"], name=told["screen"],
                group=ENTRY,
            )))  # fmt: skip


def stated_twice(stated: Iterable[tuple[str, str | None, str]]) -> list[Fault]:
    """Facts that two modules of one country, or two general ones, state each for itself, or that a module states though
    they stand where all may use them. `stated` are (file, country, name), those for all first."""
    first: dict[tuple[str | None, str], str] = {}
    found = []
    for file, country, name in stated:
        where = first.setdefault((country, name), file)
        if where != file:
            once = f"countries/{country.lower()}/country.toml" if country else "facts.toml"
            found.append(Fault(file, 0, _l(
                "The fact “%(name)s” stands in %(where)s too: write it once, in %(once)s.", name=name, where=where,
                once=once,
            )))  # fmt: skip
    return found
