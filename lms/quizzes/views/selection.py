"""Tests by which trainers are selected: a written one is taken on the pages of every quiz, an oral one is asked by an
examiner who taps the answers (E87). Whom one may ask says `may_test` of the assembled house."""

from functools import partial

from flask import current_app, flash, redirect, render_template, request, url_for

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.curriculum import queries as curriculum
from lms.quizzes import actions, queries
from lms.quizzes.models import Attempt
from lms.quizzes.queries import selection
from lms.quizzes.rules import tokens, unanswered
from lms.quizzes.views.blueprint import blueprint
from lms.web.access import actor, only
from lms.web.locale import choices
from lms.web.sentences import refusal

EXAMINERS = (Role.OFFICER, Role.ADMIN)


@blueprint.post("/quiz/tests/<test>")
@only(Role.TRAINER)
def start_test(test: str):
    """Begin a written test, or go on with the open one."""
    try:
        attempt = actions.start_test(user_id=actor().user_id, test=_found(test, oral=False), at=clock.now())
    except Refused as refused:
        flash(refusal(refused))
        return redirect(url_for("trainers.own_record"), 303)
    return redirect(url_for(".question", attempt_id=attempt.id, position=1), 303)


@blueprint.post("/quiz/tests/<test>/oral/<int:user_id>")
@only(*EXAMINERS)
def start_oral_test(test: str, user_id: int):
    """Begin to ask an oral test."""
    _name(user_id)
    attempt = actions.start_test(
        user_id=user_id, test=_found(test, oral=True), oral_by=actor().user_id, at=clock.now()
    )
    return redirect(url_for(".oral_test_question", attempt_id=attempt.id, position=1), 303)


@blueprint.get("/quiz/oral-test/<int:attempt_id>/<int:position>")
@only(*EXAMINERS)
def oral_test_question(attempt_id: int, position: int):
    """One question to read aloud."""
    attempt = selection.examined(attempt_id, actor().user_id)
    return _question(attempt, position, queries.chosen(attempt, position))


@blueprint.post("/quiz/oral-test/<int:attempt_id>/<int:position>")
@only(*EXAMINERS)
def oral_test_answer(attempt_id: int, position: int):
    """Record what was said and show the next question at once."""
    attempt = selection.examined(attempt_id, actor().user_id, to_change=True)
    picked = tokens(request.form.getlist("chosen"))
    try:
        actions.answer(attempt=attempt, position=position, chosen=picked, at=clock.now())
    except Refused as refused:
        return _question(attempt, position, picked, fault=refusal(refused)), 422
    if position < len(attempt.questions):
        return partial(_question, attempt, position + 1, queries.chosen(attempt, position + 1))
    return partial(_finish, attempt)


@blueprint.get("/quiz/oral-test/<int:attempt_id>/finish")
@only(*EXAMINERS)
def oral_test_finish(attempt_id: int):
    """Before recording: what was not asked yet."""
    return _finish(selection.examined(attempt_id, actor().user_id))


@blueprint.post("/quiz/oral-test/<int:attempt_id>/finish")
@only(*EXAMINERS)
def submit_oral_test(attempt_id: int):
    """Record the result."""
    attempt = selection.examined(attempt_id, actor().user_id, to_change=True)
    actions.submit(attempt=attempt, by=actor().user_id, at=clock.now())
    return redirect(url_for("trainers.of_account", user_id=attempt.account_id), 303)


def _found(slug: str, *, oral: bool):
    test = curriculum.newest_test(slug)
    if test.oral is not oral:
        raise NotThere
    return test


def _name(user_id: int) -> str:
    name = current_app.extensions["may_test"](actor(), user_id)
    if name is None:
        raise NotThere
    return name


def _places(attempt: Attempt) -> dict:
    return {
        "name": _name(attempt.account_id),
        "place": lambda position: url_for(".oral_test_question", attempt_id=attempt.id, position=position),
        "finish_at": url_for(".oral_test_finish", attempt_id=attempt.id),
    }


def _question(attempt: Attempt, position: int, picked: frozenset[str], *, fault: str | None = None):
    asked = queries.asked(attempt, position)
    return render_template(
        "quizzes/oral_question.html", **_places(attempt), asked=asked, words=asked.words(*choices()), picked=picked,
        fault=fault, return_to=url_for(".oral_test_question", attempt_id=attempt.id, position=position),
    )  # fmt: skip


def _finish(attempt: Attempt):
    missing = unanswered(len(attempt.questions), queries.answered(attempt))
    return render_template(
        "quizzes/oral_finish.html", **_places(attempt), missing=missing, selects=True,
        return_to=url_for(".oral_test_finish", attempt_id=attempt.id),
    )  # fmt: skip
