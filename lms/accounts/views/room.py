"""What all pages of accounts share."""

from flask import Blueprint, current_app, flash, redirect, render_template
from flask_babel import gettext as _
from markupsafe import Markup

from lms.accounts import actions, queries, sessions
from lms.accounts.forms import ContactForm
from lms.accounts.models import User
from lms.accounts.permissions import NAME_READERS
from lms.accounts.queries import exports
from lms.core import clock, languages, phones
from lms.core.errors import Refused
from lms.core.freshness import sign_of
from lms.web.access import actor
from lms.web.sentences import refusal

blueprint = Blueprint("accounts", __name__, template_folder="../templates")


def frame() -> str:
    """The page around somebody's own account: a desk for the staff, a phone for trainees."""
    return "web/desk.html" if queries.is_of_staff(actor()) else "web/layout.html"


def told() -> Markup:
    """What somebody of the staff must answer, on top of the start page: devices they do not know yet, and colleagues
    who ask for names."""
    if not queries.is_of_staff(actor()):
        return Markup("")
    devices = queries.new_devices(actor().user_id, besides=sessions.device())
    asked = actor().has(*NAME_READERS) and exports.exports_to_decide(actor(), clock.now())
    if not devices and not asked:
        return Markup("")
    return Markup(render_template("accounts/told.html", devices=devices, asked=asked))


def contact_page(user: User, back: str):
    """The form of somebody's telephone, e-mail and language; sent, it is kept."""
    known = {"phone": phones.shown(user.phone), "email": user.email, "language": user.language}
    form = ContactForm(data=known, seen=sign_of(user.phone, user.email, user.language))
    spoken = dict.fromkeys((*current_app.config["LANGUAGES"], user.language))
    form.language.choices = [(each, languages.NAMES.get(each, each)) for each in spoken]
    if form.validate_on_submit():
        try:
            actions.change_contact(
                user_id=user.id, phone=form.standard_phone, email=form.email.data or None,
                language=form.language.data, seen=form.seen.data, by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("phone", refusal(refused))
        else:
            flash(_("Saved."))
            return redirect(back)
    return render_template("accounts/contact.html", form=form, user=user, back=back), 422 if form.errors else 200


@blueprint.record_once
def _give_notices(state) -> None:
    state.app.jinja_env.globals.update(told=told)
