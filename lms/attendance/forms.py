"""The roll as a form, and what settles a contradiction."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField
from wtforms.validators import NumberRange, Optional

from lms.attendance.messages import ABSENT_FOR, STATES
from lms.attendance.rules import MarkState
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
