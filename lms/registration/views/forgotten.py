"""A forgotten PIN: a code by SMS, and a new PIN with it. What is answered never says who is registered here."""

from flask import current_app, redirect, render_template, request, url_for

from lms.accounts import actions as accounts
from lms.accounts import sessions
from lms.accounts.rules import Reason as Secret
from lms.core import clock
from lms.core.errors import Refused
from lms.messages import queries as outbox
from lms.registration import actions, drafts, phones
from lms.registration.actions.codes import CODE
from lms.registration.forms.desk import CodeForm, ForgottenForm
from lms.registration.messages import NOTICES
from lms.registration.models import Registration
from lms.registration.views import blueprint
from lms.web.access import personal, public
from lms.web.sentences import refusal, sentence


@blueprint.route("/forgotten", methods=["GET", "POST"])
@public
@personal
def forgotten():
    """Ask for a code, where something here carries SMS. The same page follows whether number and telephone belong
    together or not."""
    form = ForgottenForm()
    if not outbox.sends_codes():
        return render_template("registration/forgotten.html", form=None)
    if form.validate_on_submit():
        try:
            actions.ask_code(
                number=form.number.data, phone=phones.standard(form.phone.data, current_app.config["ORIGIN"]),
                address=request.remote_addr or "", at=clock.now(),
                words=str(NOTICES[CODE]),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("number", refusal(refused))
            return render_template("registration/forgotten.html", form=form), 429
        drafts.keep_number(form.number.data)
        return redirect(url_for(".forgotten_code"), 303)
    return render_template("registration/forgotten.html", form=form), 422 if form.errors else 200


@blueprint.route("/forgotten/code", methods=["GET", "POST"])
@public
@personal
def forgotten_code():
    """The code, and the PIN somebody chooses with it."""
    form = CodeForm(number=drafts.number())
    if not form.validate_on_submit():
        return render_template("registration/forgotten_code.html", form=form), 422 if form.errors else 200
    found = actions.use_code(
        number=form.number.data, code=form.one_time_code.data, pin="".join(form.pin.data.split()),
        address=request.remote_addr or "", at=clock.now(),
    )  # fmt: skip
    if isinstance(found, Registration):
        drafts.forget_number()
        sessions.remember(
            accounts.open_session(
                user_id=found.user_id, at=clock.now(), device=sessions.device(), named=sessions.named(),
                address=request.remote_addr or "",
            )
        )  # fmt: skip
        return redirect(url_for("home.start"), 303)
    of_code = found not in list(Secret) or found is Secret.TOO_MANY_TRIES
    form.refuse("one_time_code" if of_code else "pin", sentence(found))
    status = 429 if found is Secret.TOO_MANY_TRIES else 422
    return render_template("registration/forgotten_code.html", form=form), status
