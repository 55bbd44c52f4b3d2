"""One class into two, two into one, and a cancelled one open again."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.classes import actions
from lms.classes.rules.agenda import moved_days
from lms.classes.views.by_hand import SPLIT, Hand, page, said
from lms.classes.views.desk import DESK, run_class
from lms.classes.views.room import blueprint, say, telling
from lms.core import clock
from lms.core.errors import Refused
from lms.web.access import actor, only
from lms.web.addresses import sent_id
from lms.web.sentences import refusal


@blueprint.post("/desk/classes/<int:class_id>/split")
@only(*DESK)
def split_class(class_id: int):
    """Make a second class for some of the people."""
    hand = Hand(run_class(class_id), sent=SPLIT)
    form, problems = hand.split(), []
    dates = [clock.local(day[0].starts_at).date() for day in hand.found.days]
    if form.validate_on_submit():
        try:
            made = actions.split_class(
                class_id=class_id, seat_ids=form.people.data, room_id=form.room.data, trainer_ids=[form.trainer.data],
                days=moved_days(dates, form.on.data), by=actor().user_id, at=clock.now(),
            )  # fmt: skip
            flash(_("The second class is made. Everybody who moved gets a message."))
            return redirect(url_for(".desk_class", class_id=made.id), 303)
        except Refused as problem:
            problems = [refusal(problem)]
    return page(hand, problems=problems or said(form), filled={SPLIT: form}), 422


@blueprint.post("/desk/classes/<int:class_id>/merge")
@only(*DESK)
def merge_classes(class_id: int):
    """Seat everybody in another class and cancel this one."""
    found = run_class(class_id)
    into = run_class(sent_id("into", request.form))
    with telling():
        actions.merge_classes(class_id=found.id, into_id=into.id, by=actor().user_id, at=clock.now())
        say(
            found, trainers=_("The classes are one now."),
            people=_("The classes are one now. Everybody who moved gets a message."),
        )  # fmt: skip
        return redirect(url_for(".desk_class", class_id=into.id), 303)
    return redirect(url_for(".timetable", class_id=class_id), 303)


@blueprint.post("/desk/classes/<int:class_id>/reopen")
@only(*DESK)
def reopen_class(class_id: int):
    """Take a cancellation back."""
    found = run_class(class_id)
    with telling():
        back = actions.reopen_class(class_id=class_id, by=actor().user_id, at=clock.now())
        flash(_("The class takes place again."))
        if back:
            say(
                found, trainers=ngettext("%(num)s trainer has the seat again.",
                                         "%(num)s trainers have their seats again.", back),
                people=ngettext("%(num)s person has the seat again and gets a message.",
                                "%(num)s people have their seats again and get a message.", back),
            )  # fmt: skip
    return redirect(url_for(".desk_class", class_id=class_id), 303)
