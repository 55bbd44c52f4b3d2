"""The page on which the timetable of one class is changed by hand, and its forms."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from lms.centres import queries as centres
from lms.centres.messages import room_name
from lms.classes import queries
from lms.classes.forms import LineForm, MergeForm, MoveForm, SplitForm
from lms.classes.messages import PRAYERS, advice
from lms.classes.models import ClassSession, TrainingClass
from lms.classes.queries import advising, rearranging
from lms.classes.views.suiting import better_taught
from lms.core import clock
from lms.core.errors import NotThere
from lms.core.freshness import sign_of
from lms.curriculum.messages import BREAKS
from lms.trainers import queries as trainers
from lms.trainers.messages import name_and_kind
from lms.web.access import actor
from lms.web.forms import Form
from lms.web.locale import as_date, as_time

WHOLE, SPLIT, LINES = "_whole", "_second", "_lines-"  # beside the ids of days, none of which has such a sign
AS_PLANNED = 0


class Hand:
    """The forms of one class: each as the timetable stands, or, when `sent` names it, as it was filled in."""

    def __init__(self, found: TrainingClass, *, sent: str = "") -> None:
        self.found, self.sent = found, sent
        self.days_ahead = rearranging.days_ahead(found, at=clock.now())
        used = {each.room_id for each in found.sessions}
        rooms = centres.centre(found.centre_id).rooms
        self.rooms = [each for each in rooms if not each.put_away_at or each.id in used]
        here = {each.id: name_and_kind(each) for each in trainers.trainers_for(actor())}
        self.trainers = here | {each.trainer_id: name_and_kind(each.trainer) for each in found.sessions if each.trainer}

    def of_day(self, day: str) -> list[ClassSession]:
        """The sessions of one of its days. Raises NotThere."""
        sessions = [each for each in self.found.sessions if each.day == day]
        if not sessions:
            raise NotThere
        return sessions

    def move(self, name: str) -> MoveForm:
        """Where the whole class (WHOLE: what of it is still to come) or one day of it is."""
        ahead = [each for each in self.found.sessions if each.day in self.days_ahead]
        sessions = (ahead or self.found.sessions) if name == WHOLE else self.of_day(name)
        first = clock.local(sessions[0].starts_at)
        rooms = {each.room_id for each in sessions}
        teachers = {each.trainer_id for each in sessions if each.trainer_id}
        form = self._form(MoveForm, name, {
            "on": first.date(), "starts": first.time(),
            "room": rooms.pop() if len(rooms) == 1 else AS_PLANNED,
            "trainer": teachers.pop() if len(teachers) == 1 else AS_PLANNED,
        })  # fmt: skip
        if rooms:
            form.room.choices.insert(0, (AS_PLANNED, _("as planned")))
        if teachers:
            form.trainer.choices.insert(0, (AS_PLANNED, _("as planned")))
        form.seen.data = form.seen.data or sign_of(self.found.sequence)
        return form

    def line(self, session: ClassSession, *, day: str) -> LineForm:
        """One line of a day."""
        form = self._form(LineForm, f"{LINES}{day}", {
            "starts": clock.local(session.starts_at).time(), "ends": clock.local(session.ends_at).time(),
            "room": session.room_id, "trainer": session.trainer_id,
        }, prefix=f"line{session.id}")  # fmt: skip
        if session.break_kind:
            del form.trainer
        return form

    def split(self) -> SplitForm:
        """Who goes to a second class, and where that is."""
        form = self._form(SplitForm, SPLIT, {"on": self.found.first_day, "room": None, "trainer": None})
        form.people.choices = [
            (each.seat.id, f"{each.seat.number}. {each.enrolment.registration.full_name}")
            for each in queries.people_in(self.found.id)
        ]
        return form

    def merge(self) -> MergeForm:
        """Which class takes the people of this one."""
        form = MergeForm(formdata=None)
        form.into.choices = [
            (each.id, ", ".join((as_date(each.first_day), as_time(first.starts_at), room_name(first.room))))
            for each in queries.classes_to_join(self.found, at=clock.now())
            for first in each.sessions[:1]
        ]
        return form

    def _form(self, kind: type[Form], name: str, values: dict, prefix: str = "") -> Form:
        filled = {} if name == self.sent else {"formdata": None}
        form = kind(prefix=prefix or name, data=values, **filled)
        form.room.choices = [(each.id, room_name(each)) for each in self.rooms]
        form.trainer.choices = list(self.trainers.items())
        return form


def page(hand: Hand, *, problems: Sequence[str] = (), filled: Mapping[str, Any] = MappingProxyType({})) -> str:
    """The page. `filled` are forms that were sent, by what they are about: a day, or one of the three above."""
    found, at = hand.found, clock.now()
    ahead = {each.id for each in found.sessions if each.starts_at > at and not each.cancelled_at}
    days = [day[0].day for day in found.days]
    return render_template(
        "classes/timetable.html",
        found=found,
        programme=queries.programme_of(found),
        reports=advising.day_reports(found),
        leaving=advising.leaving_before_the_end(found),
        whole=filled.get(WHOLE) or hand.move(WHOLE),
        moves={day: filled.get(day) or hand.move(day) for day in days},
        lines=filled.get(LINES, {}) | {
            each.id: hand.line(each, day="") for each in found.sessions if each.id not in filled.get(LINES, {})
        },
        split=filled.get(SPLIT) or hand.split(),
        merge=hand.merge(),
        problems=problems,
        sent=hand.sent,
        ahead=ahead,
        days_ahead=hand.days_ahead,
        untouched=len(ahead) == len(found.sessions),
        seen=sign_of(found.sequence),
        advice=advice,
        prayers=PRAYERS,
        breaks=BREAKS,
        variant=queries.variant_of(found),
        better=better_taught,
        return_to=url_for(".timetable", class_id=found.id),
    )  # fmt: skip


def said(form: Form) -> list[str]:
    """What is wrong with a form, one sentence a field."""
    return [words[0] for words in form.errors.values() if words]
