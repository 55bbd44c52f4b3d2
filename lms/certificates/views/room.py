"""The blueprint, and what its pages share."""

from collections.abc import Sequence
from pathlib import Path

from flask import Blueprint, Response

from lms.certificates import printing, queries
from lms.certificates.models import Certificate
from lms.certificates.rules import State, state
from lms.core import clock
from lms.core.errors import NotThere
from lms.registration import queries as registration
from lms.web.access import actor
from lms.web.addresses import site

CODE = Path(__file__).parents[1] / "code"
blueprint = Blueprint("certificates", __name__, template_folder="../templates")


def state_today(certificate: Certificate) -> State:
    """What the certificate is worth today."""
    return state(
        replaced_at=certificate.replaced_at,
        revoked_at=certificate.revoked_at,
        expires_on=certificate.expires_on,
        today=clock.today(),
    )


def own_certificate(certificate_id: int) -> Certificate:
    """One of the visitor's own that stand, of whichever course. Raises NotThere."""
    own = registration.own(actor().user_id)
    found = next((each for each in queries.of_person(own.id) if each.id == certificate_id), None)
    if found is None:
        raise NotThere
    return found


def pdf_response(certificates: Sequence[Certificate], name: str) -> Response:
    """The certificates as one PDF."""
    response = Response(printing.pdf(certificates, site=site()), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
