"""Which records have had their time, and every figure that must stay as it is."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, exists, extract, func, or_, select, true, union

from lms.attendance.models import Incident, Mark, WalkIn
from lms.certificates.models import Certificate
from lms.classes.models import ClassSession, MakeUp, Seat
from lms.core import clock
from lms.core.database import db, held_anew
from lms.evaluation.models import Response, ResponseAnswer
from lms.messages.models import OutboxMessage
from lms.messages.rules import State
from lms.privacy.models import LegalHold
from lms.quizzes.models import Attempt
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Journey, Registration


@dataclass(frozen=True, slots=True)
class Figure:
    """Something reports count, by everything by which they count it; `of` leads from a row to whose it is."""

    by: tuple[Any, ...]
    of: Any = None
    where: ColumnElement[bool] = true()


REGISTERED = (Registration.region, Registration.district, Registration.sex, Registration.language,
              Registration.centre_code, extract("year", Registration.birth_date))  # fmt: skip
OF_PEOPLE = (
    Figure(REGISTERED, Registration.id),
    Figure((Journey.country, Journey.country_region, Journey.occupation, Journey.first_time, Journey.departs_on),
           Journey.registration_id),
    Figure((Enrolment.programme_slug, Enrolment.variant), Enrolment.registration_id),
    Figure((Certificate.issued_at, Certificate.revoked_reason, Certificate.replaced_at), Certificate.registration_id),
)  # fmt: skip
OF_COURSES = (
    Figure((Seat.class_id, Seat.given_up_at.is_(None)), Seat.enrolment_id),
    Figure((Mark.session_id, Mark.state, Mark.superseded_at.is_(None)), Mark.enrolment_id),
    Figure((Attempt.kind, Attempt.module, Attempt.right), Attempt.enrolment_id),
)
REACHED = OutboxMessage.state.in_((State.SENT, State.PRINTED, State.TOLD))
OF_MESSAGES = (Figure((OutboxMessage.code,)), Figure((OutboxMessage.code, OutboxMessage.state), where=REACHED))
OF_NOTES = (Figure((ResponseAnswer.dimension, ResponseAnswer.score)), Figure((Incident.kind,)))
ALL = (*OF_PEOPLE, *OF_COURSES, *OF_MESSAGES, *OF_NOTES)


def over_records(*, before: date, since: datetime, most: int) -> list[int]:
    """Registrations made before `since` of whom nothing reaches beyond the day `before`: no departure, no coming
    home, no certificate; whoever turned to a course since, held and erased ones are left out, and records merged into
    another, which go with it. They are locked until the end of the transaction: who would hold one waits."""
    found = db.session.scalars(_over(before, since).order_by(Registration.id).limit(most)).all()
    these = Registration.id.in_(found)
    db.session.execute(held_anew(select(Registration.id).where(these).order_by(Registration.id)))
    return list(db.session.scalars(_over(before, since).where(these).order_by(Registration.id)))


def held() -> dict[int, str]:
    """The ids of all records of people of whom one is held, with those that were made one with it, each with its
    key."""
    which = select(Registration).join(LegalHold, LegalHold.registration_id == Registration.id)
    kept = {registration.kept_of(each) for each in db.session.scalars(which.where(LegalHold.lifted_at.is_(None)))}
    found = {each.id: each.key for each in kept}
    for each in kept:
        found |= registration.merged_into(each.id)
    return found


def classes_of(people: Collection[int]) -> CompoundSelect:
    """The classes in which these people ever had a seat, or to which they came without one, for a block or in vain."""
    theirs = select(Enrolment.id).where(Enrolment.registration_id.in_(people))
    numbers = select(Registration.number).where(Registration.id.in_(people))
    came = (
        select(MakeUp.session_id).where(MakeUp.enrolment_id.in_(theirs)),
        select(WalkIn.session_id).where(or_(WalkIn.enrolment_id.in_(theirs), WalkIn.number.in_(numbers))),
    )
    return union(
        select(Seat.class_id).where(Seat.enrolment_id.in_(theirs)),
        select(ClassSession.class_id).where(ClassSession.id.in_(union(*came))),
    )


def count_over_records(*, before: date, since: datetime) -> int:
    """How many they are."""
    return db.session.scalar(select(func.count()).select_from(_over(before, since).subquery())) or 0


def _over(before: date, since: datetime) -> Select[tuple[int]]:
    def of_person(model, *where):
        return exists().where(model.registration_id == Registration.id, *where)

    gone = select(Registration.id).where(Registration.erased_at.is_not(None)).correlate(None)
    return select(Registration.id).where(
        Registration.erased_at.is_(None),
        or_(Registration.merged_into_id.is_(None), Registration.merged_into_id.in_(gone)),
        Registration.created_at < since,
        ~of_person(Journey, or_(Journey.departs_on >= before, Journey.returned_on >= before)),
        ~of_person(Enrolment, Enrolment.turned_to_at >= since),
        ~of_person(Certificate, Certificate.expires_on >= before),
        Registration.id.not_in(held()),
    )


def figures_of(people: Collection[int]) -> list[Figure]:
    """What reports count of these people."""
    theirs = select(Enrolment.id).where(Enrolment.registration_id.in_(people))
    return [
        *(replace(each, where=each.of.in_(people)) for each in OF_PEOPLE),
        *(replace(each, where=each.of.in_(theirs)) for each in OF_COURSES),
    ]


def figures_before(*, messages: datetime, notes: datetime) -> list[Figure]:
    """What reports count of words that have had their time: messages settled before one moment, free words and
    incidents written before another."""
    words, incidents = OF_NOTES
    old = select(Response.key).where(Response.month < clock.local(notes).date().replace(day=1))
    return [
        *(replace(each, where=each.where & (OutboxMessage.settled_at < messages)) for each in OF_MESSAGES),
        replace(words, where=ResponseAnswer.response_key.in_(old)),
        replace(incidents, where=Incident.written_at < notes),
    ]


def counts(figures: Iterable[Figure] = ALL) -> Counter[tuple]:
    """The counts that reports are made of."""
    found: Counter[tuple] = Counter()
    for each in figures:
        counted = select(*each.by, func.count()).where(each.where).group_by(*each.by)
        for *values, count in db.session.execute(counted):
            found[str(each.by[0]), *values] = count
    return found
