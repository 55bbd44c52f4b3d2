"""Where people leave from, and how many seats there are for them."""

from flask import render_template, request

from lms.centres import queries as centres
from lms.core import clock
from lms.core.errors import NotThere
from lms.reports import messages, queries
from lms.reports.messages import with_seats
from lms.reports.permissions import READERS
from lms.reports.rules import add_months
from lms.reports.views.blueprint import blueprint
from lms.reports.views.strip import chosen_month, strip
from lms.web.access import actor, only
from lms.web.locale import as_number, language

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
    region, district = _chosen_place()
    places = _within(queries.demand(actor(), month, language()), region, district)
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


def _chosen_place() -> tuple[str, str]:
    """Codes of the region and the district in the address. Raises NotThere for those that are nowhere."""
    region, district = request.args.get("region", ""), request.args.get("district", "")
    known = {code: {each for each, _name in districts} for code, _name, districts in centres.regions(language())}
    if region and region not in known:
        raise NotThere
    if district and not any(district in of for code, of in known.items() if region in ("", code)):
        raise NotThere
    return region, district


def _within(places: list[queries.Place], region: str, district: str) -> list[queries.Place]:
    """All places; of a region its districts; the district alone."""
    if not (region or district):
        return places
    parts = [part for each in places if region in ("", each.code) for part in each.parts]
    return [each for each in parts if district in ("", each.code)]


def _unserved(places: list[queries.Place], *, district: bool) -> list[tuple[str, int, str]]:
    """For the chart: how many of a place have neither certificate nor seat, the most first, and the seats there."""
    parts = [part for each in places for part in each.parts] if district else places
    found = [(each.label, each.demand.waiting + each.demand.nothing, each.demand.seats) for each in parts]
    most = sorted((each for each in found if each[1]), key=lambda each: -each[1])[:MOST_BARS]
    return [(with_seats(label, seats), people, as_number(people)) for label, people, seats in most]
