"""The library of activities: what there is to do with a group, by method, time and size, and printed (E56, E66)."""

from flask import Response, render_template, request

from lms.core import clock
from lms.core.errors import NotThere
from lms.curriculum import queries
from lms.curriculum.messages import LEVELS, METHODS
from lms.curriculum.papers import activity as paper
from lms.curriculum.permissions import TEACHERS
from lms.curriculum.rules.library import Kept, Wanted, kept, once
from lms.curriculum.rules.module import METHODS as KNOWN
from lms.curriculum.views.blueprint import blueprint
from lms.curriculum.views.papers import activity_labels, pdf
from lms.web.access import only
from lms.web.locale import language

MOST = 999


@blueprint.get("/teach/activities")
@only(*TEACHERS)
def activities():
    """Everything that a group can do, and those activities that fit the people and the time there are."""
    wanted = Wanted(
        method=method if (method := request.args.get("method")) in KNOWN else None, people=_number("people"),
        minutes=_number("minutes"), module=request.args.get("module") or None,
    )  # fmt: skip
    every = kept(queries.modules(), language())
    return render_template(
        "curriculum/library_activities.html", wanted=wanted, every=every, methods=METHODS, levels=LEVELS,
        found=once(each for each in every if wanted.fits(each)), used={each.activity.method for each in every},
        modules={each.module.slug: each.module for each in every}, countries=queries.country_names(),
        place_name=queries.place_name,
    )  # fmt: skip


@blueprint.get("/teach/activities/<slug>/<name>")
@only(*TEACHERS)
def activity(slug: str, name: str):
    """One activity: how it goes, what it needs, its levels and its cards."""
    found = _kept(slug, name)
    return render_template(
        "curriculum/library_activity.html", module=found.module, each=found.activity, methods=METHODS, levels=LEVELS,
        spoken=found.module.spoken(language()),
    )  # fmt: skip


@blueprint.get("/teach/activities/<slug>/<name>.pdf")
@only(*TEACHERS)
def activity_paper(slug: str, name: str) -> Response:
    """The same on paper, its cards to cut out."""
    found = _kept(slug, name)
    printed = paper.sheet(found, language(), activity_labels(found), clock.now())
    return pdf(printed, f"{slug}-{name}")


def _kept(slug: str, name: str) -> Kept:
    found = (each for each in kept([queries.newest_module(slug)], language()) if each.activity.id == name)
    if (one := next(found, None)) is None:
        raise NotThere
    return one


def _number(name: str) -> int | None:
    """What is asked for; what is no number is not asked for."""
    text = request.args.get(name, "").strip()
    return int(text) if text.isdecimal() and 0 < int(text[:4]) <= MOST and len(text) < 4 else None
