"""Somebody who came without being registered, or is sent by another agency: registered, and seated."""

from collections.abc import Callable, Mapping
from datetime import datetime

from lms.classes.actions.seats import seat_walk_in, take_seat
from lms.classes.models import Seat
from lms.classes.rules import Reason
from lms.core.database import db
from lms.core.encryption import index_of
from lms.core.errors import NotThere, Refused
from lms.registration import actions as registering
from lms.registration import queries as registration
from lms.registration.models import Registration
from lms.registration.rules import Person, Plan


def register_walk_in(
    *,
    class_id: int,
    person: Person,
    plan: Plan,
    language: str,
    centre_code: str | None,
    form_token: str | None = None,
    by: int,
    at: datetime,
) -> tuple[Registration, str, Seat]:
    """Register somebody who stands at the door of a class, and seat the person in it: both, or neither. Returns also
    the PIN, which is told once; a form sent twice gives the same person and seat, with a new PIN. Raises Refused of
    `register` or `seat_walk_in`, NotThere when no programme fits."""
    with db.session.begin_nested():
        made, pin = registering.register_at_desk(
            pin="", person=person, plan=plan, language=language, centre_code=centre_code,
            form_token=token_of(form_token, person), by=by, at=at,
        )  # fmt: skip
        enrolment = registration.current_enrolment(made.id)
        if enrolment is None:
            raise NotThere
        return made, pin, seat_walk_in(enrolment_id=enrolment.id, class_id=class_id, by=by, at=at)


def register_for_agency(
    *,
    class_id: int | None,
    person: Person,
    plan: Plan,
    language: str,
    centre_code: str | None,
    agreed: bool,
    form_token: str | None = None,
    by: int,
    at: datetime,
) -> tuple[Registration, Refused | None]:
    """Register somebody whom another agency sends, without a PIN: who chooses it is the person alone. With a class also
    a seat in it; where there is none the person stays registered, and why there is none is returned. Raises
    Refused(NOT_AGREED) and what `register` refuses."""
    if not agreed:
        raise Refused(Reason.NOT_AGREED)
    made = registering.register(
        person=person, plan=plan, language=language, centre_code=centre_code,
        form_token=token_of(form_token, person), by=by, at=at,
    )  # fmt: skip
    if class_id is None:
        return made, None
    enrolment = registration.current_enrolment(made.id)
    if enrolment is None:
        return made, Refused(Reason.DOES_NOT_TEACH_ALL)
    try:
        with db.session.begin_nested():
            take_seat(enrolment_id=enrolment.id, class_id=class_id, by=by, at=at)
    except Refused as refused:
        return made, refused
    return made, None


def register_list_for_agency(
    *,
    people: Mapping[int, tuple[Person, Plan]],
    language: str,
    token: str,
    centre_for: Callable[[str], str | None],
    agreed: bool,
    by: int,
    at: datetime,
) -> list[Registration]:
    """Register everybody of a list that another agency sends, by the number of the line, or nobody; without PINs, and
    without seats: the centre seats them; `centre_for` a region says which that is. A line sent twice gives the same
    registration. Raises Refused(NOT_AGREED) and what `register_list` refuses."""
    if not agreed:
        raise Refused(Reason.NOT_AGREED)
    return registering.register_list(
        people=people, language=language, token=token, centre_for=centre_for, by=by, at=at
    )


def token_of(form_token: str | None, person: Person) -> str | None:
    """The form is one for each person: "back" brings it again for the next one. None without a form."""
    who = f"{person.family_name_latin}:{person.given_name_latin}:{person.birth_date}"
    return index_of(f"walk-in:{form_token}:{who}") if form_token else None
