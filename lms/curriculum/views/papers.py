"""What is printed of the curriculum: booklets and charts for everybody, manuals for those who teach."""

from functools import lru_cache
from pathlib import Path

from flask import Response, current_app, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.core import clock
from lms.core.errors import NotThere
from lms.core.languages import best
from lms.curriculum import queries
from lms.curriculum.actions import count_opened_while_reading
from lms.curriculum.messages import BREAKS, LEVELS, METHODS
from lms.curriculum.papers import course, visual
from lms.curriculum.permissions import TEACHERS
from lms.curriculum.rules.opened import What
from lms.curriculum.rules.programme import Programme, Variant
from lms.curriculum.views.blueprint import blueprint
from lms.web.access import only, public
from lms.web.locale import language

DAY = 86400


@blueprint.get("/programmes/<slug>/<variant>/booklet.pdf")
@public
def booklet(slug: str, variant: str):
    """What trainees read, as a booklet of A5; with `fold`, two pages on each side of A4."""
    found, chosen = _chosen(slug, variant)
    fold = bool(request.args.get("fold"))
    if request.method != "HEAD":
        count_opened_while_reading(what=What.BOOKLET, key=slug, on=clock.today())
    printed = _booklet(found.edition_id, chosen.id, language(), fold, current_app.config["SQLALCHEMY_DATABASE_URI"])
    return pdf(printed, f"{slug}-{variant}-{language()}{'-a4' if fold else ''}")


@lru_cache(maxsize=96)  # every booklet that is offered, in each language and both forms: some 30 MB
def _booklet(edition_id: int, variant_id: str, spoken: str, fold: bool, _database: str) -> bytes:
    """An edition never changes, so what was set once is kept for the next who asks."""
    at, found = clock.now(), queries.programme(edition_id)
    if fold:
        printed = _booklet(edition_id, variant_id, spoken, False, _database)
        return course.folded(printed, title=found.title(spoken), at=at)
    labels = {
        "version": said_version(found.title(spoken), found.number),
        "contents": _("Contents"),
        "notes": _("My notes"),
        "key_messages": _("Keep this in mind"),
        "site": current_app.config["SITE_NAME"],
    }
    media = Path(current_app.config["MEDIA"])
    return course.booklet(found, found.variant(variant_id), queries.taught_in(found), spoken, labels, media, at)


@blueprint.get("/teach/manuals/<slug>/<variant>.pdf")
@only(*TEACHERS)
def manual(slug: str, variant: str):
    """The session plans of a course in order."""
    found, chosen = _chosen(slug, variant)
    labels = {
        "version": said_version(found.title(language()), found.number),
        "contents": _("Contents"),
        "manual": _("Trainer's manual"),
        "header": [_("Time"), _("What"), _("Minutes")],
        "materials": _("Materials"),
        "key_messages": _("What everybody must leave with"),
        "breaks": BREAKS,
        "methods": METHODS,
        "levels": LEVELS,
        "minutes": lambda n: ngettext("%(num)s minute", "%(num)s minutes", n),
    }
    return pdf(course.manual(found, chosen, queries.taught_in(found), language(), labels, clock.now()), slug)


@blueprint.get("/learn/<slug>/chart-<any(a4,a3):paper>.pdf")
@public
def chart(slug: str, paper: str):
    """What to do and what not, for the wall."""
    edition = queries.newest_module(slug).edition_id
    return pdf(_chart(edition, language(), paper, current_app.config["SQLALCHEMY_DATABASE_URI"]), f"{slug}-{paper}")


@lru_cache(maxsize=256)
def _chart(edition_id: int, spoken: str, paper: str, _database: str) -> bytes:
    found = queries.module(edition_id)
    names = best(queries.writing_languages(), spoken).get("labels", {})
    labels = {
        "do": names.get("do", ""), "dont": names.get("dont", ""),
        "version": said_version(found.title(spoken), found.number),
    }  # fmt: skip
    return visual.chart(found, spoken, labels, paper=paper, at=clock.now())


@blueprint.get("/programmes/<slug>/booklet")
@public
def booklet_of(slug: str):
    """The booklet of the first variant: an address short enough for a poster."""
    found = queries.own_programme(slug)
    return redirect(url_for(".booklet", slug=slug, variant=found.variants[0].id))


def said_version(title: str, number: int) -> str:
    """What stands in the footer of everything printed."""
    return f"{title}. {_('Version %(number)s', number=number)}"


def pdf(printed: bytes, name: str) -> Response:
    """A PDF that a browser shows; the same for everybody, so a phone may keep it for a day."""
    response = Response(printed, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = f"private, max-age={DAY}"
    response.headers["Vary"] = "Cookie"
    return response


def _chosen(slug: str, variant: str) -> tuple[Programme, Variant]:
    found = queries.own_programme(slug)
    try:
        return found, found.variant(variant)
    except KeyError:
        raise NotThere from None
