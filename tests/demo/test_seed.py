"""The demo world is the same for the same seed and day."""

import pytest
import sqlalchemy as sa

from lms.certificates.models import Certificate
from lms.core.database import db, unit_of_work
from lms.demo.world import build_world
from lms.registration.models import Registration
from tests.conftest import DEMO_DAY


@pytest.mark.strict  # SQLite builds the whole world for `test_world.py`, and keeps rows in the order they came in
def test_the_same_seed_gives_the_same_world(new_app, monkeypatch):
    for size, classes in (("PAST_CLASSES", 4), ("COMING_CLASSES", 3)):
        monkeypatch.setattr(f"lms.demo.world.{size}", classes)  # enough of everything for one draw to show
    person = (Registration.number, Registration.key, Registration.family_name, Registration.birth_date)
    facts = sa.select(*person).order_by(Registration.id)
    codes = sa.select(Certificate.code).order_by(Certificate.id)

    def built(seed: int) -> tuple:
        with new_app().app_context():
            with unit_of_work():
                world = build_world(base_url="", today=DEMO_DAY, seed=seed)
            return world, db.session.execute(facts).all(), db.session.scalars(codes).all()

    first = built(1)
    assert len(first[1]) > 60
    assert built(1) == first
