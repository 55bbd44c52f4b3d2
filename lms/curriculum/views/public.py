"""What anybody may read without an account (E118, E130): all modules, the programmes, and the pictures in them."""

from pathlib import PurePosixPath

from flask import current_app, render_template, request, send_from_directory

from lms.core import clock
from lms.core.errors import NotThere
from lms.curriculum import queries
from lms.curriculum.messages import BREAKS, TERMS
from lms.curriculum.messages.notes import READING
from lms.curriculum.permissions import TEACHERS
from lms.curriculum.rules.module import for_country
from lms.curriculum.rules.review import facts_of
from lms.curriculum.rules.time_log import lay_out
from lms.curriculum.views.blueprint import blueprint
from lms.web.access import public, visitor
from lms.web.locale import choices, language

MONTH = 30 * 86400
YEAR = 365 * 86400
UPLOADS = "uploads/"  # what authors brought along: named by what is in it, so it never changes
SPOKEN = "spoken/"  # what a machine read aloud: by its text and by its sound
KINDS_OF_MEDIA = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".mp3": "audio/mpeg",
    ".opus": "audio/ogg", ".ogg": "audio/ogg", ".m4a": "audio/mp4", ".webm": "video/webm", ".mp4": "video/mp4",
    ".weba": "audio/webm", ".vtt": "text/vtt",
}  # fmt: skip
KINDS_BROUGHT = {**KINDS_OF_MEDIA, ".webm": "audio/webm"}  # but for films: "film-….webm"


@blueprint.get("/learn")
@public
def library():
    """All modules by stage, those for one country when it is asked for, and the programmes they are taught in. What
    trainers and staff learn is offered to them only; whoever has its address may read it."""
    seen, wanted = visitor(), request.args.get("country")
    teaches = bool(seen and seen.has(*TEACHERS))
    modules = [each for each in queries.modules() if teaches or not each.is_of_the_house]
    written_for = sorted({each.country for each in modules if each.country})
    return render_template(
        "curriculum/library.html",
        stages=queries.stages(),
        modules=for_country(modules, wanted if wanted in written_for else None),
        wanted=wanted,
        written_for=written_for,
        programmes=queries.own_programmes(),
        countries=queries.country_names(),
        place_name=queries.place_name,
    )


@blueprint.get("/learn/<slug>/")
@public
def lesson(slug: str):
    """One module on one page, with where its facts come from; for those bound for one region with what holds there."""
    found = queries.newest_module(slug, request.args.get("region"))
    return render_template(
        "curriculum/lesson.html",
        module=found,
        words=queries.said_on(found, clock.today(), READING, *choices()),
        spoken=found.spoken(*choices()),
        keep=found.key_messages_in(*choices()),
        numbers=queries.emergency_numbers(found.country) if found.sensitive else [],
        facts=facts_of(found.facts),
        sources=queries.sources_of(found, language()),
        regions=queries.regions_of(found),
        place_name=queries.place_name,
        today=clock.today(),
        notices=current_app.extensions["notices_on_module"](found),
        sounds=current_app.extensions["players"](found, found.spoken(*choices())),
    )


@blueprint.get("/programmes/<slug>")
@public
def programme(slug: str):
    """What a programme is, what it gives, and its days."""
    found = queries.own_programme(slug)
    today, seen, bound = clock.today(), visitor(), queries.countries("destination")
    return render_template(
        "curriculum/programme.html",
        programme=found,
        words=found.said(language()),
        modules=queries.taught_in(found),
        plans={each.id: list(lay_out(each, [today] * len(each.days))) for each in found.variants},
        breaks=BREAKS,
        destinations={each.id: queries.destinations_of(found, each, bound) for each in found.variants},
        usual={each.id: queries.usual_destination(each, bound) for each in found.variants},
        chain=queries.chain_of(found),
        labels=TERMS,
        duty_regions=queries.duty_regions,
        may_teach=bool(seen and seen.has(*TEACHERS)),
    )


@blueprint.get("/media/<path:file>")
@public
def media(file: str):
    """A picture, sound or film of the curriculum; a phone keeps it for a month, what authors brought
    and what a machine read for a year: of something else the address is another."""
    brought = file.startswith(UPLOADS)
    films = not brought or file.startswith(f"{UPLOADS}film-")
    kind = (KINDS_OF_MEDIA if films else KINDS_BROUGHT).get(PurePosixPath(file).suffix)
    if kind is None:
        raise NotThere
    response = send_from_directory(
        current_app.config["UPLOADS" if brought else "MEDIA"], file.removeprefix(UPLOADS) if brought else file,
        mimetype=kind, max_age=YEAR if brought or file.startswith(SPOKEN) else MONTH, conditional=True,
    )  # fmt: skip
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
