"""The roll call on the trainer's phone, and the attendance of a class at the desk."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.attendance import actions, permissions, queries
from lms.attendance.forms import field_name, read_marks
from lms.attendance.messages import SIGNS, STATES
from lms.attendance.rules import MarkState, Reason, counts_as_attended
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

blueprint = Blueprint("attendance", __name__, template_folder="templates")


@blueprint.get("/teach/sessions/<int:session_id>/roll-call")
@only(Role.TRAINER, Role.OFFICER, Role.ADMIN)
def roll_call(session_id: int):
    """The people of a session and how each was there."""
    return _roll_page(_session_to_call(session_id))


@blueprint.post("/teach/sessions/<int:session_id>/begin")
@only(Role.TRAINER, Role.OFFICER, Role.ADMIN)
def begin(session_id: int):
    """The block begins now."""
    session = _session_to_change(session_id)
    actions.open_roll_call(session_id=session.id, by=actor().user_id, at=clock.now())
    return redirect(url_for(".roll_call", session_id=session.id))


@blueprint.post("/teach/sessions/<int:session_id>/roll-call")
@only(Role.TRAINER, Role.OFFICER, Role.ADMIN)
def close_roll_call(session_id: int):
    """Close the roll call, or correct one that is closed."""
    session = _session_to_change(session_id)
    marks = read_marks(request.form, classes.roster(session.id))
    try:
        actions.close_roll_call(
            session_id=session.id, marks=marks, seen=request.form.get("seen"), by=actor().user_id, at=clock.now()
        )
    except Refused as refused:
        keep = {} if refused.reason is Reason.CHANGED_MEANWHILE else marks
        return _roll_page(session, chosen=keep, refused=refusal(refused)), 422
    flash(_("The roll call is closed."))
    return redirect(url_for(".roll_call", session_id=session.id))


@blueprint.get("/desk/classes/<int:class_id>/attendance")
@only(Role.OFFICER, Role.MNE, Role.ADMIN)
def class_attendance(class_id: int):
    """People by blocks: who was there, who marked it and when. Who only counts reads no names."""
    training_class = classes.training_class(class_id)
    if not permissions.can_read_attendance(actor(), training_class):
        raise NotThere
    return render_template(
        "attendance/grid.html",
        training_class=training_class,
        programme=classes.programme_of(training_class),
        grid=queries.grid(training_class),
        names=can_read_names(actor(), training_class),
        blocks={each.id: each.block for each in training_class.sessions},
        callable={each.id for each in training_class.sessions if permissions.can_call_roll(actor(), each)},
        states=STATES,
        signs=SIGNS,
        counts=counts_as_attended,
    )


def _session_to_call(session_id: int) -> ClassSession:
    session = classes.session(session_id)
    if not permissions.can_call_roll(actor(), session):
        raise NotThere
    return session


def _session_to_change(session_id: int) -> ClassSession:
    session = _session_to_call(session_id)
    if not permissions.can_change_marks(actor(), session, queries.roll_call(session.id), clock.today()):
        raise Refused(Reason.DAY_OVER)
    return session


def _roll_page(session: ClassSession, *, chosen: dict[int, MarkState] | None = None, refused: str | None = None):
    found = queries.roll_call(session.id)
    programme = classes.programme_of(session.training_class)
    following = queries.next_block(session)
    return render_template(
        "attendance/roll_call.html",
        session=session,
        roll_call=found,
        lines=queries.roll(session),
        chosen=chosen or {},
        seen=sign_of(queries.marked(session.id)),
        refused=refused,
        may_change=permissions.can_change_marks(actor(), session, found, clock.today()),
        may_see_class=permissions.can_read_attendance(actor(), session.training_class),
        may_follow=following is not None and permissions.can_call_roll(actor(), following),
        block=programme.block_title(session.block, language()),
        following=following,
        following_title=programme.block_title(following.block, language()) if following else None,
        states=STATES,
        present=MarkState.PRESENT,
        counts=counts_as_attended,
        counted=queries.COUNTED,
        field_name=field_name,
    )
