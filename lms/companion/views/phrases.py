"""The phrasebooks (E60, E121, E124): to read, to search, to print, to keep on the phone."""

from flask import render_template, request

from lms.companion import queries
from lms.companion.views.blueprint import blueprint
from lms.core.languages import direction
from lms.curriculum.queries import place_name
from lms.curriculum.rules.phrases import folded
from lms.web.access import public

LONGEST_SEARCH = 80


@blueprint.get("/companion/phrases")
@public
def phrasebooks():
    """Which phrasebooks there are."""
    return render_template("companion/phrasebooks.html", books=queries.books(), place_name=place_name)


@blueprint.get("/companion/phrases/<book>")
@public
def phrasebook(book: str):
    """One phrasebook by area; with `q`, those phrases only that match."""
    wanted = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    found = queries.book(book)
    return render_template(
        "companion/phrasebook.html",
        book=found,
        areas=found.found(wanted),
        wanted=wanted,
        place_name=place_name,
        direction_of=direction,
        to_find=lambda phrase: folded(" ".join((phrase.say, phrase.sound, *phrase.means.values()))),
    )
