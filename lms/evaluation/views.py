"""The trainee's sheet, and what classes thought."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from lms.centres import queries as centre_queries
from lms.classes import queries as classes
from lms.classes.models import TrainingClass
from lms.core import chance, clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.curriculum.permissions import AUTHORS
from lms.curriculum.queries import place_name
from lms.evaluation import actions, queries
from lms.evaluation.forms import field_of, paper_form, sheet_form
from lms.evaluation.messages import SENTENCES, written_mean
from lms.evaluation.paper import sheet_of_paper
from lms.evaluation.permissions import can_type_sheets
from lms.evaluation.queries.reviewers import asked_to_review
from lms.evaluation.rules import FEWEST_ANSWERS, FEWEST_RATINGS, Reason, may_take_back, may_type
from lms.registration import queries as registration
from lms.registration.messages import TEACHING_NAMES
from lms.registration.queries.consents import may_be_asked
from lms.web.access import actor, only
from lms.web.addresses import page_number, sent_id
from lms.web.locale import language
from lms.web.sentences import refusal

blueprint = Blueprint("evaluation", __name__, template_folder="templates")
READERS = (Role.MNE, Role.OFFICER, Role.TRAINER, Role.ADMIN)
PRINTERS, TYPISTS = (Role.OFFICER, Role.TRAINER, Role.ADMIN), (Role.OFFICER, Role.ADMIN)
LAST_SHEET = "last-sheet"  # in the session, which ends when somebody signs out


@blueprint.get("/evaluation")
@only(Role.TRAINEE)
def answer():
    """The questionnaire about the class, or when it will open."""
    begun = registration.own_courses(actor().user_id)
    invitation = queries.open_invitation([each.id for each in begun])
    if invitation is None:
        return render_template(
            "evaluation/closed.html",
            answered=queries.has_answered(begun[0].id),
            seat=classes.own_seat(begun[0].id),
        )
    sheet = queries.instrument(invitation.edition_id)
    return _sheet(sheet, sheet_form(sheet, language()), invitation)


@blueprint.post("/evaluation")
@only(Role.TRAINEE)
def send_answers():
    """Take the answers, once."""
    begun = [each.id for each in registration.own_courses(actor().user_id)]
    invitation = queries.own_invitation(begun, sent_id("invitation", request.form))
    sheet = queries.instrument(invitation.edition_id)
    form = sheet_form(sheet, language())
    if not form.validate():
        return _sheet(sheet, form, invitation), 422
    try:
        actions.answer(invitation_id=invitation.id, answers=form.answers(), at=clock.now())
    except Refused as refused:
        if refused.reason is not Reason.ANSWERED_ALREADY:
            form.refuse(field_of(sheet.items[0].id), refusal(refused))
            return _sheet(sheet, form, invitation), 422
        flash(refusal(refused))
    return redirect(url_for(".thanks"), 303)


@blueprint.get("/evaluation/thanks")
@only(Role.TRAINEE)
def thanks():
    """Thank you, and what becomes of the answers."""
    found = registration.own(actor().user_id)
    return render_template("evaluation/thanks.html", fewest=FEWEST_ANSWERS, may_ask=may_be_asked(found.id))


@blueprint.get("/desk/evaluations")
@only(*READERS)
def list_classes():
    """The classes that were asked, the latest first."""
    page = page_number()
    found, count = queries.evaluated_classes(actor(), page=page)
    return render_template(
        "evaluation/classes.html", found=found, count=count, page=page, size=queries.PAGE, place_name=place_name
    )


@blueprint.get("/desk/evaluations/<int:class_id>")
@only(*READERS)
def class_scores(class_id: int):
    """What one class thought, by item and dimension."""
    training_class = queries.visible_class(actor(), class_id)
    return render_template(
        "evaluation/class_scores.html",
        training_class=training_class,
        may_print=actor().has(*PRINTERS) and not classes.for_trainers(training_class),
        may_type=can_type_sheets(actor(), training_class) and may_type(training_class.last_day, clock.today()),
        scores=queries.class_scores(training_class),
        place_name=place_name,
        written_mean=written_mean,
    )


@blueprint.get("/desk/evaluations/<int:class_id>/sheet.pdf")
@only(*PRINTERS)
def sheet_to_print(class_id: int):
    """The questions on paper, for whoever does not answer on a phone."""
    training_class = queries.visible_class(actor(), class_id)
    return Response(sheet_of_paper(training_class, language(), at=clock.now()), mimetype="application/pdf")


@blueprint.route("/desk/evaluations/<int:class_id>/paper", methods=["GET", "POST"])
@only(*TYPISTS)
def type_sheet(class_id: int):
    """Type in one sheet of paper after the other."""
    training_class, scores = _class_to_type(class_id)
    sheet = scores.instrument
    form = paper_form(
        sheet, language(), number=queries.edition_number(sheet),
        asks_sex=queries.asks_sex(training_class.id, sheet), key=chance.letters(32, chance.HEX),
    )  # fmt: skip
    if form.validate_on_submit():
        typed = {"class_id": training_class.id, "key": form.key.data, "sex": form.said_sex()}
        try:
            kept = actions.answer_on_paper(answers=form.answers(), by=actor().user_id, at=clock.now(), **typed)
        except Refused as refused:
            form.refuse("scores", refusal(refused))
        else:
            if kept:
                session[LAST_SHEET] = {**typed, "at": clock.now()}
            flash(_("The sheet is kept. Take the next one."))
            return redirect(url_for(".type_sheet", class_id=training_class.id), 303)
    page = render_template(
        "evaluation/paper.html", form=form, scores=scores, training_class=training_class, field_of=field_of,
        place_name=place_name, last_sheet=_last_sheet(training_class.id), over=SENTENCES[Reason.TYPING_OVER],
        may_type=may_type(training_class.last_day, clock.today()),
    )  # fmt: skip
    return page, 422 if form.errors else 200


@blueprint.post("/desk/evaluations/<int:class_id>/paper/back")
@only(*TYPISTS)
def take_sheet_back(class_id: int):
    """Take back the sheet that this person typed in last, because something was typed wrongly."""
    training_class, _scores = _class_to_type(class_id)
    if last := _last_sheet(training_class.id):
        actions.take_back(**last, by=actor().user_id, at=clock.now())
        del session[LAST_SHEET]
        flash(_("The last sheet is taken back. Type it in again."))
    else:
        flash(_("Only the sheet that you typed in last is taken back, within an hour."))
    return redirect(url_for(".type_sheet", class_id=training_class.id), 303)


def _class_to_type(class_id: int) -> tuple[TrainingClass, queries.ClassScores]:
    training_class = queries.visible_class(actor(), class_id)
    scores = queries.class_scores(training_class)
    if scores is None or not can_type_sheets(actor(), training_class):
        raise NotThere
    return training_class, scores


def _last_sheet(class_id: int) -> dict[str, Any] | None:
    """What this person, signed in as now, typed in last, if it is of this class and may still be taken back."""
    last = dict(session.get(LAST_SHEET, ()))
    if last.get("class_id") != class_id or not may_take_back(last.pop("at"), clock.now()):
        return None
    return last


@blueprint.get("/author/reviewers")
@only(*AUTHORS)
def reviewers():
    """Whom to ask about the lessons: trainers whom their classes rated highly. Names only, no rating."""
    centres = {each.code: each for each in centre_queries.centres()}
    return render_template(
        "evaluation/reviewers.html", found=asked_to_review(clock.today()), centres=centres,
        place_name=place_name, few=FEWEST_RATINGS, spoken=_spoken,
    )  # fmt: skip


def _spoken(codes: Iterable[str]) -> str:
    return ", ".join(str(TEACHING_NAMES.get(each, each)) for each in codes)


def _sheet(sheet, form, invitation):
    form.invitation.data = str(invitation.id)
    return render_template(
        "evaluation/answer.html", form=form, sheet=sheet, said=sheet.said(language()), field_of=field_of
    )
