"""The trainee's certificate, and the certificate as a part of the registration."""

from flask import render_template
from markupsafe import Markup

from lms.attendance import queries as attendance
from lms.attendance.messages import describe
from lms.certificates import queries
from lms.certificates.messages import BLOCKS, LOOKS, NAMES, STATES, described
from lms.certificates.permissions import can_manage_certificate
from lms.certificates.rules import Lack, State, shown_code
from lms.certificates.views.room import blueprint, own_certificate, pdf_response, state_today
from lms.core import clock
from lms.core.actors import Actor, Role
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.terms import Kind
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Registration
from lms.registration.queries.consents import may_be_asked
from lms.web.access import actor, only
from lms.web.locale import language


@blueprint.get("/me/certificate")
@only(Role.TRAINEE)
def mine():
    """The certificate, or what is missing and what to do about it."""
    enrolment = registration.own_enrolment(actor().user_id)
    found = queries.latest_of(enrolment.id)
    if found is not None:
        worth = state_today(found)
        return render_template(
            "certificates/mine.html",
            certificate=found,
            code=shown_code(found.code),
            state=worth,
            look=LOOKS[worth],
            **_earlier(enrolment, found.id),
            programme=curriculum.place_name(found.evidence["titles"], language()),
            opens=_opens(enrolment) if worth is State.VALID else [],
            may_ask=may_be_asked(enrolment.registration_id),
            again=curriculum.programme(enrolment.edition_id).kind is Kind.PDO,
        )
    return render_template(
        "certificates/missing.html", opens=_opens(enrolment), **_to_do(enrolment), **_earlier(enrolment, 0)
    )


@blueprint.get("/me/certificates/<int:certificate_id>.pdf")
@only(Role.TRAINEE)
def earlier_pdf(certificate_id: int):
    """A certificate of an earlier course on paper."""
    found = own_certificate(certificate_id)
    return pdf_response([found], found.serial)


@blueprint.get("/me/certificate.pdf")
@only(Role.TRAINEE)
def mine_pdf():
    """The certificate on paper."""
    found = queries.of_enrolment(registration.own_enrolment(actor().user_id).id)
    if found is None:
        raise NotThere
    return pdf_response([found], found.serial)


def panel(_person: Registration, enrolment: Enrolment | None, by: Actor) -> Markup:
    """The part of a registration's page that tells about the certificate (E20); nothing without a course."""
    if enrolment is None:
        return Markup("")
    found = queries.latest_of(enrolment.id)
    worth = state_today(found) if found else None
    return Markup(
        render_template(
            "certificates/panel.html",
            certificate=found,
            state=worth,
            states=STATES,
            look=LOOKS[worth] if worth else None,
            manages=found is not None and can_manage_certificate(by, found),
            key=enrolment.registration.key,
            **(_to_do(enrolment) if found is None else {}),
        )
    )


def _opens(enrolment: Enrolment) -> list[str]:
    """What the certificate of this course opens, as its programme says (E115)."""
    return curriculum.programme(enrolment.edition_id).opened_by("certificate", language())


def _earlier(enrolment: Enrolment, shown: int) -> dict:
    """The other certificates of the person that stand, with what they are worth."""
    others = [each for each in queries.of_person(enrolment.registration_id) if each.id != shown]
    return {"earlier": [(each, state_today(each)) for each in others], "states": STATES, "looks": LOOKS}


def _to_do(enrolment: Enrolment) -> dict:
    """What is missing, each with its sentence, and the missed blocks to be made up, by id with their titles."""
    programme = curriculum.programme(enrolment.edition_id)
    found = attendance.eligibility(enrolment, at=clock.now())
    said = describe(found, programme, language())
    ahead = queries.outlook(enrolment)
    return {
        "programme": programme.title(language()),
        "lacks": described(ahead.lacks, programme, language(), attendance=said),
        "latest": ahead.latest,
        "blocks": BLOCKS,
        "names": NAMES,
        "names_wrong": any(each.lack is Lack.NAMES_WRONG for each in ahead.lacks),
        "missed": {block: programme.block_title(block, language()) for block in found.standing.missing},
    }
