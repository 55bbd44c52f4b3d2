"""The questions of a registration on paper: filled in where there is neither network nor device, and typed in later on
the page of the desk, where they stand in the same order."""

from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from wtforms import Field, SelectField, SelectFieldBase

from lms.core import clock
from lms.core.printing import render_pdf
from lms.registration.forms.desk import DeskForm
from lms.registration.forms.fields import DayField
from lms.web.locale import as_date

TEMPLATE = Path(__file__).parent / "templates" / "registration" / "blank.typ"
FIRST = (
    "family_name_latin", "given_name_latin", "family_name", "given_name", "birth_date", "sex", "phone", "home",
    "country", "departs_on", "first_time",
)  # fmt: skip
THE_REST = (
    "patronymic", "jamoat", "country_region", "occupation", "has_internet", "reads_alone", "language",
    "safety_training", "needs",
)  # fmt: skip
MOST_BOXES, FAMILY = 14, 3


def blank(form: DeskForm, language: str, *, at: datetime) -> bytes:
    """An empty form as a PDF, with the questions of the desk."""
    data = {
        "language": language,
        "title": _("Registration on paper"),
        "site": current_app.config["SITE_NAME"],
        "intro": _("Registering is free of charge. What we do with the answers is told by the privacy notice: ask to "
                   "see it before you write. Only lines with a star (*) need an answer."),
        "rows": [_row(form[name]) for name in (*FIRST, *THE_REST) if name in form],
        "family": [_("Family who will come"), _("Relation"), _("Name (if that person agrees)")],
        "lines": FAMILY,
        "end": _("Give the sheet to the centre only. Once it is typed in, the centre destroys it."),
        "printed": _("Printed on %(day)s", day=as_date(clock.local(at))),
    }  # fmt: skip
    return render_pdf(TEMPLATE, data, at=at)


def _row(field: Field) -> dict[str, Any]:
    boxes = [str(each.label) for each in field.iter_choices() if each.value] if _offers(field) else []
    return {
        "label": str(field.label.text) + (" *" if field.name in FIRST and not field.flags.optional else ""),
        "boxes": boxes if len(boxes) <= MOST_BOXES else [],
        "is_day": isinstance(field, DayField),
    }


def _offers(field: Field) -> bool:
    """Whether it is answered by choosing, from a list that is no map of the whole country."""
    return isinstance(field, SelectFieldBase) and not (isinstance(field, SelectField) and field.has_groups())
