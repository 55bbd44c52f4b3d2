"""What every change of the timetable shares: holding what is planned with, and saving it.

Whoever plans holds rooms, then trainers, then people, then classes, each in the order of their numbers: two at once
wait, and none for ever."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.centres.models import Room
from lms.classes import queries
from lms.classes.actions.locks import hold_classes, hold_enrolments
from lms.classes.models import GUEST_ONCE, ROOM_ONCE, TRAINER_ONCE, TrainingClass
from lms.classes.queries.planning import PlannedSession
from lms.classes.rules import Reason
from lms.core import clock
from lms.core.database import db, held_anew
from lms.core.errors import Refused
from lms.core.freshness import Reason as Freshness
from lms.core.overlap import overlap_of
from lms.trainers import queries as trainers


def hold_rooms(room_ids: Collection[int]) -> None:
    """Until the transaction ends nobody else can plan with these rooms: that is what makes a clash impossible. They are
    as they are now: while they were waited for, one may have been put away or corrected."""
    db.session.scalars(held_anew(select(Room).where(Room.id.in_(set(room_ids))).order_by(Room.id))).all()


def hold_class(class_id: int) -> TrainingClass:
    """One class, held, with its sessions as they are now, in order of time. Raises NotThere."""
    return hold_classes({class_id})[class_id]


def hold_class_with(class_id: int, teaching: Collection[int], *, people: Collection[int] = ()) -> TrainingClass:
    """The same, after everybody who is to teach it, sits in it as a trainer or is booked for it as a guest, and after
    these `people` (enrolments): nobody can give them something else to do at its times. Raises NotThere, and
    Refused(CHANGED_MEANWHILE) when somebody sat down or was booked while these were waited for."""
    bound = queries.bound_trainers(class_id)
    trainers.hold({*bound, *teaching})
    hold_enrolments(people)
    found = hold_class(class_id)
    if queries.bound_trainers(class_id) - bound:
        raise Refused(Freshness.CHANGED_MEANWHILE)
    return found


@contextmanager
def placing(planned: Sequence[PlannedSession]) -> Iterator[None]:
    """Within, sessions are put on the timetable; the database has the last word on who came first.

    Raises Refused(CLASH_OF_ROOM, CLASH_OF_TRAINER, GUEST_BUSY or OVERLAPS_ITSELF)."""
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as error:
        clash = overlap_of(error)
        if clash is None:
            raise
        raise _refused(clash, planned) from None


def changed(found: TrainingClass, *, at: datetime) -> None:
    """Note that the timetable of a class is another now, and which days it has."""
    db.session.flush()
    db.session.expire(found, ["sessions"])
    dates = [clock.local(each.starts_at).date() for each in found.sessions]
    found.first_day, found.last_day = min(dates), max(dates)
    found.sequence += 1
    found.changed_at = at
    db.session.flush()


def _refused(clash: str, planned: Sequence[PlannedSession]) -> Refused:
    day = clock.local(planned[0].starts_at).date()
    trainer = next((each.trainer for each in planned if each.trainer), None)
    if clash == TRAINER_ONCE.name and trainer:
        return Refused(Reason.CLASH_OF_TRAINER, name=trainer.name, day=day)
    if clash == GUEST_ONCE.name:
        return Refused(Reason.GUEST_BUSY)
    if clash == ROOM_ONCE.name:
        return Refused(Reason.CLASH_OF_ROOM, room=planned[0].room.called, day=day)
    return Refused(Reason.OVERLAPS_ITSELF)
