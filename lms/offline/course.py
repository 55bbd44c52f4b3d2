"""A course without network: the page on which a trainee keeps it, what the phone takes along, and the door for what was
read and answered meanwhile."""

import json
import zlib
from itertools import accumulate

from flask import abort, current_app, g, jsonify, render_template, request
from flask_babel import force_locale
from flask_wtf.csrf import generate_csrf

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.messages import HOW_TO
from lms.learning import queries as learning
from lms.offline import actions, queries
from lms.offline.packing import films_in, lesson, pictures_of, sounds_in
from lms.offline.rules import read_lessons
from lms.registration import queries as registration
from lms.registration.models import Enrolment
from lms.registration.rules.profile import pictures_first
from lms.web.access import actor, only, public
from lms.web.locale import choices, language

KILOBYTE = 1024


@only(Role.TRAINEE)
def keep():
    """How much the phone would take along: the text alone, with pictures, with sound, with films."""
    enrolment = registration.own_enrolment(actor().user_id)
    found = _course(enrolment)
    pack = _packed(enrolment, found)
    text = len(zlib.compress(json.dumps(pack, ensure_ascii=False).encode(), 6))
    pictures, sounds = curriculum.media_bytes(pack["pictures"]), curriculum.media_bytes(pack["sounds"])
    films = curriculum.media_bytes(pack["films"])
    programme, sizes = curriculum.programme(enrolment.edition_id), accumulate((text, pictures, sounds, films))
    return render_template(
        "offline/keep.html", programme=programme, variant=enrolment.variant, lessons=found,
        sizes=dict(zip(("text", "pictures", "sound", "film"), sizes, strict=True)),
        heard=bool(pack["sounds"]), seen=bool(pack["films"]), version=pack["version"], kilobytes=kilobytes,
    )  # fmt: skip


@only(Role.TRAINEE)
def pack():
    """The lessons of the course, in the language in which they are read now."""
    enrolment = registration.own_enrolment(actor().user_id)
    return jsonify({**_packed(enrolment, _course(enrolment)), **_told(enrolment)})


@only(Role.TRAINEE)
def state():
    """Who is signed in, a fresh token for sending, how far the lessons are read, and which ones are of today: None for
    who has no course."""
    try:
        return jsonify(_told(registration.own_enrolment(actor().user_id)))
    except NotThere:  # so that a phone which keeps another's course lets go of it
        return jsonify(user=actor().user_id, token=generate_csrf(), read={}, version=None)


@only(Role.TRAINEE)
def take():
    """Take in what a phone read and answered. What is kept it may forget, and what can never be kept."""
    letter = read_lessons(request.get_json(silent=True))
    if letter is None:
        abort(400)
    own = {each.id: each for each in registration.own_courses(actor().user_id)}
    if letter.user != actor().user_id or letter.enrolment_id not in own:
        return jsonify(user=actor().user_id, kept=[], refused=[]), 409
    enrolment = own[letter.enrolment_id]
    kept, refused = actions.take_lessons(enrolment=enrolment, letter=letter, at=clock.now())
    return jsonify(kept=sorted(kept), refused=sorted(refused), read=_read(enrolment))


@public
def page(language: str):
    """The page on which a phone reads a course without network; it says nothing of anybody."""
    if language not in current_app.config["LANGUAGES"]:
        abort(404)
    g.language, g.actor = language, None
    with force_locale(language):
        return render_template("offline/course_page.html")


def kilobytes(size: int) -> int:
    """Bytes in whole kilobytes, rather a little more than less, and never nothing."""
    return max(1, -(-size // KILOBYTE))


def _course(enrolment: Enrolment) -> list[queries.KeptLesson]:
    return queries.course(enrolment, choices(), today=clock.today())


def _packed(enrolment: Enrolment, found: list[queries.KeptLesson]) -> dict[str, object]:
    numbers = curriculum.emergency_numbers(enrolment.journey.bound_for[1])
    return {
        "enrolment": enrolment.id,
        "pictures_first": pictures_first(enrolment.registration.pictures_first, enrolment.registration.reads_alone),
        "version": queries.edition_of_course(enrolment, choices()),
        "title": curriculum.programme(enrolment.edition_id).title(language()),
        "lessons": [lesson(each, choices(), HOW_TO, numbers) for each in found],
        "pictures": sorted(pictures_of(found)),
        "sounds": sorted(sounds_in(found)),
        "films": sorted(films_in(found)),
    }


def _told(enrolment: Enrolment) -> dict[str, object]:
    return {
        "user": actor().user_id, "token": generate_csrf(), "read": _read(enrolment),
        "version": queries.edition_of_course(enrolment, choices()),
    }  # fmt: skip


def _read(enrolment: Enrolment) -> dict[str, int]:
    return {slug: each.screens_read for slug, each in learning.progress(enrolment.id).items()}
