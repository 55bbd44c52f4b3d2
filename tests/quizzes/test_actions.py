"""Starting, answering, handing in."""

import pytest

from lms.core import clock
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.events import EnrolmentsProgressed
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.questions import Question
from lms.quizzes import actions, queries
from lms.quizzes.models import AttemptAnswer
from lms.quizzes.queries.items import ItemFigures, item_figures
from lms.quizzes.rules import Reason, Score
from tests.factories.accounts import make_user
from tests.factories.curriculum import make_module
from tests.factories.quizzes import answer_to, make_attempt
from tests.factories.registration import make_enrolment


@pytest.fixture
def enrolment(db_session):
    return make_enrolment()


@pytest.fixture
def slug(enrolment):
    return curriculum.programme(enrolment.edition_id).variant(enrolment.variant).online[0]


@pytest.fixture
def told(app, monkeypatch):
    """The events that the house was told of."""
    heard = []
    monkeypatch.setitem(app.extensions, "listeners", {EnrolmentsProgressed: (heard.append,)})
    return heard


def test_the_assessment_asks_as_many_as_the_programme_says_from_what_the_class_is_taught(enrolment):
    programme = curriculum.programme(enrolment.edition_id)
    attempt = make_attempt(enrolment=enrolment, submitted=False)
    slugs = [slug for block in programme.variant(enrolment.variant).blocks for slug in block.modules]
    taught = {curriculum.module_in(programme, slug, enrolment.journey.bound_for).edition_id for slug in slugs}
    modules = [edition for edition, _ in attempt.questions]
    assert len(attempt.questions) == programme.rules.assessment_questions
    assert set(modules) <= taught
    assert len(set(modules)) == min(len(taught), len(modules))


def test_a_check_asks_everything_about_its_lesson(enrolment, slug):
    attempt = make_attempt(enrolment=enrolment, module=slug)
    module = curriculum.module_in(curriculum.programme(enrolment.edition_id), slug)
    assert [question for _, question in attempt.questions] == [each.id for each in module.questions]


def test_starting_again_goes_on_with_the_open_one(enrolment, slug):
    first = make_attempt(enrolment=enrolment, module=slug, submitted=False)
    assert make_attempt(enrolment=enrolment, module=slug, submitted=False).id == first.id
    actions.submit(attempt=first, by=None, at=clock.now())
    assert make_attempt(enrolment=enrolment, module=slug, submitted=False).id != first.id


def test_the_next_assessment_draws_other_questions(enrolment):
    first, second = make_attempt(enrolment=enrolment), make_attempt(enrolment=enrolment)
    assert first.questions != second.questions


def test_the_last_answer_counts_and_the_first_is_remembered_for_authors(enrolment, slug):
    attempt = make_attempt(enrolment=enrolment, module=slug, right=0, submitted=False)
    assert actions.answer(attempt=attempt, position=1, chosen=answer_to(attempt, 1), at=clock.now()) is True
    actions.submit(attempt=attempt, by=None, at=clock.now())
    assert attempt.right == 1
    edition_id, question = attempt.questions[0]
    assert item_figures([edition_id])[question] == ItemFigures(answered=1, right=0)


def test_of_a_check_nobody_else_is_told(enrolment, slug, told):
    make_attempt(enrolment=enrolment, module=slug)
    assert told == []


def test_what_was_handed_in_stays_as_it_is(enrolment, told):
    attempt = make_attempt(enrolment=enrolment, right=1)
    with pytest.raises(Refused) as refused:
        actions.answer(attempt=attempt, position=2, chosen=answer_to(attempt, 2), at=clock.now())
    actions.submit(attempt=attempt, by=None, at=clock.now())
    assert (refused.value.reason, attempt.right, len(told)) == (Reason.HANDED_IN, 1, 1)


def test_an_answer_overtaken_by_another_window_that_handed_in_is_not_recorded(enrolment, told):
    attempt = make_attempt(enrolment=enrolment, right=9, submitted=False)
    read_before = queries.Sheet(attempt.id, attempt.kind, attempt.questions, None, frozenset())
    actions.submit(attempt=attempt, by=None, at=clock.now())
    with pytest.raises(Refused) as refused:
        actions.answer(attempt=read_before, position=10, chosen=answer_to(attempt, 10), at=clock.now())
    right = db.session.query(AttemptAnswer).filter_by(attempt_id=attempt.id, is_right=True).count()
    assert (refused.value.reason, attempt.right, right) == (Reason.HANDED_IN, 9, 9)


def test_the_result_says_what_to_read_again(enrolment):
    attempt = make_attempt(enrolment=enrolment, right=7)
    result = queries.result(attempt)
    wrong = {
        (one.module.edition_id, one.question.objective)
        for one in (queries.asked(attempt, position) for position in (8, 9, 10))
    }
    assert (result.score, result.passed) == (Score(7, 10), True)
    assert {(module.edition_id, objective) for module, objective in result.read_again} == wrong


def test_the_last_assessment_counts_as_the_result(enrolment):
    make_attempt(enrolment=enrolment, right=10)
    second = make_attempt(enrolment=enrolment, right=3)
    make_attempt(enrolment=enrolment, right=0, submitted=False)
    assert queries.final_result(enrolment.id).id == second.id


def test_an_oral_assessment_asks_the_same_questions_and_says_who_asked(enrolment):
    written = make_attempt(enrolment=enrolment, submitted=False)
    examiner = make_user()
    oral = actions.start_oral(enrolment=enrolment, by=examiner.id, at=clock.now())
    assert (oral.id, oral.oral_by_id) == (written.id, examiner.id)
    assert queries.oral_attempt(enrolment.id).id == written.id


def test_after_the_lesson_the_questions_are_those_asked_before_it(enrolment):
    """More questions than are asked at once: what was asked before is asked again, so that one sees the gain."""
    module = make_module(
        edition_id=curriculum.newest_module("ru-patent").edition_id, slug="ru-patent", objectives=("a", "b"),
        questions=tuple(Question(f"q{n}", "ab"[n % 2], "true-false", ("true", "false"), frozenset({"true"}))
                        for n in range(12)),
    )  # fmt: skip
    before = actions.start_before(enrolment=enrolment, module=module, by=None, at=clock.now())
    assert len(before.questions) == module.check_length
    assert actions.start_before(enrolment=enrolment, module=module, by=None, at=clock.now()) is before
    before.submitted_at = clock.now()
    assert actions.start_before(enrolment=enrolment, module=module, by=None, at=clock.now()) is before
    after = actions.start_check(enrolment=enrolment, module=module, by=None, at=clock.now())
    assert after.questions == before.questions
    after.submitted_at = clock.now()
    again = actions.start_check(enrolment=enrolment, module=module, by=None, at=clock.now())
    assert again.questions != before.questions


def test_what_is_left_open_before_a_lesson_is_not_known_and_spoils_no_figures_of_questions(enrolment):
    module = curriculum.newest_module("bank-account")
    before = actions.start_before(enrolment=enrolment, module=module, by=None, at=clock.now())
    actions.answer(attempt=before, position=1, chosen=answer_to(before, 1), at=clock.now())
    actions.submit(attempt=before, by=None, at=clock.now())
    assert (before.right, len(before.answers)) == (1, len(before.questions))
    assert item_figures([module.edition_id]) == {}
