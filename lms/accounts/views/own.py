"""One's own account: where one is signed in, the password, the second factor."""

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts import actions, queries
from lms.accounts.forms import ChangePasswordForm, CodeForm, PasswordForm
from lms.accounts.queries.people import STAFF
from lms.accounts.rules import Reason
from lms.accounts.rules.codes import in_groups
from lms.accounts.secrets import app_address
from lms.accounts.views.room import blueprint, contact_page, frame
from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.core.printing import qr_svg
from lms.web.access import actor, only, signed_in
from lms.web.forms import Form
from lms.web.sentences import refusal, sentence


@blueprint.get("/account")
@signed_in
def own():
    """Where I am signed in, and what guards the account."""
    user = queries.user(actor().user_id)
    return render_template(
        "accounts/own.html", frame=frame(), user=user, staff=queries.is_of_staff(actor()), this=g.sign_in_id,
        sign_ins=queries.sign_ins(user.id, clock.now()), second=queries.has_second_factor(user.id),
        codes_left=queries.recovery_codes_left(user.id),
    )  # fmt: skip


@blueprint.post("/account/sign-ins/<int:sign_in_id>/end")
@signed_in
def end_sign_in(sign_in_id: int):
    """End one of my sign-ins."""
    actions.end_sign_in(user_id=actor().user_id, sign_in_id=sign_in_id, by=actor().user_id, at=clock.now())
    return redirect(url_for(".own"))


@blueprint.post("/account/sign-ins/end")
@signed_in
def end_sign_ins():
    """End all of them but this one."""
    actions.end_all_sign_ins(user_id=actor().user_id, by=actor().user_id, at=clock.now(), besides=g.sign_in_id)
    flash(_("You are signed in only here now."))
    return redirect(url_for(".own"))


@blueprint.post("/account/devices/<int:device_id>")
@only(*STAFF)
def answer_for_device(device_id: int):
    """Say of a new device whether it was I."""
    mine = request.form.get("mine") == "yes"
    actions.answer_for_device(
        user_id=actor().user_id, device_id=device_id, mine=mine, by_sign_in=g.sign_in_id, at=clock.now()
    )
    if mine:
        return redirect(url_for("home.start"))
    flash(_("That device is signed out. Now choose a new password: somebody knows the old one."))
    return redirect(url_for(".change_password"))


@blueprint.route("/account/password", methods=["GET", "POST"])
@only(*STAFF)
def change_password():
    """A new password for myself."""
    form, stranger = ChangePasswordForm(), None
    if form.validate_on_submit():
        try:
            stranger = actions.change_password(
                user_id=actor().user_id, old=form.old.data, new=form.password.data, sign_in_id=g.sign_in_id,
                at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("password", refusal(refused))
        else:
            if stranger is None:
                flash(_("The password is changed. You are signed out everywhere else."))
                return redirect(url_for(".own"))
            form.refuse("old", sentence(stranger))
    return render_template("accounts/password.html", form=form), _status(form, stranger)


def _status(form: Form, stranger: Reason | None) -> int:
    return 429 if stranger is Reason.TOO_MANY_TRIES else 422 if form.errors else 200


@blueprint.get("/account/second-factor")
@only(*STAFF)
def second_factor():
    """What a second factor is, and, once begun, the code to scan."""
    return _set_up(CodeForm())


def _set_up(form: CodeForm, asked: PasswordForm | None = None, stranger: Reason | None = None):
    offered = None if asked else queries.offered_secret(actor().user_id, clock.now())
    user = queries.user(actor().user_id)
    picture = qr_svg(app_address(offered, login=user.login, site=current_app.config["SITE_NAME"])) if offered else None
    return render_template(
        "accounts/second_factor.html", form=form, second=queries.has_second_factor(user.id), picture=picture,
        typed=in_groups(offered or ""), must=bool(g.errand), required=queries.is_second_factor_required(),
        asked=asked or PasswordForm(formdata=None),
    ), _status(asked or form, stranger)  # fmt: skip


@blueprint.post("/account/second-factor/offer")
@only(*STAFF)
def offer_second_factor():
    """Begin to set it up; or, with the password, to move it to another phone."""
    asked, at = PasswordForm(), clock.now()
    if queries.has_second_factor(actor().user_id) and not asked.validate_on_submit():
        return _set_up(CodeForm(formdata=None), asked)
    stranger = actions.offer_second_factor(user_id=actor().user_id, password=asked.password.data or "", at=at)
    if stranger is None:
        return redirect(url_for(".second_factor"))
    asked.refuse("password", sentence(stranger))
    return _set_up(CodeForm(formdata=None), asked, stranger)


@blueprint.post("/account/second-factor")
@only(*STAFF)
def confirm_second_factor():
    """The first code of the app; then the recovery codes, this once."""
    form = CodeForm()
    if not form.validate_on_submit():
        return _set_up(form)
    try:
        codes = actions.confirm_second_factor(
            user_id=actor().user_id, code=form.one_time_code.data, sign_in_id=g.sign_in_id, at=clock.now()
        )
    except Refused as refused:
        if refused.reason is Reason.OFFER_LAPSED:
            flash(refusal(refused))
            return redirect(url_for(".second_factor"))
        form.refuse("one_time_code", refusal(refused))
        return _set_up(form)
    return _codes_page(codes)


@blueprint.route("/account/second-factor/codes", methods=["GET", "POST"])
@only(*STAFF)
def renew_recovery_codes():
    """New recovery codes instead of the old ones."""
    form, made = _asking_password(), None
    if form.validate_on_submit():
        made = actions.renew_recovery_codes(user_id=actor().user_id, password=form.password.data, at=clock.now())
        if not isinstance(made, Reason):
            return _codes_page(made)
        form.refuse("password", sentence(made))
    return render_template("accounts/renew_codes.html", form=form), _status(form, made)


@blueprint.route("/account/second-factor/remove", methods=["GET", "POST"])
@only(*STAFF)
def remove_second_factor():
    """Do without it again, where it is no must."""
    if queries.is_second_factor_required():
        raise NotThere
    form, stranger = _asking_password(), None
    if form.validate_on_submit():
        stranger = actions.remove_second_factor(user_id=actor().user_id, password=form.password.data, at=clock.now())
        if stranger is None:
            flash(_("From now on your password alone opens the account."))
            return redirect(url_for(".own"))
        form.refuse("password", sentence(stranger))
    return render_template("accounts/remove_second_factor.html", form=form), _status(form, stranger)


def _asking_password() -> PasswordForm:
    """For what only the owner may do. Raises NotThere when there is no second factor."""
    if not queries.has_second_factor(actor().user_id):
        raise NotThere
    return PasswordForm()


def _codes_page(codes: list[str]):
    return render_template("accounts/recovery_codes.html", codes=[in_groups(each) for each in codes])


@blueprint.route("/account/contact", methods=["GET", "POST"])
@only(*STAFF)
def own_contact():
    """Where I am reached."""
    return contact_page(queries.user(actor().user_id), url_for(".own"))
