"""How long the server works on the week of a busy centre: processor time, which other work on the machine does not
change."""

import os
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from flask.testing import FlaskClient
from sqlalchemy import select

from lms.accounts.models import RoleGrant, User
from lms.app import create_app
from lms.centres.models import Centre, Room
from lms.classes.models import ClassSession, TrainingClass
from lms.classes.rules.timetable import monday_of
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db, unit_of_work
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Block
from lms.curriculum.rules.time_log import lay_out
from tests.client import CheckingClient

SESSIONS, ROOMS, RUNS = 2_000, 32, 15


def measure(folder: Path) -> list[tuple[str, str, str]]:
    """The week view of a centre with 2,000 sessions, all of them in that one week: the worst a week can be."""
    os.environ["LMS_INSTANCE"] = str(folder)
    app = create_app({"TESTING": True})
    with app.app_context():
        monday = monday_of(clock.today()) + timedelta(days=70)
        with unit_of_work():
            centre_id = _busy_centre(monday)
            officer = db.session.scalars(
                select(User).join(RoleGrant, RoleGrant.user_id == User.id).where(RoleGrant.role == Role.ADMIN.value)
            ).first()
        client = CheckingClient(app, use_cookies=True)
        client.sign_in(officer)
        db.session.commit()
    took = [_seconds(client, f"/desk/classes/timetable/centre/{centre_id}?day={monday}") for _ in range(RUNS)]
    return [(f"week of a centre with {SESSIONS:,} sessions in it", f"{median(took) * 1000:.0f} ms", "50 ms")]


def _busy_centre(monday: date) -> int:
    found = db.session.scalars(select(Centre)).first()
    programme = curriculum.programmes()[0]
    variant = programme.variants[0]
    made = 0
    for number in range(ROOMS):
        room = Room(centre_id=found.id, name=f"B{number}", area=30)
        db.session.add(room)
        db.session.flush()
        for day in (monday + timedelta(days=n) for n in range(6)):
            sessions = [_session(each, room) for each in lay_out(variant, [day])]
            if made + len(sessions) > SESSIONS:
                return found.id
            made += len(sessions)
            db.session.add(TrainingClass(
                edition_id=programme.edition_id, programme_slug=programme.slug, variant=variant.id,
                centre_id=found.id, language="tg", capacity=25, first_day=day, last_day=day,
                created_at=clock.now(), sessions=sessions,
            ))  # fmt: skip
    return found.id


def _session(slot, room: Room) -> ClassSession:
    block = isinstance(slot.item, Block)
    return ClassSession(
        day=slot.day, block=slot.item.id if block else None, break_kind=None if block else slot.item.kind,
        starts_at=clock.at_local(slot.starts.date(), slot.starts.hour, slot.starts.minute),
        ends_at=clock.at_local(slot.ends.date(), slot.ends.hour, slot.ends.minute), room_id=room.id,
    )  # fmt: skip


def _seconds(client, address: str) -> float:
    began = time.process_time()
    assert FlaskClient.open(client, address).status_code == 200  # the page alone, not the look at it
    return time.process_time() - began
