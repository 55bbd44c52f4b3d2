"""What a page shows of who comes along with one seat and what it asks for."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from flask import flash

from lms.classes import queries
from lms.classes.models import Seat
from lms.classes.queries import Support
from lms.classes.rules.support import shown_ages
from lms.registration.messages import RELATIONS
from lms.registration.models import Enrolment


@dataclass(frozen=True, slots=True)
class Typed:
    """Ages of children that could not be taken as they were typed, and why; for a make-up, or else for a seat."""

    ages: str
    why: str
    make_up_id: int | None = None


@dataclass(frozen=True, slots=True)
class TypedFare:
    """A sum that cannot be paid, as it was typed into a field of the page with the fares, and why."""

    field: str
    amount: str
    why: str


def say_unless_shown(typed: Typed | None, *, make_ups: Collection[int], seat: bool = False) -> None:
    """Say on top of a page why ages cannot be taken, unless it shows the form in which they stand: of these make-ups
    or of the seat. The class may be over or cancelled since the form was opened."""
    shown = typed and (seat if typed.make_up_id is None else typed.make_up_id in make_ups)
    if typed and not shown:
        flash(typed.why)


def support_of(seat: Seat, enrolment: Enrolment, address: Callable[..., str]) -> dict[str, object]:
    """The family and who of it comes, the joint blocks, the children, the fare; `address` says where the form of each
    is sent."""
    found = seat.training_class
    return {
        "programme": queries.programme_of(found),
        "joint": queries.joint_sessions(found),
        "members": enrolment.registration.family,
        "come": {each.family_member_id for each in seat.companions},
        "support": queries.supports(found.id).get(seat.id, Support()),
        "cared": all(each.is_confirmed for each in queries.care_days(found)),
        "shown_ages": shown_ages,
        "support_address": address,
        "relations": RELATIONS,
    }
