"""What is added to a trainer's record: trainings, appraisals, topics of guests."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.trainers import actions, queries
from lms.trainers.forms import AppraisalForm, AuthorisationForm, QualificationForm, TalkForm
from lms.trainers.models import Trainer
from lms.trainers.views.blueprint import blueprint, words
from lms.web.access import actor, only
from lms.web.forms import Form, options
from lms.web.locale import language
from lms.web.sentences import refusal


@blueprint.post("/desk/trainers/<int:trainer_id>/qualifications")
@only(Role.ADMIN)
def add_qualification(trainer_id: int):
    """Record a training of trainers or a refresher."""
    found, form = queries.trainer(trainer_id), _programmes(QualificationForm())
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
    return record_page(found, training=form), 422


@blueprint.post("/desk/trainers/<int:trainer_id>/qualifications/<int:qualification_id>/confirm")
@only(Role.ADMIN)
def confirm_qualification(trainer_id: int, qualification_id: int):
    """A training in doubt was passed."""
    actions.confirm_qualification(
        trainer_id=trainer_id, qualification_id=qualification_id, by=actor().user_id, at=clock.now()
    )
    return redirect(url_for(".trainer", trainer_id=trainer_id), 303)


@blueprint.post("/desk/trainers/<int:trainer_id>/qualifications/<int:qualification_id>/take-back")
@only(Role.ADMIN)
def take_back_qualification(trainer_id: int, qualification_id: int):
    """A training was not passed, or was recorded by mistake."""
    actions.take_back_qualification(
        trainer_id=trainer_id, qualification_id=qualification_id, by=actor().user_id, at=clock.now()
    )
    flash(_("It is taken back. If that was a mistake, record the training once more."))
    return redirect(url_for(".trainer", trainer_id=trainer_id), 303)


@blueprint.post("/desk/trainers/<int:trainer_id>/appraisals")
@only(Role.ADMIN)
def add_appraisal(trainer_id: int):
    """Record an appraisal."""
    found, form = queries.trainer(trainer_id), AppraisalForm()
    if form.validate_on_submit():
        try:
            actions.record_appraisal(
                trainer_id=trainer_id, held_on=form.held_on.data, criteria_met=form.criteria_met.data == "yes",
                by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("held_on", refusal(refused))
        else:
            return redirect(url_for(".trainer", trainer_id=trainer_id))
    return record_page(found, appraisal=form), 422


@blueprint.post("/desk/trainers/<int:trainer_id>/talks")
@only(Role.ADMIN)
def add_talk(trainer_id: int):
    """Record a selection talk."""
    found, form = queries.trainer(trainer_id), TalkForm()
    if form.validate_on_submit():
        try:
            actions.record_talk(
                trainer_id=trainer_id, held_on=form.talked_on.data, scores=form.scores(), by=actor().user_id,
                at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("talked_on", refusal(refused))
        else:
            return redirect(url_for(".trainer", trainer_id=trainer_id))
    return record_page(found, talk=form), 422


@blueprint.post("/desk/trainers/<int:trainer_id>/topics")
@only(Role.ADMIN)
def authorise(trainer_id: int):
    """Let a guest teach a topic."""
    found, form = queries.trainer(trainer_id), _topics(AuthorisationForm())
    if form.validate_on_submit():
        try:
            actions.authorise(
                trainer_id=trainer_id, module_slug=form.module.data, valid_until=form.valid_until.data,
                by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("module", refusal(refused))
        else:
            return redirect(url_for(".trainer", trainer_id=trainer_id))
    return record_page(found, topic=form), 422


@blueprint.post("/desk/trainers/<int:trainer_id>/topics/<int:authorisation_id>")
@only(Role.ADMIN)
def take_back(trainer_id: int, authorisation_id: int):
    """A guest teaches a topic no more."""
    actions.take_back_authorisation(
        trainer_id=trainer_id, authorisation_id=authorisation_id, by=actor().user_id, at=clock.now()
    )
    return redirect(url_for(".trainer", trainer_id=trainer_id))


def record_page(found: Trainer, **sent: Form) -> str:
    """The page of one trainer; `sent` are forms that came back with errors."""
    today = clock.today()
    fresh = {
        "training": _programmes(QualificationForm(formdata=None, passed_on=today)),
        "talk": TalkForm(formdata=None, talked_on=today),
        "appraisal": AppraisalForm(formdata=None, held_on=today),
        "topic": _topics(AuthorisationForm(formdata=None)),
    }
    return render_template("trainers/trainer.html", trainer=found, **{**fresh, **sent}, **words())


def _programmes(form: QualificationForm) -> QualificationForm:
    form.programme.choices = options((each.slug, each.title(language())) for each in curriculum.own_programmes())
    return form


def _topics(form: AuthorisationForm) -> AuthorisationForm:
    form.module.choices = options((each.slug, each.title(language())) for each in curriculum.modules())
    return form
