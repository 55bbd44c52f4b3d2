"""Moving a class, a day of it or its lines: by the form, or by dragging."""

from collections.abc import Callable

from flask import redirect, request, url_for
from flask_babel import gettext as _

from lms.classes import actions
from lms.classes.forms import DropForm, LineForm, MoveForm
from lms.classes.models import ClassSession
from lms.classes.rules.agenda import Placement
from lms.classes.views.by_hand import LINES, WHOLE, Hand, page, said
from lms.classes.views.desk import DESK, run_class
from lms.classes.views.room import blueprint, say, telling
from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.web.access import actor, local_path, only
from lms.web.addresses import sent_id
from lms.web.sentences import refusal


@blueprint.get("/desk/classes/<int:class_id>/timetable")
@only(*DESK)
def timetable(class_id: int):
    """All that can be changed about the times of a class, its days beside the programme and the prayers."""
    return page(Hand(run_class(class_id)))


@blueprint.post("/desk/classes/<int:class_id>/timetable")
@only(*DESK)
def move_class(class_id: int):
    """Put the whole class elsewhere."""
    hand = Hand(run_class(class_id), sent=WHOLE)
    form = hand.move(WHOLE)
    return _answer(hand, WHOLE, form, lambda: actions.move_class(
        class_id=class_id, on=form.on.data, **_where(form), by=actor().user_id, at=clock.now(), seen=form.seen.data
    ))  # fmt: skip


@blueprint.post("/desk/classes/<int:class_id>/timetable/<day>")
@only(*DESK)
def move_day(class_id: int, day: str):
    """Put one day of the class elsewhere."""
    hand = Hand(run_class(class_id), sent=day)
    form = hand.move(day)
    return _answer(hand, day, form, lambda: actions.move_class(
        class_id=class_id, day=day, on=form.on.data, **_where(form), by=actor().user_id, at=clock.now(),
        seen=form.seen.data,
    ))  # fmt: skip


@blueprint.post("/desk/classes/<int:class_id>/timetable/<day>/lines")
@only(*DESK)
def change_lines(class_id: int, day: str):
    """Change the lines of a day: times, rooms, trainers."""
    hand = Hand(run_class(class_id), sent=f"{LINES}{day}")
    sessions = hand.of_day(day)
    lines = {each.id: hand.line(each, day=day) for each in sessions}
    problems = [sentence for form in lines.values() if not form.validate_on_submit() for sentence in said(form)]
    if not problems:
        try:
            actions.rearrange(
                class_id=class_id, placements={each.id: _placement(each, lines[each.id]) for each in sessions},
                by=actor().user_id, at=clock.now(), seen=request.form.get("seen"),
            )  # fmt: skip
            return _back_to(hand)
        except Refused as problem:
            problems = [refusal(problem)]
    return page(hand, problems=problems, filled={LINES: lines}), 422


@blueprint.post("/desk/classes/<int:class_id>/timetable/<day>/drop")
@only(*DESK)
def drop_day(class_id: int, day: str):
    """Put a day where it was dragged to: another date, another room; the hour stays. Raises NotThere."""
    hand = Hand(run_class(class_id), sent=day)
    form, room = DropForm(), sent_id("room", request.form)
    if not form.validate_on_submit() or room not in {0, *(each.id for each in hand.rooms)}:
        raise NotThere
    with telling():
        actions.move_class(
            class_id=class_id, day=day, on=form.on.data, room_id=room or None, by=actor().user_id, at=clock.now(),
            seen=form.seen.data,
        )  # fmt: skip
        say(
            hand.found, trainers=_("The day is moved."), told=_retold(),
            people=_("The day is moved. If its times have changed, everybody who has a seat gets a message."),
        )  # fmt: skip
    return redirect(local_path(request.form.get("back")) or url_for(".desk_class", class_id=class_id), 303)


def _answer(hand: Hand, name: str, form: MoveForm, action: Callable):
    """What a form about moving leads to."""
    if form.validate_on_submit():
        try:
            action()
            return _back_to(hand)
        except Refused as problem:
            form.refuse("on", refusal(problem))
    return page(hand, problems=said(form), filled={name: form}), 422


def _back_to(hand: Hand):
    say(
        hand.found, trainers=_("The timetable is changed."), told=_retold(),
        people=_("The timetable is changed. If times have changed, everybody who has a seat gets a message."),
    )  # fmt: skip
    return redirect(url_for(".timetable", class_id=hand.found.id), 303)


def _retold() -> str:
    return _(
        "If times have changed, trainers who gave a telephone number or an e-mail address get a message. Please tell"
        " the others."
    )


def _where(form: MoveForm) -> dict:
    """What is to be another; nothing where the form says "as planned"."""
    return {
        "starts": form.starts.data, "room_id": form.room.data or None, "trainer_id": form.trainer.data or None,
    }  # fmt: skip


def _placement(session: ClassSession, form: LineForm) -> Placement:
    day, starts, ends = clock.local(session.starts_at).date(), form.starts.data, form.ends.data
    return Placement(
        clock.at_local(day, starts.hour, starts.minute),
        clock.at_local(day, ends.hour, ends.minute),
        form.room.data,
        form.trainer.data if session.block else None,
    )
