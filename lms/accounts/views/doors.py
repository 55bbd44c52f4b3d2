"""Signing in and out."""

from flask import current_app, redirect, render_template, request, session, url_for

from lms.accounts import actions, queries, sessions
from lms.accounts.actions import SignedIn
from lms.accounts.forms import CodeForm, NewPasswordForm, SignInForm
from lms.accounts.models import User
from lms.accounts.rules import Reason
from lms.accounts.views.room import blueprint
from lms.core import clock
from lms.core.errors import Refused
from lms.web.access import local_path, personal, public, signed_in, visitor
from lms.web.locale import language, remember
from lms.web.sentences import refusal, sentence


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
@personal
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
            instead_of=sessions.token(), device=sessions.device(), named=sessions.named(),
        )  # fmt: skip
        if isinstance(result, SignedIn):
            return _go_on(result, back)
        if result is Reason.WRONG_SECRET and current_app.extensions["is_mistyped"](form.login.data):
            form.refuse("login", sentence(Reason.MISTYPED))
        else:
            form.refuse("password", sentence(result))
        status = 429 if result is Reason.TOO_MANY_TRIES else 422
    elif request.method == "POST":
        status = 422
    return render_template(
        "accounts/sign_in.html", form=form, sends_codes=current_app.extensions["sends_codes"]()
    ), status


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@public
def give_code():
    """The second half of signing in, for those who have a second factor."""
    back = local_path(request.args.get("next"))
    if sessions.half_token() is None:
        return redirect(url_for(".sign_in", next=back))
    form = CodeForm()
    status = 422 if request.method == "POST" else 200
    if form.validate_on_submit():
        result = actions.give_code(
            token=sessions.half_token(), code=form.one_time_code.data, address=request.remote_addr or "",
            at=clock.now(),
            device=sessions.device(), named=sessions.named(),
        )  # fmt: skip
        if isinstance(result, SignedIn):
            return _go_on(result, back)
        form.refuse("one_time_code", sentence(result))
        status = 429 if result is Reason.TOO_MANY_TRIES else 422
    return render_template("accounts/code.html", form=form, back=back), status


def _go_on(result: SignedIn, back: str | None):
    if result.half:
        sessions.remember_half(result.token)
        return redirect(url_for(".give_code", next=back))
    sessions.remember(result.token)
    response = redirect(back or url_for("home.start"))
    remember(response, _language_of(result.user))
    return response


def _language_of(user: User) -> str:
    return user.language if user.language in current_app.config["LANGUAGES"] else language()


@blueprint.post("/sign-out")
@signed_in
def sign_out():
    """End this device's sign-in and forget everything it showed."""
    actions.sign_out(token=sessions.token(), at=clock.now())
    session.clear()
    response = redirect(url_for("home.start"))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.post("/leave")
@public
def leave_quickly():
    """Away from a page that nobody else should see, to a harmless one (E27): whoever was signed in is signed out, and
    this device forgets what it showed."""
    if visitor():
        actions.sign_out(token=sessions.token(), at=clock.now())
    session.clear()
    response = redirect(url_for("companion.phrasebooks"), 303)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.route("/set-password/<token>", methods=["GET", "POST"])
@public
def set_password(token: str):
    """The page behind a one-time link. It sets the password; a second factor is asked for all the same."""
    form = NewPasswordForm()
    if form.validate_on_submit():
        at = clock.now()
        try:
            user = actions.use_link(token=token, password=form.password.data, at=at)
        except Refused as refused:
            form.refuse("password", refusal(refused))
        else:
            half = queries.has_second_factor(user.id)
            opened = actions.open_session(
                user_id=user.id, at=at, half=half, instead_of=sessions.token(), device=sessions.device(),
                named=sessions.named(), address=request.remote_addr or "",
            )  # fmt: skip
            return _go_on(SignedIn(opened, user, half), None)
    usable = queries.open_link(token, clock.now()) is not None
    return render_template("accounts/set_password.html", form=form, usable=usable), 422 if form.errors else 200
