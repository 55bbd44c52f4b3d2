"""Recordings and pictures that go along when the curriculum is exported and published elsewhere."""

import tracemalloc

import pytest
import sqlalchemy as sa

from lms.core import clock
from lms.curriculum import queries as curriculum
from lms.curriculum.actions.exporting import export
from lms.curriculum.files.faults import Broken
from lms.curriculum.messages import how_to
from lms.media import actions, queries
from lms.media.actions.keeping import put
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
    part = next(parts_of(module, "tg", how_to("tg")))
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
    assert actions.carry_out(folder=tmp_path / "none") == ([f"uploads/{name}" for name in (
        "pictures.toml", queries.pictures("money")[0].file)], [])  # fmt: skip


def test_how_a_line_is_written_changes_nothing_and_what_is_recorded_here_is_played(db_session, tmp_path, kept):
    actions.carry_out(folder=tmp_path)
    table = tmp_path / "uploads" / "recordings.toml"
    lines = [each for each in table.read_text().splitlines() if " = " in each]
    table.write_text("\n".join(["[[recordings]]", *reversed(lines), "id = 1", ""] * 2))
    assert actions.bring_in(folder=tmp_path, by=None, at=clock.now()) == 0
    kept.file = "0" * 32 + ".mp3"  # recorded anew here
    db_session.flush()
    assert actions.bring_in(folder=tmp_path, by=None, at=clock.now()) == 0
    kept.added_by_id = None  # brought along once
    db_session.flush()
    assert actions.bring_in(folder=tmp_path, by=None, at=clock.now()) == 1


def test_a_line_of_the_wrong_table_is_refused_and_nothing_is_laid_down(app, db_session, monkeypatch, tmp_path, kept):
    actions.carry_out(folder=tmp_path)
    [picture], place = queries.pictures("money"), tmp_path / "uploads"
    told = place / "recordings.toml"
    told.write_text(told.read_text().replace(kept.file, picture.file))
    monkeypatch.setitem(app.config, "UPLOADS", tmp_path / "there")
    db_session.execute(sa.delete(Picture))
    db_session.execute(sa.delete(Recording))
    assert [each.file for each in actions.faults_in(folder=tmp_path)] == ["uploads/recordings.toml"]
    with pytest.raises(Broken):
        actions.bring_in(folder=tmp_path, by=None, at=clock.now())
    assert not queries.folder().exists()


def test_what_was_never_kept_here_stays_in_the_folder_and_what_is_lost_is_named(db_session, tmp_path, kept):
    place = tmp_path / "uploads"
    place.mkdir()
    (place / "notes.txt").write_text("of a colleague")
    other = 'module = "health"\npart = "screen-1"\nlanguage = "tg"\nsign = "{0}"\nfile = "{0}.mp3"\n'.format("a" * 32)
    (place / "recordings.toml").write_text(f"[[recordings]]\n{other}")
    (queries.folder() / kept.file).unlink()
    assert actions.carry_out(folder=tmp_path)[1] == [kept.file]
    assert (place / "notes.txt").exists()
    told = (place / "recordings.toml").read_text()
    assert "health" in told and kept.file not in told


@pytest.mark.source
def test_a_line_stays_where_the_folder_still_has_its_file(app, db_session, tmp_path, kept):
    actions.carry_out(folder=tmp_path)
    table, file = tmp_path / "uploads" / "recordings.toml", tmp_path / "uploads" / kept.file
    told = table.read_text()
    (queries.folder() / kept.file).unlink()
    result = app.test_cli_runner().invoke(args=["curriculum", "export", "--to", str(tmp_path)])
    assert (table.read_text(), file.exists(), result.exit_code) == (told, True, 1)
    assert f"{kept.file}: not in the instance's media: bring it back from the backup" in result.output


@pytest.mark.source
def test_a_file_that_a_line_of_a_colleague_names_stays(db_session, tmp_path, kept):
    actions.carry_out(folder=tmp_path)
    table = tmp_path / "uploads" / "recordings.toml"
    told = table.read_text().replace('module = "money"', 'module = "health"')
    table.write_text(told)
    actions.remove_recording(recording_id=kept.id, by=kept.added_by_id, at=clock.now())
    actions.carry_out(folder=tmp_path)
    assert (table.read_text(), (tmp_path / "uploads" / kept.file).exists()) == (told, True)


@pytest.mark.source
@pytest.mark.parametrize("wrong", ["<<<<<<< HEAD\n", '[[recordings]]\nmodule = "health"\n'])
def test_nothing_is_written_over_a_table_that_cannot_be_read_whole(app, db_session, tmp_path, kept, wrong):
    table = tmp_path / "uploads" / "recordings.toml"
    table.parent.mkdir()
    table.write_text(wrong)
    result = app.test_cli_runner().invoke(args=["curriculum", "export", "--to", str(tmp_path)])
    assert "Nothing was exported.\nuploads/recordings.toml" in result.output
    assert (result.exit_code, [each for each in tmp_path.rglob("*.*") if "here" not in each.parts]) == (1, [table])
    assert table.read_text() == wrong


@pytest.mark.source
def test_files_are_brought_in_one_after_the_other(app, db_session, monkeypatch, tmp_path, kept):
    for frames in range(4700, 4708):
        again = {each: getattr(kept, each) for each in ("module", "part", "language", "sign", "size", "added_at")}
        db_session.add(Recording(file=put(mp3(frames), ".mp3"), **again))
    actions.carry_out(folder=tmp_path)
    db_session.execute(sa.delete(Recording))
    monkeypatch.setitem(app.config, "UPLOADS", tmp_path / "there")
    tracemalloc.start()
    try:
        assert actions.bring_in(folder=tmp_path, by=None, at=clock.now()) == 9
        assert tracemalloc.get_traced_memory()[1] < 4 * len(mp3(4708))
    finally:
        tracemalloc.stop()
