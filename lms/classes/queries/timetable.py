"""Classes and their sessions."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload, selectinload

from lms.classes.models import ClassSession, TrainingClass
from lms.classes.permissions import classes_visible_to
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Programme, Variant
from lms.trainers.models import Trainer

TIME_LOG = selectinload(TrainingClass.sessions).options(
    joinedload(ClassSession.room), joinedload(ClassSession.trainer)
)


def training_class(class_id: int) -> TrainingClass:
    """One class with its centre and time log. Raises NotThere."""
    found = db.session.scalar(select(TrainingClass).where(TrainingClass.id == class_id).options(TIME_LOG))
    if found is None:
        raise NotThere
    return found


def session(session_id: int) -> ClassSession:
    """One session with its room, trainer and class. Raises NotThere."""
    found = db.session.scalar(
        select(ClassSession)
        .where(ClassSession.id == session_id)
        .options(
            joinedload(ClassSession.training_class).options(TIME_LOG),
            joinedload(ClassSession.room),
            joinedload(ClassSession.trainer),
        )
    )
    if found is None:
        raise NotThere
    return found


def own_trainer_id(user_id: int) -> int | None:
    """The trainer that a user is, if any."""
    return db.session.scalar(select(Trainer.id).where(Trainer.user_id == user_id))


def programme_of(found: TrainingClass) -> Programme:
    """The programme edition that the class was made from."""
    return curriculum.programme(found.edition_id)


def variant_of(found: TrainingClass) -> Variant:
    """The variant that the class teaches."""
    return programme_of(found).variant(found.variant)


def block_modules(found: ClassSession) -> tuple[str, ...]:
    """The modules worked through in this session; none in a break."""
    return variant_of(found.training_class).block(found.block).modules if found.block else ()


def is_last_block(found: ClassSession) -> bool:
    """Whether no block of its class begins after this one."""
    blocks = [each for each in found.training_class.sessions if each.block]
    return bool(blocks) and blocks[-1].id == found.id


def is_planned_in(room_id: int, *, at: datetime) -> bool:
    """Whether a class is in this room or borrowed place now or later."""
    ahead = exists().where(
        ClassSession.room_id == room_id, ClassSession.ends_at > at, ClassSession.cancelled_at.is_(None)
    )
    return bool(db.session.scalar(select(ahead)))


def classes_between(actor: Actor, first: date, last: date) -> list[TrainingClass]:
    """Classes the actor sees with a day between the two dates, cancelled ones too, in order of time and place."""
    return list(
        db.session.scalars(
            select(TrainingClass)
            .where(TrainingClass.first_day <= last, TrainingClass.last_day >= first, classes_visible_to(actor))
            .options(TIME_LOG)
            .order_by(TrainingClass.first_day, TrainingClass.centre_id, TrainingClass.id)
        )
    )


def coming_in(actor: Actor, language: str, since: date, *, most: int) -> list[TrainingClass]:
    """The next classes in a language that the actor sees, from a day on, in order of time and place (E17)."""
    return list(
        db.session.scalars(
            select(TrainingClass)
            .where(
                TrainingClass.language == language, TrainingClass.first_day >= since,
                TrainingClass.cancelled_at.is_(None), TrainingClass.programme_slug.not_in(curriculum.trainings()),
                classes_visible_to(actor),
            )
            .options(TIME_LOG)
            .order_by(TrainingClass.first_day, TrainingClass.centre_id, TrainingClass.id)
            .limit(most)
        )
    )  # fmt: skip


def classes_to_join(found: TrainingClass, *, at: datetime) -> list[TrainingClass]:
    """Other classes of the same course at the same centre that have not begun."""
    return list(
        db.session.scalars(
            select(TrainingClass)
            .where(
                TrainingClass.id != found.id,
                TrainingClass.centre_id == found.centre_id,
                TrainingClass.programme_slug == found.programme_slug,
                TrainingClass.variant == found.variant,
                TrainingClass.cancelled_at.is_(None),
                TrainingClass.first_day > clock.local(at).date(),
            )
            .options(TIME_LOG)
            .order_by(TrainingClass.first_day, TrainingClass.id)
        )
    )


def classes_of_trainer(trainer_id: int, first: date, last: date) -> list[tuple[date, Sequence[ClassSession]]]:
    """The blocks that a trainer teaches between two dates, day by day."""
    days: dict[date, list[ClassSession]] = {}
    for each in _taught_by(trainer_id, first, last):
        days.setdefault(clock.local(each.starts_at).date(), []).append(each)
    return list(days.items())


def _taught_by(trainer_id: int, first: date, last: date) -> list[ClassSession]:
    return list(
        db.session.scalars(
            select(ClassSession)
            .where(
                ClassSession.trainer_id == trainer_id,
                ClassSession.block.is_not(None),
                ClassSession.cancelled_at.is_(None),
                ClassSession.starts_at >= clock.at_local(first),
                ClassSession.starts_at < clock.at_local(last + timedelta(days=1)),
            )
            .options(joinedload(ClassSession.training_class), joinedload(ClassSession.room))
            .order_by(ClassSession.starts_at)
        )
    )


def visits_of(trainer_id: int, *, at: datetime) -> list[ClassSession]:
    """The blocks to which somebody comes as a guest and that are not over, in order of time."""
    return list(
        db.session.scalars(
            select(ClassSession)
            .where(
                ClassSession.guest_id == trainer_id, ClassSession.cancelled_at.is_(None), ClassSession.ends_at > at
            )
            .options(joinedload(ClassSession.training_class), joinedload(ClassSession.room))
            .order_by(ClassSession.starts_at)
        )
    )


def projects(actor: Actor) -> list[str]:
    """The courses and projects of which classes of the actor's centres are a part, by name."""
    named = select(TrainingClass.project).where(TrainingClass.project.is_not(None), classes_visible_to(actor))
    return sorted(db.session.scalars(named.distinct()))
