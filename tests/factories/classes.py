"""Builders of classes and seats."""

from datetime import date, datetime, timedelta

from lms.centres.models import Room
from lms.classes import actions, queries
from lms.classes.models import ClassSession, Seat, TrainingClass, Wait
from lms.classes.queries.rearranging import placement_of
from lms.classes.rules.agenda import Placement
from lms.classes.rules.timetable import proposed_days
from lms.core import clock
from lms.curriculum import queries as curriculum
from lms.registration.models import Enrolment
from lms.trainers.models import Trainer
from tests.factories.centres import make_room
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer


def make_class(
    *, programme: str = "tj-pilot", variant: str | None = None, room: Room | None = None, language: str = "tg",
    first_day: date | None = None, trainer: Trainer | None = None, capacity: int | None = None,
    at: datetime | None = None,
) -> TrainingClass:  # fmt: skip
    """A class in five days, in a room and with a trainer of its own."""
    found = curriculum.programme(curriculum.latest(curriculum.PROGRAMME, programme).id)
    variant = variant or found.variants[0].id
    return actions.create_class(
        edition_id=found.edition_id,
        variant=variant,
        room_id=(room or make_room()).id,
        language=language,
        days=proposed_days(first_day or clock.today() + timedelta(days=5), len(found.variant(variant).days)),
        trainer_ids=[(trainer or make_trainer()).id],
        capacity=capacity,
        by=None,
        at=at or clock.now(),
    )


def make_seat(
    *, training_class: TrainingClass | None = None, enrolment: Enrolment | None = None, at: datetime | None = None,
    **person,
) -> Seat:  # fmt: skip
    """A seat; other keywords are those of `make_enrolment`."""
    return actions.take_seat(
        enrolment_id=(enrolment or make_enrolment(**person)).id,
        class_id=(training_class or make_class()).id,
        by=None,
        at=at or clock.now(),
    )


def make_wait(*, training_class: TrainingClass, enrolment: Enrolment | None = None, at: datetime | None = None,
              **person) -> Wait:  # fmt: skip
    """A place on a waiting list."""
    return actions.join_waiting_list(
        enrolment_id=(enrolment or make_enrolment(**person)).id, class_id=training_class.id, by=None,
        at=at or clock.now(),
    )  # fmt: skip


def session_of(training_class: TrainingClass, block: str) -> ClassSession:
    """The session of a class that teaches a block."""
    return next(each for each in training_class.sessions if each.block == block)


def move_session(
    *, session_id: int, starts_at: datetime, ends_at: datetime | None = None, room_id: int | None = None,
    trainer_id: int | None = None, by: int | None, at: datetime,
) -> TrainingClass:  # fmt: skip
    """One session is put elsewhere; as long, in the same room and with the same trainer unless others are given."""
    session = queries.session(session_id)
    old = placement_of(session)
    ends_at = ends_at or starts_at + (old.ends_at - old.starts_at)
    trainer_id = (trainer_id or old.trainer_id) if session.block else None
    new = Placement(starts_at, ends_at, room_id or old.room_id, trainer_id)
    return actions.rearrange(class_id=session.class_id, placements={session_id: new}, by=by, at=at)
