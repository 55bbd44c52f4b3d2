"""Numbers for emergencies and contacts of a country: each stands once, as a fact, and is named here."""

from collections.abc import Mapping
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.rules.cures import cure as _l
from lms.curriculum.rules.review import last_compared


def reached(data: dict[str, Any], general: Mapping[str, Any], file: str, faults: list[Fault]) -> dict[str, Any]:
    """The country with what its facts say put in: `number` of an emergency, `reach` of a contact, and the day on which
    it was compared. `general` are the facts of facts.toml."""
    facts = {**general, **data.get("facts", {})}
    regions = {each["id"]: each.get("facts", {}) for each in data.get("regions", ())}
    found = dict(data)
    for group, key in (("emergency", "number"), ("contacts", "reach")):
        if group in data:
            found[group] = [_said(each, key, {**facts, **regions.get(each.get("region"), {})}) for each in data[group]]
            faults += [
                Fault(file, 0, _l("There is no fact “%(name)s” for [[%(group)s]].", name=each["fact"], group=group))
                for each in found[group] if "fact" in each and key not in each
            ]  # fmt: skip
    return found


def _said(entry: Mapping[str, Any], key: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    fact = facts.get(entry.get("fact"))
    if fact is None:
        return dict(entry)
    day = last_compared({entry["fact"]: fact})
    return {**entry, key: fact["value"], **({"checked": day.isoformat()} if day else {})}
