"""When and where classes are held, for anybody who has no account yet (E118)."""

from flask import render_template, request

from lms.centres import queries as centres
from lms.classes import queries
from lms.classes.messages import AUDIENCES
from lms.classes.views.room import blueprint
from lms.core import clock
from lms.core.errors import NotThere
from lms.curriculum.queries import place_name
from lms.web.access import public
from lms.web.addresses import page_number
from lms.web.locale import language

PAGE = 12


@blueprint.get("/dates")
@public
def dates():
    """The coming classes of the country or of one region, with place, language and free seats. No name stands here:
    neither of who teaches nor of who comes."""
    regions = {code: name for code, name, _districts in centres.regions(language())}
    region, page = request.args.get("region") or None, page_number()
    if region and region not in regions:
        raise NotThere
    found, count = queries.coming_dates(at=clock.now(), region=region, page=page, size=PAGE)
    return render_template(
        "classes/dates.html", found=found, count=count, page=page, size=PAGE, regions=regions, region=region,
        programme_of=queries.programme_of, place_name=place_name, audiences=AUDIENCES,
    )  # fmt: skip
