"""Pages of advisories: the list, one of them with who has read it, writing, approving, withdrawing, confirming."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from lms.advisories import actions, queries
from lms.advisories.forms import TEXT, TITLE, AdvisoryForm, WithdrawForm, advisory_form, notice_of, values_of
from lms.advisories.messages import STATES
from lms.advisories.models import Advisory
from lms.advisories.permissions import APPROVERS, FOLLOWERS, WRITERS, can_approve, can_see, can_write
from lms.advisories.rules import State
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.core.languages import best
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import Module
from lms.web.access import actor, only
from lms.web.locale import choices, language
from lms.web.sentences import refusal

blueprint = Blueprint("advisories", __name__, template_folder="templates")


def panel(module: Module) -> Markup:
    """What stands at the top of a module for whoever reads it, for the public page of a lower floor."""
    found = queries.on_module(module, today=clock.today())
    if not found:
        return Markup()
    return Markup(render_template("advisories/panel.html", found=found, places=dict(_places()), **_spoken()))


@blueprint.get("/advisories")
@only(*FOLLOWERS)
def index():
    """All advisories, and how many trainers have read each."""
    found, today = queries.advisories(actor()), clock.today()
    counts, trainers = queries.read_counts(actor(), today=clock.today())
    return render_template(
        "advisories/index.html", found=found, states={each.id: queries.state(each, today) for each in found},
        labels=STATES, State=State, counts=counts, trainers=trainers, places=dict(_places()),
        may_write=can_write(actor()), **_spoken(),
    )  # fmt: skip


@blueprint.route("/advisories/new", methods=["GET", "POST"])
@only(*WRITERS)
def write():
    """Write one."""
    form = _form(starts_on=clock.today())
    if form.validate_on_submit():
        made = actions.write(notice=notice_of(form, _languages()), by=actor().user_id, at=clock.now())
        return _written(made)
    return _form_page(form, _("Write an advisory"))


@blueprint.get("/advisories/<int:advisory_id>")
@only(*FOLLOWERS)
def show(advisory_id: int):
    """One of them: what it says, what became of it, and which trainers have not read it yet."""
    return _page(queries.advisory(advisory_id))


@blueprint.route("/advisories/<int:advisory_id>/change", methods=["GET", "POST"])
@only(*WRITERS)
def change(advisory_id: int):
    """Change one that nobody has approved yet."""
    found = queries.advisory(advisory_id)
    form = _form(**values_of(found), seen=actions.sign(found))
    if form.validate_on_submit():
        try:
            actions.change(
                advisory_id=advisory_id, notice=notice_of(form, _languages()), seen=form.seen.data or "",
                by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(TITLE + _languages()[0], refusal(refused))
        else:
            return _written(found)
    return _form_page(form, _("Change an advisory"))


@blueprint.route("/advisories/<int:advisory_id>/correct", methods=["GET", "POST"])
@only(*WRITERS)
def correct(advisory_id: int):
    """Write what is to take the place of one that stands."""
    found = queries.advisory(advisory_id)
    form = _form(**values_of(found))
    if form.validate_on_submit():
        if reason := (form.reason.data or "").strip():
            made = actions.write(
                notice=notice_of(form, _languages()), corrects_id=found.id, reason=reason, by=actor().user_id,
                at=clock.now(),
            )  # fmt: skip
            return _written(made)
        form.refuse("reason", _("Please say why: it stays on record."))
    return _form_page(form, _("Correct an advisory"), corrects=True)


@blueprint.post("/advisories/<int:advisory_id>/approve")
@only(*APPROVERS)
def approve(advisory_id: int):
    """Let it stand."""
    form = AdvisoryForm()
    try:
        actions.approve(advisory_id=advisory_id, seen=form.seen.data or "", by=actor().user_id, at=clock.now())
    except Refused as refused:
        flash(refusal(refused))
    else:
        flash(_("Approved. It stands on its days, and trainers are asked to confirm that they have read it."))
    return redirect(url_for(".show", advisory_id=advisory_id), 303)


@blueprint.post("/advisories/<int:advisory_id>/withdraw")
@only(*WRITERS)
def withdraw(advisory_id: int):
    """Take it from all pages at once."""
    form = WithdrawForm()
    if not form.validate():
        return _page(queries.advisory(advisory_id), form), 422
    actions.withdraw(advisory_id=advisory_id, reason=form.because.data.strip(), by=actor().user_id, at=clock.now())
    flash(_("The advisory is withdrawn: nobody sees it any more."))
    return redirect(url_for(".show", advisory_id=advisory_id), 303)


@blueprint.post("/advisories/<int:advisory_id>/read")
@only(Role.TRAINER)
def confirm(advisory_id: int):
    """A trainer has read it."""
    actions.confirm(advisory_id=advisory_id, by=actor().user_id, at=clock.now())
    return redirect(url_for("home.start"), 303)


def _page(found: Advisory, form: WithdrawForm | None = None) -> str:
    if not can_see(actor(), found):
        raise NotThere
    state = queries.state(found, clock.today())
    others = queries.corrections_of(found)
    return render_template(
        "advisories/advisory.html", found=found, state=state, label=STATES[state], State=State, places=dict(_places()),
        titles=_titles(), people=queries.names_of_people([found]),
        readers=queries.readers(actor(), found, today=clock.today()), corrections=others, form=form or WithdrawForm(),
        sign=actions.sign(found), may_write=can_write(actor()), may_approve=can_approve(actor(), found), **_spoken(),
    )  # fmt: skip


def _form_page(form: AdvisoryForm, title: str, *, corrects: bool = False):
    page = render_template(
        "advisories/write.html", form=form, title=title, corrects=corrects,
        worded=[(form[TITLE + code], form[TEXT + code]) for code in _languages()],
    )  # fmt: skip
    return page, 422 if form.errors else 200


def _written(found: Advisory):
    flash(_("Kept. Nobody else reads it until a second person has approved it."))
    return redirect(url_for(".show", advisory_id=found.id), 303)


def _form(**values) -> AdvisoryForm:
    return advisory_form(_languages(), _places(), _titles().items(), **values)


def _spoken() -> dict:
    return {"best": best, "choices": choices()}


def _languages() -> list[str]:
    """The languages that every text must have."""
    return [code for code, about in curriculum.writing_languages().items() if about.get("required")]


def _places() -> list[tuple[str, str]]:
    """Countries and their regions, by the code that the form sends."""
    found = []
    for country in curriculum.countries("destination"):
        name = curriculum.place_name(country["names"], language())
        found.append((country["iso"], name))
        found += [
            (f"{country['iso']}/{each['id']}", f"{name}: {curriculum.place_name(each['names'], language())}")
            for each in country.get("regions", ())
        ]
    return found


def _titles() -> dict[str, str]:
    return {each.slug: each.title(language()) for each in curriculum.modules()}
