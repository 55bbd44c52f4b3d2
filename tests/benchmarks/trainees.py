"""Trainees of the demo world who can sign in: the world itself gives only one of them a PIN."""

import os
from pathlib import Path

from sqlalchemy import func, select

from lms.app import create_app
from lms.core import clock
from lms.core.database import db, unit_of_work
from lms.registration.actions import choose_pin
from lms.registration.models import Enrolment, Registration

PIN = "482915"


def with_pins(folder: Path, count: int) -> list[tuple[str, str]]:
    """Give a PIN to `count` people who take the pilot and nothing else; returns their numbers with it."""
    os.environ["LMS_INSTANCE"] = str(folder)
    app = create_app()
    with app.app_context(), unit_of_work():
        people = db.session.scalars(
            select(Registration)
            .join(Enrolment, Enrolment.registration_id == Registration.id)
            .group_by(Registration.id)
            .having(func.count(Enrolment.id) == 1, func.min(Enrolment.programme_slug) == "tj-pilot")
            .order_by(Registration.id)
            .limit(count)
        ).all()
        for person in people:
            choose_pin(registration_id=person.id, pin=PIN, by=None, at=clock.now())
        return [(person.number, PIN) for person in people]
