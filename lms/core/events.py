"""The few events by which a lower floor tells a higher one that something happened.

An event carries ids, the one who acted and the moment; never an object. Who listens is one table in `lms.app`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import current_app


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: at what moment, by which user (None: the program itself)."""

    at: datetime
    by: int | None


@dataclass(frozen=True, slots=True)
class EnrolmentsProgressed(Event):
    """A roll call, a lesson or an assessment changed what these enrolments have earned."""

    enrolment_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LastBlockClosed(Event):
    """The roll call of the last block of a class was closed. `attended` are the enrolments that were in at least one
    of its blocks."""

    class_id: int
    attended: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlaceRenamed(Event):
    """A place in which classes are held is called otherwise than before."""

    room_id: int


@dataclass(frozen=True, slots=True)
class SeatFreed(Event):
    """A seat in a class became free."""

    class_id: int


@dataclass(frozen=True, slots=True)
class TestHandedIn(Event):
    """Somebody who wants to teach handed in a selection test, written or oral."""

    user_id: int
    test: str
    oral: bool
    score: int
    total: int
    passed: bool


@dataclass(frozen=True, slots=True)
class AskedBefore(Event):
    """A trainee handed in what they were asked before a lesson. `known` are the objectives whose questions were all
    answered rightly."""

    enrolment_id: int
    module: str
    edition_id: int
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewDevice(Event):
    """Somebody of the staff signed in on a device they had not used before. `device` is what they would call it."""

    user_id: int
    device: str


@dataclass(frozen=True, slots=True)
class AdvisoryApproved(Event):
    """An advisory is approved of which everybody who is on a course is to be told, once it stands."""

    advisory_id: int


@dataclass(frozen=True, slots=True)
class AdvisoryWithdrawn(Event):
    """What people are told, or still to be told, of an advisory is not true any more."""

    advisory_id: int


Listeners = Mapping[type[Event], tuple[Callable, ...]]


def publish(event: Event) -> None:
    """Tell everybody in the table about `event`, in the same transaction: if one raises, all is undone."""
    for listener in current_app.extensions["listeners"].get(type(event), ()):
        listener(event)
