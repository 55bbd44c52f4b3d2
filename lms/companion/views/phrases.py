"""The phrasebooks (E60, E121, E124): to read, to search, to print, to keep on the phone."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.companion import queries
from lms.companion.rules import Unit, units
from lms.companion.views.blueprint import blueprint, opened
from lms.core import clock
from lms.core.errors import NotThere
from lms.curriculum.papers import visual
from lms.curriculum.queries import media_bytes, place_name
from lms.curriculum.rules.opened import What
from lms.curriculum.rules.phrases import Phrasebook, folded
from lms.curriculum.views.papers import pdf, said_version
from lms.web.access import public
from lms.web.locale import language

LONGEST_SEARCH = 80
PAGE = 2  # kilobytes of a page as it comes over the wire


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
        sounds=(sounds := queries.sounds(found)),
        keep=_keep(found),
        heard_at=sorted(sounds.values()),
        size=_size(found, sounds),
        units=len(_units(found)),
        wanted=wanted,
        place_name=place_name,
        to_find=lambda phrase: folded(" ".join((phrase.say, phrase.sound, *phrase.means.values()))),
    )


@blueprint.get("/companion/phrases/<book>/units/")
@public
def course(book: str):
    """Learning a language alone, in small units; how far one is stands on the phone only (E123)."""
    found = queries.book(book)
    if not (every := _units(found)):
        return redirect(url_for(".phrasebook", book=book))
    return render_template("companion/units.html", book=found, units=every, place_name=place_name)


@blueprint.get("/companion/phrases/<book>/units/<int:number>")
@public
def unit(book: str, number: int):
    """One unit: hear, say again, choose, say. What was chosen stands in the address, and says nothing of anybody."""
    found = queries.book(book)
    if not (every := _units(found)):
        return redirect(url_for(".phrasebook", book=book))
    if not 1 <= number <= len(every):
        raise NotThere
    chosen = {each.id: request.args.get(each.id) for each in every[number - 1].phrases}
    return render_template(
        "companion/unit.html", book=found, unit=every[number - 1], count=len(every), chosen=chosen,
        sounds=queries.sounds(found), place_name=place_name,
        right=sum(picked == phrase for phrase, picked in chosen.items()), answered=any(chosen.values()),
    )  # fmt: skip


def _units(found: Phrasebook) -> tuple[Unit, ...]:
    """In what a language is learned; nothing for those who read the page in this language: they know it."""
    return () if found.language == language() else units(found)


def _keep(found: Phrasebook) -> list[str]:
    """The pages of a phrasebook and its units, for a phone that keeps them."""
    numbers = range(1, len(_units(found)) + 1)
    course = [url_for(".course", book=found.language)] if numbers else []
    return [
        url_for(".phrasebook", book=found.language), *course,
        *(url_for(".unit", book=found.language, number=each) for each in numbers),
    ]  # fmt: skip


def _size(found: Phrasebook, sounds: Mapping[str, str]) -> dict[str, int]:
    """About how many kilobytes a phone takes along: the pages, pressed together, and with them what can be heard."""
    text = PAGE * (len(_units(found)) + 2) + len(found.phrases) // 8
    return {"text": text, "sound": text + media_bytes(sounds.values()) // 1024}


@blueprint.get("/companion/phrases/<book>/book.pdf")
@public
def book_pdf(book: str):
    """A phrasebook to print, A5 (E124)."""
    found = queries.book(book)
    title = _("Phrasebook: %(language)s", language=place_name(found.names, language()))
    labels = {
        "title": title, "version": said_version(title, found.number), "note": place_name(found.notes, language()),
    }  # fmt: skip
    return pdf(visual.phrases(found, language(), labels, at=clock.now()), f"phrases-{book}")


@blueprint.get("/companion/phrases/<book>/cards-<any(a4,a3):paper>.pdf")
@public
def cards(book: str, paper: str):
    """The phrases as cards to cut out (E57); with `area`, those of one part: for the police and papers, say (E169)."""
    found = queries.book(book)
    if area := request.args.get("area"):
        found = found.only(area)
        if not found.areas:
            raise NotThere
    title = _("Phrasebook: %(language)s", language=place_name(found.names, language()))
    labels = {"title": title, "version": said_version(title, found.number)}
    name = "-".join(filter(None, ("phrases", book, area, paper)))
    return pdf(visual.cards(found, language(), labels, paper=paper, at=clock.now()), name)
