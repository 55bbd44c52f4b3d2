"""The administrator's accounts."""

from datetime import timedelta

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts import actions, queries
from lms.accounts.forms import GrantForm, ResetForm, SeveralForm, UserForm
from lms.accounts.messages import DEEDS, PLACES, ROLES
from lms.accounts.models import RoleGrant, User
from lms.accounts.queries import trail
from lms.accounts.queries.people import STAFF
from lms.accounts.rules import Reason, ends_soon, is_open
from lms.accounts.views.room import blueprint, contact_page
from lms.core import clock, languages
from lms.core.actors import Grant, Role, Within
from lms.core.errors import Refused
from lms.core.freshness import sign_of
from lms.web.access import actor, only
from lms.web.forms import options
from lms.web.locale import language
from lms.web.sentences import refusal

MONTH = timedelta(days=30)
BESIDE = {Reason.LOGIN_TAKEN: "login", Reason.LAST_DAY_PASSED: "expires_on"}  # the field that cures it


@blueprint.route("/accounts", methods=["GET", "POST"])
@only(Role.ADMIN)
def list_users():
    """Everybody of the staff, or those of a name; those whose account ends soon in front. What is searched for is sent
    as a form: names do not belong in addresses."""
    text = " ".join(request.form.get("q", "").split())[:100]
    everybody, today = queries.users(named=text), clock.today()
    states = {each.id: _state(each, today) for each in everybody}
    wanted = request.args.get("state")
    open_still = (each for each in everybody if not each.disabled_at)
    return render_template(
        "accounts/list.html", users=[each for each in everybody if not wanted or states[each.id][0] == wanted],
        ending=[each for each in open_still if ends_soon(expires_on=each.expires_on, today=today)],
        roles=ROLES, scopes=_names(), states=states, wanted=wanted, text=text,
        count=len(everybody),
        second=queries.with_second_factor(),
    )  # fmt: skip


def _state(user: User, today) -> tuple[str, str]:
    if user.disabled_at:
        return "closed", _("Closed")
    if not is_open(disabled_at=None, expires_on=user.expires_on, today=today):
        return "ended", _("Ended with the contract")
    return ("open", _("Open")) if user.secret_hash else ("new", _("No password yet"))


@blueprint.route("/accounts/new", methods=["GET", "POST"])
@only(Role.ADMIN)
def new_user():
    """Make an account; its first password is set by the person, through a link."""
    form = _with_choices(UserForm())
    if form.validate_on_submit():
        try:
            user = actions.create_user(
                login=form.login.data,
                name=form.name.data,
                language=form.language.data,
                grants=[_grant(form)],
                secret=None,
                by=actor().user_id,
                at=clock.now(),
                expires_on=form.expires_on.data,
            )
        except Refused as refused:
            form.refuse(BESIDE.get(refused.reason, "place"), refusal(refused))
        else:
            return _link_page(user)
    return render_template("accounts/new.html", form=form), 422 if form.errors else 200


@blueprint.route("/accounts/<int:user_id>", methods=["GET", "POST"])
@only(Role.ADMIN)
def edit_user(user_id: int):
    """Role and last day of one account, and where its owner is signed in."""
    user = queries.staff_user(user_id)
    form = _grant_form(user)
    if form.validate_on_submit():
        try:
            actions.change_account(
                user_id=user_id, grants=[_grant(form)] if "role" in form else _kept(form, user),
                expires_on=form.expires_on.data, seen=form.seen.data, by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            field = "place" if refused.reason in (Reason.ROLE_EVERYWHERE, Reason.ROLE_LIMITED) else "role"
            form.refuse(field if field in form else "expires_on", refusal(refused))
        else:
            flash(_("The account of %(name)s is changed.", name=user.name))
            return redirect(url_for(".list_users"))
    return render_template(
        "accounts/edit.html", form=form, user=user, roles=ROLES, scopes=_names(), state=_state(user, clock.today()),
        sign_ins=queries.sign_ins(user_id, clock.now()), second=queries.has_second_factor(user_id), reset=ResetForm(),
        done=trail.done_by(user_id, since=clock.now() - MONTH), deeds=DEEDS,
    ), 422 if form.errors else 200  # fmt: skip


def _grant_form(user: User) -> GrantForm | SeveralForm:
    """Somebody who has several roles is asked which of them stay: one field would take the others away."""
    first = user.grants[0] if user.grants else None
    have = sorted(((grant.role, grant.within, grant.code) for grant in user.grants), key=str)
    seen = sign_of(have, user.expires_on)
    if len(have) > 1:
        names, signs = _names(), [_sign(each) for each in user.grants]
        several = SeveralForm(data={"kept": signs, "expires_on": user.expires_on}, seen=seen)
        several.kept.choices = [(_sign(each), _said(each, names)) for each in user.grants]
        return several
    place = f"{first.within}:{first.code}" if first and first.code else ""
    kept = {"role": first.role if first else None, "place": place, "expires_on": user.expires_on}
    return _with_choices(GrantForm(data=kept, seen=seen))


def _sign(grant: RoleGrant) -> str:
    return f"{grant.role}:{grant.within}:{grant.code or ''}"


def _said(grant: RoleGrant, names: dict[tuple[str, str], str]) -> str:
    return f"{ROLES[grant.role]} · {names.get((grant.within, grant.code), grant.code) or _('Everywhere')}"


def _kept(form: SeveralForm, user: User) -> list[Grant]:
    return [
        Grant(Role(each.role), each.code, Within(each.within))
        for each in user.grants
        if _sign(each) in form.kept.data
    ]


@blueprint.post("/accounts/<int:user_id>/link")
@only(Role.ADMIN)
def new_link(user_id: int):
    """A new one-time link for somebody who forgot the password."""
    return _link_page(queries.staff_user(user_id))


@blueprint.post("/accounts/<int:user_id>/close")
@only(Role.ADMIN)
def close_user(user_id: int):
    """Close an account or open it again."""
    actions.set_open(
        user_id=queries.staff_user(user_id).id, is_open=request.form.get("open") == "yes", by=actor().user_id,
        at=clock.now(),
    )  # fmt: skip
    return redirect(url_for(".edit_user", user_id=user_id))


@blueprint.post("/accounts/<int:user_id>/second-factor")
@only(Role.ADMIN)
def reset_second_factor(user_id: int):
    """Take the second factor away from somebody who lost it; with the reason."""
    form = ResetForm()
    if not form.validate_on_submit():
        flash(_("Please choose the reason first."))
    else:
        actions.reset_second_factor(
            user_id=queries.staff_user(user_id).id, why=form.why.data, by=actor().user_id, at=clock.now()
        )
        flash(_("The second factor is taken away. The person signs in with the password and sets up a new one."))
    return redirect(url_for(".edit_user", user_id=user_id))


@blueprint.post("/accounts/<int:user_id>/sign-ins/<int:sign_in_id>/end")
@only(Role.ADMIN)
def end_sign_in_of(user_id: int, sign_in_id: int):
    """End one sign-in of somebody."""
    actions.end_sign_in(
        user_id=queries.staff_user(user_id).id, sign_in_id=sign_in_id, by=actor().user_id, at=clock.now()
    )
    return redirect(url_for(".edit_user", user_id=user_id))


@blueprint.post("/accounts/<int:user_id>/sign-ins/end")
@only(Role.ADMIN)
def end_sign_ins_of(user_id: int):
    """End all of them."""
    actions.end_all_sign_ins(user_id=queries.staff_user(user_id).id, by=actor().user_id, at=clock.now())
    return redirect(url_for(".edit_user", user_id=user_id))


def _link_page(user):
    token = actions.make_link(user_id=user.id, by=actor().user_id, at=clock.now())
    return render_template(
        "accounts/link.html", user=user, link=url_for(".set_password", token=token, _external=True)
    )


def _names() -> dict[tuple[str, str], str]:
    return {(within, code): name for within, code, name in current_app.extensions["limits"](language())}


def _grant(form) -> Grant:
    within, _sign, code = form.place.data.partition(":")
    return Grant(Role(form.role.data), code, Within(within)) if code else Grant(Role(form.role.data))


def _with_choices(form):
    form.role.choices = [(role.value, ROLES[role]) for role in STAFF]
    places = {within: [] for within in Within}
    for within, code, name in current_app.extensions["limits"](language()):
        places[within].append((f"{within}:{code}", name))
    form.place.choices = options([("", _("Everywhere"))])
    for within, found in places.items():
        form.place.choices += options(found, group=str(PLACES[within]))
    if "language" in form:
        form.language.choices = [(each, languages.NAMES[each]) for each in current_app.config["LANGUAGES"]]
    return form


@blueprint.route("/accounts/<int:user_id>/contact", methods=["GET", "POST"])
@only(Role.ADMIN)
def contact_of(user_id: int):
    """Where somebody of the staff is reached."""
    return contact_page(queries.staff_user(user_id), url_for(".edit_user", user_id=user_id))
