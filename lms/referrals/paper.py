"""The slip that somebody takes along to an office."""

from datetime import datetime
from pathlib import Path

from flask_babel import force_locale
from flask_babel import gettext as _

from lms.core import clock
from lms.core.printing import render_pdf
from lms.curriculum.queries import place_name
from lms.referrals.models import Referral, Service
from lms.web.locale import as_date

TEMPLATE = Path(__file__).parent / "referral.typ"


def slip(found: Referral, to: Service, language: str, *, at: datetime) -> bytes:
    """The slip as a PDF, in the person's language. It bears no name and says nothing of what troubles the person: who
    finds it learns only an address."""
    with force_locale(language):
        facts = [(_("Address"), to.address), (_("Telephone"), to.phone), (_("Day"), as_date(found.referred_on))]
        data = {
            "language": language,
            "title": _("Where you find help"),
            "office": place_name(to.names, language),
            "facts": [[label, value] for label, value in facts if value],
            "lines": [
                _("You need not go. If you go, tell them as much as you want, and no more."),
                _("Help there does not change your course, your seat or your certificate."),
                *([] if to.address or to.phone else [_("Ask at your centre how to get there.")]),
                _("If something does not work out, come back to your centre: we look for another way together."),
            ],
            "printed": _("Printed on %(day)s", day=as_date(clock.local(at))),
        }
        return render_pdf(TEMPLATE, data, at=at)
