"""The demo world: whole, shaped like the report, and the same for the same seed and day."""

import json
from datetime import date

import pytest
import sqlalchemy as sa

from lms.accounts.actions import sign_in
from lms.accounts.rules import Reason
from lms.certificates.models import Certificate
from lms.certificates.queries import by_code
from lms.classes.models import Seat, TrainingClass, Wait
from lms.core import clock
from lms.core.database import db, unit_of_work
from lms.demo.world import build_world, world_exists
from lms.registration.models import Journey, Registration

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def world(new_app):
    """The world of one day, in a house of its own."""
    app = new_app()
    with app.app_context():
        assert not world_exists()
        with unit_of_work():
            made = build_world(base_url="http://127.0.0.1:8000", today=DAY)
        yield made


def count(*where) -> int:
    return db.session.scalar(sa.select(sa.func.count()).where(*where))


def test_it_has_the_people_and_classes_it_promises(world):
    people = count(Registration.id > 0)
    assert 280 <= people <= 340
    assert 30 <= count(TrainingClass.id > 0) <= 34
    assert count(Certificate.id > 0) > 150
    men = count(Registration.sex == "m") / people
    russia = count(Journey.country == "RU") / people
    assert 0.78 <= men <= 0.92
    assert 0.94 <= russia <= 1.0


def test_most_leave_in_march_and_april(world):
    departures = sa.select(sa.extract("month", Journey.departs_on)).where(Journey.departs_on < DAY)
    months = db.session.scalars(departures).all()
    by_month = [sum(1 for month in months if int(month) == n) for n in range(1, 13)]
    assert max(by_month[2:4]) == max(by_month)


def test_everybody_of_the_table_can_sign_in(world):
    assert set(world["accounts"]) == {"trainee", "trainer", "officer", "officer2", "author", "mne", "admin"}
    for role, account in world["accounts"].items():
        result = sign_in(login=account["login"], secret=account["password"], address=role, at=clock.now())
        assert not isinstance(result, Reason), role


def test_what_the_file_names_is_there(world):
    assert json.loads(json.dumps(world)) == world
    assert by_code(world["certificate_code"]).id
    open_class = db.session.get(TrainingClass, world["open_class"])
    assert open_class.first_day > DAY
    assert count(Seat.class_id == open_class.id) < open_class.capacity
    assert db.session.get(TrainingClass, world["finished_class"]).last_day < DAY
    assert db.session.get(TrainingClass, world["class_today"]).first_day == DAY


def test_one_class_is_full_and_people_wait(world):
    assert count(Wait.ended_at.is_(None)) == 2


def test_the_same_seed_gives_the_same_world(world, new_app):
    person = (Registration.number, Registration.key, Registration.family_name, Registration.birth_date)
    facts = sa.select(*person).order_by(Registration.id)
    codes = sa.select(Certificate.code).order_by(Certificate.id)
    first = (db.session.execute(facts).all(), db.session.scalars(codes).all())
    again = new_app()
    with again.app_context():
        with unit_of_work():
            second_world = build_world(base_url="http://127.0.0.1:8000", today=DAY)
        second = (db.session.execute(facts).all(), db.session.scalars(codes).all())
    assert second_world == world
    assert second == first
