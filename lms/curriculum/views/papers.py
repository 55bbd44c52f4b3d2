"""What is printed of the curriculum: booklets and charts for everybody, manuals for those who teach."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

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
from lms.curriculum.rules.agreements import Agreement
from lms.curriculum.rules.library import Kept
from lms.curriculum.rules.opened import What
from lms.curriculum.rules.programme import Programme, Variant
from lms.curriculum.views.blueprint import blueprint
from lms.web.access import only, public
from lms.web.locale import as_date, language

DAY = 86400


@blueprint.get("/programmes/<slug>/<variant>/booklet.pdf")
@public
def booklet(slug: str, variant: str):
    """What trainees read, as a booklet of A5, as it is taught to those bound `for` a country or region; with `fold`,
    two pages on each side of A4."""
    found, chosen = _chosen(slug, variant)
    fold, bound = bool(request.args.get("fold")), _bound(chosen, request.args.get("for", ""))
    if request.method != "HEAD":
        count_opened_while_reading(what=What.BOOKLET, key=slug, on=clock.today())
    code, here = bound.code if bound else "", current_app.config["SQLALCHEMY_DATABASE_URI"]
    calls = [(each["number"], queries.place_name(each["names"], language())) for each in _emergency(bound)]
    printed = _booklet(found.edition_id, chosen.id, code, tuple(calls), language(), fold, here)
    name = "-".join(filter(None, [slug, variant, code.lower(), language(), "a4" if fold else ""]))
    return pdf(printed, name)


@lru_cache(maxsize=96)  # those that are asked for most, in each language and both forms: some 30 MB
def _booklet(
    edition_id: int, variant_id: str, bound: str, calls: tuple, spoken: str, fold: bool, _database: str
) -> bytes:
    """An edition never changes, so what was set once is kept for the next who asks. `calls`: whom to call there."""
    at, found = clock.now(), queries.programme(edition_id)
    if fold:
        printed = _booklet(edition_id, variant_id, bound, calls, spoken, False, _database)
        return course.folded(printed, title=found.title(spoken), language=spoken, at=at)
    place = queries.destination_called(bound) if bound else None
    where = place.name(spoken) if place else ""
    labels = {
        "version": said_version(" · ".join(filter(None, [found.title(spoken), where])), found.number),
        "place": where,
        "emergency": [_("In an emergency"), calls] if calls else [],
        "contents": _("Contents"),
        "notes": _("My notes"),
        "key_messages": _("Keep this in mind"),
        "site": current_app.config["SITE_NAME"],
    }
    media = Path(current_app.config["MEDIA"])
    modules = queries.taught_in(found, place.bound_for if place else ())
    return course.booklet(found, found.variant(variant_id), modules, spoken, labels, media, at)


def _emergency(place: queries.Destination | None) -> Sequence[Mapping[str, Any]]:
    return place.country.get("emergency", ()) if place else ()


def _bound(variant: Variant, code: str) -> queries.Destination | None:
    """The destination asked for, else the one that the variant is meant for. Raises NotThere when it is not meant for
    that country."""
    if not code:
        return queries.usual_destination(variant, queries.countries("destination"))
    found = queries.destination_called(code)
    if variant.destinations and found.country["iso"] not in variant.destinations:
        raise NotThere
    return found


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
        "agreed": _agreed,
        "breaks": BREAKS,
        "methods": METHODS,
        "levels": LEVELS,
        "guest": _("Somebody who came home tells here"),
        "nobody_comes": _(
            "Ask the guest the questions below. If nobody comes, read one of the stories aloud: they are put together "
            "from what many tell, and are no real people."
        ),
        "minutes": lambda n: ngettext("%(num)s minute", "%(num)s minutes", n),
    }
    return pdf(course.manual(found, chosen, queries.taught_in(found), language(), labels, clock.now()), slug)


def _agreed(found: Agreement) -> str:
    return _("Agreed on %(day)s: %(who)s", day=as_date(found.on), who=best(found.by, language()))


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


def activity_labels(found: Kept) -> dict:
    """The words of the paper of one activity."""
    each, people = found.activity, found.activity.people
    about = [
        str(METHODS[each.method]), ngettext("%(num)s minute", "%(num)s minutes", each.minutes),
        _("for %(least)s to %(most)s people", least=people[0], most=people[1]) if people else "",
    ]  # fmt: skip
    return {
        "about": " · ".join(filter(None, about)), "levels": LEVELS, "materials": _("Materials"),
        "steps": _("Step by step"), "hard": _("Easier and harder"), "cards": _("Role cards"),
        "version": said_version(found.module.title(language()), found.module.number),
    }  # fmt: skip


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
