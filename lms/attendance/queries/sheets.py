"""Signed sheets: their rows, photographs of them, and what is noted on a day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lms.accounts.models import User
from lms.attendance.models import BoxQuestion, DayCheck, Incident, Mark, MaterialUse, SheetPhoto
from lms.attendance.rules.days import Material
from lms.classes import queries as classes
from lms.classes.models import ClassSession, TrainingClass
from lms.core.database import db
from lms.core.errors import NotThere
from lms.registration import queries as registration
from lms.registration.models import Enrolment

FIRST_GUEST_ROW = 31  # seats end at 25: a guest's row never moves into theirs


@dataclass(frozen=True, slots=True)
class SheetDay:
    """One day on paper: its blocks, and who stands in which row. A seat's row is its number."""

    id: str
    sessions: Sequence[ClassSession]
    rows: Mapping[int, Enrolment]
    expected: Mapping[int, Collection[int]]


def sheet_days(found: TrainingClass, *, only: str | None = None) -> list[SheetDay]:
    """The days of a class on paper; or the one, if a block of it is held."""
    numbers = {seat.enrolment_id: seat.number for seat in classes.seats(found.id)}
    days = [day for day in found.days if only in (None, day[0].day)]
    blocks = {day[0].day: [each for each in day if each.block and not each.cancelled_at] for day in days}
    expected = {each.id: classes.roster(each.id) for day in blocks.values() for each in day}
    people = registration.people({person for roster in expected.values() for person in roster})
    return [
        SheetDay(
            day, sessions, _rows({each for one in sessions for each in expected[one.id]}, numbers, people),
            {each.id: expected[each.id] for each in sessions},
        )
        for day, sessions in blocks.items()
        if sessions
    ]  # fmt: skip


def sheet_day(found: TrainingClass, day: str) -> SheetDay:
    """One day of a class on paper. Raises NotThere."""
    for each in sheet_days(found, only=day):
        return each
    raise NotThere


def _rows(
    expected: Collection[int], numbers: Mapping[int, int], people: Mapping[int, Enrolment]
) -> dict[int, Enrolment]:
    seated = {numbers[each]: people[each] for each in expected if each in numbers}
    guests = enumerate(sorted(each for each in expected if each not in numbers), FIRST_GUEST_ROW)
    return dict(sorted({**seated, **{row: people[each] for row, each in guests}}.items()))


def marked_in(session_ids: Collection[int]) -> list[tuple[int, int, str]]:
    """Session, enrolment and state of each mark that counts."""
    rows = db.session.execute(
        select(Mark.session_id, Mark.enrolment_id, Mark.state)
        .where(Mark.session_id.in_(session_ids), Mark.superseded_at.is_(None))
        .order_by(Mark.session_id, Mark.enrolment_id)
    )
    return [tuple(row) for row in rows]


def photos(class_id: int) -> Sequence[SheetPhoto]:
    """The photographs of the sheets of a class, without the pictures themselves."""
    return db.session.scalars(select(SheetPhoto).where(SheetPhoto.class_id == class_id).order_by(SheetPhoto.id)).all()


def photo(class_id: int, photo_id: int) -> SheetPhoto:
    """One of them. Raises NotThere."""
    found = db.session.get(SheetPhoto, photo_id)
    if found is None or found.class_id != class_id:
        raise NotThere
    return found


def day_check(class_id: int, day: str) -> DayCheck | None:
    """What was looked after before a day."""
    return db.session.scalar(select(DayCheck).where(DayCheck.class_id == class_id, DayCheck.day == day))


def materials_used(session_ids: Collection[int]) -> dict[int, list[str]]:
    """With what each of these sessions was taught, in the order of the kinds; those of whom nothing is noted left
    out."""
    order = [each.value for each in Material]
    rows = db.session.execute(
        select(MaterialUse.session_id, MaterialUse.material).where(MaterialUse.session_id.in_(session_ids))
    )
    found: dict[int, list[str]] = {}
    for session_id, material in sorted(rows, key=lambda row: order.index(row.material)):
        found.setdefault(session_id, []).append(material)
    return found


def box(class_id: int) -> Sequence[BoxQuestion]:
    """The questions from a class, open ones first."""
    found = db.session.scalars(select(BoxQuestion).where(BoxQuestion.class_id == class_id).order_by(BoxQuestion.id))
    return sorted(found, key=lambda each: each.settled_at is not None)


def incidents(class_id: int) -> list[tuple[Incident, str | None]]:
    """What went wrong in a class, with who wrote it."""
    rows = db.session.execute(
        select(Incident, User.name)
        .outerjoin(User, User.id == Incident.written_by_id)
        .where(Incident.class_id == class_id)
        .order_by(Incident.id)
    )
    return [(incident, name) for incident, name in rows]
