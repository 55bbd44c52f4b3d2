"""What an author typed on the pages of the programme editor, put into the sheet: a form is read, nothing is decided."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any

from werkzeug.datastructures import MultiDict

from lms.curriculum.rules import fields
from lms.curriculum.rules.composing import Sheet
from lms.curriculum.rules.fields import Field, NotThat

Typed = MultiDict[str, str]
LONGEST = 600  # of a text typed here
ROWS = 60


def read_variant(sheet: Sheet, variant: int, typed: Typed) -> tuple[Sheet, list[str]]:
    """Everything of one variant with its days, and the names of what cannot be."""
    made = sheet.copy()
    facts = made.facts["variants"][variant]
    wrong = _fields(facts, fields.VARIANT, typed, "v-", {fields.LEARNED.name: facts["online"]})
    wrong += _conditions(facts, typed, "v-")
    for language, said in made.words.items():
        own = said.setdefault("variants", {}).setdefault(facts["id"], {})
        for name in ("title", "why"):
            _say(own, name, typed, f"v-{name}-{language}")
    for n, day in enumerate(facts["days"]):
        wrong += _day(made, day, typed, f"d{n}-")
    return made, wrong


def _day(made: Sheet, day: dict[str, Any], typed: Typed, prefix: str) -> list[str]:
    wrong = _fields(day, fields.DAY, typed, prefix) + _conditions(day, typed, prefix)
    wrong += _one(typed, f"{prefix}starts", lambda text: day.update(starts=fields.time_of(text, "starts")))
    for language, said in made.words.items():
        _say(said.setdefault("days", {}), day["id"], typed, f"{prefix}title-{language}")
    for n, item in enumerate(day["agenda"]):
        wrong += _minutes(item, typed, f"{prefix}i{n}-minutes")
    return wrong


def read_block(sheet: Sheet, block: dict[str, Any], typed: Typed, modules: Iterable[str],
               methods: Iterable[str]) -> list[str]:  # fmt: skip
    """Everything of one block of `sheet`, which is changed; the names of what cannot be."""
    wrong = _minutes(block, typed, "minutes")
    known = {"modules": tuple(modules), "methods": tuple(methods)}
    lists = tuple(Field(name, fields.Shape.SEVERAL, absent=[]) for name in known)
    wrong += _fields(block, (*lists, *fields.BLOCK), typed, "", known)
    for language, said in sheet.words.items():
        _say(said.setdefault("blocks", {}), block["block"], typed, f"title-{language}")
        about = said.get("about", {})
        _say(about, block["block"], typed, f"about-{language}", keep_empty=False)
        if about:
            said["about"] = about
        else:
            said.pop("about", None)
    return wrong


def read_terms(sheet: Sheet, typed: Typed, known: Mapping[str, Collection[str]]) -> tuple[Sheet, list[str]]:
    """Everything of a programme beside its variants, and the names of what cannot be. `known`: the values to choose
    from that the program does not know, with the slugs of other programmes and of the modules."""
    made = sheet.copy()
    facts = made.facts
    wrong = _fields(facts, fields.PROGRAMME, typed, "p-", known)
    wrong += _fields(facts.setdefault("rules", {}), fields.RULES, typed, "r-")
    chain = dict(facts.get("chain", {}))
    others = {each.name: known["programmes"] for each in fields.CHAIN if not each.of}
    wrong += _fields(chain, fields.CHAIN, typed, "chain-", others)
    _keep(facts, "chain", chain)
    of_modules = partial(_extras, modules=known["modules"])
    for reader, name in ((_fees, "fees"), (_unlocks, "unlocks"), (_duties, "duties"), (of_modules, "extra")):
        try:
            _keep(facts, name, reader(facts.get(name), typed))
        except NotThat as error:
            wrong.append(error.args[0])
    for language, said in made.words.items():
        for name in ("title", "summary"):
            _say(said, name, typed, f"{name}-{language}")
        _benefits(said, typed, language)
    return made, wrong


def _fees(before: list | None, typed: Typed) -> list[dict[str, Any]]:
    found = []
    for n in range(ROWS):
        if f"fee{n}-amount" not in typed:
            break
        if not typed[f"fee{n}-amount"].strip():
            continue
        fee = dict(before[n]) if before and n < len(before) else {}
        wrong = [*_fields(fee, fields.FEE, typed, f"fee{n}-"), *_conditions(fee, typed, f"fee{n}-")]
        if wrong:
            raise NotThat(wrong[0])
        if not fee.get("when"):
            fee.pop("when", None)
        found.append({**({"when": fee["when"]} if "when" in fee else {}), **fee})
    return found


def _extras(before: list | None, typed: Typed, modules: Collection[str]) -> list[dict[str, Any]]:
    found = []
    for n in range(ROWS):
        sent = typed.getlist(f"extra{n}-lesson")
        extra = dict(before[n]) if before and n < len(before) else {}
        lessons = [each for each in dict.fromkeys(sent) if each in modules or each in extra.get("lessons", ())]
        if not lessons:
            continue
        if wrong := _conditions(extra, typed, f"extra{n}-"):
            raise NotThat(wrong[0])
        found.append({"when": extra.get("when", {}), "lessons": lessons})
    return found


def _unlocks(_before: dict | None, typed: Typed) -> dict[str, str]:
    rows = ((typed.get(f"unlock{n}-benefit", "").strip(), typed.get(f"unlock{n}-by", "")) for n in range(ROWS))
    return {benefit: opener for benefit, opener in rows if benefit and opener in fields.OPENERS}


def _duties(before: list | None, typed: Typed) -> list[dict[str, Any]]:
    found = []
    for n in range(ROWS):
        since = typed.get(f"duty{n}-since", "").strip()
        if not since:
            continue
        duty = dict(before[n]) if before and n < len(before) else {}
        duty["since"] = fields.day_of(since, f"duty{n}-since")
        months = typed.get(name := f"duty{n}-contract_months", "").strip()
        regions = [each.strip() for each in typed.get(f"duty{n}-regions", "").split(",") if each.strip()]
        source = typed.get(f"duty{n}-source", "").strip()
        fields.put(duty, "contract_months", fields.number_of(months, name) if months else None, None)
        fields.put(duty, "regions", regions, [])
        fields.put(duty, "source", source or None, None)
        found.append(duty)
    return found


def _benefits(said: dict[str, Any], typed: Typed, language: str) -> None:
    rows = [(typed.get(f"benefit{n}-id", "").strip(), typed.get(f"benefit{n}-{language}")) for n in range(ROWS)]
    if any(text is not None for _, text in rows):
        before = said.get("benefits", {})
        said["benefits"] = {
            name: before[name] if name in before and _plain(before[name]) == _plain(text) else _plain(text)
            for name, text in rows if name and text
        }  # fmt: skip


def _keep(facts: dict[str, Any], name: str, value: Any) -> None:
    if value:
        facts[name] = value
    else:
        facts.pop(name, None)


def _fields(facts: dict[str, Any], wanted: Iterable[Field], typed: Typed, prefix: str,
            known: Mapping[str, Collection[str]] | None = None) -> list[str]:  # fmt: skip
    own = {each.name: typed.getlist(prefix + each.name) for each in wanted if prefix + each.name in typed}
    return [prefix + name for name in fields.fill(facts, wanted, own, known)]


def _conditions(facts: dict[str, Any], typed: Typed, prefix: str) -> list[str]:
    rows = [(typed[f"{prefix}c{n}-name"], typed.get(f"{prefix}c{n}-value", ""))
            for n in range(ROWS) if f"{prefix}c{n}-name" in typed]  # fmt: skip
    if not rows:
        return []
    try:
        found = fields.conditions(facts.get("when", {}), rows)
    except NotThat as error:
        n = next(n for n, (name, _) in enumerate(rows) if name == error.args[0])
        return [f"{prefix}c{n}-value"]
    if found or "when" in facts:
        facts["when"] = found
    return []


def _minutes(item: dict[str, Any], typed: Typed, name: str) -> list[str]:
    return _one(typed, name, lambda text: item.update(minutes=fields.number_of(text.strip(), name, least=1)))


def _one(typed: Typed, name: str, keep: Callable[[str], None]) -> list[str]:
    if name not in typed:
        return []
    try:
        keep(typed[name])
    except NotThat:
        return [name]
    return []


def _say(said: dict[str, Any], name: str, typed: Typed, field: str, *, keep_empty: bool = True) -> None:
    """Words as they were typed; those that say the same as before stay as they were written."""
    if field not in typed or (name in said and _plain(said[name]) == _plain(typed[field])):
        return
    text = _plain(typed[field])
    if text or (keep_empty and name in said):
        said[name] = text
    else:
        said.pop(name, None)


def _plain(text: str) -> str:
    return " ".join(str(text).split())[:LONGEST]
