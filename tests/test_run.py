"""`./run`: the curriculum is read when its files changed; with `--empty`, a link lets the first administrator in."""

import re

import pytest

from lms.accounts import actions
from lms.core import clock
from lms.core.database import db
from lms.curriculum.files.faults import Broken
from lms.run import files_of, publish_changes, welcome_first_administrator

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


def test_the_curriculum_is_read_again_only_when_its_files_have_changed(own_house, tmp_path):
    own_house.config["COURSES"], note = tmp_path / "courses", tmp_path / "published"
    own_house.config["COURSES"].mkdir()
    broken = own_house.config["COURSES"] / "languages.toml"
    broken.write_text("[tg")
    with pytest.raises(Broken):
        publish_changes(own_house, note)
    assert not note.exists()
    note.write_text(files_of(own_house))
    publish_changes(own_house, note)  # reads nothing, so it finds nothing broken
    broken.write_text("[tg")
    broken.with_name("sources.toml").write_text("")
    with pytest.raises(Broken):
        publish_changes(own_house, note)
