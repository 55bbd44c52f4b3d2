"""Addresses of timetables, and whose they are."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.centres import queries as centres
from lms.centres.messages import whereabouts
from lms.centres.models import Centre, Room
from lms.centres.permissions import can_see_centre
from lms.classes.models import CalendarFeed
from lms.classes.permissions import can_run_centre
from lms.classes.rules.feeds import Whose
from lms.core.actors import Actor
from lms.core.database import db, held_anew
from lms.core.encryption import indexes_of
from lms.core.errors import NotThere
from lms.curriculum.queries import place_name
from lms.trainers import queries as trainers
from lms.trainers.models import Trainer
from lms.trainers.permissions import can_see_trainer


@dataclass(frozen=True, slots=True)
class Subject:
    """A centre, a room or a trainer with a timetable; `centre` is where it is, a trainer has none."""

    whose: Whose
    id: int
    centre: Centre | None = None
    room: Room | None = None
    trainer: Trainer | None = None

    def name(self, language: str) -> str:
        """What stands above the timetable."""
        if self.trainer:
            return self.trainer.name
        return whereabouts(self.room, language) if self.room else place_name(self.centre.names, language)

    @property
    def rooms(self) -> list[Room]:
        """The rooms of which it tells."""
        if self.room:
            return [self.room]
        return self.centre.rooms if self.centre else []


def subject(whose: Whose, subject_id: int) -> Subject:
    """What has a timetable. Raises NotThere."""
    if whose is Whose.TRAINER:
        return Subject(whose, subject_id, trainer=trainers.trainer(subject_id))
    if whose is Whose.ROOM:
        room = centres.room(subject_id)
        return Subject(whose, subject_id, centre=room.centre, room=room)
    return Subject(whose, subject_id, centre=centres.centre(subject_id))


def visible_subject(actor: Actor, whose: Whose, subject_id: int) -> Subject:
    """The same as far as the actor may see it. Raises NotThere."""
    found = subject(whose, subject_id)
    seen = can_see_trainer(actor, found.trainer) if found.trainer else can_see_centre(actor, found.centre)
    if not seen:
        raise NotThere
    return found


def can_share(actor: Actor, found: Subject) -> bool:
    """Who makes the timetable of a place gives out its address; a trainer's, the trainer and who runs the centre."""
    if found.trainer:
        return found.trainer.user_id == actor.user_id or can_run_centre(actor, found.trainer.centre_code)
    return can_run_centre(actor, found.centre.code)


def open_feed_of(whose: Whose, subject_id: int, *, to_change: bool = False) -> CalendarFeed | None:
    """The address that a timetable has now, if any."""
    wanted = select(CalendarFeed).where(
        CalendarFeed.whose == whose.value,
        CalendarFeed.subject_id == subject_id,
        CalendarFeed.withdrawn_at.is_(None),
    )
    return db.session.scalar(held_anew(wanted) if to_change else wanted)


def feed_at(secret: str) -> CalendarFeed:
    """The feed with this secret. Raises NotThere when there is none, or it was withdrawn."""
    found = db.session.scalar(
        select(CalendarFeed).where(
            CalendarFeed.secret_index.in_(indexes_of(secret)), CalendarFeed.withdrawn_at.is_(None)
        )
    )
    if found is None:
        raise NotThere
    return found
