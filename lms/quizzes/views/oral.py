"""Asking aloud: the trainer or officer reads a question and taps what the person answers."""

from functools import partial

from flask import current_app, redirect, render_template, request, url_for

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.curriculum.messages import HOW_TO
from lms.quizzes import actions, queries
from lms.quizzes.rules import tokens, unanswered
from lms.quizzes.views.blueprint import blueprint
from lms.registration import queries as registration
from lms.web.access import actor, only
from lms.web.locale import choices
from lms.web.sentences import refusal

EXAMINERS = (Role.TRAINER, Role.OFFICER, Role.ADMIN)


@blueprint.get("/quiz/oral/<int:enrolment_id>")
@only(*EXAMINERS)
def oral(enrolment_id: int):
    """Before asking: who it is, and what came out the last time."""
    enrolment = _examined(enrolment_id)
    last = queries.final_result(enrolment_id)
    return render_template(
        "quizzes/oral.html", enrolment=enrolment, last=last, result=queries.result(last) if last else None
    )


@blueprint.post("/quiz/oral/<int:enrolment_id>")
@only(*EXAMINERS)
def start_oral(enrolment_id: int):
    """Begin, or go on where one stopped."""
    enrolment = _examined(enrolment_id)
    attempt = actions.start_oral(enrolment=enrolment, by=actor().user_id, at=clock.now())
    missing = unanswered(len(attempt.questions), queries.answered(attempt))
    position = missing[0] if missing else len(attempt.questions)
    return redirect(url_for(".oral_question", enrolment_id=enrolment_id, position=position), 303)


@blueprint.get("/quiz/oral/<int:enrolment_id>/<int:position>")
@only(*EXAMINERS)
def oral_question(enrolment_id: int, position: int):
    """One question to read aloud."""
    enrolment = _examined(enrolment_id)
    return _question(enrolment, queries.oral_attempt(enrolment_id), position)


@blueprint.post("/quiz/oral/<int:enrolment_id>/<int:position>")
@only(*EXAMINERS)
def oral_answer(enrolment_id: int, position: int):
    """Record what was said and show the next question at once."""
    enrolment = _examined(enrolment_id)
    attempt = queries.oral_attempt(enrolment_id, to_change=True)
    picked = tokens(request.form.getlist("chosen"))
    try:
        actions.answer(attempt=attempt, position=position, chosen=picked, at=clock.now())
    except Refused as refused:
        return _question(enrolment, attempt, position, picked=picked, fault=refusal(refused)), 422
    if position < len(attempt.questions):
        return partial(_question, enrolment, attempt, position + 1, picked=queries.chosen(attempt, position + 1))
    return partial(_finish, enrolment, attempt)


@blueprint.get("/quiz/oral/<int:enrolment_id>/finish")
@only(*EXAMINERS)
def oral_finish(enrolment_id: int):
    """Before recording: what was not asked yet."""
    enrolment = _examined(enrolment_id)
    return _finish(enrolment, queries.oral_attempt(enrolment_id))


@blueprint.post("/quiz/oral/<int:enrolment_id>/finish")
@only(*EXAMINERS)
def submit_oral(enrolment_id: int):
    """Record the result."""
    _examined(enrolment_id)
    attempt = queries.oral_attempt(enrolment_id, to_change=True)
    actions.submit(attempt=attempt, by=actor().user_id, at=clock.now())
    return redirect(url_for(".oral", enrolment_id=enrolment_id), 303)


def _examined(enrolment_id: int):
    if not current_app.extensions["may_examine"](actor(), enrolment_id):
        raise NotThere
    return registration.enrolment(enrolment_id)


def _question(enrolment, attempt, position: int, *, picked: frozenset[str] | None = None, fault: str | None = None):
    asked = queries.asked(attempt, position)
    return render_template(
        "quizzes/oral_question.html",
        **_places(enrolment),
        asked=asked,
        words=asked.words(*choices()),
        how_to=HOW_TO.get(asked.question.kind),
        picked=queries.chosen(attempt, position) if picked is None else picked,
        fault=fault,
        return_to=url_for(".oral_question", enrolment_id=enrolment.id, position=position),
    )


def _finish(enrolment, attempt):
    missing = unanswered(len(attempt.questions), queries.answered(attempt))
    return render_template(
        "quizzes/oral_finish.html", **_places(enrolment), missing=missing,
        return_to=url_for(".oral_finish", enrolment_id=enrolment.id),
    )  # fmt: skip


def _places(enrolment) -> dict:
    return {
        "name": enrolment.registration.full_name,
        "place": lambda position: url_for(".oral_question", enrolment_id=enrolment.id, position=position),
        "finish_at": url_for(".oral_finish", enrolment_id=enrolment.id),
    }
