"""What somebody abroad needs at hand: by country, and what people ask."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, render_template, request, url_for
from flask_babel import gettext as _

from lms.companion import queries
from lms.companion.views.blueprint import blueprint, opened
from lms.core import clock
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.papers import visual
from lms.curriculum.rules.opened import What
from lms.curriculum.rules.synonyms import whole_words
from lms.curriculum.views.papers import pdf
from lms.web.access import public
from lms.web.locale import as_date, language

LONGEST_SEARCH = 80


@blueprint.get("/companion/")
@public
def pocket():
    """Everything the companion has, and a button that keeps it on the phone."""
    opened(What.POCKET, "all")
    countries, books = curriculum.countries("destination"), queries.books()
    keep = [
        *(url_for(f".{each}") for each in ("pocket", "phrasebooks", "frequent", "money", "everywhere")),
        url_for("advisories.news"),
        *(url_for(".country", iso=each["iso"].lower()) for each in countries),
        *(url_for(".phrasebook", book=each.language) for each in books),
    ]
    return render_template(
        "companion/pocket.html", countries=countries, books=books, keep=keep, place_name=curriculum.place_name
    )


@blueprint.get("/companion/countries/<iso>")
@public
def country(iso: str):
    """One country: numbers for emergencies, whom to turn to, what to do and not, lists to tick."""
    found, region = _destination(iso)
    opened(What.COUNTRY, found["iso"].lower())
    regions, at = found.get("regions", ()), {"iso": iso.lower(), "region": region["id"] if region else None}
    return render_template(
        "companion/country.html",
        country=found,
        notices=current_app.extensions["notices_for_place"](region["id"] if region else None, found["iso"]),
        keep=[url_for(".country", **at), url_for(".card", **at), url_for(".everywhere")],
        region=region,
        regions=regions,
        contacts=curriculum.contacts(found["iso"], region["id"] if region else None),
        advice=queries.advice(language(), found["iso"], region["id"] if region else None),
        books=[each for each in queries.books() if found["iso"] in each.countries],
        place_name=curriculum.place_name,
    )


@blueprint.get("/companion/countries/<iso>/card.pdf")
@public
def card(iso: str):
    """The emergency card of a country, to cut out: one for the pocket, one for home (E131, E168, E169)."""
    found, region = _destination(iso)
    place = ", ".join(curriculum.place_name(each["names"], language()) for each in (found, region) if each)
    title = _("Emergency card: %(place)s", place=place)
    labels = {
        "title": title,
        "version": f"{title} · {as_date(clock.today())}",
        "cut": _("Cut here: one card for the pocket, one for home. In brackets: the day it was last checked."),
        "calmly": [
            _("Say calmly"), _("where you are: town, street, house"), _("what happened, and to how many people"),
            _("your name and number"),
        ],
        "blanks": [_("Our consulate"), _("My family"), _("My address here"), _("Somebody who helps me")],
        "checked": "{:%d.%m.%Y}".format,
    }  # fmt: skip
    calls = [(each["number"], curriculum.place_name(each["names"], language())) for each in found.get("emergency", ())]
    contacts = curriculum.contacts(found["iso"], region["id"] if region else None)
    book = queries.book_for(found["iso"])
    printed = visual.emergency(calls, contacts, book, language(), labels, at=clock.now())
    return pdf(printed, f"emergency-{found['iso'].lower()}-{language()}")


def _destination(iso: str) -> tuple[Mapping[str, Any], Mapping[str, Any] | None]:
    """A country people are bound for, and the region of it that is asked for. Raises NotThere."""
    found = curriculum.country(iso)
    if "destination" not in found["roles"]:
        raise NotThere
    regions = found.get("regions", ())
    return found, next((each for each in regions if each["id"] == request.args.get("region")), None)


@blueprint.get("/companion/everywhere")
@public
def everywhere():
    """What is true in every country."""
    return render_template("companion/everywhere.html", advice=queries.advice(language(), None))


@blueprint.get("/companion/questions")
@public
def frequent():
    """What people ask; with `q`, what matches, in whatever letters it is typed."""
    wanted, groups = request.args.get("q", "")[:LONGEST_SEARCH].strip(), queries.synonyms(language())
    return render_template(
        "companion/frequent.html",
        found=queries.frequent(language(), wanted),
        wanted=wanted,
        to_find=lambda each: each.to_find(groups),
        whole=" ".join(sorted(whole_words(groups))),
    )
