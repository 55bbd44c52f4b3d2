"""One page for a missed block: every coming session that makes it good. For the trainee, and for the officer."""

from functools import partial

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.classes import actions, paper, queries
from lms.classes.rules.support import shown_ages
from lms.classes.views.along import Typed, say_unless_shown
from lms.classes.views.desk import DESK
from lms.classes.views.room import blueprint, telling
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.queries import place_name
from lms.registration import queries as registration
from lms.registration.models import Enrolment
from lms.registration.permissions import can_serve_registration
from lms.web.access import actor, only
from lms.web.addresses import sent_id
from lms.web.locale import language


@blueprint.get("/classes/make-up")
@only(Role.TRAINEE)
def make_up():
    """Coming sessions that teach a missed block."""
    return _page("classes/make_up.html", registration.own_enrolment(actor().user_id))


@blueprint.post("/classes/make-up")
@only(Role.TRAINEE)
def book_make_up():
    """A place in one of them."""
    block = _book(registration.own_enrolment(actor().user_id), _("Your seat is booked. Please come ten minutes early."))
    return redirect(url_for(".make_up", block=block), 303)


@blueprint.post("/classes/make-up/cancel")
@only(Role.TRAINEE)
def cancel_make_up():
    """Give the booked place back."""
    _cancel(registration.own_enrolment(actor().user_id))
    return redirect(url_for(".mine"), 303)


@blueprint.get("/desk/make-up/<key>")
@only(*DESK)
def desk_make_up(key: str):
    """The same at the desk, for somebody who asks there."""
    return desk_page(served(key))


def desk_page(enrolment: Enrolment, typed: Typed | None = None) -> str:
    """The page of a missed block at the desk, with what was `typed` there and could not be taken."""
    return _page("classes/desk_make_up.html", enrolment, typed)


@blueprint.post("/desk/make-up/<key>")
@only(*DESK)
def book_make_up_for(key: str):
    """A place in a session for somebody at the desk."""
    block = _book(served(key), _("The session is booked."))
    return redirect(url_for(".desk_make_up", key=key, block=block), 303)


@blueprint.post("/desk/make-up/<key>/cancel")
@only(*DESK)
def cancel_make_up_for(key: str):
    """Give the place back for somebody at the desk."""
    enrolment = served(key)
    _cancel(enrolment)
    return redirect(url_for(".desk_make_up", key=key, block=_block(enrolment)), 303)


@blueprint.get("/desk/make-up/<key>/<int:make_up_id>/slip.pdf")
@only(*DESK)
def make_up_slip(key: str, make_up_id: int):
    """When and where, to print for somebody at the desk."""
    enrolment, place = served(key), queries.make_up(make_up_id)
    if place.enrolment_id != enrolment.id:
        raise NotThere
    content = paper.make_up_slip(place, _block(enrolment), enrolment, language(), at=clock.now())
    trail.note_while_reading(
        what=Deed.PRINTED, person=enrolment.registration_id, by=actor().user_id, at=clock.now(), of="slip",
        centre=place.session.training_class.centre.code,
    )  # fmt: skip
    return Response(
        content, mimetype="application/pdf", headers={"Content-Disposition": "inline; filename=make-up.pdf"}
    )


def _page(template: str, enrolment: Enrolment, typed: Typed | None = None) -> str:
    block, at = _block(enrolment), clock.now()
    needed = set(queries.block_of(enrolment, block))
    every = queries.make_ups(enrolment.id, after=at)
    booked = [each for each in every if needed <= set(queries.block_modules(each.session))]
    say_unless_shown(typed, make_ups={each.id for each in booked})
    return render_template(
        template,
        typed=typed,
        block=block,
        title=curriculum.programme(enrolment.edition_id).block_title(block, language()),
        enrolment=enrolment,
        choices=queries.make_up_sessions(enrolment, block, at=at),
        guest_support=queries.guest_support([each.id for each in booked]),
        guest_address=partial(url_for, ".ask_for_guest", key=enrolment.registration.key, block=block),
        shown_ages=shown_ages,
        booked=booked,
        programme_of=queries.programme_of,
        place_name=place_name,
    )


def _book(enrolment: Enrolment, said: str) -> str:
    session_id, block = sent_id("session", request.form), _block(enrolment)
    with telling():
        actions.book_make_up(
            session_id=session_id, enrolment_id=enrolment.id, block=block, by=actor().user_id, at=clock.now()
        )
        flash(said)
    return block


def _cancel(enrolment: Enrolment) -> None:
    session_id = sent_id("session", request.form)
    with telling():
        actions.cancel_make_up(
            session_id=session_id, enrolment_id=enrolment.id, by=actor().user_id, at=clock.now()
        )


def served(key: str) -> Enrolment:
    """The course with the block in the address of somebody whom the officer serves; of several the newest. Raises
    NotThere."""
    person = registration.registration(actor(), key)
    begun = registration.courses(person.id)
    if not begun or not can_serve_registration(actor(), person):
        raise NotThere
    with_block = [each for each in begun if request.values.get("block") in _blocks(each)]
    return max(with_block, key=lambda each: each.id, default=begun[0])


def _block(enrolment: Enrolment) -> str:
    """The block in the address, if the person's variant has it."""
    wanted = request.values.get("block", "")
    if wanted not in _blocks(enrolment):
        raise NotThere
    return wanted


def _blocks(enrolment: Enrolment) -> set[str]:
    return {each.id for each in curriculum.programme(enrolment.edition_id).variant(enrolment.variant).blocks}
