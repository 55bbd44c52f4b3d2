"""Registering oneself: five short steps, then the PIN."""

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from lms.accounts import actions as accounts
from lms.accounts import sessions
from lms.accounts.rules import Reason as Crowd
from lms.core import clock
from lms.core.errors import Refused
from lms.registration import actions, drafts, queries
from lms.registration.forms.desk import PinForm
from lms.registration.forms.steps import STEPS, WholeForm
from lms.registration.views import blueprint
from lms.registration.views.choices import with_choices
from lms.web.access import personal, public, visitor
from lms.web.forms import Form
from lms.web.locale import language
from lms.web.sentences import refusal

ORDER = tuple(STEPS)


@blueprint.route("/register", defaults={"step": ORDER[0]}, methods=["GET", "POST"])
@blueprint.route("/register/<any(you,journey,course,family):step>", methods=["GET", "POST"])
@public
@personal
def register(step: str):
    """One step of the registration."""
    if visitor():
        return redirect(url_for("home.start"))
    draft = drafts.read(clock.now())
    place = ORDER.index(step)
    open_step = next((each for each in ORDER[:place] if each not in draft), None)
    if open_step:
        return redirect(url_for(".register", step=open_step))
    if request.method == "GET":
        form = _answered(STEPS[step], draft, [step])
        if step in draft:
            form.validate()
    else:
        form = with_choices(STEPS[step]())
        if form.validate_on_submit():
            draft[step] = form.typed()
            return _finish(draft, form) if step == ORDER[-1] else _next(draft, ORDER[place + 1])
    begun = any(each in draft for each in ORDER)
    return _step(step, form, begun=begun), 422 if request.method == "POST" else 200


@blueprint.route("/register/pin", methods=["GET", "POST"])
@public
@personal
def choose_pin():
    """The number, and the PIN somebody chooses for it."""
    key, late = drafts.registered(clock.now())
    found = queries.waiting_for_pin(key)
    if found is None:
        return redirect(url_for("accounts.sign_in"))
    if late:
        return render_template("registration/pin_late.html"), 410
    form = PinForm()
    if form.validate_on_submit():
        pin = "".join(form.pin.data.split())
        try:
            actions.choose_pin(registration_id=found.id, pin=pin, by=found.user_id, at=clock.now())
        except Refused as refused:
            form.refuse("pin", refusal(refused))
        else:
            sessions.remember(
                accounts.open_session(
                    user_id=found.user_id, at=clock.now(), device=sessions.device(), named=sessions.named(),
                    address=request.remote_addr or "",
                )
            )  # fmt: skip
            return redirect(url_for(".welcome"))
    return render_template("registration/pin.html", form=form, registration=found), 422 if form.errors else 200


@blueprint.post("/register/anew")
@public
@personal
def register_anew():
    """Somebody else was here before: forget what they typed on this phone."""
    drafts.clear()
    return redirect(url_for(".register"), 303)


def _next(draft: dict, step: str):
    drafts.write(draft, clock.now())
    return redirect(url_for(".register", step=step))


def _step(step: str, form: Form, *, begun: bool = True) -> str:
    return render_template(
        f"registration/step_{step}.html", form=form, number=ORDER.index(step) + 1, order=ORDER, begun=begun
    )


def _finish(draft: dict, last: Form):
    form = _answered(WholeForm, draft, ORDER)
    if not form.validate():
        wrong = next(step for step in ORDER if any(name in form.errors for name in STEPS[step]()._fields))
        drafts.write(draft, clock.now())
        return redirect(url_for(".register", step=wrong))
    person = form.person()
    try:
        made = actions.register_oneself(
            person=person,
            plan=form.plan(),
            language=language(),
            centre_code=current_app.extensions["centre_for"](person.region),
            form_token=draft["token"],
            address=request.remote_addr or "",
            at=clock.now(),
        )
    except Refused as refused:
        last.refuse(next(iter(last)).name, refusal(refused))
        return _step(ORDER[-1], last), 429 if refused.reason is Crowd.MANY_FROM_HERE else 422
    drafts.keep_registered(made.key, clock.now())
    return redirect(url_for(".choose_pin"))


def _answered(kind: type[Form], draft: dict, steps: list[str] | tuple[str, ...]):
    typed = MultiDict()
    for step in steps:
        for name, values in draft.get(step, {}).items():
            typed.setlist(name, values)
    return with_choices(kind(formdata=typed, meta={"csrf": False}))
