"""Where two phones said different things of one person, and who came without a seat: a person settles it."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.attendance import actions, permissions, queries
from lms.attendance.forms import SettleForm
from lms.attendance.messages import ABSENT_FOR, STATES, walk_in_sentence
from lms.attendance.rules.marks import Said
from lms.attendance.views.room import CALLERS, blueprint, session_to_call, session_to_change
from lms.classes import queries as classes
from lms.classes.permissions import can_run_class
from lms.core import clock
from lms.registration import queries as registration
from lms.registration.permissions import can_serve_registration
from lms.registration.rules import shown_number
from lms.web.access import actor, only
from lms.web.addresses import sent_id
from lms.web.locale import language


@blueprint.get("/teach/sessions/<int:session_id>/differences")
@only(*CALLERS)
def differences(session_id: int):
    """What contradicts in a session, with who said what on which device, and when."""
    session = session_to_call(session_id)
    return _page(session, SettleForm())


@blueprint.post("/teach/sessions/<int:session_id>/differences/<int:enrolment_id>")
@only(*CALLERS)
def settle(session_id: int, enrolment_id: int):
    """Say how it was."""
    session = session_to_change(session_id)
    form = SettleForm()
    if not form.validate_on_submit():
        return _page(session, form, enrolment_id), 422
    actions.settle(
        session_id=session.id,
        enrolment_id=enrolment_id,
        said=Said(form.state.data, form.minutes.data, form.reason.data),
        by=actor().user_id,
        at=clock.now(),
    )
    flash(_("It is settled. What was said before stays on record."))
    return redirect(url_for(".differences", session_id=session.id), 303)


@blueprint.post("/teach/sessions/<int:session_id>/walk-ins")
@only(*CALLERS)
def settle_walk_in(session_id: int):
    """Say that somebody who came without a seat is looked after."""
    session = session_to_call(session_id)
    actions.settle_walk_in(
        walk_in_id=sent_id("walk_in", request.form), session_id=session.id, by=actor().user_id, at=clock.now()
    )
    return redirect(url_for(".differences", session_id=session.id), 303)


def _page(session, form: SettleForm, wrong: int | None = None):
    voices = queries.voices(session.id)
    walk_ins = queries.open_walk_ins(session.id)
    walked_in, why = queries.who_walked_in(actor(), walk_ins), queries.refusals(actor(), walk_ins)
    return render_template(
        "attendance/differences.html",
        session=session,
        block=classes.programme_of(session.training_class).block_title(session.block, language()),
        voices=voices,
        people=registration.people(voices),
        walked_in=walked_in,
        served={each for each, person in walked_in.items() if can_serve_registration(actor(), person)},
        walk_ins=[(each, walk_in_sentence(why[each.id])) for each in walk_ins],
        form=form,
        wrong=wrong,
        devices=_devices(voices),
        may_change=permissions.can_change_marks(actor(), session, queries.roll_call(session.id), clock.today()),
        may_run=can_run_class(actor(), session.training_class),
        states=STATES,
        reasons=ABSENT_FOR,
        shown_number=shown_number,
        return_to=url_for(".differences", session_id=session.id),
    )


def _devices(voices) -> dict[str, int]:
    """A short number for each phone: its own name is long and says nothing."""
    found = dict.fromkeys(mark.device for said in voices.values() for mark, _name in said if mark.device)
    return {device: number for number, device in enumerate(found, 1)}
