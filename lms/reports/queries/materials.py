"""With what was taught, and what is opened after a course."""

from collections import Counter
from datetime import date

from sqlalchemy import ColumnElement, select

from lms.attendance.models import MaterialUse, RollCall
from lms.attendance.rules.days import Material
from lms.centres.models import Centre
from lms.classes import queries as classes
from lms.classes.models import ClassSession, TrainingClass
from lms.companion import queries as companion
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules import mix
from lms.curriculum.rules.opened import What
from lms.reports.permissions import centres_of
from lms.reports.rules import Opened, Share, Used, add_months


def materials(actor: Actor, month: date) -> Used:
    """With which material the blocks of a month were taught whose roll calls are closed (E65)."""
    codes = centres_of(actor)
    rows = db.session.execute(
        select(RollCall.session_id, MaterialUse.material)
        .join(ClassSession, ClassSession.id == RollCall.session_id)
        .join(TrainingClass, TrainingClass.id == ClassSession.class_id)
        .join(Centre, Centre.id == TrainingClass.centre_id)
        .outerjoin(MaterialUse, MaterialUse.session_id == RollCall.session_id)
        .where(
            *_held_in(month),
            *([] if codes is None else [Centre.code.in_(codes)]),
        )
    ).all()
    held = {session_id for session_id, _ in rows}
    counted = Counter(material for _, material in rows if material)
    noted = {session_id for session_id, material in rows if material}
    return Used(
        noted=Share(len(noted), len(held)),
        by_material={each.value: Share(counted[each.value], len(held)) for each in Material},
    )


def _held_in(month: date) -> tuple[ColumnElement[bool], ...]:
    return (
        RollCall.closed_at.is_not(None), ClassSession.block.is_not(None),
        ClassSession.starts_at >= clock.at_local(month), ClassSession.starts_at < clock.at_local(add_months(month, 1)),
    )  # fmt: skip


def methods(actor: Actor, month: date) -> list[tuple[str, int]]:
    """By which methods the blocks of a month were taught whose roll calls are closed: method → percent of the minutes,
    those that a block really took where they were noted (E56)."""
    codes = centres_of(actor)
    rows = db.session.execute(
        select(
            TrainingClass.edition_id, TrainingClass.variant, ClassSession.block, ClassSession.starts_at,
            ClassSession.ends_at, RollCall.began_at, RollCall.ended_at,
        )
        .join(ClassSession, ClassSession.id == RollCall.session_id)
        .join(TrainingClass, TrainingClass.id == ClassSession.class_id)
        .join(Centre, Centre.id == TrainingClass.centre_id)
        .where(*_held_in(month), *([] if codes is None else [Centre.code.in_(codes)]))
    )  # fmt: skip
    found: Counter[str] = Counter()
    for edition_id, variant, block, starts, ends, began, ended in rows:
        planned = classes.method_minutes(edition_id, variant, block)
        really = mix.really(ends - starts, ended - began if began and ended else None)
        found.update({method: minutes * really for method, minutes in planned.items()})
    return mix.shares(found)


def opened(actor: Actor, month: date, language: str) -> list[Opened] | None:
    """How often booklets and the companion were opened in a month (E72): of which one, by its name. They belong to no
    centre: None for somebody who is limited to some."""
    if centres_of(actor) is not None:
        return None
    names = {
        What.BOOKLET: {each.slug: each.title(language) for each in curriculum.all_programmes()},
        What.COUNTRY: {
            each["iso"].lower(): curriculum.place_name(each["names"], language)
            for each in curriculum.countries("destination")
        },
        What.PHRASES: {each.language: curriculum.place_name(each.names, language) for each in companion.books()},
    }
    return [
        Opened(What(what), names.get(What(what), {}).get(key, "" if key == "all" else key), count)
        for what, key, count in curriculum.opened_in(month)
    ]
