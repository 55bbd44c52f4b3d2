"""Recordings and pictures that go along when the curriculum is exported and published elsewhere."""

import pytest
import sqlalchemy as sa

from lms.core import clock
from lms.curriculum import queries as curriculum
from lms.curriculum.actions.exporting import export
from lms.curriculum.files.faults import Broken
from lms.media import actions, queries
from lms.media.models import Picture, Recording
from lms.media.rules.parts import parts_of, sign_of
from tests.factories.accounts import make_user
from tests.factories.pictures import PNG_PICTURE
from tests.factories.sounds import mp3


@pytest.fixture
def kept(app, db_session, monkeypatch, tmp_path) -> Recording:
    """A recording of the first screen of a module, and a picture for it."""
    monkeypatch.setitem(app.config, "UPLOADS", tmp_path / "here")
    module, by = curriculum.newest_module("money"), make_user().id
    part = next(parts_of(module, "tg"))
    words = {"tg": "Роҳ «дур»", "ru": "Дорога", "en": 'A "road"'}
    actions.keep_picture(module="money", data=PNG_PICTURE, words=words, by=by, at=clock.now())
    return actions.keep_recording(
        module=module, part=part.name, language="tg", sign=sign_of(part.text, "tg"), data=mp3(), by=by, at=clock.now()
    )


@pytest.mark.source
def test_an_exported_folder_brings_recordings_and_pictures_along(app, db_session, monkeypatch, tmp_path, kept):
    first, second = tmp_path / "first", tmp_path / "second"
    assert sum(each.startswith("uploads/") for each in export(folder=first).written) == 4
    sign, file = kept.sign, kept.file
    db_session.execute(sa.delete(Recording))
    db_session.execute(sa.delete(Picture))
    monkeypatch.setitem(app.config, "UPLOADS", tmp_path / "there")
    assert actions.bring_in(folder=first, by=None, at=clock.now()) == 2
    actions.announce()
    assert queries.played() == {sign: file}
    [picture] = queries.pictures("money")
    assert (picture.words["en"], picture.width, (queries.folder() / picture.file).exists()) == ('A "road"', 4, True)
    assert actions.bring_in(folder=first, by=None, at=clock.now()) == 0
    actions.carry_out(folder=second)
    names = [each.name for each in sorted((first / "uploads").iterdir())]
    assert [(second / "uploads" / each).read_bytes() for each in names] == [
        (first / "uploads" / each).read_bytes() for each in names
    ]


def test_what_was_removed_here_does_not_come_back_and_a_changed_file_is_refused(db_session, tmp_path, kept):
    actions.carry_out(folder=tmp_path)
    actions.remove_recording(recording_id=kept.id, by=kept.added_by_id, at=clock.now())
    assert actions.bring_in(folder=tmp_path, by=None, at=clock.now()) == 0
    db_session.execute(sa.delete(Recording))
    (tmp_path / "uploads" / kept.file).write_bytes(b"<script>")
    with pytest.raises(Broken) as broken:
        actions.bring_in(folder=tmp_path, by=None, at=clock.now())
    assert "is missing or is not what it was" in str(broken.value)
    assert actions.carry_out(folder=tmp_path / "none") == [f"uploads/{name}" for name in (
        "pictures.toml", queries.pictures("money")[0].file)]  # fmt: skip
