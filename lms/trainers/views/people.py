"""The desk's pages of trainers: the list, one trainer, recording and correcting one."""

import secrets

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts import queries as accounts
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.core.freshness import sign_of
from lms.curriculum import queries as curriculum
from lms.curriculum.queries import place_name
from lms.trainers import actions, queries
from lms.trainers.forms import NewTrainerForm, TrainerForm
from lms.trainers.models import Trainer
from lms.trainers.rules import Reason
from lms.trainers.views.blueprint import blueprint, words
from lms.trainers.views.records import record_page
from lms.web.access import actor, only
from lms.web.forms import options
from lms.web.locale import language
from lms.web.sentences import refusal

CURED_BY = {
    Reason.ACCOUNT_TAKEN: "account",
    Reason.CONTRACT_BACKWARDS: "contract_until",
    Reason.HEALTH_BACKWARDS: "health_due_on",
}


@blueprint.get("/desk/trainers")
@only(Role.OFFICER, Role.ADMIN, Role.MNE)
def index():
    """The trainers one works with, what falls due, and why somebody may not be assigned."""
    return render_template("trainers/index.html", trainers=queries.trainers_for(actor()), **words())


@blueprint.get("/desk/trainers/<int:trainer_id>")
@only(Role.OFFICER, Role.ADMIN, Role.MNE)
def trainer(trainer_id: int):
    """One trainer: everything that decides, and what falls due."""
    return record_page(queries.visible_trainer(actor(), trainer_id))


@blueprint.get("/desk/trainers/of-account/<int:user_id>")
@only(Role.OFFICER, Role.ADMIN)
def of_account(user_id: int):
    """The trainer who signs in with an account, for rooms that know accounts only."""
    found = queries.visible_trainer(actor(), queries.trainer_of_user(user_id).id)
    return redirect(url_for(".trainer", trainer_id=found.id), 303)


@blueprint.route("/desk/trainers/new", methods=["GET", "POST"])
@only(Role.ADMIN)
def new_trainer():
    """Record somebody who will teach."""
    form = _with_choices(NewTrainerForm(form_token=secrets.token_urlsafe(16)))
    if form.validate_on_submit():
        try:
            made = actions.add_trainer(
                **_facts(form), form_token=form.form_token.data or None, by=actor().user_id, at=clock.now()
            )
        except Refused as refused:
            form.refuse(CURED_BY.get(refused.reason, "languages"), refusal(refused))
        else:
            flash(_("%(name)s is recorded. Now add the trainings that were passed.", name=made.name))
            return redirect(url_for(".trainer", trainer_id=made.id))
    return _form_page(form, _("New trainer"), url_for(".index"))


@blueprint.route("/desk/trainers/<int:trainer_id>/edit", methods=["GET", "POST"])
@only(Role.ADMIN)
def edit_trainer(trainer_id: int):
    """Correct what is known of a trainer."""
    found = queries.trainer(trainer_id)
    form = _with_choices(TrainerForm(data=TrainerForm.written(found), seen=sign_of(*found.facts)), found)
    back = url_for(".trainer", trainer_id=trainer_id)
    if form.validate_on_submit():
        who = {"seen": form.seen.data, "by": actor().user_id, "at": clock.now()}
        try:
            actions.change_trainer(trainer_id=trainer_id, **_facts(form), **who)
        except Refused as refused:
            form.refuse(CURED_BY.get(refused.reason, "languages"), refusal(refused))
        else:
            return redirect(back)
    return _form_page(form, found.name, back)


def _form_page(form: TrainerForm, title: str, back: str):
    page = render_template("trainers/form.html", form=form, title=title, back=back)
    return page, 422 if request.method == "POST" else 200


def _facts(form: TrainerForm) -> dict:
    return {
        "name": form.name.data.strip(),
        "languages": form.languages.data,
        "centre_code": form.centre.data or None,
        "user_id": int(form.account.data) if form.account.data else None,
        "about": form.about(),
    }


def _with_choices(form: TrainerForm, found: Trainer | None = None) -> TrainerForm:
    users = accounts.users([Role.TRAINER])
    own = [each for each in users if found and each.id == found.user_id]
    free = [*own, *queries.without_trainer(users)]
    form.centre.choices = options([("", _("All centres")), *current_app.extensions["scopes"](language())])
    form.account.choices = options([("", _("No account yet")), *((each.id, each.name) for each in free)])
    form.lived_in.choices = options(
        (each["iso"], place_name(each["names"], language())) for each in curriculum.countries("destination")
    )
    return form
