"""The staff answer what people ask."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from lms.companion import actions, queries
from lms.companion.forms import AnswerForm
from lms.companion.permissions import ANSWERERS, can_answer, questions_visible_to
from lms.companion.views.blueprint import blueprint
from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.core.freshness import sign_of
from lms.curriculum.queries import country_names, place_name
from lms.web.access import actor, only
from lms.web.sentences import refusal


@blueprint.get("/desk/questions")
@only(*ANSWERERS)
def questions():
    """What was asked, first what has no answer."""
    return render_template(
        "companion/questions.html", questions=queries.questions(questions_visible_to(actor())),
        names=country_names(), place_name=place_name,
    )  # fmt: skip


@blueprint.route("/desk/questions/<int:question_id>", methods=["GET", "POST"])
@only(*ANSWERERS)
def answer(question_id: int):
    """Answer one; the answer may stand among those that people ask."""
    found = queries.question(question_id)
    if not can_answer(actor(), found):
        raise NotThere
    form = AnswerForm(obj=found, seen=sign_of(*found.facts))
    if form.validate_on_submit():
        shown = (form.shown.data or "").strip()
        try:
            actions.answer(
                question_id=found.id, answer=form.answer.data.strip(), shown=shown if form.is_public.data else None,
                seen=form.seen.data, by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("answer", refusal(refused))
        else:
            flash(_("The answer is there now for whoever asked."))
            return redirect(url_for(".questions"), 303)
    return render_template("companion/answer.html", form=form, question=found), 422 if form.errors else 200
