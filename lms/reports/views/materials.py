"""Material: with what was taught, and what people read on."""

from flask import render_template

from lms.attendance.messages import MATERIALS
from lms.curriculum.messages import METHODS
from lms.reports import messages, queries
from lms.reports.permissions import READERS
from lms.reports.views.blueprint import blueprint
from lms.reports.views.strip import chosen_month, offered_months, strip
from lms.web.access import actor, only
from lms.web.locale import language


@blueprint.get("/reports/materials")
@only(*READERS)
def materials():
    """By which methods and with which material blocks were taught in a month (E56, E65), and how often booklets and the
    companion were opened (E72)."""
    offered = offered_months()
    month = chosen_month(offered, offered[0])
    return render_template(
        "reports/materials.html",
        pages=strip(),
        month=month,
        months=offered,
        taught=queries.methods(actor(), month),
        methods=METHODS,
        used=queries.materials(actor(), month),
        opened=queries.opened(actor(), month, language()),
        materials=MATERIALS,
        words=messages,
    )
