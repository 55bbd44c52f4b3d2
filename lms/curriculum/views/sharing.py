"""The curriculum for other sites (E138): as data, and as a page that they show within theirs. It says nothing of
anybody, so any site may ask for it."""

from flask import Response, current_app, g, jsonify, render_template, request, url_for
from flask_babel import force_locale

from lms.core import clock
from lms.curriculum import queries
from lms.curriculum.messages.notes import APART
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.review import facts_of
from lms.curriculum.rules.sharing import listed, shared
from lms.curriculum.views.blueprint import blueprint
from lms.web.access import public
from lms.web.addresses import site
from lms.web.locale import language
from lms.web.security import WITHIN_OTHERS


@blueprint.get("/open/modules.json")
@public
def open_modules():
    """All modules: their titles, versions, and where each is found."""
    modules = [listed(each, site() + url_for(".open_module", slug=each.slug)) for each in queries.modules()]
    return _for_all(jsonify(modules=modules))


@blueprint.get("/open/modules/<slug>.json")
@public
def open_module(slug: str):
    """One module in the language asked for, or in the one that its readers know next."""
    found, asked = queries.newest_module(slug, request.args.get("region")), _asked()
    spoken = found.spoken(asked)
    with force_locale(asked):  # what is noted at a fact is said in the language asked for, and remembered so
        words = queries.said_on(found, clock.today(), APART, asked)
    facts, sources = facts_of(found.facts), queries.sources_of(found, spoken)
    said = shared(found, words, spoken, facts, sources, site=site(), address=_whole(found))
    return _for_all(jsonify(said))


@blueprint.get("/open/modules/<slug>")
@public
def within_others(slug: str):
    """One module as a page without a frame of its own, for the page of another site; nothing on it can be pressed but
    links out of it."""
    found = queries.newest_module(slug, request.args.get("region"))
    g.language, g.actor = _asked(), None  # the same page for everybody who reads this language
    with force_locale(g.language):
        page = render_template("curriculum/within_others.html", module=found, **_said(found))
    response = Response(page)
    response.headers["Content-Security-Policy"] = WITHIN_OTHERS
    return response


def _said(found: Module) -> dict:
    return {
        "words": queries.said_on(found, clock.today(), APART, g.language),
        "spoken": found.spoken(g.language),
        "notices": current_app.extensions["notices_on_module"](found),
        "sounds": current_app.extensions["players"](found, found.spoken(g.language)),
        "whole": _whole(found),
        "today": clock.today(),
    }


def _asked() -> str:
    asked = request.args.get("language")
    return asked if asked in current_app.config["LANGUAGES"] else language()


def _whole(found: Module) -> str:
    return site() + url_for(".lesson", slug=found.slug, region=found.region)


def _for_all(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
