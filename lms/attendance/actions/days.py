"""What a trainer notes on a day: what was looked after, questions from the box, what went wrong."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select

from lms.accounts.actions import record
from lms.attendance.actions.opening import held, hold_class, opened
from lms.attendance.models import BoxQuestion, DayCheck, Incident, MaterialUse
from lms.attendance.rules.days import IncidentKind, Material, PassedTo, of_room
from lms.companion import actions as companion
from lms.core import clock
from lms.core.database import db, get_row
from lms.core.errors import NotThere
from lms.core.freshness import refuse_if_changed


def check_day(
    *, class_id: int, day: str, done: Iterable[str], seen: str | None = None, by: int | None, at: datetime
) -> DayCheck:
    """Note what is looked after before a day of a class: exactly this. Who looked at the room and when changes only
    with what was looked at in the room: what there is to bring may be ticked later. Raises Refused(CHANGED_MEANWHILE)
    when somebody else noted something since it was looked at."""
    hold_class(class_id)
    wanted = select(DayCheck).where(DayCheck.class_id == class_id, DayCheck.day == day)
    found, looked_at = db.session.scalar(wanted.execution_options(populate_existing=True)), sorted(done)
    refuse_if_changed(seen, now=(found.done if found else [],), wanted=(looked_at,))
    if found is None:
        found = DayCheck(class_id=class_id, day=day)
        db.session.add(found)
    if found.checked_at is None or of_room(found.done) != of_room(looked_at):
        found.checked_at, found.checked_by_id = at, by
    found.done = looked_at
    db.session.flush()
    return found


def note_material(*, session_id: int, material: Material, used: bool, by: int | None, at: datetime) -> None:
    """Note that a kind of material was used in a block (E65), or that it was not after all. Saying it twice is saying
    it once. Raises NotThere, and Refused(TOO_EARLY, CLASS_CANCELLED)."""
    opened(held(session_id), by=by, at=at)
    found = db.session.get(MaterialUse, (session_id, material.value))
    if used and found is None:
        db.session.add(MaterialUse(session_id=session_id, material=material.value, noted_at=at, noted_by_id=by))
    elif found is not None and not used:
        db.session.delete(found)
    db.session.flush()


def ask(*, class_id: int, text: str, on: date) -> BoxQuestion:
    """Put a question into the box of a class. Takes no `by`: nobody can find out who asked."""
    made = BoxQuestion(class_id=class_id, text=text.strip(), asked_on=on)
    db.session.add(made)
    db.session.flush()
    return made


def answer_question(
    *, question_id: int, class_id: int, answer: str | None, passed_to: PassedTo | None, by: int | None, at: datetime
) -> None:
    """Write down the answer that was given, or who will give it. Raises NotThere."""
    found = db.session.get(BoxQuestion, question_id)
    if found is None or found.class_id != class_id:
        raise NotThere
    found.answer, found.passed_to = (answer or "").strip() or None, passed_to.value if passed_to else None
    done = found.answer or found.passed_to or found.handed_on_id
    found.settled_at, found.settled_by_id = (at, by) if done else (None, None)
    db.session.flush()


def hand_on_question(*, question_id: int, class_id: int, language: str, by: int | None, at: datetime) -> None:
    """Hand a question on to those who answer what people ask: they may put it among what everybody reads (E54). In the
    class it is settled with that. Twice is once. Raises NotThere."""
    found = get_row(BoxQuestion, question_id, to_change=True)
    if found is None or found.class_id != class_id or not found.text:
        raise NotThere
    if found.handed_on_id is None:
        asked_at = clock.at_local(found.asked_on)  # it is kept as long as if it had been asked there
        made = companion.hand_on(text=found.text, answer=found.answer, language=language, at=asked_at)
        found.handed_on_id = made.id
        if found.settled_at is None:
            found.settled_at, found.settled_by_id = at, by
        db.session.flush()


def note_incident(
    *, class_id: int, day: str, kind: IncidentKind, text: str, by: int | None, at: datetime
) -> Incident:
    """Write down something that went wrong. Who wrote what when stays."""
    made = Incident(class_id=class_id, day=day, kind=kind.value, text=text.strip(), written_at=at, written_by_id=by)
    db.session.add(made)
    db.session.flush()
    record(action="incident-noted", kind="class", subject=class_id, by=by, at=at)
    return made
