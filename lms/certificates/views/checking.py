"""The public check: whether a certificate is valid, for whom (initials), what, until when; and nothing more."""

from datetime import date

from flask import abort, redirect, render_template, request, url_for

from lms.accounts import actions as accounts
from lms.accounts import queries as users
from lms.accounts.actions import trail
from lms.accounts.rules import Door
from lms.accounts.rules.trail import Deed
from lms.certificates import queries
from lms.certificates.forms import CheckForm
from lms.certificates.messages import CHECKED, LOOKS, STATES, assessed, fate
from lms.certificates.models import Certificate
from lms.certificates.rules import Reason, initials, plain_code, shown_code
from lms.certificates.rules.record import token_in
from lms.certificates.signing import read
from lms.certificates.views.room import blueprint, state_today
from lms.certificates.views.without_network import page
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.curriculum.queries import place_name
from lms.registration.rules import shown_number
from lms.web.access import actor, only, public
from lms.web.locale import language
from lms.web.sentences import refusal, sentence


@blueprint.get("/check")
@public
def check_form():
    """Type the code of a certificate, or paste what its square says."""
    form = CheckForm(request.args)
    if "code" not in request.args:  # whoever sends a link on may have hung something to it
        return page(form)
    if form.validate():
        if code := plain_code(form.code.data):
            return redirect(url_for(".check", code=shown_code(code)))
        if token := token_in(form.code.data):
            return redirect(url_for(".scan", token=token))
        form.refuse("code", sentence(Reason.NOT_A_CODE))
    return page(form), 422


@blueprint.get("/check/<code>")
@public
def check(code: str):
    """What the certificate with this code is worth."""
    address, at = request.remote_addr or "", clock.now()
    if users.is_crowded(Door.CHECK, address, at):
        abort(429)
    try:
        found = queries.by_code(code)
    except NotThere:  # not the general page: whoever scans a paper must read that this certificate is not known
        if plain_code(code):  # it could have been one: somebody may be guessing
            accounts.count_try_while_reading(door=Door.CHECK, address=address, at=at)
        return render_template("certificates/unknown.html", fault=None), 404
    return _shown(found)


@blueprint.get("/C/<token>")
@public
def scan(token: str):
    """What the certificate is worth whose square says this. The signature is looked at first: who makes up squares
    learns nothing about certificates."""
    try:
        record = read(token, queries.public_keys())
        return _shown(queries.by_serial(record.serial))
    except Refused as refused:
        return render_template("certificates/unknown.html", fault=refusal(refused)), 404
    except NotThere:
        return render_template("certificates/unknown.html", fault=None), 404


@blueprint.get("/check/<code>/whole")
@only(Role.CHECKER)
def whole(code: str):
    """All that is on a certificate, for an officer of the border or of a ministry. The look is put on record."""
    found = queries.by_code(code)
    trail.note_while_reading(
        what=Deed.CHECKED, person=found.registration_id, by=actor().user_id, at=clock.now(), of="certificate"
    )
    found = queries.by_code(code)  # noting has ended the transaction in which it was read
    worth = state_today(found)
    return render_template(
        "certificates/whole.html",
        certificate=found,
        code=shown_code(found.code),
        state=worth,
        states=STATES,
        look=LOOKS[worth],
        said=CHECKED[worth],
        fate=fate(found),
        assessed=assessed(found.evidence),
        born_on=found.registration.birth_date,
        number=shown_number(found.evidence["registration_number"]),
        day_of=date.fromisoformat,
        place_name=place_name,
    )


def _shown(found: Certificate) -> str:
    worth = state_today(found)
    return render_template(
        "certificates/check.html",
        certificate=found,
        state=worth,
        states=STATES,
        look=LOOKS[worth],
        said=CHECKED[worth],
        fate=fate(found),
        code=shown_code(found.code),
        initials=initials(found.name),
        programme=place_name(found.evidence["titles"], language()),
    )
