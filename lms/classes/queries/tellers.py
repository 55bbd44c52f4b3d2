"""Guests of a block: who could come besides the trainer to tell of the way abroad and home (E95)."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import exists, or_, select

from lms.classes.models import ClassSession
from lms.classes.queries.timetable import block_modules, programme_of
from lms.classes.queries.trainings import trainer_seats
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.trainers import queries as trainers
from lms.trainers.models import Trainer
from lms.trainers.rules import Kind


def possible_guests(actor: Actor, found: ClassSession) -> list[Trainer]:
    """The guests and returned migrants whom the actor sees and who may teach one of the block's topics that day."""
    return [each for each in trainers.trainers_for(actor) if may_tell(each, found)]


def may_tell(guest: Trainer, found: ClassSession) -> bool:
    """Whether somebody is a guest, and authorised for one of the block's topics, in the language of the class."""
    topics = block_modules(found) if Kind(guest.kind) is not Kind.STAFF else ()
    return any(not _why_not(guest, found, each) for each in topics)


def bound_trainers(class_id: int) -> set[int]:
    """Who has to be there when a class is, besides those who teach it: trainers who sit in it, and guests of its
    blocks. By number."""
    guests = select(ClassSession.guest_id).where(ClassSession.class_id == class_id, ClassSession.guest_id.is_not(None))
    return {*(each.trainer_id for each in trainer_seats(class_id)), *db.session.scalars(guests)}


def is_busy(guest_id: int, found: ClassSession) -> bool:
    """Whether somebody teaches, or is a guest, in another session at that time."""
    elsewhere = exists().where(
        or_(ClassSession.trainer_id == guest_id, ClassSession.guest_id == guest_id),
        ClassSession.id != found.id,
        ClassSession.cancelled_at.is_(None),
        ClassSession.starts_at < found.ends_at,
        ClassSession.ends_at > found.starts_at,
    )
    return bool(db.session.scalar(select(elsewhere)))


def _why_not(guest: Trainer, found: ClassSession, module: str) -> Sequence[StrEnum]:
    return trainers.why_not_assigned(
        guest, programme=programme_of(found.training_class), modules=[module],
        day=clock.local(found.starts_at).date(), language=found.training_class.language,
    )  # fmt: skip
