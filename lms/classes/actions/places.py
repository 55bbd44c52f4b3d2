"""What becomes of classes when something becomes of the place where they are held."""

from sqlalchemy import select

from lms.classes.actions.locks import hold_classes
from lms.classes.models import ClassSession
from lms.core.database import db
from lms.core.events import PlaceRenamed


def call_place_anew(event: PlaceRenamed) -> None:
    """Classes still to come in a place are newer than they were: a phone's calendar takes its new name. Nobody is told
    of it, for one comes to the same door; slips and what is written from now on have the new name anyway."""
    ahead = select(ClassSession.class_id).where(
        ClassSession.room_id == event.room_id, ClassSession.ends_at > event.at, ClassSession.cancelled_at.is_(None)
    )
    for each in hold_classes(set(db.session.scalars(ahead.distinct()))).values():
        each.sequence += 1
        each.changed_at = event.at
    db.session.flush()
