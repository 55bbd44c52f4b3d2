"""Pages of the directory, of somebody's referrals, and how many there were."""

import secrets
from datetime import timedelta

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.core import clock
from lms.core.actors import Actor, Role
from lms.core.errors import NotThere, Refused
from lms.core.freshness import sign_of
from lms.curriculum.queries import place_name
from lms.referrals import actions, queries
from lms.referrals.forms import ReferForm, ServiceForm, in_languages
from lms.referrals.messages import KINDS, OUTCOMES, TOO_FEW
from lms.referrals.paper import slip
from lms.referrals.permissions import READERS, can_change_services
from lms.referrals.rules import Kind, Outcome, Reason, is_stale, wants_protection
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Registration
from lms.registration.permissions import can_serve_registration
from lms.web.access import actor, only
from lms.web.forms import options
from lms.web.locale import language
from lms.web.sentences import refusal

blueprint = Blueprint("referrals", __name__, template_folder="templates")
YEAR = timedelta(days=366)
BESIDE = {Reason.NOT_AGREED: "agreed", Reason.OTHER_KIND: "service", Reason.CLOSED: "service"}


@blueprint.get("/desk/referrals")
@only(*READERS)
def index():
    """The directory, and how many were sent on in the last twelve months."""
    found = queries.counts(actor(), since=(clock.today() - YEAR).replace(day=1))
    return render_template(
        "referrals/index.html", services=queries.services(), kinds=KINDS, outcomes=OUTCOMES, too_few=TOO_FEW,
        counts=queries.summed(found), places=dict(_districts()), place_name=place_name, stale=is_stale,
        today=clock.today(), may_change=can_change_services(actor()),
    )  # fmt: skip


@blueprint.route("/desk/services/new", methods=["GET", "POST"])
@only(Role.ADMIN)
def new_service():
    """Put an office into the directory."""
    form = _service_form(new=True, checked_on=clock.today())
    if form.validate_on_submit():
        try:
            actions.add_service(code=form.code.data, about=form.about(), by=actor().user_id, at=clock.now())
        except Refused as refused:
            form.refuse("code", refusal(refused))
        else:
            return redirect(url_for(".index"), 303)
    return _service_page(form, None)


@blueprint.route("/desk/services/<int:service_id>", methods=["GET", "POST"])
@only(Role.ADMIN)
def service(service_id: int):
    """Correct what the directory says of an office."""
    found = queries.service(service_id)
    about = found.about
    names = {f"name_{each}": name for each, name in about.names.items()}
    form = _service_form(
        new=False, seen=sign_of(about), kinds=list(about.kinds), district=about.district or "", address=about.address,
        phone=about.phone, checked_on=about.checked_on, **names,
    )  # fmt: skip
    if form.validate_on_submit():
        try:
            actions.change_service(
                service_id=service_id, about=form.about(), seen=form.seen.data, by=actor().user_id, at=clock.now()
            )
        except Refused as refused:
            form.refuse("kinds", refusal(refused))
        else:
            return redirect(url_for(".index"), 303)
    return _service_page(form, found)


@blueprint.post("/desk/services/<int:service_id>/open")
@only(Role.ADMIN)
def open_service(service_id: int):
    """Take an office out of the directory, or put it back."""
    is_open = request.form.get("open") == "yes"
    actions.set_service_open(service_id=service_id, is_open=is_open, by=actor().user_id, at=clock.now())
    return redirect(url_for(".index"), 303)


@blueprint.route("/desk/registrations/<key>/referrals", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN)
def referrals(key: str):
    """Send somebody on, and what came of it before."""
    found = _served(key)
    near = queries.services_near(found.region, found.district)
    needs = (found.needs or "").split()
    asked = Kind.PROTECTION.value if wants_protection(needs) else None
    form = ReferForm(form_token=secrets.token_urlsafe(16), kind=asked)
    form.service.choices = options((each.id, _named(each)) for each in near)
    if form.validate_on_submit():
        try:
            made = actions.refer(
                registration_id=found.id, service_id=form.service.data, kind=Kind(form.kind.data),
                agreed=form.agreed.data, form_token=form.form_token.data or None, by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(BESIDE[refused.reason], refusal(refused))
        else:
            flash(_("It is noted. Print the slip for the person to take along."))
            return redirect(url_for(".referrals", key=key, _anchor=f"referral-{made.id}"), 303)
    page = render_template(
        "referrals/person.html", registration=found, form=form, near=near, before=queries.referrals_of(found.id),
        kinds=KINDS, outcomes=OUTCOMES, place_name=place_name, asked=asked is not None,
    )  # fmt: skip
    trail.note_while_reading(what=Deed.LOOKED, person=found.id, by=actor().user_id, at=clock.now(), of="referrals")
    return page, 422 if form.errors else 200


@blueprint.post("/desk/registrations/<key>/referrals/<int:referral_id>")
@only(Role.OFFICER, Role.ADMIN)
def outcome(key: str, referral_id: int):
    """Note whether the person was helped."""
    found, said = _served(key), request.form.get("outcome")
    if said not in list(Outcome):
        raise NotThere
    actions.note_outcome(
        registration_id=found.id, referral_id=referral_id, outcome=Outcome(said), by=actor().user_id, at=clock.now()
    )
    return redirect(url_for(".referrals", key=key), 303)


@blueprint.get("/desk/registrations/<key>/referrals/<int:referral_id>/slip.pdf")
@only(Role.OFFICER, Role.ADMIN)
def referral_slip(key: str, referral_id: int):
    """The slip to take along, in the person's language."""
    found = _served(key)
    made = queries.referral(found.id, referral_id)
    to = queries.service_by_code(made.service)
    if to is None:
        raise NotThere
    content = slip(made, to, found.language, at=clock.now())
    trail.note_while_reading(
        what=Deed.PRINTED, person=found.id, by=actor().user_id, at=clock.now(), of="referral-slip"
    )
    headers = {"Content-Disposition": 'inline; filename="slip.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)


def panel(person: Registration, _enrolment: Enrolment | None, by: Actor) -> Markup:
    """The part of a registration's page that leads to help elsewhere; how many there were, and nothing of what for."""
    if not can_serve_registration(by, person):
        return Markup("")
    made = [each for each, _to in queries.referrals_of(person.id)]
    return Markup(render_template(
        "referrals/panel.html", key=person.key, count=len(made), asks=wants_protection((person.needs or "").split()),
        waiting=sum(each.outcome == Outcome.OPEN for each in made),
    ))  # fmt: skip


def _served(key: str) -> Registration:
    found = registration.registration(actor(), key)
    if not can_serve_registration(actor(), found):
        raise NotThere
    return found


def _named(each) -> str:
    kinds = ", ".join(str(KINDS[kind]) for kind in each.kinds)
    return f"{place_name(each.names, language())} — {kinds}"


def _districts() -> list[tuple[str, str]]:
    return [each for found in registration.homes(language()).values() for each in found]


def _service_form(*, new: bool, **kept) -> ServiceForm:
    form = in_languages(current_app.config["LANGUAGES"], new=new)(data=kept, seen=kept.get("seen"))
    form.district.choices = options([("", _("For everybody")), *_districts()])
    return form


def _service_page(form: ServiceForm, found):
    names = [form[f"name_{each}"] for each in current_app.config["LANGUAGES"]]
    return render_template(
        "referrals/service.html", form=form, service=found, names=names, place_name=place_name
    ), 422 if form.errors else 200
