"""Recording and uploading in the browser, and hearing it in the lesson."""

import io
from pathlib import Path

import pytest
from flask import current_app

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.curriculum.messages import how_to
from lms.curriculum.queries.checking import module_in_work
from lms.learning import queries as learning
from lms.media import actions, queries
from lms.media.models import Recording
from lms.media.rules import Reason
from lms.media.rules.parts import parts_of, sign_of
from tests.factories.accounts import make_user
from tests.factories.drafts import make_draft
from tests.factories.pictures import PNG_PICTURE, jpeg_of_a_phone
from tests.factories.quizzes import make_check
from tests.factories.registration import make_enrolment
from tests.factories.sounds import m4a, mp3


@pytest.fixture
def lesson(app, db_session, client, monkeypatch, tmp_path):
    """The first lesson of somebody's course, an author at the desk, and an empty folder."""
    monkeypatch.setitem(app.config, "UPLOADS", tmp_path / "media")
    enrolment = make_enrolment()
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    return enrolment, learning.lessons(enrolment)[0].module


def send(client, module, part, data, code="en", **changes):
    text = next(each.text for each in parts_of(module, code, how_to(code)) if each.name == part)
    form = {"sign": sign_of(text, code), "sound": (io.BytesIO(data), "x.html"), **changes}
    return client.post(f"/author/modules/{module.slug}/sound/{part}/{code}", form)


def screen_of(module, n=1, code="en"):
    return f"screen.{module.said(code)['screens'][n - 1]['id']}"


def test_what_an_author_records_is_heard_in_the_lesson_and_the_library_in_its_language_only(lesson, client, db_session):
    enrolment, module = lesson
    module = curriculum.newest_module(module.slug)
    assert send(client, module, screen_of(module), m4a(b"+38.56+068.77/")).status_code == 303
    [kept] = db_session.query(Recording).all()
    desk = client.get(f"/author/modules/{module.slug}/sound").page.text
    assert desk.count("Recorded") == 1
    client.sign_in(enrolment.registration.user)
    for code, there in (("en", True), ("ru", False)):
        client.speak(code)
        for path in (f"/course/{module.slug}/1", f"/learn/{module.slug}/"):
            page = client.get(path).page.html
            assert (f'<audio controls preload="none" src="/media/uploads/{kept.file}"' in page) == there
    with client.get(f"/media/uploads/{kept.file}") as sound:
        assert (sound.mimetype, b"38.56" in sound.data) == ("audio/mp4", False)
        assert sound.headers["X-Content-Type-Options"] == "nosniff"
        assert "max-age=31536000" in sound.headers["Cache-Control"]
    with client.get(f"/media/uploads/{kept.file}", headers={"Range": "bytes=0-3"}) as some:
        assert some.status_code == 206


def test_a_recording_of_an_older_text_is_shown_to_the_author_and_played_to_nobody(lesson, client, db_session):
    _, module = lesson
    part = screen_of(module)
    send(client, module, part, mp3())
    [kept] = db_session.query(Recording).all()
    kept.sign = sign_of("What stood here before", "en")
    db_session.flush()
    queries._played.cache_clear()
    assert "Of an older text" in client.get(f"/author/modules/{module.slug}/sound").page.text
    assert kept.file in client.get(f"/author/modules/{module.slug}/sound/{part}/en").page.html
    assert "<audio" not in client.get(f"/learn/{module.slug}/").page.html


def test_a_text_that_changed_under_the_reader_is_not_paired_with_the_recording(lesson, client, db_session):
    _, module = lesson
    answer = send(client, module, screen_of(module), mp3(), sign="of the text before")
    assert (answer.status_code, "The text has changed" in answer.page.text) == (422, True)
    assert db_session.query(Recording).count() == 0


def test_a_new_text_is_recorded_before_it_is_published(lesson, client):
    new = curriculum.latest("module", "money").sources["en.md"].replace("\nWhere did", "\nSay it: where did", 1)
    draft = make_draft(en_md=new)
    page = f"/author/modules/money/sound?draft={draft.id}"
    assert f'href="{page}"' in client.get(f"/author/drafts/{draft.id}/files/en.md").page.html
    part = screen_of(curriculum.newest_module("money"))
    drafted = module_in_work("money", None, Path(current_app.config["MEDIA"]))
    text = next(each.text for each in parts_of(drafted, "en", how_to("en")) if each.name == part)
    form = {"sign": sign_of(text, "en"), "sound": (io.BytesIO(mp3()), "x")}
    assert "Say it: where did" in text
    assert client.post(f"/author/modules/money/sound/{part}/en?draft={draft.id}", form).status_code == 303
    assert [client.get(each).page.text.count("Recorded") for each in (page, page.partition("?")[0])] == [1, 0]


def test_a_question_and_its_options_are_heard_where_they_are_asked(lesson, client):
    enrolment, module = lesson
    asked = next(each for each in module.questions if each.kind == "choice")
    send(client, module, f"question.{asked.id}", mp3(3))
    send(client, module, f"option.{asked.id}.{asked.options[0]}", mp3(4))
    attempt = make_check(enrolment=enrolment, module=module.slug, asks=[asked.id])
    client.sign_in(enrolment.registration.user)
    client.speak("en")
    assert client.get(f"/quiz/{attempt.id}/1").page.html.count('src="/media/uploads/') == 2


def test_whoever_records_a_question_reads_how_it_is_answered_in_its_language_too(lesson, client):
    """Who only listens does not see that several answers are right."""
    enrolment, module = lesson
    asked = next(each for each in module.questions if each.kind == "several")
    page = client.get(f"/author/modules/{module.slug}/sound/question.{asked.id}/tg").page
    assert page.text.count("Чанд ҷавоб дуруст аст. Ҳамаашро интихоб кунед.") == 1
    send(client, module, f"question.{asked.id}", mp3(3), "tg")
    client.sign_in(enrolment.registration.user)
    client.speak("tg")
    attempt = make_check(enrolment=enrolment, module=module.slug, asks=[asked.id])
    assert client.get(f"/quiz/{attempt.id}/1").page.html.count('src="/media/uploads/') == 1


def test_a_removed_recording_is_gone_from_the_lesson_and_from_the_folder(lesson, client, db_session):
    _, module = lesson
    send(client, module, screen_of(module), mp3())
    [kept] = db_session.query(Recording).all()
    assert (queries.folder() / kept.file).exists()
    client.post(f"/author/recordings/{kept.id}/remove")
    assert "<audio" not in client.get(f"/learn/{module.slug}/").page.html
    assert not (queries.folder() / kept.file).exists()
    assert client.post(f"/author/recordings/{kept.id}/remove").status_code == 404


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<html><script>alert(1)</script>", "This is not a recording"),
        (b"PK\x03\x04" + bytes(2000), "This is not a recording"),
        (b"", "Please choose a file"),
    ],
)
def test_what_is_no_recording_is_refused_with_a_sentence_and_nothing_is_kept(lesson, client, data, sentence):
    _, module = lesson
    answer = send(client, module, screen_of(module), data)
    assert (answer.status_code, sentence in answer.page.text) == (422, True)
    assert not queries.folder().exists()


def test_only_the_page_that_records_may_ask_for_the_microphone(lesson, client):
    _, module = lesson
    page = client.get(f"/author/modules/{module.slug}/sound/{screen_of(module)}/en")
    assert "microphone=(self)" in page.headers["Permissions-Policy"]
    assert "'unsafe" not in page.headers["Content-Security-Policy"]
    assert "blob:" not in page.headers["Content-Security-Policy"]
    for path in (f"/author/modules/{module.slug}/sound", f"/learn/{module.slug}/"):
        assert "microphone=()" in client.get(path).headers["Permissions-Policy"]
    assert client.get(f"/author/modules/{module.slug}/sound/screen.nothing/en").status_code == 404


def bring(client, module, data, **words):
    said = {f"words_{code}": f"A road {code}" for code in ("tg", "ru", "en")}
    return client.post(f"/author/modules/{module.slug}/pictures",
                       {**said, **words, "picture": (io.BytesIO(data), "x.png")})  # fmt: skip


def test_a_picture_is_kept_without_where_it_was_taken_and_with_the_line_that_inserts_it(lesson, client):
    _, module = lesson
    assert bring(client, module, jpeg_of_a_phone()).status_code == 303
    [kept] = queries.pictures(module.slug)
    assert f"![A road tg]({kept.file})" in client.get(f"/author/modules/{module.slug}/pictures").page.text
    with client.get(f"/media/uploads/{kept.file}") as served:
        assert (served.mimetype, b"Samsung" in served.data) == ("image/jpeg", False)
        assert "sandbox" in served.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<html><img src=x onerror=alert(1)>", "This is not a picture"),
        (b'<?xml version="1.0"?><svg onload="alert(1)"/>', "SVG drawings"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', "This is not a picture"),
        (b"PK\x03\x04" + bytes(100), "This is not a picture"),
        (PNG_PICTURE[:16] + b"\x00\x01\x00\x00\x00\x01\x00\x00" + PNG_PICTURE[24:], "at most 1600 points"),
        (PNG_PICTURE[:33] + b"\x00\x03\x0d\x40IDAT" + bytes(200_004) + PNG_PICTURE[33:], "at most 150 kilobytes"),
        (b"", "Please choose a file"),
    ],
)
def test_what_is_no_picture_for_a_phone_is_refused_with_a_sentence(lesson, client, data, sentence):
    _, module = lesson
    answer = bring(client, module, data)
    assert (answer.status_code, sentence in answer.page.text) == (422, True)
    assert queries.pictures(module.slug) == []


def test_a_picture_without_words_is_not_kept(lesson, client):
    _, module = lesson
    assert "in each language" in bring(client, module, PNG_PICTURE, words_ru=" ").page.text
    assert queries.pictures(module.slug) == []


def test_a_recording_of_half_an_hour_is_refused(lesson):
    _, module = lesson
    text = next(parts_of(module, "en", how_to("en"))).text
    with pytest.raises(Refused) as refused:
        actions.keep_recording(
            module=module, part=screen_of(module), language="en", sign=sign_of(text, "en"), data=mp3(6000),
            by=make_user().id, at=clock.now(),
        )  # fmt: skip
    assert refused.value.reason is Reason.SOUND_TOO_LARGE


@pytest.mark.source
def test_what_is_played_with_a_lesson_is_asked_once_even_right_after_a_change(lesson, count_queries):
    actions.announce()
    words = lesson[1].words["en"]
    with count_queries() as asked:
        assert queries.sounds_of(words, "en") == {}
    assert (len(words["screens"]) > 1, len(asked)) == (True, 1)
