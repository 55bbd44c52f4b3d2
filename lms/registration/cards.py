"""The card a registered person carries: name, number, QR code."""

from collections.abc import Iterable
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _

from lms.core.printing import qr_svg, render_pdf
from lms.registration.models import Registration
from lms.registration.rules import shown_number

TEMPLATE = Path(__file__).parent / "templates" / "registration" / "card.typ"
PAPERS = ("a4", "label")


def render(registrations: Iterable[Registration], *, paper: str) -> bytes:
    """Cards as a PDF: ten to an "a4" sheet with lines to cut along, or each on a "label" of its own. Raises
    Refused(LETTER_NOT_IN_FONT)."""
    return render_pdf(
        TEMPLATE,
        {
            "paper": paper,
            "title": _("Registration card"),
            "site": current_app.config["SITE_NAME"],
            "number_label": _("Registration number"),
            "hint": _("Keep this card. Tell nobody your PIN."),
            "cards": [
                {
                    "name": each.full_name,
                    "latin": each.latin_name,
                    "number": shown_number(each.number),
                    "qr": qr_svg(each.number),
                }
                for each in registrations
            ],
        },
    )
