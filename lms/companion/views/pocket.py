"""What somebody abroad needs at hand: by country, and what people ask."""

from flask import render_template, request, url_for

from lms.companion import queries
from lms.companion.views.blueprint import blueprint, opened
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.opened import What
from lms.curriculum.rules.phrases import folded
from lms.web.access import public
from lms.web.locale import language

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
    found = curriculum.country(iso)
    if "destination" not in found["roles"]:
        raise NotThere
    opened(What.COUNTRY, found["iso"].lower())
    regions = found.get("regions", ())
    region = next((each for each in regions if each["id"] == request.args.get("region")), None)
    return render_template(
        "companion/country.html",
        country=found,
        region=region,
        regions=regions,
        advice=queries.advice(language(), found["iso"], region["id"] if region else None),
        books=[each for each in queries.books() if found["iso"] in each.countries],
        place_name=curriculum.place_name,
    )


@blueprint.get("/companion/everywhere")
@public
def everywhere():
    """What is true in every country."""
    return render_template("companion/everywhere.html", advice=queries.advice(language(), None))


@blueprint.get("/companion/questions")
@public
def frequent():
    """What people ask; with `q`, what matches, in whatever letters it is typed."""
    wanted = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    return render_template(
        "companion/frequent.html",
        found=queries.frequent(language(), wanted),
        wanted=wanted,
        to_find=lambda each: folded(f"{each.question} {each.answer}"),
    )
