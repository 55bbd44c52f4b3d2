"""The roll call as a page that needs no JavaScript."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.attendance import actions, permissions, queries
from lms.attendance.forms import field_name, read_marks
from lms.attendance.messages import STATES
from lms.attendance.rules import MarkState, Reason, counts_as_attended
from lms.attendance.views.room import CALLERS, blueprint, progress_of, session_to_call, session_to_change
from lms.classes import queries as classes
from lms.classes.models import ClassSession
from lms.core import clock
from lms.core.errors import Refused
from lms.core.freshness import sign_of
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal


@blueprint.get("/teach/sessions/<int:session_id>/roll-call")
@only(*CALLERS)
def roll_call(session_id: int):
    """The people of a session and how each was there."""
    session = session_to_call(session_id)
    if classes.for_trainers(session.training_class):
        return redirect(url_for(".trainers_roll", session_id=session_id), 303)
    return _roll_page(session)


@blueprint.post("/teach/sessions/<int:session_id>/begin")
@only(*CALLERS)
def begin(session_id: int):
    """The block begins now."""
    session = session_to_change(session_id)
    at = clock.now()
    actions.begin_block(session_id=session.id, began_at=at, by=actor().user_id, at=at)
    following = ".run" if request.form.get("next") == "run" else ".roll_call"
    return redirect(url_for(following, session_id=session.id), 303)


@blueprint.post("/teach/sessions/<int:session_id>/roll-call")
@only(*CALLERS)
def close_roll_call(session_id: int):
    """Close the roll call, or correct one that is closed."""
    session = session_to_change(session_id)
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


def _roll_page(session: ClassSession, *, chosen: dict[int, MarkState] | None = None, refused: str | None = None):
    found = queries.roll_call(session.id)
    programme = classes.programme_of(session.training_class)
    following = queries.next_block(session)
    lines = queries.roll(session)
    closed = found is not None and found.closed_at is not None
    away = [line.enrolment for line in lines if line.state not in queries.COUNTED] if closed else []
    known = queries.courses(away)
    return render_template(
        "attendance/roll_call.html",
        session=session,
        roll_call=found,
        lines=lines,
        progress=progress_of(away, known),
        elsewhere=queries.made_up(known, [session]),
        chosen=chosen or {},
        seen=sign_of(queries.marked(session.id)),
        refused=refused,
        differences=len(queries.contradictions(session.id)) + len(queries.open_walk_ins(session.id)),
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
