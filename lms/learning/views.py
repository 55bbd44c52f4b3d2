"""The trainee's course: which lessons there are, and reading them screen by screen."""

from flask import Blueprint, redirect, render_template, request, url_for

from lms.advisories import queries as advisories
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.messages import own_cost
from lms.curriculum.messages.notes import READING
from lms.curriculum.rules.review import facts_of
from lms.learning import actions, queries
from lms.learning.rules import State, is_open, minutes_for, next_unread, pages_left, place
from lms.media.queries import sound_of
from lms.registration import actions as registering
from lms.registration import queries as registration
from lms.registration.queries.asked import shorter_course
from lms.web.access import actor, only
from lms.web.locale import choices, language

blueprint = Blueprint("learning", __name__, template_folder="templates")


@blueprint.get("/course")
@only(Role.TRAINEE)
def course():
    """What there is to read, how far one is, what is left."""
    enrolment = registration.own_enrolment(actor().user_id)
    lessons = queries.lessons(enrolment)
    left = [lesson for lesson in lessons if lesson.state is not State.READ]
    return render_template(
        "learning/course.html",
        programme=curriculum.programme(enrolment.edition_id),
        variant=enrolment.variant,
        lessons=lessons,
        left=left,
        minutes=sum(lesson.minutes for lesson in left),
        State=State,
        shorter=shorter_course(enrolment),
        cost=own_cost(registration.fee_of(enrolment)),
    )


@blueprint.get("/course/<module>")
@only(Role.TRAINEE)
def lesson(module: str):
    """Go on at the screen where one left off; before the first one, by what one knows already."""
    found = _place(module)
    return redirect(url_for(".before", module=module), 303) if found.asks_first else _go_on(found)


@blueprint.get("/course/<module>/before")
@only(Role.TRAINEE)
def before(module: str):
    """Before a lesson: whether one wants to try its questions (E7); and once they are handed in, what one knows already
    and what is left to read (E157). Nobody else sees it."""
    found = _place(module)
    if found.known is None and not found.asks_first:
        return _go_on(found)
    pages = pages_left(found.screens_read, found.screens, found.not_needed)
    return render_template(
        "learning/before.html",
        place=found,
        words=found.module.said(*choices()),
        spoken=found.module.spoken(*choices()),
        pages=pages,
        minutes=minutes_for(found.module.minutes, pages, found.screens),
        numbers=_numbers(found),
        go_on=place(found.screens_read, found.screens, found.not_needed),
    )


@blueprint.post("/course/<module>/whole")
@only(Role.TRAINEE)
def read_whole(module: str):
    """Leave nothing out."""
    found = _place(module)
    actions.read_whole(enrolment_id=found.enrolment_id, module=found.module, at=clock.now())
    return _at(module, place(found.screens_read, found.screens))


@blueprint.get("/course/<module>/<int:screen>")
@only(Role.TRAINEE)
def show_screen(module: str, screen: int):
    """One screen of a lesson."""
    found = _place(module)
    _must_have(found.module, screen)
    if not is_open(screen, found.screens_read, found.screens, found.not_needed):
        return _go_on(found)
    readable = choices()
    words, spoken = curriculum.said_on(found.module, clock.today(), READING, *readable), found.module.spoken(*readable)
    return render_template(
        "learning/screen.html",
        slug=module,
        words=words,
        spoken=spoken,
        shown=words["screens"][screen - 1],
        screen=screen,
        count=len(words["screens"]),
        not_needed=found.not_needed,
        read=found.screens_read,
        sound=sound_of(found.module.words[spoken]["screens"][screen - 1], spoken),
        sensitive=found.module.sensitive,
        numbers=_numbers(found),
        notices=advisories.at_top_of(found.module, found.stands, found.bound_for),
        choices=readable,
        pictures_first=found.pictures_first,
    )


@blueprint.post("/course/<module>/<int:screen>/way")
@only(Role.TRAINEE)
def choose_way(module: str, screen: int):
    """Read lessons with pictures and sound first from now on, or with the text first (E79, E147)."""
    person = registration.own_enrolment(actor().user_id).registration_id
    pictures_first = request.form.get("way") == "pictures"
    registering.choose_reading(
        registration_id=person, pictures_first=pictures_first, by=actor().user_id, at=clock.now()
    )
    return _at(module, screen)


@blueprint.post("/course/<module>/<int:screen>")
@only(Role.TRAINEE)
def read_screen(module: str, screen: int):
    """Record a screen as read and go to the next, or to the end of the lesson."""
    found = _place(module)
    _must_have(found.module, screen)
    actions.read_screen(
        enrolment_id=found.enrolment_id, module=found.module, screen=screen, not_needed=found.not_needed,
        by=actor().user_id, at=clock.now(),
    )  # fmt: skip
    following = next_unread(screen, found.screens, found.not_needed)
    return _at(module, following) if following <= found.screens else redirect(url_for(".end", module=module), 303)


@blueprint.get("/course/<module>/end")
@only(Role.TRAINEE)
def end(module: str):
    """The end of a lesson: where it comes from, and on to the short check."""
    found = _place(module)
    if found.screens_read < len(found.module.screen_ids):
        return _go_on(found)
    return render_template(
        "learning/end.html",
        module=found.module,
        numbers=_numbers(found),
        words=found.module.said(*choices()),
        spoken=found.module.spoken(*choices()),
        keep=found.module.key_messages_in(*choices()),
        facts=facts_of(found.module.facts),
        sources=curriculum.sources_of(found.module, language()),
        today=clock.today(),
    )


def _place(module: str) -> queries.Place:
    return queries.own_place(actor().user_id, module, today=clock.today())


def _numbers(found: queries.Place) -> list:
    """Help that stands with a sensitive lesson: that of the country somebody is bound for."""
    return curriculum.emergency_numbers(found.bound_for[1]) if found.module.sensitive else []


def _must_have(module, screen: int) -> None:
    if not 1 <= screen <= len(module.screen_ids):
        raise NotThere


def _go_on(found):
    return _at(found.module.slug, place(found.screens_read, found.screens, found.not_needed))


def _at(module: str, screen: int):
    return redirect(url_for(".show_screen", module=module, screen=screen), 303)
