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

FIRST_GUEST_ROW = 31  # or below the last seat, where more were let in: a guest's row is none of theirs


@dataclass(frozen=True, slots=True)
class SheetDay:
    """One day on paper: its blocks, and who stands in which row. A seat's row is its number; below stand those who come
    for a make-up, by the number each was given as a guest. Who gives a seat up in the middle keeps the row in which
    they signed, and whoever sits down on it that day stands below the guests. The row of a guest who calls off stays
    empty: on a sheet that is printed already, it is nobody else's."""

    id: str
    sessions: Sequence[ClassSession]
    rows: Mapping[int, Enrolment]
    expected: Mapping[int, Collection[int]]


def sheet_days(found: TrainingClass, *, only: str | None = None) -> list[SheetDay]:
    """The days of a class on paper; or the one, if a block of it is held."""
    blocks = {day: sessions for day, sessions in held_days(found).items() if only in (None, day)}
    session_ids = [each.id for day in blocks.values() for each in day]
    expected, guests = classes.rosters(session_ids), classes.guest_numbers(session_ids)
    people = registration.people({person for roster in expected.values() for person in roster})
    days = {day: {each.id: expected[each.id] for each in sessions} for day, sessions in blocks.items()}
    return [
        SheetDay(day, blocks[day], {row: people[each] for row, each in rows}, of_day)
        for day, of_day in days.items()
        for rows in [_rows(of_day.values(), guests, found.guests_ever)]
    ]


def held_days(found: TrainingClass) -> dict[str, Sequence[ClassSession]]:
    """The blocks of a class that are held, by day; a day without any is left out."""
    blocks = {day[0].day: [each for each in day if each.block and not each.cancelled_at] for day in found.days}
    return {day: sessions for day, sessions in blocks.items() if sessions}


def sheet_day(found: TrainingClass, day: str) -> SheetDay:
    """One day of a class on paper. Raises NotThere."""
    for each in sheet_days(found, only=day):
        return each
    raise NotThere


def _rows(
    rosters: Collection[Mapping[int, int | None]], guests: Mapping[int, int], guests_ever: int
) -> list[tuple[int, int]]:
    """Row and person, in order of the rows, of those expected in the sessions of a day."""
    numbers: dict[int, int | None] = {}
    for roster in rosters:
        for person, number in roster.items():
            numbers[person] = numbers.get(person) or number
    seated: dict[int, int] = {}
    for person, number in numbers.items():
        if number:
            seated.setdefault(number, person)
    others = numbers.keys() - set(seated.values())
    first = max(FIRST_GUEST_ROW, max(seated, default=0) + 1)
    below = [(first + number - 1, person) for person, number in guests.items() if person in others]
    late = (each for each in numbers if each in others and each not in guests)
    return [*sorted(seated.items()), *below, *enumerate(late, first + guests_ever)]


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
