"""How far people are, where they can go next, and what they cannot reach any more (E19, E117)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from lms.attendance.queries.standing import Course, courses, duties
from lms.attendance.rules.eligibility import Chance, Eligibility, eligible
from lms.classes import queries as classes
from lms.curriculum import queries as curriculum
from lms.registration.models import Enrolment


def eligibility(enrolment: Enrolment, *, at: datetime) -> Eligibility:
    """How far this person is, and what is possible now."""
    return eligibilities([enrolment], at=at)[enrolment.id]


def eligibilities(
    enrolments: Collection[Enrolment], *, at: datetime, known: Mapping[int, Course] | None = None
) -> Mapping[int, Eligibility]:
    """The same for many people: as few queries for a class as for one person. `known` are their courses, if those were
    read already."""
    found = courses(enrolments) if known is None else known
    modules = {each.id: {block.id: block.modules for block in duties(each)} for each in enrolments}
    open_blocks = [(each, block) for each in enrolments for block in found[each.id].unbooked]
    sessions = classes.sessions_for([(each, modules[each.id][block]) for each, block in open_blocks], at=at)
    chances: dict[int, dict[str, Chance]] = {each.id: {} for each in enrolments}
    for (each, block), choices in zip(open_blocks, sessions, strict=True):
        if choices:
            session = choices[0].session
            chances[each.id][block] = Chance(block, session.room.place_names, session.starts_at)
    return {
        each.id: eligible(
            found[each.id].standing, found[each.id].unbooked, chances[each.id], departs_on=_ends_by(each)
        )
        for each in enrolments
    }


def _ends_by(enrolment: Enrolment) -> date | None:
    """The departure; nothing ends with it for who takes a course after it."""
    return enrolment.journey.departs_on if curriculum.programme(enrolment.edition_id).before_leaving else None
