"""The roll as a form, and what settles a contradiction."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from lms.attendance.messages import ABSENT_FOR, INCIDENTS, PASSED_TO, STATES
from lms.attendance.rules import MarkState
from lms.attendance.rules.days import IncidentKind, PassedTo
from lms.attendance.rules.marks import MOST_MINUTES, AbsentFor
from lms.web.forms import Form, options

PREFIX = "person-"


def field_name(enrolment_id: int) -> str:
    """The name of the choice for one person."""
    return f"{PREFIX}{enrolment_id}"


def read_marks(data: Mapping[str, str], expected: Iterable[int]) -> dict[int, MarkState]:
    """The states that were chosen for the people expected; whatever else was sent is left out."""
    states = {state.value: state for state in MarkState}
    chosen = {each: data.get(field_name(each)) for each in expected}
    return {each: states[value] for each, value in chosen.items() if value in states}


def _stripped(text: str | None) -> str | None:
    return text.strip() if text else text


class SettleForm(Form):
    """How it was, after all."""

    state = RadioField(
        _l("How was it?"), choices=options(STATES.items()), coerce=lambda value: value and MarkState(value)
    )
    minutes = IntegerField(_l("Minutes missed"), [Optional(), NumberRange(1, MOST_MINUTES)])
    reason = SelectField(
        _l("Why absent"),
        choices=options([("", _l("Not said")), *ABSENT_FOR.items()]),
        coerce=lambda value: AbsentFor(value) if value else None,
        validators=[Optional()],
    )


LONGEST_WORDS = 2000


class AskForm(Form):
    """A question from the class."""

    text = TextAreaField(_l("Question"), [DataRequired(), Length(max=LONGEST_WORDS)], filters=[_stripped])


class AnswerForm(Form):
    """What becomes of a question."""

    answer = TextAreaField(_l("Answer"), [Length(max=LONGEST_WORDS)])
    passed_to = SelectField(
        _l("Passed on to"),
        choices=options([("", _l("Nobody")), *PASSED_TO.items()]),
        coerce=lambda value: PassedTo(value) if value else None,
        validators=[Optional()],
    )


class IncidentForm(Form):
    """Something that went wrong."""

    kind = SelectField(
        _l("What kind"), choices=options(INCIDENTS.items()), coerce=lambda value: value and IncidentKind(value)
    )
    what = TextAreaField(
        _l("What happened, and what was done"), [DataRequired(), Length(max=LONGEST_WORDS)], filters=[_stripped]
    )
