"""Trainers who sit in a class: who, since when, and when that takes their time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select

from lms.classes.models import ClassSession, TrainerSeat, TrainerTime, TrainingClass
from lms.classes.queries.bookings import days_of
from lms.classes.queries.seats import held_during
from lms.classes.queries.timetable import TIME_LOG, programme_of, variant_of
from lms.classes.rules.timetable import Interval, clashes
from lms.classes.rules.trainings import is_refresher
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere
from lms.trainers import queries as trainers
from lms.trainers.models import Trainer


def for_trainers(found: TrainingClass) -> bool:
    """Whether trainers sit in this class, and nobody else."""
    return programme_of(found).for_trainers


def refreshes(found: TrainingClass) -> bool:
    """Whether it is the yearly refresher, not the first training."""
    return is_refresher(variant_of(found).when)


def trainer_seats(class_id: int) -> list[TrainerSeat]:
    """The seats that trainers have in a class, by number, with the trainers."""
    taken = select(TrainerSeat).where(TrainerSeat.class_id == class_id, TrainerSeat.given_up_at.is_(None))
    return list(db.session.scalars(taken.order_by(TrainerSeat.number)))


def trainer_seat(class_id: int, seat_id: int) -> TrainerSeat:
    """One of them. Raises NotThere."""
    found = db.session.get(TrainerSeat, seat_id)
    if found is None or found.class_id != class_id or found.given_up_at:
        raise NotThere
    return found


def trainers_expected(session_ids: Collection[int]) -> dict[int, list[TrainerSeat]]:
    """By session the seats of the trainers expected in it, by number. A seat given up later takes nobody off the list
    of a session that had begun by then."""
    rows = db.session.execute(
        select(ClassSession.id, TrainerSeat)
        .join(TrainerSeat, TrainerSeat.class_id == ClassSession.class_id)
        .where(ClassSession.id.in_(session_ids), held_during(TrainerSeat))
        .order_by(TrainerSeat.number, TrainerSeat.id)
    )
    found: dict[int, list[TrainerSeat]] = {each: [] for each in session_ids}
    for session_id, seat in rows:
        found[session_id].append(seat)
    return found


def trainer_roster(session_id: int) -> list[Trainer]:
    """The trainers expected in a session, by seat."""
    return list({each.trainer_id: each.trainer for each in trainers_expected([session_id])[session_id]}.values())


def trainers_to_seat(actor: Actor, found: TrainingClass) -> list[Trainer]:
    """The trainers whom the actor sees and who neither sit in the class nor lead it."""
    there = {each.trainer_id for each in trainer_seats(found.id)} | {each.trainer_id for each in found.sessions}
    return [each for each in trainers.trainers_for(actor) if each.id not in there]


def trainings_of(trainer_id: int, *, since: date) -> list[TrainingClass]:
    """The classes in which a trainer has a seat and that are not over before a day, in order."""
    return list(
        db.session.scalars(
            select(TrainingClass)
            .join(TrainerSeat, TrainerSeat.class_id == TrainingClass.id)
            .where(
                TrainerSeat.trainer_id == trainer_id, TrainerSeat.given_up_at.is_(None),
                TrainingClass.last_day >= since,
            )
            .options(TIME_LOG)
            .order_by(TrainingClass.first_day, TrainingClass.id)
        )
    )  # fmt: skip


def other_trainings(
    found: TrainingClass, trainer_ids: Collection[int], *, since: date
) -> list[tuple[TrainingClass, set[int]]]:
    """The other classes of the same course that were not over before a day, each with those of these trainers who have
    a seat in it."""
    rows = db.session.execute(
        select(TrainerSeat.class_id, TrainerSeat.trainer_id)
        .join(TrainingClass, TrainingClass.id == TrainerSeat.class_id)
        .where(
            TrainerSeat.trainer_id.in_(trainer_ids), TrainerSeat.given_up_at.is_(None), TrainingClass.id != found.id,
            TrainingClass.programme_slug == found.programme_slug, TrainingClass.last_day >= since,
        )
    )
    learning: dict[int, set[int]] = {}
    for class_id, trainer_id in rows:
        learning.setdefault(class_id, set()).add(trainer_id)
    wanted = select(TrainingClass).where(TrainingClass.id.in_(learning)).options(TIME_LOG)
    others = db.session.scalars(wanted.order_by(TrainingClass.first_day, TrainingClass.id)) if learning else ()
    return [(each, learning[each.id]) for each in others]


def sitting_times(
    trainer_ids: Collection[int], first: datetime, last: datetime, *, but_class: int | None = None
) -> Mapping[int, Sequence[Interval]]:
    """When these trainers sit in a training between two moments, other than in one class."""
    found: dict[int, list[Interval]] = {}
    if not trainer_ids:
        return found
    wanted = select(TrainerTime.trainer_id, TrainerTime.starts_at, TrainerTime.ends_at).where(
        TrainerTime.trainer_id.in_(trainer_ids), TrainerTime.starts_at < last, TrainerTime.ends_at > first
    )
    if but_class is not None:
        wanted = wanted.where(TrainerTime.class_id != but_class)
    for trainer_id, starts, ends in db.session.execute(wanted):
        found.setdefault(trainer_id, []).append(Interval(starts, ends))
    return found


def teaches_during(trainer_id: int, found: TrainingClass) -> date | None:
    """The first day of a class on which a trainer teaches somewhere meanwhile."""
    days = days_of(found)
    taught = db.session.execute(
        select(ClassSession.starts_at, ClassSession.ends_at).where(
            ClassSession.trainer_id == trainer_id,
            ClassSession.cancelled_at.is_(None),
            ClassSession.starts_at < days[-1].ends,
            ClassSession.ends_at > days[0].starts,
        )
    )
    return _first(days, [Interval(starts, ends) for starts, ends in taught])


def sits_during(trainer_id: int, found: TrainingClass) -> date | None:
    """The first day of a class on which a trainer sits in another training meanwhile."""
    days = days_of(found)
    taken = sitting_times([trainer_id], days[0].starts, days[-1].ends, but_class=found.id)
    return _first(days, taken.get(trainer_id, ()))


def _first(days: Sequence[Interval], taken: Sequence[Interval]) -> date | None:
    both = clashes(days, taken)
    return clock.local(both[0].starts).date() if both else None
