"""`./run`: the curriculum is read when its files changed; with `--empty`, a link lets the first administrator in."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete

from lms.accounts import actions
from lms.classes import actions as classes
from lms.classes.rules import Outcome
from lms.core import clock
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.models import Edition
from lms.demo.world import world_exists
from lms.run import files_of, pass_offers, publish_changes, welcome_demo, welcome_first_administrator
from tests.factories.classes import make_class, make_seat, make_wait

ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def own_house(new_app):
    app = new_app()
    with app.app_context():
        yield app


def link_printed(capsys) -> str | None:
    db.session.remove()
    welcome_first_administrator(ADDRESS)
    found = re.search(rf"{ADDRESS}/set-password/(\S+)", capsys.readouterr().out)
    return found and found[1]


def test_each_start_gives_a_link_until_the_password_is_set(own_house, capsys):
    first, second = link_printed(capsys), link_printed(capsys)
    assert first and second and first != second
    actions.use_link(token=second, password="three quiet mountains", at=clock.now())
    db.session.commit()
    assert link_printed(capsys) is None
    assert world_exists()
    welcome_demo(own_house, ADDRESS)
    assert "Building" not in capsys.readouterr().out, "published passwords are for a house in which nobody is"


def test_offers_that_nobody_answers_are_passed_on_without_a_clock_of_the_machine(own_house):
    found = make_class(capacity=1)
    seat = make_seat(training_class=found)
    first, second = make_wait(training_class=found), make_wait(training_class=found)
    classes.give_up_seat(seat_id=seat.id, by=None, at=clock.now() - timedelta(days=2))
    assert second.offered_until is None
    db.session.commit()
    pass_offers(own_house, times=1)
    db.session.expire_all()
    assert (first.outcome, second.offered_until is None) == (Outcome.LAPSED, False)


def test_the_curriculum_is_read_again_only_when_its_files_have_changed(own_house, tmp_path, capsys):
    own_house.config["COURSES"], note = tmp_path / "courses", tmp_path / "published"
    own_house.config["COURSES"].mkdir()
    broken, before = own_house.config["COURSES"] / "languages.toml", curriculum.latest_ids(curriculum.MODULE)
    broken.write_text("[tg")
    publish_changes(own_house, note)
    said = capsys.readouterr().out
    assert "what was published before stays in service" in said and "languages.toml:1: This line cannot be read" in said
    assert (curriculum.latest_ids(curriculum.MODULE), note.exists()) == (before, False)
    note.write_text(files_of(own_house))
    publish_changes(own_house, note)  # reads nothing, so it finds nothing broken
    assert capsys.readouterr().out == ""
    broken.write_text("[tg")
    broken.with_name("sources.toml").write_text("")
    publish_changes(own_house, note)
    assert "stays in service" in capsys.readouterr().out


def test_the_first_start_without_a_curriculum_in_order_says_what_to_mend(own_house, tmp_path):
    db.session.execute(delete(Edition))
    db.session.commit()
    own_house.config["COURSES"] = tmp_path
    with pytest.raises(SystemExit, match="languages.toml: This file is missing"):
        publish_changes(own_house, tmp_path / "published")
