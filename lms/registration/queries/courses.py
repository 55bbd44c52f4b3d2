"""The courses of one person: which were begun, which one the pages are about, and which come next (E125, E146)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from flask import current_app
from sqlalchemy import ColumnElement, Select, bindparam, exists, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, joinedload

from lms.core.database import db
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.chain import Trip, comes_after, to_begin
from lms.curriculum.rules.programme import Programme, Variant
from lms.curriculum.rules.terms import Kind, Opens
from lms.registration.models import Enrolment, Journey, Registration
from lms.registration.queries.asked import facts_of

FAR_OFF = timedelta(days=60)  # there is time to think it over


def with_person() -> Select[tuple[Enrolment]]:
    """Enrolments with registration and journey, the one turned to last first."""
    return _with(Enrolment.registration, Enrolment.journey)


def _with(*loaded: InstrumentedAttribute) -> Select[tuple[Enrolment]]:
    return (
        select(Enrolment)
        .join(Enrolment.registration)
        .options(*map(joinedload, loaded))
        .order_by(Enrolment.turned_to_at.desc(), Enrolment.id.desc())
    )


# Asked by nearly every page of a trainee: put together once.
_OWN = with_person().where(Registration.user_id == bindparam("user_id"))
_TURNED_TO = _OWN.limit(1)
_COURSE_ONLY = _with(Enrolment.journey).where(Registration.user_id == bindparam("user_id")).limit(1)


def courses(registration_id: int) -> list[Enrolment]:
    """Every course that somebody ever began, with registration and journey, the one turned to last first."""
    return list(db.session.scalars(with_person().where(Enrolment.registration_id == registration_id)))


def own_courses(user_id: int) -> list[Enrolment]:
    """The same of a signed-in trainee. Raises NotThere when there is none."""
    found = list(db.session.scalars(_OWN, {"user_id": user_id}))
    if not found:
        raise NotThere
    return found


def own_enrolment(user_id: int) -> Enrolment:
    """The course that a signed-in trainee turned to last, with registration and journey, in one query. Raises
    NotThere."""
    return _found(_TURNED_TO, user_id)


def own_course(user_id: int) -> Enrolment:
    """The same with its journey, where nobody asks whose it is: nothing of the person is decrypted. Raises NotThere."""
    return _found(_COURSE_ONLY, user_id)


def _found(wanted: Select[tuple[Enrolment]], user_id: int) -> Enrolment:
    found = db.session.scalar(wanted, {"user_id": user_id})
    if found is None:
        raise NotThere
    return found


def course_of(registration_id: int, kind: Kind) -> Enrolment | None:
    """The newest course of this kind, before leaving or after arriving, that somebody began; else the one turned to
    last: whatever a class is for, its people come with the right course."""
    found = courses(registration_id)
    same = [each for each in found if curriculum.programme(each.edition_id).kind is kind]
    return max(same, key=lambda each: each.id) if same else found[0] if found else None


def next_courses(
    journey: Journey, begun: Iterable[Enrolment], *, today: date
) -> list[tuple[Programme, Variant]]:
    """The courses that somebody who has begun others may begin now on this journey, each with the right variant, in the
    order of the journey."""
    programmes = curriculum.own_programmes()
    asks = any(each.terms.required or each.opens is Opens.CERTIFICATE for each in programmes)
    trip = Trip(
        day=today,
        departs_on=journey.departs_on,
        returned_on=journey.returned_on,
        begun={curriculum.programme(each.edition_id).kind for each in begun if each.journey_id == journey.id},
        finished=current_app.extensions["finished"](journey.registration_id) if asks else (),
    )
    return to_begin(programmes, trip, facts_of(journey.registration, journey))


def early_meeting(registration_id: int, *, today: date) -> Programme | None:
    """The meeting for those who have not decided yet, while the departure is far off and nobody began it (E159)."""
    begun = courses(registration_id)
    if not begun or begun[0].journey.departs_on < today + FAR_OFF:
        return None
    found = next_courses(begun[0].journey, begun, today=today)
    return next((programme for programme, _variant in found if programme.kind is Kind.PEO), None)


def next_course(
    journey: Journey, begun: Sequence[Enrolment], following: Sequence[tuple[Programme, Variant]]
) -> Programme | None:
    """The one of the courses that follow to which somebody is called on: of those of a later stage than the one turned
    to, the last; the last of all where nothing is begun on this journey. Whoever reads up an earlier journey, having
    begun this one, is not called on."""
    found = [programme for programme, _variant in following]
    if any(each.journey_id == journey.id for each in begun):
        if begun[0].journey_id != journey.id:
            return None
        now = curriculum.programme(begun[0].edition_id)
        found = [each for each in found if comes_after(each, now)]
    return found[-1] if found else None


def prepares() -> ColumnElement[bool]:
    """Whether an enrolment is in a course that is taken right before leaving: the one that desks plan for, remind of
    and count."""
    slugs = [each.slug for each in curriculum.all_programmes() if each.kind is Kind.PDO]
    return Enrolment.programme_slug.in_(slugs)


def prepares_now() -> ColumnElement[bool]:
    """The same, and there is no newer one of the person: that for the journey before them."""
    newer = aliased(Enrolment)
    slugs = [each.slug for each in curriculum.all_programmes() if each.kind is Kind.PDO]
    later = exists().where(
        newer.registration_id == Enrolment.registration_id, newer.id > Enrolment.id, newer.programme_slug.in_(slugs)
    )
    return prepares() & ~later


def on_their_way(today: date) -> list[Enrolment]:
    """Those who are on a course and have not left yet, each once: with registration and journey."""
    waiting = with_person().join(Enrolment.journey).where(
        Journey.departs_on >= today, Registration.merged_into_id.is_(None)
    )
    found: dict[int, Enrolment] = {}
    for each in db.session.scalars(waiting):
        found.setdefault(each.registration_id, each)
    return list(found.values())
