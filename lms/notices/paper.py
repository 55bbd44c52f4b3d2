"""Slips: what could not be sent, to be handed over on paper."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from flask_babel import force_locale
from flask_babel import gettext as _

from lms.core.printing import render_pdf
from lms.messages.models import OutboxMessage
from lms.notices.queries import Wanting
from lms.registration.rules import shown_number
from lms.trainers.models import Trainer
from lms.web.locale import as_date

TEMPLATE = Path(__file__).parent / "slips.typ"


def slips(
    found: Sequence[Wanting], guests: Sequence[tuple[OutboxMessage, Trainer]], language: str, *, at: datetime
) -> bytes:
    """Eight slips to an A4 sheet, with lines to cut along; each in the language it was written in. `guests` are those
    of a class, who have no registration number."""
    with force_locale(language):
        title = _("Slips to hand over")
    return render_pdf(
        TEMPLATE,
        {
            "title": title,
            "language": language,
            "slips": [
                *(_slip(each.message, each.person.full_name, shown_number(each.person.number)) for each in found),
                *(_slip(message, guest.name, "") for message, guest in guests),
            ],
        },
        at=at,
    )


def _slip(message: OutboxMessage, name: str, number: str) -> dict[str, str]:
    with force_locale(message.language):
        return {
            "name": name,
            "number": number,
            "body": message.body,
            "language": message.language,
            "written": _("Written on %(day)s", day=as_date(message.created_at)),
        }
