"""What the trainer works with: the time log, and the cards of roles."""

from flask_babel import gettext as _
from flask_babel import ngettext

from lms.attendance import queries
from lms.attendance.paper.heading import Paper, day_title, lines, rooms_of
from lms.attendance.rules.sheet import sets_for
from lms.classes import queries as classes
from lms.classes.models import ClassSession, TrainingClass
from lms.curriculum.messages import BREAKS
from lms.web.locale import as_time


def time_log(found: TrainingClass, language: str) -> Paper:
    """The time log (E99): what is planned, and what really was, to fill in by hand where nobody did on a phone."""
    calls = queries.roll_calls([each.id for each in found.sessions])
    programme = classes.programme_of(found)

    def row(session: ClassSession) -> list[str]:
        call = calls.get(session.id)
        began, ended, minutes = (call.began_at, call.ended_at, call.minutes) if call else (None, None, None)
        title = programme.block_title(session.block, language) if session.block else BREAKS[session.break_kind]
        planned = f"{as_time(session.starts_at)}–{as_time(session.ends_at)}"
        actual = [as_time(began) if began else "", as_time(ended) if ended else ""]
        return [planned, str(title), str(session.minutes), *actual, "" if minutes is None else str(minutes)]

    return Paper({
        "title": _("Time log"),
        "lines": lines(found, language),
        "header": [_("Planned"), _("Block"), _("Minutes"), _("Began"), _("Ended"), _("Minutes")],
        "hint": ngettext(
            "%(num)s minute of training in all, breaks not counted.",
            "%(num)s minutes of training in all, breaks not counted.",
            sum(each.training_minutes for each in found.sessions),
        ),
        "days": [
            {
                "title": day_title(found, day, language),
                "where": rooms_of(day) if found.in_several_rooms else "",
                "rows": [row(each) for each in day],
            }
            for day in found.days
        ],
    })  # fmt: skip


def role_cards(found: TrainingClass, language: str) -> Paper:
    """The cards of the class's activities to cut out and hand out, as many sets as the class needs (E66)."""
    people = max(classes.seat_counts({found.id})[found.id].taken, 1)
    activities = {
        (part.slug, each.id): each
        for session in found.sessions
        for part in classes.session_plan(session, language)
        for step in part.steps
        for each in step.activities
        if each.cards
    }
    return Paper({
        "title": _("Role cards"),
        "lines": lines(found, language),
        "none": _("The session plans of this class have no role cards."),
        "sets": [
            {"title": each.title, "cards": list(map(dict, each.cards)), "times": sets_for(people, len(each.cards))}
            for each in activities.values()
        ],
    })  # fmt: skip
