"""The page on which authors bring films along, with all that goes with them (E58)."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.core import clock
from lms.core.errors import Refused
from lms.curriculum.permissions import AUTHORS
from lms.media import actions, queries
from lms.media.models import Film
from lms.media.rules import LARGEST_SOUND
from lms.media.rules.films import LARGEST_FILM, LARGEST_SUBTITLES, LONGEST_SAID
from lms.media.views.blueprint import blueprint
from lms.media.views.bringing import LONGEST_WORDS, SENT, codes, module_of, place_of, read, typed
from lms.web.access import actor, only
from lms.web.sending import takes
from lms.web.sentences import refusal

MOST = 32 * 1024 * 1024


@blueprint.get("/author/modules/<slug>/films")
@only(*AUTHORS)
def films(slug: str):
    """The films brought along for a module, each with the block that puts it into a text; with ?like= one of them, to
    bring it anew with something changed."""
    like = _like(slug)
    return _page(slug, like, words=like.words if like else {}, said=queries.written_of(like) if like else {})


@blueprint.post("/author/modules/<slug>/films")
@only(*AUTHORS)
@takes(MOST)
def keep_film(slug: str):
    """Keep a film with what goes with it."""
    module, like = module_of(slug), _like(slug)
    words, said = typed("words", LONGEST_WORDS), typed("said", LARGEST_SUBTITLES)
    try:
        actions.keep_film(
            module=module.slug, sent=_sent(), like=like, words=words, said=said, by=actor().user_id, at=clock.now()
        )
    except Refused as refused:
        page = _page(slug, like, words=words, said=said, fault=refusal(refused), at=refused.values.get("at", "words"))
        return page, 422
    flash(_("The film is kept. Copy its block into the text of each language."))
    return redirect(url_for(".films", slug=slug, **place_of(module)), 303)


def _sent() -> dict[str, bytes]:
    """Which file was sent for what: "film", "small", "poster", "sound.tg", "subtitles.tg"; only those chosen."""
    most = {"film": LARGEST_FILM, "small": LARGEST_FILM, "poster": SENT}
    for code in codes():
        most |= {f"sound.{code}": LARGEST_SOUND, f"subtitles.{code}": LARGEST_SUBTITLES}
    found = {name: read(request.files.get(name), limit) for name, limit in most.items()}
    return {name: data for name, data in found.items() if data}


def _like(slug: str) -> Film | None:
    film_id = request.args.get("like", type=int)
    return queries.film(slug, film_id) if film_id else None


def _page(slug: str, like: Film | None, **shown: Any) -> str:
    module = module_of(slug)
    found = queries.films(module.slug)
    return render_template(
        "media/films.html", module=module, place=place_of(module), found=found, like=like, codes=codes(),
        players={each.id: {code: queries.player_of(each, code) for code in codes()} for each in found},
        most=LARGEST_FILM // 1_000_000, small=actions.SMALL // 1_000_000, longest=LONGEST_SAID, **shown,
    )  # fmt: skip
