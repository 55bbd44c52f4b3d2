"""What trainers note on their days, and two phones that differ: in the class of today and in the last one held."""

from datetime import timedelta

from lms.attendance import actions as attendance
from lms.attendance.rules import MarkState
from lms.attendance.rules.days import THING, IncidentKind, Item, PassedTo, to_bring
from lms.attendance.rules.marks import Said, Sent
from lms.centres.rules import Equipment
from lms.classes import queries as classes
from lms.classes.models import TrainingClass
from lms.core import chance

QUESTIONS = (
    "Агар корфармо шиносномаро гирад, чӣ кор кунам?",
    "Оё патентро дар шаҳри дигар истифода бурдан мумкин аст?",
    "Агар музд надиҳанд, ба кӣ муроҷиат кунам?",
)


def note_today(found: TrainingClass, *, by: int) -> None:
    """The room is half looked after, and two questions lie in the box."""
    at = found.sessions[0].starts_at - timedelta(minutes=30)
    items = [THING.format(Equipment.WHITEBOARD), Item.CHAIRS, Item.POWER, Item.WATER, Item.SHEETS]
    done = [str(each) for each in (*items, *to_bring(2))]
    attendance.check_day(class_id=found.id, day=found.sessions[0].day, done=done, by=by, at=at)
    for text in QUESTIONS[:2]:
        attendance.ask(class_id=found.id, text=text, on=found.first_day)


def note_held(found: TrainingClass, *, by: int) -> None:
    """Blocks with the minutes they really had, a question passed on, an incident, and two phones that differ."""
    blocks = [each for each in found.sessions if each.block]
    for late, each in enumerate(blocks):
        began, ended = each.starts_at + timedelta(minutes=late), each.ends_at + timedelta(minutes=late // 2)
        what = {"session_id": each.id, "by": by, "at": each.ends_at + timedelta(hours=1)}
        attendance.begin_block(began_at=began, **what)
        attendance.end_block(ended_at=ended, **what)
    end = blocks[-1].ends_at
    asked = attendance.ask(class_id=found.id, text=QUESTIONS[2], on=found.last_day)
    attendance.answer_question(
        question_id=asked.id, class_id=found.id, answer="Ба нозироти меҳнат; ҳуқуқшинос занг мезанад.",
        passed_to=PassedTo.LAWYER, by=by, at=end,
    )  # fmt: skip
    attendance.hand_on_question(question_id=asked.id, class_id=found.id, language=found.language, by=by, at=end)
    attendance.note_incident(
        class_id=found.id, day=blocks[0].day, kind=IncidentKind.ROOM, by=by, at=end,
        text="Барқ 40 дақиқа набуд, бе экран гузаронидем.",
    )  # fmt: skip
    person = classes.roster(blocks[1].id)[0]
    for number, state in enumerate((MarkState.PRESENT, MarkState.LATE)):
        device, name = chance.letters(32, "0123456789abcdef"), chance.letters(32, "0123456789abcdef")
        sent = Sent(name, person, Said(state), device, number, blocks[1].starts_at + timedelta(minutes=5))
        attendance.take_marks(session_id=blocks[1].id, marks=[sent], may_overrule=True, by=by, at=end)
