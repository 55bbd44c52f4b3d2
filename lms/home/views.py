"""Start pages: the welcome for visitors, and for each role the next thing to do."""

from collections.abc import Callable

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask_babel import force_locale

from lms.advisories import queries as advisories
from lms.attendance.messages import describe
from lms.centres import queries as centres
from lms.centres.messages import due_sentence as said_of_place
from lms.classes import queries as classes
from lms.core import clock
from lms.core.actors import Actor, Role
from lms.core.errors import NotThere
from lms.core.languages import TEACHING
from lms.curriculum import queries as curriculum
from lms.curriculum.messages import FRESHNESS, STATES
from lms.curriculum.permissions import can_sign
from lms.curriculum.queries import place_name
from lms.curriculum.rules.review import Freshness, review_due
from lms.home import leaflet as leaflets
from lms.home import navigation, queries
from lms.home.messages import COUNTS, FOUNDATIONS, NEXT, STOPS, said
from lms.home.rules.founding import Foundation, first_steps, next_foundation
from lms.home.rules.tasks import SHOWN, URGENT, Task, TaskKind
from lms.registration import queries as registration
from lms.registration.messages import TEACHING_NAMES
from lms.trainers.queries.changes import count_unread, teaching_of
from lms.web.access import public, visitor
from lms.web.addresses import site
from lms.web.locale import choices, language, tongue_picked

blueprint = Blueprint("home", __name__, template_folder="templates")


@blueprint.record_once
def _give_navigation(state) -> None:
    state.app.jinja_env.globals.update(navigation=navigation.for_visitor, beginnings=navigation.begin_for_visitor)


@blueprint.get("/")
@public
def start():
    """The welcome for visitors, each role's start page for those signed in."""
    actor = visitor()
    if actor is None:
        return render_template("home/welcome.html", programmes=queries.public_programmes())
    for role, page in PAGES.items():
        if actor.has(role):
            return page(actor)
    raise NotThere


@blueprint.get("/centres/<code>/leaflet.pdf")
@public
def leaflet(code: str):
    """The leaflet of a centre with its next dates, to print and to hang up (E113): in the `language` of the address,
    else in the one that was chosen here. What a browser speaks is no sign of who will read a paper on a wall: else it
    comes in the first language of the house."""
    offers = current_app.config["LANGUAGES"]
    chosen = language() if tongue_picked() else offers[0]
    spoken = asked if (asked := request.args.get("language")) in offers else chosen
    offered = queries.public_programmes()
    if not offered:
        raise NotThere
    centre = centres.centre_by_code(code)
    coming = queries.next_dates(centre.id, clock.today())
    address = site() + url_for("registration.register")
    with force_locale(spoken):
        printed = leaflets.leaflet(centre, coming, offered[0], spoken, address=address, at=clock.now())
    response = Response(printed, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{centre.code}.pdf"'
    return response


@blueprint.get("/dates")
@public
def dates():
    """The next classes in one language: whoever wants to learn in theirs finds when and where (E17)."""
    today, asked = clock.today(), request.args.get("in", "")
    held = queries.languages_held(today)
    spoken = asked if asked in TEACHING else language() if language() in held else TEACHING[0]
    return render_template(
        "home/dates.html", found=queries.dates_in(spoken, today), spoken=spoken, held=held, names=TEACHING_NAMES,
        place_name=place_name, programme_of=classes.programme_of,
    )  # fmt: skip


def _admin(actor: Actor):
    at, there = clock.now(), queries.foundations()
    following = next_foundation(there)
    return render_template(
        "home/admin.html", start=queries.admin_start(actor, at=at), said=said_of_place, place_name=place_name,
        today=clock.today(), steps=first_steps(there), following=following, foundations=FOUNDATIONS,
        following_page=FOUNDED_AT[following]() if following else None,
    )  # fmt: skip


def _officer(actor: Actor):
    at = clock.now()
    day = queries.desk_start(actor, at=at)
    found = [
        (said(each, language()), ADDRESSES[each.kind](each), each.kind in URGENT)
        for each in queries.tasks(actor, day, at=at)
    ]
    return render_template(
        "home/officer.html", day=day, tasks=found, today=clock.today(), most=SHOWN, block_title=_block_title,
        place_name=place_name,
    )  # fmt: skip


def _trainer(actor: Actor):
    teaching = teaching_of(actor.user_id)
    if teaching is None:
        return render_template("home/not_a_trainer.html")
    at, notices = clock.now(), advisories.for_trainer(actor.user_id, today=clock.today())
    return render_template(
        "home/trainer.html", day=queries.teach_start(teaching.trainer_id, at=at), block_title=_block_title,
        place_name=place_name, now=at, choices=choices(), programme_of=classes.programme_of,
        notices=notices, places=dict(advisories.places(language())) if notices else {},
        changed=count_unread(teaching, at=at),
    )  # fmt: skip


def _block_title(session) -> str:
    return classes.programme_of(session.training_class).block_title(session.block, language())


def _drafts(actor: Actor):
    return render_template(
        "home/drafts.html", start=queries.drafts_start(actor, language()), states=STATES, signs=can_sign(actor)
    )


def _author(actor: Actor):
    today = clock.today()
    return render_template(
        "home/author.html", drafts=queries.drafts_start(actor, language()), states=STATES,
        start=queries.author_start(today), labels=FRESHNESS, Freshness=Freshness,
        review_due=review_due, today=today,
    )  # fmt: skip


def _mne(actor: Actor):
    headline = current_app.extensions["headline"](actor, today=clock.today())
    return render_template(
        "home/mne.html", headline=headline, news=queries.news(actor, at=clock.now()), names=COUNTS
    )


def _trainee(actor: Actor):
    try:
        begun = registration.own_courses(actor.user_id)
    except NotThere:
        return render_template("home/not_enrolled.html")
    path = queries.trainee_start(begun, at=clock.now(), language=language())
    words = describe(path.eligibility, path.programme, language())
    today, journey = clock.today(), begun[0].journey
    pack = curriculum.pack_for(path.programme, begun[0].variant, journey.country, journey.country_region)
    return render_template(
        "home/trainee.html", path=path, pack=pack, attendance=words, stop_names=STOPS, today=today,
        notices=advisories.for_person(journey.bound_for, today=today), choices=choices(), following=NEXT,
        programme_of=curriculum.programme,
    )  # fmt: skip


def _class_page(task: Task) -> str:
    return url_for("classes.desk_class", class_id=task.thing_id)


def _differences_page(task: Task) -> str:
    return url_for("attendance.differences", session_id=task.thing_id)


def _messages_page(_task: Task) -> str:
    return url_for("notices.desk")


# Where each thing to do is done.
ADDRESSES: dict[TaskKind, Callable[[Task], str]] = {
    **dict.fromkeys(
        (TaskKind.OFFERS, TaskKind.NO_TRAINER, TaskKind.PLACEABLE, TaskKind.WAITING, TaskKind.FEW), _class_page
    ),
    **dict.fromkeys((TaskKind.DIFFERENCES, TaskKind.WALK_INS), _differences_page),
    **dict.fromkeys((TaskKind.NOT_TOLD, TaskKind.SLIPS), _messages_page),
    TaskKind.ROLL_OPEN: lambda task: url_for("attendance.class_attendance", class_id=task.thing_id),
    TaskKind.CERTIFICATES: lambda task: url_for("certificates.class_pdf", class_id=task.thing_id),
    TaskKind.PLACE_DUE: lambda task: url_for("centres.index"),
    TaskKind.TRAINER_DUE: lambda task: url_for("trainers.trainer", trainer_id=task.thing_id),
}
# Where each of the first steps is taken.
FOUNDED_AT: dict[Foundation, Callable[[], str]] = {
    Foundation.PROVIDER: lambda: url_for("centres.new_provider"),
    Foundation.CENTRE: lambda: url_for("centres.new_centre"),
    Foundation.ROOM: lambda: url_for("centres.new_room", centre_id=queries.first_centre_id()),
    Foundation.OFFICER: lambda: url_for("accounts.new_user"),
    Foundation.TRAINER: lambda: url_for("trainers.new_trainer"),
    Foundation.QUALIFICATION: lambda: url_for("trainers.trainer", trainer_id=queries.first_trainer_id()),
    Foundation.CLASS: lambda: url_for("classes.new"),
}
PAGES = {
    Role.ADMIN: _admin,
    Role.OFFICER: _officer,
    Role.TRAINER: _trainer,
    Role.AUTHOR: _author,
    Role.APPROVER: _drafts,
    Role.REVIEWER: _drafts,
    Role.MNE: _mne,
    Role.CHECKER: lambda _actor: redirect(url_for("certificates.check_form")),
    Role.PARTNER: lambda _actor: redirect(url_for("classes.shared_calendar")),
    Role.TRAINEE: _trainee,
}
