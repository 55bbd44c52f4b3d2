"""Hours taught, as those who pay trainers need them."""

from datetime import date

from flask import Response, render_template, url_for

from lms.reports import messages, queries
from lms.reports.permissions import READERS
from lms.reports.views.blueprint import blueprint
from lms.reports.views.strip import chosen_month, offered_months, strip
from lms.reports.workbook import TYPE, teaching_workbook
from lms.web.access import actor, only
from lms.web.locale import language


@blueprint.get("/reports/teaching")
@only(*READERS)
def teaching():
    """What each trainer taught in a month, and until when the contract runs (E109)."""
    month = _month()
    return render_template(
        "reports/teaching.html",
        pages=strip(),
        month=month,
        months=offered_months(),
        rows=queries.teaching(actor(), month, language()),
        download=url_for(".teaching_xlsx", month=f"{month:%Y-%m}"),
        words=messages,
    )


@blueprint.get("/reports/teaching.xlsx")
@only(*READERS)
def teaching_xlsx():
    """The same as a spreadsheet."""
    month = _month()
    return Response(
        teaching_workbook(queries.teaching(actor(), month, language()), month),
        mimetype=TYPE,
        headers={"Content-Disposition": f'attachment; filename="hours-{month:%Y-%m}.xlsx"'},
    )


def _month() -> date:
    offered = offered_months()
    return chosen_month(offered, offered[0])
