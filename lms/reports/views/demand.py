"""Where people leave from, and how many seats there are for them."""

from flask import render_template, request

from lms.core import clock
from lms.core.errors import NotThere
from lms.reports import messages, queries
from lms.reports.messages import as_said
from lms.reports.permissions import READERS
from lms.reports.rules import add_months
from lms.reports.views.blueprint import blueprint
from lms.reports.views.strip import chosen_month, strip
from lms.web.access import actor, only
from lms.web.locale import language

MOST_BARS = 12
BEFORE, AFTER = 2, 6  # months that can be chosen, beside this one


@blueprint.get("/reports/demand")
@only(*READERS)
def demand():
    """Who leaves in a month by region and district, how far they are, and the seats near them (E111); one region down
    to its districts, one district down to its jamoats (E127)."""
    this = clock.today().replace(day=1)
    offered = [add_months(this, n) for n in range(-BEFORE, AFTER)]
    month = chosen_month(offered, this)
    district, region = request.args.get("district", ""), request.args.get("region", "")
    places = queries.demand(actor(), month, language())
    if region:
        places = [part for each in places if each.code == region for part in each.parts]
        if not places:
            raise NotThere
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
        region=region,
        unserved=_unserved(places, district=bool(district)),
        total=sum((each.demand for each in places), queries.Demand()),
        words=messages,
    )


def _unserved(places: list[queries.Place], *, district: bool) -> list[tuple[str, int, str]]:
    """For the chart: how many of a place have neither certificate nor seat, the most first, and the seats there."""
    parts = [part for each in places for part in each.parts] if district else places
    found = [(each.label, each.demand.waiting + each.demand.nothing, each.demand.seats) for each in parts]
    most = sorted((each for each in found if each[1]), key=lambda each: -each[1])[:MOST_BARS]
    return [(label, people, as_said(people, seats)) for label, people, seats in most]
