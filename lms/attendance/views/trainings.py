"""The roll of trainers who learn, and how far each is."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.attendance import actions, permissions, queries
from lms.attendance.forms import field_name, read_marks
from lms.attendance.messages import STATES
from lms.attendance.rules import MarkState, Reason, counts_as_attended
from lms.attendance.views.room import CALLERS, blueprint, session_to_call, session_to_change
from lms.classes import queries as classes
from lms.classes.models import ClassSession
from lms.classes.permissions import can_read_names
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.core.freshness import sign_of
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal


@blueprint.get("/teach/sessions/<int:session_id>/trainers")
@only(*CALLERS)
def trainers_roll(session_id: int):
    """The trainers of a session and how each was there."""
    return _page(_training(session_to_call(session_id)))


@blueprint.post("/teach/sessions/<int:session_id>/trainers")
@only(*CALLERS)
def close_trainers_roll(session_id: int):
    """Close their roll call, or correct one that is closed."""
    session = _training(session_to_change(session_id))
    marks = read_marks(request.form, [each.id for each in classes.trainer_roster(session_id)])
    try:
        actions.close_trainers_roll(
            session_id=session_id, marks=marks, seen=request.form.get("seen"), by=actor().user_id, at=clock.now()
        )
    except Refused as refused:
        keep = {} if refused.reason is Reason.CHANGED_MEANWHILE else marks
        return _page(session, chosen=keep, refused=refusal(refused)), 422
    flash(_("The roll call is closed."))
    return redirect(url_for(".trainers_roll", session_id=session_id), 303)


@blueprint.get("/desk/classes/<int:class_id>/trainers/attendance")
@only(Role.OFFICER, Role.MNE, Role.ADMIN)
def trainers_attendance(class_id: int):
    """How far each trainer of a training is. Who only counts reads no names."""
    found = classes.training_class(class_id)
    if not permissions.can_read_attendance(actor(), found) or not classes.for_trainers(found):
        raise NotThere
    people = [each.trainer for each in classes.trainer_seats(class_id)]
    return render_template(
        "attendance/trainers.html",
        found=found,
        programme=classes.programme_of(found),
        progress=queries.progress_of_trainers(found, people),
        names=can_read_names(actor(), found),
    )


def _training(session: ClassSession) -> ClassSession:
    if not classes.for_trainers(session.training_class):
        raise NotThere
    return session


def _page(session: ClassSession, *, chosen: dict[int, MarkState] | None = None, refused: str | None = None):
    found = session.training_class
    call, people = queries.roll_call(session.id), classes.trainer_roster(session.id)
    given, progress = queries.trainer_marks(session.id), queries.progress_of_trainers(found, people)
    programme = classes.programme_of(found)
    following = queries.next_block(session)
    return render_template(
        "attendance/trainers_roll.html",
        session=session,
        roll_call=call,
        closed=call is not None and call.closed_at is not None,
        people=people,
        states_of={**{each: mark.state for each, mark in given.items()}, **(chosen or {})},
        passed=[each for each in progress if each.passed_on],
        not_passed=[each for each in progress if each.doubted or each.taken_back],
        seen=sign_of(queries.trainers_marked(session.id)),
        refused=refused,
        may_change=permissions.can_change_marks(actor(), session, call, clock.today()),
        block=programme.block_title(session.block, language()),
        following=following,
        following_title=programme.block_title(following.block, language()) if following else None,
        may_follow=following is not None and permissions.can_call_roll(actor(), following),
        states=STATES,
        present=MarkState.PRESENT,
        counts=counts_as_attended,
        field_name=field_name,
    )
