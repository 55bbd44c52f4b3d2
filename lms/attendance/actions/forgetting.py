"""Forgetting the words and the people of a class, when they have had their time."""

from datetime import date, datetime

from sqlalchemy import CompoundSelect, Text, and_, delete, func, or_, select, type_coerce, update

from lms.attendance.models import BoxQuestion, Incident, SheetPhoto, WalkIn
from lms.classes.models import ChildcareDay, ClassSession, TrainingClass
from lms.core import clock
from lms.core.database import UtcDateTime, db
from lms.core.encryption import ERASED


def forget_notes(*, before: datetime, but: CompoundSelect, at: datetime) -> int:
    """Empty the texts of incidents, and of questions from the box with their answers, of before a moment, except of the
    classes `but`; what nobody ever answered is settled with it. That they were, when and of what kind, stays. How
    many."""
    unsettled = and_(BoxQuestion.settled_at.is_(None), BoxQuestion.asked_on < clock.local(before).date())
    told = update(Incident).where(
        Incident.written_at < before, Incident.class_id.not_in(but), type_coerce(Incident.text, Text) != ""
    )
    asked = update(BoxQuestion).where(
        or_(BoxQuestion.settled_at < before, unsettled), BoxQuestion.class_id.not_in(but),
        type_coerce(BoxQuestion.text, Text) != "",
    )  # fmt: skip
    settled = func.coalesce(BoxQuestion.settled_at, type_coerce(at, UtcDateTime))
    empty = {"text": ERASED, "answer": ERASED, "settled_at": settled}
    gone = db.session.execute(told.values(text=ERASED)).rowcount
    return gone + db.session.execute(asked.values(**empty)).rowcount


def forget_classes(*, before: date, but: CompoundSelect, at: datetime) -> int:
    """Of classes that ended before a day, except the classes `but`, take away the photographs of signed sheets, the
    numbers that walk-ins said, and the names of who looked after children; what was to be settled about a walk-in is.
    That all this was, stays. How many."""
    over = select(TrainingClass.id).where(TrainingClass.last_day < before, TrainingClass.id.not_in(but))
    sessions = select(ClassSession.id).where(ClassSession.class_id.in_(over))
    gone = (
        delete(SheetPhoto).where(SheetPhoto.class_id.in_(over)),
        update(WalkIn)
        .where(WalkIn.session_id.in_(sessions), WalkIn.number != "")
        .values(number="", settled_at=func.coalesce(WalkIn.settled_at, type_coerce(at, UtcDateTime))),
        update(ChildcareDay)
        .where(ChildcareDay.class_id.in_(over), type_coerce(ChildcareDay.carer, Text) != "")
        .values(carer=ERASED),
    )
    return sum(db.session.execute(each).rowcount for each in gone)
