"""The desk's pages of trainers."""

import secrets

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts import queries as accounts
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.trainers import actions, queries
from lms.trainers.forms import QualificationForm, TrainerForm
from lms.trainers.messages import TEACHING_NAMES
from lms.trainers.permissions import can_change_trainers
from lms.trainers.rules import About
from lms.web.access import actor, only
from lms.web.forms import options
from lms.web.locale import language
from lms.web.sentences import refusal, sentence

blueprint = Blueprint("trainers", __name__, template_folder="templates")


@blueprint.get("/desk/trainers")
@only(Role.OFFICER, Role.ADMIN, Role.MNE)
def index():
    """The trainers one works with, and why somebody may not be assigned."""
    return render_template("trainers/index.html", trainers=queries.trainers_for(actor()), **_words())


@blueprint.get("/desk/trainers/<int:trainer_id>")
@only(Role.OFFICER, Role.ADMIN, Role.MNE)
def trainer(trainer_id: int):
    """One trainer."""
    found = queries.visible_trainer(actor(), trainer_id)
    form = _programmes(QualificationForm(passed_on=clock.today()))
    return render_template("trainers/trainer.html", trainer=found, form=form, **_words())


@blueprint.route("/desk/trainers/new", methods=["GET", "POST"])
@only(Role.ADMIN)
def new_trainer():
    """Record somebody who will teach."""
    form = TrainerForm(form_token=secrets.token_urlsafe(16))
    free = queries.without_trainer(accounts.users([Role.TRAINER]))
    form.centre.choices = options([("", _("All centres")), *current_app.extensions["scopes"](language())])
    form.account.choices = options([("", _("No account yet")), *((each.id, each.name) for each in free)])
    if form.validate_on_submit():
        try:
            made = actions.add_trainer(
                name=form.name.data.strip(), languages=form.languages.data, centre_code=form.centre.data or None,
                user_id=int(form.account.data) if form.account.data else None,
                about=About(former_migrant=form.former_migrant.data, contract_until=form.contract_until.data),
                form_token=form.form_token.data or None, by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("languages", refusal(refused))
        else:
            flash(_("%(name)s is recorded. Now add the trainings that were passed.", name=made.name))
            return redirect(url_for(".trainer", trainer_id=made.id))
    return render_template("trainers/new.html", form=form), 422 if request.method == "POST" else 200


@blueprint.post("/desk/trainers/<int:trainer_id>/qualifications")
@only(Role.ADMIN)
def add_qualification(trainer_id: int):
    """Record a training of trainers or a refresher."""
    found = queries.trainer(trainer_id)
    form = _programmes(QualificationForm())
    if form.validate_on_submit():
        which = {"trainer_id": trainer_id, "programme_slug": form.programme.data}
        who = {"by": actor().user_id, "at": clock.now()}
        try:
            if form.kind.data == "training":
                actions.record_qualification(**which, passed_on=form.passed_on.data, **who)
            else:
                actions.record_refresher(**which, refreshed_on=form.passed_on.data, **who)
        except Refused as refused:
            form.refuse("passed_on", refusal(refused))
        else:
            return redirect(url_for(".trainer", trainer_id=trainer_id))
    return render_template("trainers/trainer.html", trainer=found, form=form, **_words()), 422


def _programmes(form: QualificationForm) -> QualificationForm:
    form.programme.choices = options((each.slug, each.title(language())) for each in curriculum.programmes())
    return form


def _words() -> dict:
    day, programmes = clock.today(), curriculum.programmes()
    return {
        "can_change": can_change_trainers(actor()),
        "centre_names": dict(current_app.extensions["scopes"](language())),
        "teaching": TEACHING_NAMES,
        "titles": {each.slug: each.title(language()) for each in programmes},
        "programmes": programmes,
        "against": lambda found, programme: [
            sentence(reason) for reason in queries.why_not_assigned(found, programme=programme, day=day)
        ],
    }
