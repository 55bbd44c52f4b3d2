"""The phrasebooks (E60, E121, E124): to read, to search, to print, to keep on the phone."""

from flask import render_template, request
from flask_babel import gettext as _

from lms.companion import queries
from lms.companion.views.blueprint import blueprint, opened
from lms.core import clock
from lms.curriculum.papers import visual
from lms.curriculum.queries import place_name
from lms.curriculum.rules.opened import What
from lms.curriculum.rules.phrases import folded
from lms.curriculum.views.papers import pdf, said_version
from lms.web.access import public
from lms.web.locale import language

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
    opened(What.PHRASES, found.language)
    return render_template(
        "companion/phrasebook.html",
        book=found,
        areas=found.found(wanted),
        wanted=wanted,
        place_name=place_name,
        to_find=lambda phrase: folded(" ".join((phrase.say, phrase.sound, *phrase.means.values()))),
    )


@blueprint.get("/companion/phrases/<book>/cards-<any(a4,a3):paper>.pdf")
@public
def cards(book: str, paper: str):
    """The phrases as cards to cut out (E57)."""
    found = queries.book(book)
    title = _("Phrasebook: %(language)s", language=place_name(found.names, language()))
    labels = {"title": title, "version": said_version(title, found.number)}
    return pdf(visual.cards(found, language(), labels, paper=paper, at=clock.now()), f"phrases-{book}-{paper}")
