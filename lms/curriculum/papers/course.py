"""The booklet and the manual of a course, as data for their templates."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lms.core.printing import render_pdf
from lms.curriculum.papers.tree import tree
from lms.curriculum.rules.activities import SaidActivity
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Block, Day, Programme, Variant, repeated
from lms.curriculum.rules.time_log import lay_out

HERE = Path(__file__).parent
NOTES = 16
PAGE = re.compile(rb"/Type */Page[^s]")
Labels = Mapping[str, Any]


def modules_of(variant: Variant) -> list[str]:
    """Every module of a variant once: those of the class in order, then those that are only read."""
    taught = [slug for block in variant.blocks for slug in block.modules]
    return list(dict.fromkeys([*taught, *variant.online]))


def booklet(
    programme: Programme, variant: Variant, modules: Mapping[str, Module], language: str, labels: Labels, media: Path,
    at: datetime,
) -> bytes:  # fmt: skip
    """The booklet of a variant, A5."""
    pages = [_module(modules[slug], language, media) for slug in modules_of(variant)]
    cover = (screen["picture"] for page in pages for screen in page["screens"] if screen["picture"])
    data = {
        **_head(programme, variant, language, labels),
        "modules": pages,
        "picture": next(cover, None),
        "notes": NOTES,
        "notes_title": labels["notes"],
        "key_messages_title": labels["key_messages"],
        "site": labels["site"],
        "place": labels["place"],
        "emergency": labels["emergency"],
    }
    return render_pdf(HERE / "booklet.typ", data, at=at)


def folded(printed: bytes, *, title: str, language: str, at: datetime) -> bytes:
    """A booklet imposed on A4 for folding. Not tagged: whoever listens takes the booklet itself."""
    count = len(PAGE.findall(printed))
    data = {"title": title, "language": language, "count": count, "sides": sides(count)}
    with TemporaryDirectory() as folder:
        template = Path(folder) / "fold.typ"
        template.write_text((HERE / "fold.typ").read_text())
        (Path(folder) / "booklet.pdf").write_bytes(printed)
        return render_pdf(template, data, at=at, tagged=False)


def sides(count: int) -> list[tuple[int, int]]:
    """Which two pages stand on each side of the sheets, left and right: (8, 1), (2, 7), (6, 3), (4, 5) of eight."""
    whole = count + -count % 4
    pairs = [(whole - n, n + 1) for n in range(whole // 2)]
    return [pair if n % 2 == 0 else pair[::-1] for n, pair in enumerate(pairs)]


def manual(
    programme: Programme, variant: Variant, modules: Mapping[str, Module], language: str, labels: Labels, at: datetime
) -> bytes:
    """The trainer's manual of a variant: session plans in order with timings and materials (E55)."""
    first = date(2000, 1, 3)
    slots = list(lay_out(variant, [first] * len(variant.days)))
    days = [
        {
            "title": programme.day_title(day.id, language),
            "lines": [_line(slot, programme, language, labels) for slot in slots if slot.day == day.id],
            "blocks": [_block(block, programme, modules, language, labels) for block in day.blocks],
        }
        for day in first_of_each(variant.days)
    ]
    data = {
        **_head(programme, variant, language, labels),
        "title": labels["manual"],
        "summary": f"{programme.title(language)}. {programme.variant_title(variant.id, language)}",
        "days": days,
        "header": labels["header"],
        "materials": labels["materials"],
        "key_messages_title": labels["key_messages"],
    }
    return render_pdf(HERE / "manual.typ", data, at=at)


def first_of_each(days: tuple[Day, ...]) -> list[Day]:
    """A day that is repeated ("practice", "practice-2" …) stands once: what is done on it stays the same."""
    named = {day.id for day in days}
    return [day for day in days if repeated(day.id) not in named]


def _head(programme: Programme, variant: Variant, language: str, labels: Labels) -> dict[str, Any]:
    return {
        "language": language,
        "title": programme.title(language),
        "variant": programme.variant_title(variant.id, language),
        "summary": programme.said(language)["summary"],
        "version": labels["version"],
        "contents": labels["contents"],
    }


def _module(module: Module, language: str, media: Path) -> dict[str, Any]:
    words = module.said(language)
    return {
        "title": words["title"],
        "summary": words["summary"],
        "screens": [
            {"title": each["title"], "body": tree(each["html"]), "picture": _picture(each["picture"], media)}
            for each in words["screens"]
        ],
        "key_messages": module.key_messages_in(language),
    }


def _picture(found: Mapping[str, str] | None, media: Path) -> dict[str, str] | None:
    """A drawing as text; what is not a drawing, or not there any more, is left out."""
    path = media / found["src"].removeprefix("/media/") if found else None
    if path is None or path.suffix != ".svg" or not path.exists():
        return None
    return {"svg": path.read_text(), "alt": found["alt"]}


def _line(slot: Any, programme: Programme, language: str, labels: Labels) -> list[str]:
    pause = labels["breaks"].get(getattr(slot.item, "kind", None))
    what = str(pause) if pause else programme.block_title(slot.item.id, language)
    return [f"{slot.starts:%H:%M}–{slot.ends:%H:%M}", what, str(slot.item.minutes)]


def _block(
    block: Block, programme: Programme, modules: Mapping[str, Module], language: str, labels: Labels
) -> dict[str, Any]:
    methods = ", ".join(str(labels["methods"][each]) for each in block.methods)
    about = [programme.about_block(block.id, language), methods]
    return {
        "title": programme.block_title(block.id, language),
        "about": " ".join(filter(None, [labels["minutes"](block.minutes), *about])),
        "modules": [_plan(modules[slug], block.plan, language, labels) for slug in block.modules],
    }


def _plan(module: Module, plan: str, language: str, labels: Labels) -> dict[str, Any]:
    words, minutes = module.said(language), _minutes(plan)
    return {
        "title": words["title"],
        "aim": words["plan"]["aim"],
        "key_messages": module.key_messages_in(language),
        "agreed": [labels["agreed"](each) for each in module.agreed],
        "materials": words["plan"]["materials"],
        "steps": [
            {
                "title": words["plan"]["steps"][step.id]["title"],
                "about": f"{labels['methods'][step.method]}, {labels['minutes'](minutes(step))}",
                "body": tree(words["plan"]["steps"][step.id]["html"]),
                "activities": [
                    *(_activity(each, labels) for each in module.activities_in(step.id, language)),
                    *_told(module, step.id, language, labels),
                ],
            }
            for step in module.session
            if minutes(step)
        ],
    }


def _told(module: Module, step_id: str, language: str, labels: Labels) -> list[dict[str, Any]]:
    """What to ask somebody who came home, and what to read aloud when nobody comes (E95)."""
    said = module.guest_in(language) if module.guest_step == step_id else {}
    if not said:
        return []
    stories = [[f"{number}", story] for number, story in enumerate(said["stories"], 1)]
    return [{
        "title": labels["guest"], "how": labels["nobody_comes"], "steps": list(said["ask"]), "levels": stories,
        "cards": [],
    }]  # fmt: skip


def _activity(found: SaidActivity, labels: Labels) -> dict[str, Any]:
    return {
        "title": f"{labels['methods'][found.method]}: {found.title}",
        "how": found.how,
        "steps": list(found.steps),
        "levels": [[str(labels["levels"][level]), said] for level, said in found.levels],
        "cards": [[each["name"], each["card"]] for each in found.cards],
    }


def _minutes(plan: str) -> Callable[[Any], int]:
    return lambda step: step.short_minutes if plan == "short" else step.minutes
