"""Who is to be reminded of what now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from lms.attendance import queries as attendance
from lms.attendance.models import Mark
from lms.attendance.rules.eligibility import Chance
from lms.classes import messages as about_classes
from lms.classes.models import Seat, TrainingClass, Wait
from lms.classes.queries.expected import Expected, expected_on, open_offers
from lms.core import clock
from lms.core.database import db
from lms.messages import queries as outbox
from lms.notices.rules import (
    FROM_HOUR,
    LEAVES_SOON,
    OFFER_FRESH,
    READ_FROM,
    READ_UNTIL,
    READY,
    SEAT_FROM,
    SEAT_UNTIL,
    Reminder,
    stage_before_departure,
    tells_of_offer,
    tells_of_today,
    tells_of_tomorrow,
)
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Journey


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder: whom, of what (`subject` makes it the only one), what it says, and when it has lost its sense."""

    enrolment: Enrolment
    code: Reminder
    subject: str
    expires_at: datetime
    names: Mapping[str, str] | None = None
    starts: date | datetime | None = None
    until: datetime | None = None
    family: datetime | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the only one of its kind."""
        return self.enrolment.registration.key, self.code.value, self.subject


def due(at: datetime) -> list[Due]:
    """Every reminder that is due or was not withdrawn since it was."""
    missing = list(_of_missing_parts(at))
    told = {each.enrolment.id for each in missing}
    reading = [each for each in _of_reading(at) if each.enrolment.id not in told]
    return [*_of_tomorrow(at), *_of_today(at), *_of_offers(at), *_of_missing_seats(at), *missing, *reading]


def _of_tomorrow(at: datetime) -> Iterator[Due]:
    now = clock.local(at)
    tomorrow = now.date() + timedelta(days=1)
    wanted = [
        each
        for each in expected_on(tomorrow)
        if tells_of_tomorrow(now, clock.local(each.booked_at), goes_on=each.goes_on and not each.family_at)
    ]
    yield from _of_sessions(Reminder.CLASS_TOMORROW, wanted, expires_at=clock.at_local(tomorrow))


def _of_today(at: datetime) -> Iterator[Due]:
    now, quiet = clock.local(at), outbox.quiet()
    wanted = [
        each
        for each in expected_on(now.date())
        if tells_of_today(
            now, clock.local(each.booked_at), clock.local(each.session.starts_at), quiet, goes_on=each.goes_on
        )
    ]
    yield from _of_sessions(Reminder.CLASS_TODAY, wanted)


def _of_sessions(code: Reminder, wanted: list[Expected], expires_at: datetime | None = None) -> Iterator[Due]:
    people = registration.people([each.enrolment_id for each in wanted])
    for each in wanted:
        session, family = each.session, each.family_at if code is Reminder.CLASS_TOMORROW else None
        yield Due(
            people[each.enrolment_id],
            Reminder.FAMILY_TOMORROW if family else code,
            # A class that was moved is another thing to remember.
            f"class-{session.class_id}-{session.starts_at:%Y%m%d%H%M}",
            expires_at or session.starts_at - READY,
            names=session.room.place_names,
            starts=session.starts_at,
            family=family,
        )


def _of_offers(at: datetime) -> Iterator[Due]:
    now, quiet = clock.local(at), outbox.quiet()
    offers = [each for each in open_offers(at=at) if tells_of_offer(now, clock.local(each.offered_until), quiet)]
    people = registration.people([each.enrolment_id for each in offers])
    fresh = outbox.told_since([about_classes.Notice.SEAT_OFFERED.value], since=at - OFFER_FRESH)
    for each in offers:
        person = people[each.enrolment_id]
        if person.registration.key not in fresh:
            yield Due(
                person,
                Reminder.OFFER_ENDS,
                f"wait-{each.id}-{each.offered_until:%Y%m%d%H%M}",
                each.offered_until - READY,
                names=each.training_class.place_names,
                until=each.offered_until,
            )


def _of_missing_seats(at: datetime) -> Iterator[Due]:
    """Those who leave soon, have no seat, wait for none, and were in no class."""
    leaving = _leaving(at, SEAT_UNTIL, SEAT_FROM).where(
        ~exists().where(Seat.enrolment_id == Enrolment.id, Seat.given_up_at.is_(None)),
        ~exists().where(Wait.enrolment_id == Enrolment.id, Wait.ended_at.is_(None)),
        ~exists().where(Mark.enrolment_id == Enrolment.id),
    )
    for each in db.session.scalars(leaving) if clock.local(at).hour >= FROM_HOUR else ():
        leaves = each.journey.departs_on
        yield Due(each, Reminder.SEAT_MISSING, f"journey-{each.journey_id}", clock.at_local(leaves), starts=leaves)


def _of_missing_parts(at: datetime) -> Iterator[Due]:
    """Those who leave soon, began a class, and miss a part of it that they are not booked for."""
    if clock.local(at).hour < FROM_HOUR:
        return
    leaving = db.session.scalars(
        _leaving(at, 1, LEAVES_SOON).where(exists().where(Mark.enrolment_id == Enrolment.id))
    ).all()
    found = attendance.eligibilities(leaving, at=at)
    for each in leaving:
        if found[each.id].standing.missing:
            yield _missing_part(each, found[each.id].next, at)


def _missing_part(each: Enrolment, chance: Chance | None, at: datetime) -> Due:
    leaves = each.journey.departs_on
    subject = f"journey-{each.journey_id}-{stage_before_departure((leaves - clock.local(at).date()).days)}"
    if chance is None:
        return Due(each, Reminder.PART_MISSING_ASK, subject, clock.at_local(leaves), starts=leaves)
    return Due(
        each, Reminder.PART_MISSING, subject, chance.starts - READY, names=chance.centre, starts=chance.starts
    )


def _of_reading(at: datetime) -> Iterator[Due]:
    """Those whose class is over since some days and who have not left yet: the booklet is for now (E72)."""
    now = clock.local(at)
    if now.hour < FROM_HOUR:
        return
    today = now.date()
    over = (
        select(Enrolment, Seat.class_id)
        .join(Seat, Seat.enrolment_id == Enrolment.id)
        .join(TrainingClass, TrainingClass.id == Seat.class_id)
        .join(Journey, Journey.id == Enrolment.journey_id)
        .where(
            Seat.given_up_at.is_(None),
            TrainingClass.cancelled_at.is_(None),
            TrainingClass.last_day.between(today - timedelta(days=READ_UNTIL), today - timedelta(days=READ_FROM)),
            Journey.departs_on > today,
            exists().where(
                Mark.enrolment_id == Enrolment.id, Mark.superseded_at.is_(None), Mark.state.in_(attendance.COUNTED)
            ),
        )
        .options(joinedload(Enrolment.registration), joinedload(Enrolment.journey))
        .order_by(Enrolment.id)
    )
    for each, class_id in db.session.execute(over):
        leaves = each.journey.departs_on
        yield Due(each, Reminder.READ_ON, f"class-{class_id}", clock.at_local(leaves), starts=leaves)


def _leaving(at: datetime, first: int, last: int) -> Select[tuple[Enrolment]]:
    """The course before leaving of each person who leaves in so many days."""
    today = clock.local(at).date()
    return (
        select(Enrolment)
        .join(Journey, Journey.id == Enrolment.journey_id)
        .where(
            Journey.departs_on.between(today + timedelta(days=first), today + timedelta(days=last)),
            registration.prepares_now(),
        )
        .options(joinedload(Enrolment.registration), joinedload(Enrolment.journey))
        .order_by(Enrolment.id)
    )
