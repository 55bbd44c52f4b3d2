"""What a roll call of 25 people costs the server: processor time, which other work on the machine does not change."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from flask import current_app

from lms.app import create_app
from lms.attendance import actions
from lms.attendance.rules import MarkState
from lms.attendance.rules.marks import Said, Sent
from lms.classes import queries as classes
from lms.classes.models import TrainingClass
from lms.core import clock
from lms.core.database import db, unit_of_work
from tests.factories.attendance import make_roll_call
from tests.factories.classes import make_class, make_seat, session_of

PEOPLE, RUNS = 25, 15
DEVICE = "d" * 32


def measure(folder: Path) -> list[tuple[str, str, str]]:
    """The same roll call again and again, taken back each time: marks as a phone sends them, the roll closed on a page,
    and closed with all that listens (certificates)."""
    os.environ["LMS_INSTANCE"] = str(folder)
    with create_app().app_context():
        with unit_of_work():
            made, ending = _full_class("0"), _full_class("1")
            *before, last = [each for each in ending.sessions if each.block]
            for each in before:
                make_roll_call(session=each)
            closing = {"session_id": last.id, "by": None, "at": last.ends_at}
            to_certify = dict.fromkeys(classes.roster(last.id), MarkState.PRESENT)
            session_id, at = session_of(made, "journey").id, session_of(made, "journey").ends_at
        people = classes.roster(session_id)
        sent = [
            Sent(f"{each:032x}", each, Said(MarkState.PRESENT), DEVICE, number, clock.now())
            for number, each in enumerate(people)
        ]
        marks = dict.fromkeys(people, MarkState.PRESENT)
        what = {"session_id": session_id, "by": None, "at": at}
        sending = _cost(lambda: actions.take_marks(marks=sent, may_overrule=True, **what))
        whole = _cost(lambda: actions.close_roll_call(marks=marks, **what))
        certified = _cost(lambda: actions.close_roll_call(marks=to_certify, **closing))
        current_app.extensions["listeners"] = {}
        alone = _cost(lambda: actions.close_roll_call(marks=marks, **what))
    return [
        (f"{PEOPLE} marks from a phone, processor time", f"{sending:.1f} ms", "20 ms"),
        (f"a roll call of {PEOPLE} closed, nobody listening", f"{alone:.1f} ms", "20 ms"),
        (f"a roll call of {PEOPLE} closed, with all that listens", f"{whole:.1f} ms", "20 ms"),
        (f"the last roll call of {PEOPLE}, with their certificates", f"{certified:.1f} ms", ""),
    ]


def _full_class(of: str) -> TrainingClass:
    made = make_class()
    for number in range(PEOPLE):
        make_seat(training_class=made, phone=f"+9929012{of}{number:04d}", departs_on=made.last_day + timedelta(9))
    return made


def _cost(action: Callable[[], object]) -> float:
    """Milliseconds of processor time of one action, everything read anew; the middle one of several."""
    took = []
    for _ in range(RUNS):
        db.session.expunge_all()
        began = time.process_time()
        action()
        db.session.flush()
        took.append((time.process_time() - began) * 1000)
        db.session.rollback()
    return median(took)
