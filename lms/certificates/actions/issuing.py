"""Issuing certificates."""

from datetime import datetime
from functools import cache

from lms.accounts.actions import record
from lms.attendance import queries as attendance
from lms.certificates import queries
from lms.certificates.actions.holding import hold
from lms.certificates.actions.making import add, first_of, titles_of
from lms.certificates.actions.writing import write_to, write_to_each
from lms.certificates.messages import ASK_NAMES, NOTICE
from lms.certificates.models import Certificate
from lms.certificates.rules import Evidence, Reason
from lms.core import clock
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.events import EnrolmentsProgressed
from lms.registration import queries as registration
from lms.registration.models import Enrolment

AT_ONCE = 500


def issue_if_earned(event: EnrolmentsProgressed) -> None:
    """Issue a certificate to each who misses nothing any more. Never a second one, and none in place of one that was
    revoked: that takes a person (`issue`). Who has not said yet that the names are right is asked."""
    # First of all: of two roll calls closing at once, the second must see what the first one marked.
    hold(event.enrolment_ids)
    hopeful = queries.hopeful(event.enrolment_ids)
    if hopeful:
        people = registration.people(hopeful)
        earned = queries.earned([people[each] for each in hopeful])
        ready = queries.ready(earned, clock.local(event.at).date())
        _issue(ready, by=event.by, at=event.at)
        _ask_for_names([each for each, _ in earned if not any(each is other for other, _ in ready)], at=event.at)


def issue(*, enrolment_id: int, by: int | None, at: datetime) -> Certificate:
    """Issue a certificate to somebody who has earned it and has none that stands. Raises Refused(STANDS_ALREADY,
    NOT_EARNED, NAMES_AWAITED)."""
    hold([enrolment_id])
    if queries.of_enrolment(enrolment_id):
        raise Refused(Reason.STANDS_ALREADY)
    earned = queries.earned([registration.enrolment(enrolment_id)])
    if not earned:
        raise Refused(Reason.NOT_EARNED)
    ready = queries.ready(earned, clock.local(at).date())
    if not ready:
        raise Refused(Reason.NAMES_AWAITED)
    return _issue(ready, by=by, at=at)[0]


def issue_earned(*, since: datetime, by: int | None, at: datetime) -> int:
    """Issue what was earned by those marked since then and was not issued: the names were awaited until now, or
    something went wrong. Returns how many."""
    before = queries.count()
    marked = attendance.enrolments_marked_since(since)
    for first in range(0, len(marked), AT_ONCE):
        issue_if_earned(EnrolmentsProgressed(at, by, tuple(marked[first : first + AT_ONCE])))
    return queries.count() - before


def _issue(earned: list[tuple[Enrolment, Evidence]], *, by: int | None, at: datetime) -> list[Certificate]:
    said = queries.said_now([each.registration for each, _ in earned])
    words = cache(titles_of)
    fresh = [first_of(each, found, said.get(each.registration_id), words=words, at=at) for each, found in earned]
    add(fresh)
    for made, _ in fresh:
        record(action="certificate-issued", kind="certificate", subject=made.id, by=by, at=at)
        _tell(made, at=at)
    db.session.flush()
    return [made for made, _ in fresh]


def _tell(made: Certificate, *, at: datetime) -> None:
    write_to(made.registration, NOTICE, language=made.language, at=at)


def _ask_for_names(waiting: list[Enrolment], *, at: datetime) -> None:
    said = queries.said_now([each.registration for each in waiting])
    silent = [each for each in waiting if each.registration_id not in said]  # who said that one is wrong has answered
    write_to_each([(each.registration, f"enrolment:{each.id}") for each in silent], ASK_NAMES, at=at)
