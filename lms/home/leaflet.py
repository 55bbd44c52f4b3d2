"""The leaflet of a centre with its next dates (E113), for job centres, lyceums and notice boards."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _

from lms.centres.messages import room_name
from lms.centres.models import Centre
from lms.centres.queries import surroundings
from lms.classes.models import TrainingClass
from lms.classes.queries import programme_of
from lms.core import clock
from lms.core.languages import NAMES
from lms.core.printing import qr_svg, render_pdf
from lms.curriculum.queries import place_name
from lms.curriculum.rules.programme import Programme
from lms.web.locale import as_date, as_time, as_weekday

TEMPLATE = Path(__file__).parent / "leaflet.typ"


def leaflet(
    centre: Centre, coming: Sequence[TrainingClass], offered: Programme, language: str, *, address: str, at: datetime
) -> bytes:
    """One page of A5: what the course gives, where and when the next ones are, and a code that leads to registering."""
    words = offered.said(language)
    return render_pdf(
        TEMPLATE,
        {
            "language": language,
            "title": _("Before you leave to work abroad"),
            "site": current_app.config["SITE_NAME"],
            "free": _("Free of charge") if offered.free else "",
            "gives": _("What it gives you"),
            "benefits": list(words["benefits"].values()),
            "where": _("Where"),
            "centre": [place_name(each, language) for each in (centre.names, centre.address) if each],
            "when": _("The next dates"),
            "dates": [_line(each, language) for each in coming],
            "none": _("Ask at the centre for the next dates."),
            "register": _("Register here"),
            "qr": qr_svg(address),
            "address": address,
            "printed": _("Printed on %(day)s", day=as_date(clock.local(at))),
        },
        at=at,
    )


def _line(found: TrainingClass, language: str) -> list[str]:
    first = found.sessions[0].starts_at
    when = _("%(weekday)s, %(day)s, %(time)s", weekday=as_weekday(first).capitalize(), day=as_date(first),
             time=as_time(first))  # fmt: skip
    course = programme_of(found).variant_title(found.variant, language)
    away = [room_name(found.away, language), surroundings(found.away, language)] if found.away else []
    return [when, ", ".join([course, NAMES.get(found.language, found.language), *away])]
