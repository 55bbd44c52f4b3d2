"""Where people leave from, and how many seats there are for them."""

from flask import render_template, request

from lms.core import clock
from lms.core.errors import NotThere
from lms.reports import messages, queries
from lms.reports.permissions import READERS
from lms.reports.rules import add_months
from lms.reports.views.blueprint import blueprint
from lms.reports.views.strip import chosen_month, strip
from lms.web.access import actor, only
from lms.web.locale import language

BEFORE, AFTER = 2, 6  # months that can be chosen, beside this one


@blueprint.get("/reports/demand")
@only(*READERS)
def demand():
    """Who leaves in a month by region and district, how far they are, and the seats near them (E111); one district
    down to its jamoats (E127)."""
    this = clock.today().replace(day=1)
    offered = [add_months(this, n) for n in range(-BEFORE, AFTER)]
    month = chosen_month(offered, this)
    district = request.args.get("district", "")
    places = queries.demand(actor(), month, language())
    if district:
        places = [each for region in places for each in region.parts if each.code == district]
        if not places:
            raise NotThere
    return render_template(
        "reports/demand.html",
        pages=strip(),
        month=month,
        months=offered,
        places=places,
        district=district,
        total=sum((each.demand for each in places), queries.Demand()),
        words=messages,
    )
