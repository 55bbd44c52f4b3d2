"""Slips: what could not be sent, to be handed over on paper."""

from collections.abc import Sequence
from pathlib import Path

from flask_babel import force_locale
from flask_babel import gettext as _

from lms.core.printing import render_pdf
from lms.notices.queries import Wanting
from lms.registration.rules import shown_number
from lms.web.locale import as_date

TEMPLATE = Path(__file__).parent / "slips.typ"


def slips(found: Sequence[Wanting], language: str, *, at) -> bytes:
    """Eight slips to an A4 sheet, with lines to cut along; each in the language it was written in."""
    with force_locale(language):
        title = _("Slips to hand over")
    return render_pdf(
        TEMPLATE,
        {"title": title, "language": language, "slips": [_slip(each) for each in found]},
        at=at,
    )


def _slip(each: Wanting) -> dict[str, str]:
    with force_locale(each.message.language):
        return {
            "name": each.person.full_name,
            "number": shown_number(each.person.number),
            "body": each.message.body,
            "language": each.message.language,
            "written": _("Written on %(day)s", day=as_date(each.message.created_at)),
        }
