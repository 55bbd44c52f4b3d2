"""Answering: the check after a lesson and the assessment at the end, one question a page."""

from collections.abc import Callable
from functools import partial

from flask import redirect, render_template, request, url_for

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.curriculum.messages import HOW_TO
from lms.curriculum.rules.questions import answer_lines, feedback_lines
from lms.media.queries import heard_words
from lms.quizzes import actions, queries
from lms.quizzes.queries.sensitive import help_with
from lms.quizzes.rules import Kind, Reason, tokens, unanswered
from lms.quizzes.views.blueprint import blueprint
from lms.registration import queries as registration
from lms.web.access import actor, only, reads_first
from lms.web.addresses import LARGEST_ID, address
from lms.web.locale import choices
from lms.web.sentences import refusal


@blueprint.post("/quiz/start/<module>")
@only(Role.TRAINEE)
@reads_first
def start_check(module: str):
    """Begin the check of a lesson, or go on with the open one."""
    return _begin_of(actions.start_check, module)


@blueprint.post("/quiz/before/<module>")
@only(Role.TRAINEE)
@reads_first
def start_before(module: str):
    """Begin, or go on with, what is asked before a lesson (E157)."""
    return _begin_of(actions.start_before, module)


@blueprint.post("/quiz/final/start")
@only(Role.TRAINEE)
@reads_first
def start_final():
    """Begin the assessment at the end of the course, or go on with the open one."""
    enrolment = registration.own_course(actor().user_id)
    return _to_first(actions.start_final(enrolment=enrolment, by=actor().user_id, at=clock.now()))


@blueprint.get("/quiz/<int:attempt_id>/<int:position>")
@only(Role.TRAINEE, Role.TRAINER)
def question(attempt_id: int, position: int):
    """One question; with `answered` in the address, what was said to the answer of a check."""
    sheet = queries.own_sheet(actor(), attempt_id, shown=position)
    if sheet.submitted_at:
        return _to_result(attempt_id)
    if "answered" in request.args and sheet.kind == Kind.CHECK and sheet.picked:
        return _answered(sheet, position, sheet.picked)
    return _question(sheet, *_asked(sheet, position), picked=tokens(request.args.getlist("chosen")) or sheet.picked)


@blueprint.post("/quiz/<int:attempt_id>/<int:position>")
@only(Role.TRAINEE, Role.TRAINER)
@reads_first
def answer(attempt_id: int, position: int):
    """Record an answer. A check says at once whether it was right and why; the assessment goes straight on. Answered
    with a page, not a redirect: on a slow line each saved round trip is a second."""
    sheet = queries.own_sheet(actor(), attempt_id, shown=min(position + 1, LARGEST_ID), to_change=True)
    picked = tokens(request.form.getlist("chosen"))
    goes_on = sheet.kind != Kind.CHECK and position < len(sheet.questions)
    following = _asked(sheet, position + 1) if goes_on else None  # found while this still only reads
    try:
        actions.answer(attempt=sheet, position=position, chosen=picked, at=clock.now())
    except Refused as refused:
        if refused.reason is Reason.HANDED_IN:
            return _to_result(attempt_id)
        return _question(sheet, *_asked(sheet, position), picked=picked, fault=refusal(refused)), 422
    if sheet.kind == Kind.CHECK:
        return partial(_answered, sheet, position, picked)
    return partial(_question, sheet, *following, picked=sheet.picked) if following else partial(_finish, sheet)


@blueprint.get("/quiz/<int:attempt_id>/finish")
@only(Role.TRAINEE, Role.TRAINER)
def finish(attempt_id: int):
    """Before handing in: what has no answer yet."""
    attempt = queries.own_attempt(actor(), attempt_id)
    return _to_result(attempt_id) if attempt.submitted_at else _finish(attempt)


@blueprint.post("/quiz/<int:attempt_id>/finish")
@only(Role.TRAINEE, Role.TRAINER)
@reads_first
def submit(attempt_id: int):
    """Hand in."""
    attempt = queries.own_attempt(actor(), attempt_id, to_change=True)
    actions.submit(attempt=attempt, by=actor().user_id, at=clock.now())
    return _to_lesson(attempt) if attempt.kind == Kind.BEFORE else _to_result(attempt_id)


@blueprint.get("/quiz/<int:attempt_id>/result")
@only(Role.TRAINEE, Role.TRAINER)
def show_result(attempt_id: int):
    """The score in words and what to read again. Nobody else's page shows it (E68)."""
    attempt = queries.own_attempt(actor(), attempt_id)
    if attempt.kind == Kind.BEFORE:
        return _to_lesson(attempt)
    return render_template(
        "quizzes/result.html", attempt=attempt, result=queries.result(attempt), is_check=attempt.kind == Kind.CHECK,
        is_test=attempt.kind == Kind.TEST, numbers=help_with(attempt),
    )  # fmt: skip


def _asked(sheet, position: int):
    """A question, and the help that stands with it."""
    asked = queries.asked(sheet, position)
    return asked, help_with(sheet, asked.module)


def _question(sheet, asked, numbers, *, picked: frozenset[str], fault: str | None = None):
    reads = choices()
    spoken = asked.spoken(*reads)
    return render_template(
        "quizzes/question.html",
        asked=asked,
        numbers=numbers,
        words=heard_words(asked.words(*reads), asked.question.kind, spoken),
        spoken=spoken,
        how_to=HOW_TO.get(asked.question.kind),
        picked=picked,
        fault=fault,
        is_before=sheet.kind == Kind.BEFORE,
        pictures_first=sheet.pictures_first,
        keeps="to-speak",
        return_to=address(".question", attempt_id=sheet.id, position=asked.position),
    )


def _answered(sheet, position: int, picked: frozenset[str]):
    asked, numbers = _asked(sheet, position)
    words = asked.words(*choices())
    return render_template(
        "quizzes/answered.html",
        asked=asked,
        numbers=numbers,
        answer=answer_lines(asked.question, words, picked),
        feedback=feedback_lines(asked.question, words, picked),
        is_right=asked.question.is_right(picked),
        return_to=url_for(".question", attempt_id=sheet.id, position=position, answered="yes"),
    )


def _finish(attempt):
    missing = unanswered(len(attempt.questions), queries.answered(attempt))
    return render_template(
        "quizzes/finish.html", attempt=attempt, missing=missing, is_before=attempt.kind == Kind.BEFORE,
        numbers=help_with(attempt), return_to=url_for(".finish", attempt_id=attempt.id),
    )  # fmt: skip


def _to_lesson(attempt):
    """What was asked before a lesson has no score: the lesson says what is left to read."""
    return redirect(url_for("learning.before", module=attempt.module), 303)


def _begin_of(start: Callable, module: str):
    """Begin what is asked of a lesson, in the edition of the person's own course."""
    enrolment = registration.own_course(actor().user_id)
    programme = curriculum.programme(enrolment.edition_id)
    found = curriculum.module_in(programme, module, enrolment.journey.bound_for)
    return _to_first(start(enrolment=enrolment, module=found, by=actor().user_id, at=clock.now()))


def _to_first(attempt):
    # A redirect, though it is a round trip more: whoever comes back here after handing in must not begin another one.
    return redirect(url_for(".question", attempt_id=attempt.id, position=1), 303)


def _to_result(attempt_id: int):
    return redirect(url_for(".show_result", attempt_id=attempt_id), 303)
