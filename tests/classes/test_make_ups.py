"""Which sessions make a missed block good: all that fit, and none that does not."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.classes import actions, queries
from lms.classes.rules import Reason
from lms.classes.rules.audience import Audience
from lms.classes.rules.make_ups import Chance, Missed, why_not
from lms.classes.rules.timetable import Interval
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db
from lms.core.errors import Refused
from lms.registration.rules import Sex
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, make_seat, session_of
from tests.factories.registration import make_enrolment

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
# Most of it suits, most of the time: else hardly one in a hundred would fail for a single reason.
seldom = st.sampled_from([False, False, False, True])
hours = st.integers(-1, 8).map(lambda n: NOW + n * HOUR)
times = st.builds(lambda starts, n: Interval(starts, starts + n * HOUR), hours, st.integers(1, 3))
taught = st.sampled_from([frozenset({"patent", "money"})] * 3 + [frozenset({"money"})])
needed = st.sampled_from([frozenset({"patent"}), frozenset({"patent", "money"})])
languages = st.sampled_from(["tg", "ru"])
chances = st.builds(
    Chance, times, taught, languages, st.sampled_from(list(Audience)), st.integers(0, 3), seldom
)
missed = st.builds(
    Missed, needed, st.integers(4, 16).map(lambda n: NOW + n * HOUR), st.sampled_from(["f", "m"]), languages,
    st.lists(times, max_size=2), seldom,
)  # fmt: skip


@settings(max_examples=200)
@given(chances, missed)
def test_a_session_is_offered_exactly_when_nothing_speaks_against_it(chance, lack):
    fits = (
        chance.time.starts > NOW
        and chance.time.ends <= lack.leaves
        and lack.modules <= chance.modules
        and not chance.cancelled
        and not lack.sits_there
        and chance.free > 0
        and (chance.audience != "women" or lack.sex == "f")
        and (chance.audience != "language" or lack.language == chance.language)
        and not any(chance.time.overlaps(each) for each in lack.taken)
    )
    assert (why_not(chance, lack, now=NOW) == []) == fits


@pytest.fixture
def journey(app):
    """Somebody who leaves in twelve days."""
    return make_enrolment()


def test_the_page_finds_every_centre_programme_and_edition_in_time(journey):
    tomorrow = clock.today() + timedelta(days=2)
    pilot = make_class(first_day=tomorrow + timedelta(days=1))
    standard = make_class(programme="tj-standard", variant="three-day", first_day=tomorrow + timedelta(days=3))
    russian = make_class(language="ru", first_day=tomorrow)
    make_class(first_day=journey.journey.departs_on)
    full = make_class(capacity=1)
    make_seat(training_class=full)
    kept = make_class()
    actions.reserve_class(class_id=kept.id, audience=Audience.WOMEN, by=None, at=clock.now())
    found = queries.make_up_sessions(journey, "family-hour", at=clock.now())
    assert [(each.session.class_id, each.in_own_language) for each in found] == [
        (pilot.id, True), (kept.id, True), (standard.id, True), (russian.id, False),
    ]  # fmt: skip


def test_what_is_offered_can_be_booked_and_then_nothing_at_that_time_is_offered(journey):
    make_class(), make_class(language="ru")
    at = clock.now()
    for block in ("papers", "family-hour"):
        for each in queries.make_up_sessions(journey, block, at=at):
            booked = actions.book_make_up(
                session_id=each.session.id, enrolment_id=journey.id, block=block, by=None, at=at
            )
            assert booked.session_id == each.session.id
            break
    assert len(queries.make_ups(journey.id, after=at)) == 2
    assert queries.make_up_sessions(journey, "papers", at=at) == []


class _Undone(Exception):
    """It could be done, and is not meant to stay."""


def can_book(session, person, *, at) -> bool:
    """Whether the booking would be taken; it is not kept."""
    try:
        with db.session.begin_nested():
            actions.book_make_up(session_id=session.id, enrolment_id=person.id, block="papers", by=None, at=at)
            raise _Undone
    except (Refused, _Undone) as end:
        return isinstance(end, _Undone)


def planned(days: int, language: str, how: str):
    """A session somewhere, in a class that is open, full, kept for a group, or cancelled."""
    found = make_class(first_day=clock.today() + timedelta(days), language=language, capacity=1)
    here = {"class_id": found.id, "by": None, "at": clock.now()}
    if how == "full":
        make_seat(training_class=found, departs_on=found.last_day + timedelta(9), language=language)
    elif how == "cancelled":
        actions.cancel_class(**here)
    elif how != "open":
        actions.reserve_class(audience=Audience(how), **here)
    return session_of(found, "papers")


plans = st.tuples(
    st.integers(1, 14), languages, st.sampled_from(["open", "open", "full", "cancelled", "women", "language"])
)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(plans, min_size=2, max_size=3), st.sampled_from(list(Sex)))
def test_what_the_page_offers_is_exactly_what_can_be_booked(app, plans, sex):
    person, at = make_enrolment(sex=sex), clock.now()
    sessions = [planned(*each) for each in plans]
    offered = {each.session.id for each in queries.make_up_sessions(person, "papers", at=at)}
    for each in sessions:
        assert can_book(each, person, at=at) == (each.id in offered)


def test_a_chair_given_back_is_offered_to_who_waits(app):
    found, guest = make_class(capacity=1), make_enrolment()
    session = session_of(found, "papers")
    what = {"session_id": session.id, "enrolment_id": guest.id, "by": None, "at": clock.now()}
    actions.book_make_up(block="papers", **what)
    wait = actions.join_waiting_list(enrolment_id=make_enrolment().id, class_id=found.id, by=None, at=clock.now())
    assert wait.offered_until is None
    actions.cancel_make_up(**what)
    assert wait.offered_until is not None


def test_an_officer_finds_books_and_gives_back_for_somebody_at_the_desk(client):
    person = make_enrolment(centre_code="dushanbe")
    session = session_of(make_class(), "papers")
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    client.speak("en")
    address = f"/desk/make-up/{person.registration.key}"
    assert "Every coming session that teaches the same" in client.get(f"{address}?block=papers").page.text
    client.post(address, {"block": "papers", "session": session.id})
    assert queries.roster(session.id) == [person.id]
    page = client.get(f"{address}?block=papers").page.text
    assert "Booked:" in page and "No session before the departure" not in page  # the only one is theirs
    record = client.get(f"/desk/registrations/{person.registration.key}").text  # where it is found again
    assert f'href="{address}?block=papers"' in record
    [made] = queries.make_ups(person.id, after=clock.now())
    slip = f"{address}/{made.id}/slip.pdf?block=papers"
    assert client.get(slip).data.startswith(b"%PDF")
    other = make_enrolment(centre_code="dushanbe").registration.key
    assert client.get(slip.replace(person.registration.key, other)).status_code == 404
    client.post(f"{address}/cancel", {"block": "papers", "session": session.id})
    assert queries.roster(session.id) == []
    assert client.get(f"{address}?block=none").status_code == 404
    client.sign_in(make_user(role=Role.OFFICER, centre="khujand"))
    assert client.get(f"{address}?block=papers").status_code == 404


def test_who_has_booked_a_make_up_reads_when_and_not_that_there_is_none_or_more_to_choose(client):
    person = make_enrolment()
    session = session_of(make_class(), "papers")
    client.sign_in(person.registration.user)
    client.speak("en")

    def said() -> list[bool]:
        page = client.get("/classes/make-up?block=papers").page.text
        return [each in page for each in ("You have booked:", "No other class", "Come to one of these", "I will come")]

    assert said() == [False, False, True, True]
    client.post("/classes/make-up", {"block": "papers", "session": session.id})
    assert said() == [True, False, False, False]
    make_class()  # another one, while the place is booked
    assert said() == [True, False, False, False]


def test_a_guest_brings_children_and_has_the_fare_paid_for_the_one_day(client):
    person, centre = make_enrolment(), make_centre()
    found = make_class(programme="tj-standard", variant="three-day", room=centre.rooms[0])
    session = session_of(found, "family-hour")
    made = actions.book_make_up(
        session_id=session.id, enrolment_id=person.id, block="family-hour", by=None, at=clock.now()
    )
    client.sign_in(person.registration.user)
    address = f"/classes/mine/make-ups/{made.id}"
    typed = client.post(f"{address}/childcare", {"ages": "5, 20"})
    assert (typed.status_code, typed.text.count('value="5, 20"'), typed.text.count("<details open>")) == (422, 1, 1)
    client.post(f"{address}/childcare", {"ages": "5, 2"})
    client.post(f"{address}/fare", {"wanted": "1"})
    assert [each.ages for each in queries.care_days(found)] == [(), (), (2, 5)]
    other = make_enrolment()
    client.sign_in(other.registration.user)
    assert client.post(f"{address}/fare", {"wanted": ""}).status_code == 404
    client.sign_in(make_user(role=Role.OFFICER, centre=person.registration.centre_code))
    desk = f"/desk/make-up/{person.registration.key}"
    form = f"{desk}/{made.id}/childcare?block=family-hour"
    assert form in client.get(f"{desk}?block=family-hour").text
    assert 'value="5, 20"' in client.post(form, {"ages": "5, 20"}).text
    assert client.post(form, {"ages": "5, 2"}).location == f"{desk}?block=family-hour"

    with time_machine.travel(session.starts_at, tick=False):
        client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
        client.speak("en")
        refused = client.post(f"/desk/classes/{found.id}/support/guests/{made.id}", {"amount": "0"})
        assert (refused.status_code, refused.text.count('value="0"')) == (422, 1)
        paid = [
            client.post(f"/desk/classes/{found.id}/support/guests/{made.id}", {"amount": "12,50"}) for _ in range(2)
        ]
        assert [each.status_code for each in paid] == [303, 422]
        assert "12.5 TJS The fare for this day was paid already. “12,50” was not written down." in paid[1].page.text
        page = client.get(f"/desk/classes/{found.id}/support").page
    with time_machine.travel(session.ends_at, tick=False):
        client.sign_in(person.registration.user)
        late = client.post(f"{address}/childcare", {"ages": "seven"})  # its form is not on the page any more
        assert (late.status_code, late.page.text.count("ages of at most six children")) == (422, 1)
    assert f"{person.registration.full_name} Makes up this block" in page.text
    assert "Paid in all: 12.5" in page.text
    [guest] = queries.guests(found.id)
    assert (guest.support.ages, guest.support.fare, list(guest.support.paid)) == ((2, 5), True, [found.last_day])
    with pytest.raises(Refused) as refused:  # what was paid stays on the list
        actions.ask_for_guest(make_up_id=made.id, fare=False, by=None, at=session.starts_at)
    assert refused.value.reason is Reason.PAID_ALREADY


def test_no_fare_is_paid_while_the_place_may_still_be_given_up(app):
    person, session = make_enrolment(), session_of(make_class(), "papers")
    made = actions.book_make_up(
        session_id=session.id, enrolment_id=person.id, block="papers", by=None, at=clock.now()
    )
    actions.ask_for_guest(make_up_id=made.id, fare=True, by=None, at=clock.now())
    what = {"make_up_id": made.id, "amount": 12, "by": None}
    with pytest.raises(Refused) as refused:
        actions.reimburse_guest(at=session.starts_at - timedelta(minutes=1), **what)
    assert refused.value.reason is Reason.DAY_TO_COME
    actions.reimburse_guest(at=session.starts_at, **what)


def test_a_place_that_is_given_back_takes_its_wishes_along(app):
    person, session = make_enrolment(), session_of(make_class(), "papers")
    what = {"session_id": session.id, "enrolment_id": person.id, "by": None, "at": clock.now()}
    made = actions.book_make_up(block="papers", **what)
    actions.ask_for_guest(make_up_id=made.id, ages=[3], by=None, at=clock.now())
    actions.cancel_make_up(**what)
    assert [each.ages for each in queries.care_days(session.training_class)] == [()]


def test_the_first_reason_is_the_one_that_is_told():
    chance = Chance(Interval(NOW - HOUR, NOW), {"money"}, "tg", Audience.ALL, 0, cancelled=True)
    lack = Missed({"patent"}, NOW - HOUR, "f", "tg")
    assert why_not(chance, lack, now=NOW)[0] is Reason.CANCELLED
