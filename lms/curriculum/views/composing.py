"""The editor of programmes: days, blocks and breaks of a variant, and what does not fit beside them."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.curriculum import naming, queries
from lms.curriculum.actions import composing as actions
from lms.curriculum.messages import BREAKS, METHODS
from lms.curriculum.permissions import AUTHORS
from lms.curriculum.queries import composing
from lms.curriculum.queries.composing import Composed
from lms.curriculum.rules import composing as rules
from lms.curriculum.rules import fields, mix
from lms.curriculum.rules.composing import Move, NoPlace, Place, Sheet
from lms.curriculum.rules.module import METHODS as KNOWN
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Block, TakesPart
from lms.curriculum.typed import Typed, read_variant
from lms.curriculum.views.blueprint import blueprint
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal

USUAL_BREAK = 15


@blueprint.get("/author/programmes/<slug>/compose")
@only(*AUTHORS)
def compose(slug: str):
    """One variant of a programme, to be composed; the others are a link away."""
    found = composing.composed(slug)
    return _page(found, found.sheet, _asked_for(found))


@blueprint.post("/author/programmes/<slug>/compose")
@only(*AUTHORS)
def compose_step(slug: str):
    """Save what was typed, and do what the pressed button says."""
    found = composing.composed(slug)
    variant = _asked_for(found)
    sheet, wrong = read_variant(_sheet(found), variant, request.form)
    if wrong:
        return _page(found, sheet, variant, typed=request.form, wrong=wrong), 422
    try:
        made, place = _step(sheet, request.form, variant)
        actions.compose(slug=slug, sheet=made, seen=request.form.get("seen", ""), by=actor().user_id, at=clock.now())
    except Refused as refused:
        flash(refusal(refused))
        return redirect(url_for(".compose", slug=slug, variant=_id(found.sheet, variant)), 303)
    shown = place[1] if place else variant
    block = _unnamed(made, place) if request.form.get("do", "").startswith("block:") else None
    if block:
        return redirect(url_for(".compose_block", slug=slug, variant=_id(made, shown), block=block), 303)
    line = place and "agenda" in place  # it takes the focus, which it would not with an anchor in the address
    at = ".".join(map(str, place)) if place and len(place) > 2 else None
    anchor = f"day-{place[3]}" if place and "days" in place and not line else None
    return redirect(url_for(".compose", slug=slug, variant=_id(made, shown), at=at, _anchor=anchor), 303)


def _step(sheet: Sheet, typed: Typed, variant: int) -> tuple[Sheet, Place | None]:
    """What the pressed button asks for, and where that is now. Raises NotThere."""
    verb, _colon, where = typed.get("do", "").partition(":")
    try:
        if verb in tuple(Move):
            place = rules.place_from(where)
            to = rules.beside(sheet.facts, Move(verb), place)
            return rules.moved(sheet, place, to), to
        if verb == "move":
            place, to = (rules.place_from(each) for each in where.split(">"))
            return rules.moved(sheet, place, to), to
        if verb == "remove":
            place = rules.place_from(where)
            made = rules.without(sheet, place)
            return made, place[:4] if len(place) > 4 else ("variants", min(variant, len(made.facts["variants"]) - 1))
        if verb in ADDED:
            place = rules.place_from(where, of=rules.DAY if verb in IN_A_DAY else rules.VARIANT)
            return ADDED[verb](sheet, place, typed)
    except (NoPlace, ValueError):
        raise NotThere from None
    return sheet, None


def _add_block(sheet: Sheet, day: Place, typed: Typed) -> tuple[Sheet, Place]:
    module = queries.newest_module(slug) if (slug := typed.get(f"module-{day[3]}", "")) else None
    if module is None:
        made = rules.with_block(sheet, day, "block", {}, methods=["discussion"], minutes=30)
    else:
        plan = rules.at(sheet.facts, day).get("plan", "full")
        titles = {code: module.title(code) for code in sheet.words}
        minutes = module.class_minutes(plan) or module.class_minutes("full")
        made = rules.with_block(sheet, day, slug, titles, modules=[slug], minutes=minutes)
    return made, (*day, "agenda", len(rules.at(made.facts, day)["agenda"]) - 1)


def _add_break(sheet: Sheet, day: Place, typed: Typed) -> tuple[Sheet, Place]:
    made = rules.with_break(sheet, day, typed.get(f"break-{day[3]}", ""), USUAL_BREAK)
    return made, (*day, "agenda", len(rules.at(made.facts, day)["agenda"]) - 1)


def _add_day(sheet: Sheet, variant: Place, _typed: Typed) -> tuple[Sheet, Place]:
    number = len(rules.at(sheet.facts, variant)["days"]) + 1
    made = rules.with_day(sheet, variant, day_titles(sheet.words, number))
    return made, (*variant, "days", number - 1)


def _add_lesson(sheet: Sheet, variant: Place, typed: Typed) -> tuple[Sheet, Place]:
    module = queries.newest_module(typed.get("lesson", ""))
    return rules.with_lesson(sheet, variant, module.slug), variant


def _add_variant(sheet: Sheet, variant: Place, typed: Typed) -> tuple[Sheet, Place]:
    copied = sheet.facts["variants"][variant[1]]["id"]
    said = {code: each.get("variants", {}).get(copied, {}) for code, each in sheet.words.items()}
    titles, why = ({code: each.get(name, "") for code, each in said.items()} for name in ("title", "why"))
    made = rules.with_variant(sheet, titles, why, copy_of=variant[1])
    return made, ("variants", len(made.facts["variants"]) - 1)


ADDED = {"block": _add_block, "break": _add_break, "day": _add_day, "lesson": _add_lesson, "variant": _add_variant}

IN_A_DAY = ("block", "break")


def day_titles(codes, number: int) -> dict[str, str]:
    """What a new day is called, in each of these languages."""
    titles = {}
    for code in codes:
        with force_locale(code):
            titles[code] = _("Day %(number)s", number=number)
    return titles


def _asked_for(found: Composed) -> int:
    """The variant that the address names; the first one without. Raises NotThere."""
    wanted = request.args.get("variant")
    ids = [each["id"] for each in found.sheet.facts["variants"]] if found.sheet else []
    if wanted and wanted not in ids:
        raise NotThere
    return ids.index(wanted) if wanted else 0


def _sheet(found: Composed) -> Sheet:
    if found.sheet is None or not found.sheet.facts["variants"]:
        raise NotThere
    return found.sheet


def _id(sheet: Sheet, variant: int) -> str:
    return sheet.facts["variants"][variant]["id"]


def _unnamed(made: Sheet, place: Place | None) -> str | None:
    """A block that was put in just now and has no name yet."""
    if not place or len(place) != 6:
        return None
    name = rules.at(made.facts, place).get("block")
    named = any(said.get("blocks", {}).get(name) for said in made.words.values())
    return None if named else name


def _page(found: Composed, sheet: Sheet | None, variant: int, *, typed: Typed | None = None, wrong=()) -> str:
    return render_template(
        "curriculum/compose.html", **common(found, sheet, typed, wrong), n=variant, moments=moments, shares=shares,
        methods=METHODS,
        variant=sheet.facts["variants"][variant] if sheet and sheet.facts["variants"] else None, blank=1,
        at=request.args.get("at"),
    )  # fmt: skip


def common(found: Composed, sheet: Sheet | None, typed: Typed | None, wrong) -> dict:
    """What all pages of the editor show."""
    return {
        "found": found, "sheet": sheet, "said": words_of(sheet), "typed": typed, "wrong": wrong, "naming": naming,
        "fields": fields, "said_of": fields.said_of, "breaks": BREAKS, "planned": planned,
        "modules": {each.slug: each for each in queries.modules()}, "stages": queries.stages(),
        "place_name": queries.place_name,
    }  # fmt: skip


def planned(item: Mapping[str, Any], day: Mapping[str, Any], modules: Mapping[str, Module]) -> int | None:
    """Minutes that the session plans of a block's modules take; None when it has none."""
    slugs = item.get("modules", ())
    if not slugs or any(slug not in modules for slug in slugs):
        return None
    plan = item.get("plan", day.get("plan", "full"))
    return sum(modules[slug].class_minutes(plan) for slug in slugs)


def shares(day: Mapping[str, Any], modules: Mapping[str, Module]) -> list[tuple[str, int]]:
    """By which methods a day is taught, as it stands in the editor: method → percent."""
    blocks = [
        Block(
            each["block"], tuple(each.get("modules", ())), each["minutes"], each.get("plan", day.get("plan", "full")),
            TakesPart.MIGRANT, True, tuple(way for way in each.get("methods", ()) if way in KNOWN),
        )
        for each in day["agenda"] if "block" in each
    ]  # fmt: skip
    return mix.shares(mix.minutes_by_method(blocks, modules))


def words_of(sheet: Sheet | None) -> dict:
    """The words in the language of the page, else in any that there is."""
    if sheet is None or not sheet.words:
        return {}
    return sheet.words.get(language()) or next(iter(sheet.words.values()))


def moments(day: dict) -> list[str]:
    """When each item of a day begins, and when the last one ends."""
    hour, _colon, minute = str(day["starts"]).partition(":")
    known = hour.isdecimal() and len(hour) <= 2 and minute[:2].isdecimal()
    at = int(hour) * 60 + int(minute[:2]) if known else 0
    found = []
    for minutes in (*(item["minutes"] for item in day["agenda"]), 0):
        found.append(f"{at // 60 % 24}:{at % 60:02}")
        at += minutes
    return found
