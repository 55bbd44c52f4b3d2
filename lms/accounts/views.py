"""Signing in and out, and the administrator's accounts."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from lms.accounts import actions, queries, sessions
from lms.accounts.forms import GrantForm, NewPasswordForm, SignInForm, UserForm
from lms.accounts.messages import ROLES
from lms.accounts.rules import Reason
from lms.core import clock, languages
from lms.core.actors import Grant, Role
from lms.core.errors import Refused
from lms.core.freshness import sign_of
from lms.web.access import actor, local_path, only, public, signed_in, visitor
from lms.web.locale import language, remember
from lms.web.sentences import refusal, sentence

blueprint = Blueprint("accounts", __name__, template_folder="templates")
STAFF = [role for role in Role if role is not Role.TRAINEE]


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in():
    """The one door for everybody."""
    form = SignInForm()
    back = local_path(request.args.get("next"))
    if visitor() and request.method == "GET":
        return redirect(back or url_for("home.start"))
    status = 200
    if form.validate_on_submit():
        result = actions.sign_in(
            login=form.login.data, secret=form.password.data, address=request.remote_addr or "", at=clock.now(),
            instead_of=sessions.token(),
        )  # fmt: skip
        if not isinstance(result, Reason):
            token, user = result
            sessions.remember(token)
            response = redirect(back or url_for("home.start"))
            remember(response, user.language if user.language in current_app.config["LANGUAGES"] else language())
            return response
        form.refuse("password", sentence(result))
        status = 429 if result is Reason.TOO_MANY_TRIES else 422
    elif request.method == "POST":
        status = 422
    return render_template("accounts/sign_in.html", form=form), status


@blueprint.post("/sign-out")
@signed_in
def sign_out():
    """End this device's sign-in and forget everything it showed."""
    actions.sign_out(token=sessions.token(), at=clock.now())
    session.clear()
    response = redirect(url_for("home.start"))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.route("/set-password/<token>", methods=["GET", "POST"])
@public
def set_password(token: str):
    """The page behind a one-time link."""
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            user = actions.use_link(token=token, password=form.password.data, at=clock.now())
        except Refused as refused:
            form.refuse("password", refusal(refused))
        else:
            sessions.remember(actions.open_session(user_id=user.id, at=clock.now()))
            return redirect(url_for("home.start"))
    usable = queries.open_link(token, clock.now()) is not None
    return render_template("accounts/set_password.html", form=form, usable=usable), 422 if form.errors else 200


@blueprint.get("/accounts")
@only(Role.ADMIN)
def list_users():
    """Everybody of the staff."""
    return render_template("accounts/list.html", users=queries.users(), roles=ROLES, scopes=dict(_scopes()))


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
                grants=[Grant(Role(form.role.data), form.centre.data or None)],
                secret=None,
                by=actor().user_id,
                at=clock.now(),
            )
        except Refused as refused:
            form.refuse("login", refusal(refused))
        else:
            return _link_page(user)
    return render_template("accounts/new.html", form=form), 422 if form.errors else 200


@blueprint.route("/accounts/<int:user_id>", methods=["GET", "POST"])
@only(Role.ADMIN)
def edit_user(user_id: int):
    """Roles of one account."""
    user = queries.user(user_id)
    first = user.grants[0] if user.grants else None
    have = sorted(((grant.role, grant.centre_code) for grant in user.grants), key=str)
    role, centre = (first.role, first.centre_code or "") if first else (None, "")
    form = _with_choices(GrantForm(role=role, centre=centre, seen=sign_of(have)))
    if form.validate_on_submit():
        try:
            actions.set_grants(
                user_id=user_id, grants=[Grant(Role(form.role.data), form.centre.data or None)], seen=form.seen.data,
                by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("role", refusal(refused))
        else:
            flash(_("The role of %(name)s is changed.", name=user.name))
            return redirect(url_for(".list_users"))
    return render_template("accounts/edit.html", form=form, user=user), 422 if form.errors else 200


@blueprint.post("/accounts/<int:user_id>/link")
@only(Role.ADMIN)
def new_link(user_id: int):
    """A new one-time link for somebody who forgot the password."""
    return _link_page(queries.user(user_id))


@blueprint.post("/accounts/<int:user_id>/close")
@only(Role.ADMIN)
def close_user(user_id: int):
    """Close an account or open it again."""
    actions.set_open(user_id=user_id, is_open=request.form.get("open") == "yes", by=actor().user_id, at=clock.now())
    return redirect(url_for(".edit_user", user_id=user_id))


def _link_page(user):
    token = actions.make_link(user_id=user.id, by=actor().user_id, at=clock.now())
    return render_template(
        "accounts/link.html", user=user, link=url_for(".set_password", token=token, _external=True)
    )


def _scopes() -> list[tuple[str, str]]:
    return current_app.extensions["scopes"](language())


def _with_choices(form):
    form.role.choices = [(role.value, ROLES[role]) for role in STAFF]
    form.centre.choices = [("", _("All centres")), *_scopes()]
    if "language" in form:
        form.language.choices = [(each, languages.NAMES[each]) for each in current_app.config["LANGUAGES"]]
    return form
