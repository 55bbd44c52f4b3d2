"""The blueprint, and what its pages share."""

from collections.abc import Sequence

from flask import Blueprint, Response, current_app, url_for

from lms.certificates import printing
from lms.certificates.models import Certificate
from lms.certificates.rules import State, state
from lms.core import clock

blueprint = Blueprint("certificates", __name__, template_folder="../templates")


def state_today(certificate: Certificate) -> State:
    """What the certificate is worth today."""
    return state(
        replaced_at=certificate.replaced_at,
        revoked_at=certificate.revoked_at,
        expires_on=certificate.expires_on,
        today=clock.today(),
    )


def address_of(code: str) -> str:
    """Where anybody checks the certificate with this code; what its QR says."""
    public = current_app.config["PUBLIC_URL"]
    path = url_for("certificates.check", code=code)
    return f"{public}{path}" if public else url_for("certificates.check", code=code, _external=True)


def pdf_response(certificates: Sequence[Certificate], name: str) -> Response:
    """The certificates as one PDF."""
    response = Response(printing.pdf(certificates, address_of=address_of), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
