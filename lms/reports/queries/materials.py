"""With what was taught, and what is opened after a course."""

from collections import Counter
from datetime import date

from sqlalchemy import select

from lms.attendance.models import MaterialUse, RollCall
from lms.attendance.rules.days import Material
from lms.centres.models import Centre
from lms.classes.models import ClassSession, TrainingClass
from lms.companion import queries as companion
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.curriculum import queries as curriculum
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
            RollCall.closed_at.is_not(None),
            ClassSession.starts_at >= clock.at_local(month),
            ClassSession.starts_at < clock.at_local(add_months(month, 1)),
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
