"""Moving a class, a day of it or one session, and giving it another room or trainer."""

from collections.abc import Mapping
from datetime import date, datetime, time

from lms.accounts.actions import record
from lms.classes import messages, queries
from lms.classes.actions.bookings import rebook
from lms.classes.actions.guests import tell_moved, visits
from lms.classes.actions.offers import tell
from lms.classes.actions.timetable.saving import changed, hold_class_with, hold_rooms, placing
from lms.classes.actions.trainings import retime, tell_trainer
from lms.classes.models import ClassSession, TrainingClass
from lms.classes.queries import rearranging
from lms.classes.rules import Reason
from lms.classes.rules.agenda import Placement
from lms.core import freshness
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.registration import queries as registration


def rearrange(
    *,
    class_id: int,
    placements: Mapping[int, Placement],
    by: int | None,
    at: datetime,
    seen: str | None = None,
    action: str = "class-moved",
) -> TrainingClass:
    """Put sessions of a class elsewhere, all at once or none; who has a seat is told when times or the place change.

    `seen` is the sign of the timetable that was looked at. Raises NotThere or Refused with the first thing that speaks
    against it."""
    hold_rooms({each.room_id for each in placements.values()})
    found = hold_class_with(class_id, {each.trainer_id for each in placements.values() if each.trainer_id})
    own = {each.id: each for each in found.sessions}
    if placements.keys() - own.keys():
        raise NotThere
    new = {each: to for each, to in placements.items() if to != rearranging.placement_of(own[each])}
    if not new:
        return found
    freshness.refuse_if_changed(seen, now=(found.sequence,), wanted=())
    _refuse_unless_movable(found, [(own[each], to) for each, to in new.items()], at)
    planned = rearranging.planned(found, new)
    for problem in rearranging.why_not_placed(found, planned, besides=new.keys(), at=at):
        raise problem
    before = _told(found)
    told = visits(found.sessions)
    with db.session.begin_nested():  # refused, all is as it was
        with placing(planned):
            _place(own, new, at)
        changed(found, at=at)
        _rebook(found, at=at)
    if notice := _news(before, _told(found)):
        _tell_everybody(found, notice, at=at)
    tell_moved(found.sessions, told, at=at)
    record(action=action, kind="class", subject=class_id, by=by, at=at)
    return found


def move_class(
    *,
    class_id: int,
    on: date,
    day: str | None = None,
    starts: time | None = None,
    room_id: int | None = None,
    trainer_id: int | None = None,
    by: int | None,
    at: datetime,
    seen: str | None = None,
) -> TrainingClass:
    """Put a class, or with `day` that day of it alone, on another date, at another hour, into another room or to
    another trainer. The days of a whole class lie as many working days apart as before; of a class that has begun, they
    are the days still to come."""
    found = queries.training_class(class_id)
    dates = {day: on} if day else rearranging.days_from(found, on, at=at)
    placements = rearranging.elsewhere(found, dates, starts=starts, room_id=room_id, trainer_id=trainer_id)
    return rearrange(class_id=class_id, placements=placements, by=by, at=at, seen=seen)


def replace_trainer(*, class_id: int, trainer_id: int, by: int | None, at: datetime) -> TrainingClass:
    """Give the blocks that have not begun to another trainer, who must be allowed and free to teach them."""
    found = queries.training_class(class_id)
    ahead = [each for each in found.sessions if each.block and each.starts_at > at and not each.cancelled_at]
    if found.cancelled_at or not ahead:
        raise Refused(Reason.CANCELLED if found.cancelled_at else Reason.BEGUN)
    placements = {each.id: rearranging.placement_of(each, trainer_id=trainer_id) for each in ahead}
    return rearrange(class_id=class_id, placements=placements, by=by, at=at, action="trainer-changed")


def _told(found: TrainingClass) -> tuple[dict[str, str], dict[int, tuple[datetime, datetime]]]:
    """Where people were told to come, and when."""
    return found.place_names, {each.id: (each.starts_at, each.ends_at) for each in found.sessions}


def _news(before: tuple, now: tuple) -> messages.Notice | None:
    """What people are told of a class that was moved, if it is anything to them."""
    if before[0] != now[0]:
        return messages.Notice.CLASS_ELSEWHERE
    return messages.Notice.CLASS_MOVED if before[1] != now[1] else None


def _refuse_unless_movable(
    found: TrainingClass, moves: list[tuple[ClassSession, Placement]], at: datetime
) -> None:
    if found.cancelled_at:
        raise Refused(Reason.CANCELLED)
    if any(session.starts_at <= at for session, _ in moves):
        raise Refused(Reason.PART_BEGUN)
    if any(to.starts_at <= at for _, to in moves):
        raise Refused(Reason.TIME_PAST)


def _place(own: Mapping[int, ClassSession], new: Mapping[int, Placement], at: datetime) -> None:
    """Take the sessions off the timetable before any is put down again: they may change places among themselves."""
    for each in new:
        own[each].cancelled_at = at
    db.session.flush()
    for each, to in new.items():
        session = own[each]
        session.starts_at, session.ends_at = to.starts_at, to.ends_at
        session.room_id, session.trainer_id = to.room_id, to.trainer_id
        session.cancelled_at = None
        db.session.expire(session, ["room", "trainer"])


def _rebook(found: TrainingClass, *, at: datetime) -> None:
    retime(found)
    try:
        rebook(class_id=found.id, at=at)
    except Refused as refused:
        if names := rearranging.busy_people(found):
            raise Refused(Reason.PEOPLE_BUSY, names=", ".join(names)) from None
        raise refused


def _tell_everybody(found: TrainingClass, notice: messages.Notice, *, at: datetime) -> None:
    """Those with a seat, and those who come to one of its sessions for a make-up."""
    guests = queries.guest_numbers([each.id for each in found.sessions if each.starts_at > at])
    people = registration.people({*(each.enrolment_id for each in queries.seats(found.id)), *guests})
    for each in people.values():
        tell(each, found, notice, at=at)
    for each in queries.trainer_seats(found.id):
        tell_trainer(each.trainer, found, notice, at=at)
