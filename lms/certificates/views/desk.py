"""Certificates at the desk: find, print, revoke, replace."""

from collections.abc import Sequence
from datetime import date

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.attendance import queries as attendance
from lms.attendance.messages import describe
from lms.certificates import actions, queries
from lms.certificates.forms import RevokeForm
from lms.certificates.messages import CONFIRMED, LOOKS, NAMES, REPLACED_FOR, REVOKED_FOR, STATES, assessed, described
from lms.certificates.models import Certificate
from lms.certificates.queries import due
from lms.certificates.permissions import can_manage_certificate
from lms.certificates.rules import RevokedFor, shown_code
from lms.certificates.views.room import blueprint, pdf_response, state_today
from lms.classes import queries as classes
from lms.classes.permissions import can_run_class
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.registration import phones
from lms.registration import queries as registration
from lms.web.access import actor, only
from lms.web.addresses import YEARS, page_number, sent_id
from lms.web.locale import language


@blueprint.get("/desk/certificates")
@only(Role.OFFICER, Role.ADMIN)
def list_certificates():
    """What was issued, the newest first; by class or by month."""
    page = page_number()
    class_id = sent_id("class", request.args) or None
    month = _month(request.args.get("month", ""))
    found, count = queries.issued(actor(), class_id=class_id, month=month, page=page)
    return render_template(
        "certificates/list.html",
        certificates=[(each, state_today(each)) for each in found],
        count=count,
        page=page,
        size=queries.PAGE,
        class_id=class_id,
        month=month.strftime("%Y-%m") if month else "",
        states=STATES,
        looks=LOOKS,
        place_name=curriculum.place_name,
    )


@blueprint.get("/desk/certificates/due")
@only(Role.OFFICER, Role.ADMIN)
def due_certificates():
    """Whose certificates end soon or have ended."""
    page, today = page_number(), clock.today()
    found, count = due.due(actor(), today, page=page)
    return render_template(
        "certificates/due.html", certificates=[(each, state_today(each)) for each in found], count=count, page=page,
        size=due.PAGE, states=STATES, looks=LOOKS, shown=phones.masked, elsewhere=due.due_elsewhere(actor(), today),
    )  # fmt: skip


@blueprint.get("/desk/classes/<int:class_id>/certificates.pdf")
@only(Role.OFFICER, Role.ADMIN)
def class_pdf(class_id: int):
    """The certificates of a whole class in one PDF."""
    found = classes.training_class(class_id)
    if not can_run_class(actor(), found):
        raise NotThere
    return _printed(queries.of_class(class_id), f"class-{class_id}", centre=found.centre.code)


@blueprint.get("/desk/certificates/<int:certificate_id>")
@only(Role.OFFICER, Role.ADMIN)
def show_certificate(certificate_id: int):
    """One certificate: what it was earned on, and what can be done with it."""
    return _page(certificate_id, RevokeForm())


@blueprint.get("/desk/certificates/<int:certificate_id>.pdf")
@only(Role.OFFICER, Role.ADMIN)
def certificate_pdf(certificate_id: int):
    """One certificate on paper."""
    found = queries.certificate(actor(), certificate_id)
    if not found.stands:
        raise NotThere
    return _printed([found], found.serial)


@blueprint.post("/desk/certificates/<int:certificate_id>/revoke")
@only(Role.OFFICER, Role.ADMIN)
def revoke(certificate_id: int):
    """Take the certificate back."""
    found = queries.certificate_to_manage(actor(), certificate_id)
    form = RevokeForm()
    if not form.validate_on_submit():
        return _page(certificate_id, form), 422
    actions.revoke(
        certificate_id=found.id, reason=RevokedFor(form.reason.data), by=actor().user_id, at=clock.now()
    )
    flash(_("The certificate %(serial)s is revoked.", serial=found.serial))
    return redirect(url_for(".show_certificate", certificate_id=found.id))


@blueprint.post("/desk/certificates/<int:certificate_id>/replace")
@only(Role.OFFICER, Role.ADMIN)
def replace(certificate_id: int):
    """Print the corrected names on a new certificate, which takes the place of this one."""
    found = queries.certificate_to_manage(actor(), certificate_id)
    new = actions.replace(certificate_id=found.id, by=actor().user_id, at=clock.now())
    flash(_("The certificate %(serial)s takes the place of the old one.", serial=new.serial))
    return redirect(url_for(".show_certificate", certificate_id=new.id))


@blueprint.post("/desk/certificates/<int:certificate_id>/issue-again")
@only(Role.OFFICER, Role.ADMIN)
def issue_again(certificate_id: int):
    """Issue a new certificate to somebody whose certificate was revoked."""
    found = queries.certificate_to_manage(actor(), certificate_id)
    new = actions.issue(enrolment_id=found.enrolment_id, by=actor().user_id, at=clock.now())
    flash(_("The certificate %(serial)s is issued.", serial=new.serial))
    return redirect(url_for(".show_certificate", certificate_id=new.id))


def _printed(found: Sequence[Certificate], name: str, *, centre: str | None = None) -> Response:
    people, paper = [each.registration_id for each in found], pdf_response(found, name)
    trail.note_each_while_reading(
        what=Deed.PRINTED, people=people, by=actor().user_id, at=clock.now(), of="certificate", centre=centre
    )
    return paper


def _page(certificate_id: int, form: RevokeForm) -> str:
    found = queries.certificate(actor(), certificate_id)
    enrolment = registration.enrolment(found.enrolment_id)
    programme = curriculum.programme(enrolment.edition_id)
    worth = state_today(found)
    lacks = [each for each in queries.missing_for(enrolment) if each.lack not in NAMES]
    progress = describe(attendance.eligibility(enrolment, at=clock.now()), programme, language())
    person = found.registration_id
    page = render_template(
        "certificates/show.html",
        certificate=found,
        code=shown_code(found.code),
        form=form,
        state=worth,
        states=STATES,
        look=LOOKS[worth],
        reasons=REVOKED_FOR,
        manages=can_manage_certificate(actor(), found),
        person=enrolment.registration,
        lacks=[said for _each, said in described(lacks, programme, language(), attendance=progress)],
        names=found.evidence.get("names"),
        confirmed=queries.are_confirmed(enrolment.registration),
        ways=CONFIRMED,
        replaced_for=REPLACED_FOR,
        assessed=assessed(found.evidence),
        day_of=date.fromisoformat,
        days=[date.fromisoformat(block["on"]) for block in found.evidence["blocks"]],
        place_name=curriculum.place_name,
    )
    trail.note_while_reading(what=Deed.LOOKED, person=person, by=actor().user_id, at=clock.now(), of="certificate")
    return page


def _month(text: str) -> date | None:
    """The month in the address; None when it is none, or one with which nobody reckons."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if month.year in YEARS else None
