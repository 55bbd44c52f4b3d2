"""The roll as a form."""

from collections.abc import Iterable, Mapping

from lms.attendance.rules import MarkState

PREFIX = "person-"


def field_name(enrolment_id: int) -> str:
    """The name of the choice for one person."""
    return f"{PREFIX}{enrolment_id}"


def read_marks(data: Mapping[str, str], expected: Iterable[int]) -> dict[int, MarkState]:
    """The states that were chosen for the people expected; whatever else was sent is left out."""
    states = {state.value: state for state in MarkState}
    chosen = {each: data.get(field_name(each)) for each in expected}
    return {each: states[value] for each, value in chosen.items() if value in states}
