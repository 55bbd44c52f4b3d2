"""Pages on which authors record or upload what is heard, and bring pictures along."""

from contextlib import closing
from functools import partial

from flask import current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage

from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.core.languages import NAMES
from lms.curriculum import queries as curriculum
from lms.curriculum.permissions import AUTHORS
from lms.curriculum.queries.checking import module_in_work
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.phrases import Phrasebook
from lms.media import actions, queries
from lms.media.messages import PARTS
from lms.media.rules import LARGEST_SOUND
from lms.media.rules.parts import What, named, sign_of
from lms.media.views.blueprint import blueprint
from lms.web.access import actor, only
from lms.web.security import WITH_MICROPHONE
from lms.web.sentences import refusal

LONGEST_WORDS, SENT = 200, 2_000_000


@blueprint.get("/author/modules/<slug>/sound")
@only(*AUTHORS)
def sound(slug: str):
    """What of a module can be heard in each language, and what cannot."""
    module = module_of(slug)
    found = queries.heard(module, codes())
    rows = zip(*(found[code] for code in found), strict=True)
    return render_template(
        "media/sound.html", module=module, place=place_of(module), codes=list(found), rows=list(rows), kinds=PARTS,
        What=What, missing={code: queries.without_sound(each) for code, each in found.items()},
    )  # fmt: skip


@blueprint.get("/author/modules/<slug>/sound/<part>/<language_code>")
@only(*AUTHORS)
def record(slug: str, part: str, language_code: str):
    """The text of one part, to be read aloud into the microphone or brought along as a file."""
    return _record_page(module_of(slug), part, language_code)


@blueprint.post("/author/modules/<slug>/sound/<part>/<language_code>")
@only(*AUTHORS)
def keep_recording(slug: str, part: str, language_code: str):
    """Keep what was recorded."""
    module, sent = module_of(slug), request.files.get("sound")
    try:
        actions.keep_recording(
            module=module, part=part, language=language_code, sign=request.form.get("sign", ""),
            data=read(sent, LARGEST_SOUND), by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _record_page(module, part, language_code, fault=refusal(refused)), 422
    flash(_("The recording is kept, and trainees hear it from now on.") if module.edition_id
          else _("The recording is kept. Trainees hear it once the draft is published."))  # fmt: skip
    return partial(_changed, url_for(".record", slug=slug, part=part, language_code=language_code, **place_of(module)))


@blueprint.post("/author/recordings/<int:recording_id>/remove")
@only(*AUTHORS)
def remove(recording_id: int):
    """Take a recording away."""
    found = actions.remove_recording(recording_id=recording_id, by=actor().user_id, at=clock.now())
    flash(_("The recording is removed."))
    book = found.language if found.module == named(found.language) else None
    where = url_for(".phrases", book=book) if book else url_for(".sound", slug=found.module)
    return partial(_changed, where, found.file)


@blueprint.route("/author/phrasebooks/<book>/sound", methods=["GET", "POST"])
@only(*AUTHORS)
def phrases(book: str):
    """Which phrases of a book can be heard; many recordings may be brought at once."""
    found, left = curriculum.phrasebook(book), []
    if request.method == "POST":
        sent = ((each.filename or "", read(each, LARGEST_SOUND)) for each in request.files.getlist("sounds"))
        kept, left = actions.keep_phrases(book=found, files=sent, by=actor().user_id, at=clock.now())
        if kept and not left:
            flash(ngettext("%(num)s recording is kept.", "%(num)s recordings are kept.", len(kept)))
            return partial(_changed, url_for(".phrases", book=book))
    page = render_template("media/phrases.html", book=found, heard=queries.phrase_sounds(found), left=left)
    return partial(_announced, page) if left else page


@blueprint.get("/author/phrasebooks/<book>/sound/<phrase>")
@only(*AUTHORS)
def record_phrase(book: str, phrase: str):
    """One phrase, to be read aloud into the microphone or brought along as a file."""
    return _phrase_page(curriculum.phrasebook(book), phrase)


@blueprint.post("/author/phrasebooks/<book>/sound/<phrase>")
@only(*AUTHORS)
def keep_phrase(book: str, phrase: str):
    """Keep what was recorded."""
    found = curriculum.phrasebook(book)
    try:
        actions.keep_phrase(
            book=found, phrase_id=phrase, sign=request.form.get("sign", ""),
            data=read(request.files.get("sound"), LARGEST_SOUND), by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _phrase_page(found, phrase, fault=refusal(refused)), 422
    flash(_("The recording is kept, and people hear it from now on."))
    return partial(_changed, url_for(".record_phrase", book=book, phrase=phrase))


@blueprint.route("/author/modules/<slug>/pictures", methods=["GET", "POST"])
@only(*AUTHORS)
def pictures(slug: str):
    """The pictures brought along for a module, each with the line that puts it into a text."""
    module, fault = module_of(slug), None
    words = typed("words", LONGEST_WORDS)
    if request.method == "POST":
        sent = request.files.get("picture")
        try:
            if not all(words.values()):
                fault = _("Please say in each language what the picture shows: who cannot see it hears these words.")
            else:
                actions.keep_picture(
                    module=module.slug, data=read(sent, SENT), words=words, by=actor().user_id,
                    at=clock.now(),
                )  # fmt: skip
                flash(_("The picture is kept. Copy its line into the text of each language."))
                return redirect(url_for(".pictures", slug=slug, **place_of(module)), 303)
        except Refused as refused:
            fault = refusal(refused)
    page = render_template(
        "media/pictures.html", module=module, place=place_of(module), found=queries.pictures(module.slug), words=words,
        fault=fault, address=queries.ADDRESS,
    )  # fmt: skip
    return page, 422 if fault else 200


def players(module: Module, spoken: str) -> dict[str, str]:
    """Screen → address of what is played with it, for the public page of a lower floor."""
    return queries.sounds_of(module.words[spoken], spoken)


def read(sent: FileStorage | None, most: int) -> bytes:
    """What a file holds, and one byte more than `most` of one that is larger."""
    if sent is None:
        return b""
    with closing(sent):
        return sent.read(most + 1)


def _changed(address: str, gone: str | None = None):
    """After the commit: what is played is read anew."""
    actions.announce(gone=gone)
    return redirect(address, 303)


def _announced(page: str):
    """After the commit, the same page with what could not be taken."""
    actions.announce()
    return page, 422


def _phrase_page(book: Phrasebook, phrase_id: str, fault: str | None = None):
    phrase = next((each for each in book.phrases if each.id == phrase_id), None)
    if phrase is None:
        raise NotThere
    heard = queries.phrase_sounds(book)
    response = make_response(render_template(
        "media/phrase.html", book=book, phrase=phrase, fault=fault, heard=heard.get(phrase_id),
        own=queries.recordings_of(book).get(phrase_id), sign=sign_of(phrase.say, book.language),
        next=next((each for each in book.phrases if each.id not in heard and each.id != phrase_id), None),
    ))  # fmt: skip
    response.headers["Permissions-Policy"] = WITH_MICROPHONE
    return response


def _record_page(module: Module, part: str, code: str, fault: str | None = None):
    found = queries.part_of(module, part, code)
    every = queries.heard(module, [code])[code]
    after = [each for each in every if each.current is None and each.part.name != part]
    response = make_response(render_template(
        "media/record.html", module=module, found=found, kind=PARTS[found.part.what], fault=fault,
        sign=sign_of(found.part.text, code), address=queries.ADDRESS, next=after[0] if after else None,
        name=NAMES.get(code, code), place=place_of(module),
    ))  # fmt: skip
    response.headers["Permissions-Policy"] = WITH_MICROPHONE
    return response


def place_of(module: Module) -> dict[str, str | int]:
    """What of a module is looked at, for links: its layer for a region, its draft."""
    draft = None if module.edition_id else request.args.get("draft", type=int)
    return {name: each for name, each in (("region", module.region), ("draft", draft)) if each}


def module_of(slug: str) -> Module:
    """The module as published, or as its draft says it: what is read aloud before is heard as soon as that is out."""
    region = request.args.get("region")
    drafted = module_in_work(slug, region, current_app.config["MEDIA"]) if request.args.get("draft") else None
    return drafted or curriculum.newest_module(slug, region)


def typed(name: str, most: int) -> dict[str, str]:
    """What was typed into a field that there is once for each language."""
    return {code: request.form.get(f"{name}_{code}", "").strip()[:most] for code in codes()}


def codes() -> list[str]:
    """The languages in which everything is written."""
    return [code for code, about in curriculum.writing_languages().items() if about.get("required")]
