"""Reading screens."""

import pytest

from lms.core import clock
from lms.core.events import EnrolmentsProgressed
from lms.learning import actions, queries
from tests.factories.learning import make_progress
from tests.factories.registration import make_enrolment


@pytest.fixture
def enrolment(db_session):
    return make_enrolment()


@pytest.fixture
def module(enrolment):
    return queries.lessons(enrolment)[0].module


@pytest.fixture
def told(app, monkeypatch):
    """The events that the house was told of."""
    heard = []
    monkeypatch.setitem(app.extensions, "listeners", {EnrolmentsProgressed: (heard.append,)})
    return heard


def read(enrolment, module, *screens):
    for screen in screens:
        row = actions.read_screen(enrolment_id=enrolment.id, module=module, screen=screen, by=None, at=clock.now())
    return row


def test_reading_is_remembered_with_the_edition_it_was_read_in(enrolment, module):
    row = read(enrolment, module, 1, 2)
    assert (row.screens_read, row.edition_id, row.finished_at) == (2, module.edition_id, None)


def test_reading_a_screen_twice_or_going_back_changes_nothing(enrolment, module):
    assert read(enrolment, module, 1, 2, 2, 1).screens_read == 2


def test_a_screen_far_ahead_does_not_count(enrolment, module):
    assert read(enrolment, module, 1, 5).screens_read == 1


def test_the_house_is_told_once_when_the_lesson_is_finished(enrolment, module, told):
    row = make_progress(enrolment=enrolment, module=module.slug)
    finished = row.finished_at
    read(enrolment, module, len(module.screen_ids))
    assert [event.enrolment_ids for event in told] == [(enrolment.id,)]
    assert row.finished_at == finished


def test_lessons_left_are_those_not_read_to_the_end(enrolment, module):
    lessons = [lesson.module.slug for lesson in queries.lessons(enrolment)]
    make_progress(enrolment=enrolment, module=lessons[0])
    make_progress(enrolment=enrolment, module=lessons[1], screens=2)
    assert queries.lessons_left([enrolment]) == {enrolment.id: lessons[1:]}
