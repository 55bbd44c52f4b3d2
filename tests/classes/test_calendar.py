"""Timetables of centres, rooms and trainers, on the page and in a phone's calendar."""

import re
from datetime import timedelta

import pytest

from lms.classes import actions
from lms.classes.queries.calendar import class_days, with_seats
from lms.classes.rules.feeds import Whose
from lms.core import clock
from lms.core.actors import Role
from lms.curriculum import queries as curriculum
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre, make_room
from tests.factories.classes import make_class, make_seat, move_session
from tests.factories.trainers import make_trainer

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too

NAME = "Раҳимова"


@pytest.fixture
def officer(client):
    """An officer of one centre with two rooms, signed in; returns the centre."""
    centre = make_centre(rooms=2)
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    client.speak("en")
    return centre


def entries(file: str) -> list[dict[str, str]]:
    """The entries of a calendar file, each a table of its lines."""
    unfolded = file.replace("\r\n ", "").split("\r\n")
    text = "\n".join(unfolded)
    return [
        dict(line.split(":", 1) for line in entry.splitlines() if ":" in line)
        for entry in re.findall(r"BEGIN:VEVENT\n(.*?)END:VEVENT", text, flags=re.S)
    ]


def do(action, **values):
    return action(**values, by=None, at=clock.now())


def test_a_day_of_a_class_is_one_entry_with_its_lines_seats_and_outline(db_session):
    found = make_class()
    make_seat(training_class=found)
    first, last = found.first_day, found.first_day
    [day] = with_seats(class_days(Whose.ROOM, found.sessions[0].room_id, first, last))
    assert (day.class_id, day.date, day.taken, day.capacity) == (found.id, first, 1, 25)
    assert [each.break_kind for each in day.parts] == [each.break_kind for each in found.sessions]
    assert (day.starts, day.ends) == (found.sessions[0].starts_at, found.sessions[-1].ends_at)
    assert day.outline.startswith("M0 0h60v6h-60z")
    [blocks] = class_days(Whose.ROOM, found.sessions[0].room_id, first, last, breaks=False)
    assert ([each.break_kind for each in blocks.parts if each.break_kind], blocks.outline) == ([], day.outline)
    [taught] = class_days(Whose.TRAINER, found.sessions[0].trainer_id, first, last)
    assert {each.break_kind for each in taught.parts} == {None}
    assert class_days(Whose.CENTRE, found.centre_id, first + timedelta(days=1), last + timedelta(days=9)) == []


def test_a_day_that_ends_with_a_break_ends_then_on_every_page(db_session):
    trainer = make_trainer(programmes=["tj-arrival"])
    found = make_class(programme="tj-arrival", variant="russia", trainer=trainer)
    last, where = found.sessions[-1], (Whose.ROOM, found.sessions[0].room_id, found.first_day, found.last_day)
    days = [day for breaks in (True, False) for day in class_days(*where, breaks=breaks)]
    assert [(last.block, each.starts, each.ends) for each in days] == [
        (None, found.sessions[0].starts_at, last.ends_at)
    ] * 2  # fmt: skip
    assert [each.break_kind for each in days[1].parts] == [None] * len([each for each in found.sessions if each.block])


def test_what_is_cancelled_is_listed_only_when_asked_for(db_session):
    found = make_class()
    do(actions.cancel_class, class_id=found.id)
    where = (Whose.CENTRE, found.centre_id, found.first_day, found.last_day)
    assert class_days(*where) == []
    assert [each.cancelled for each in class_days(*where, cancelled=True)] == [True]


def test_a_week_of_many_asks_what_a_week_of_one_asks(client, officer, count_queries):
    day = clock.today() + timedelta(days=5)
    address = f"/desk/classes/timetable/centre/{officer.id}?day={day}"

    def asked() -> int:
        client.get(address)
        with count_queries() as statements:
            client.get(address)
        return len(statements)

    make_class(room=officer.rooms[0], first_day=day)
    few = asked()
    for room in (officer.rooms[1], make_room(centre=officer), make_room(centre=officer)):
        make_seat(training_class=make_class(room=room, first_day=day))
    assert asked() == few


@pytest.mark.parametrize("span", ["day", "week", "month"])
@pytest.mark.parametrize("whose", ["centre", "room", "trainer"])
def test_a_timetable_says_when_what_where_and_how_full_and_nobodys_name(client, officer, whose, span):
    trainer = make_trainer(name="Зарина Саидова", centre_code=officer.code)
    found = make_class(room=officer.rooms[0], trainer=trainer)
    make_seat(training_class=found)
    ids = {"centre": officer.id, "room": officer.rooms[0].id, "trainer": trainer.id}
    page = client.get(f"/desk/classes/timetable/{whose}/{ids[whose]}?span={span}&day={found.first_day}").page
    course = curriculum.programme(found.edition_id).variant_title(found.variant, "en")
    for words in (course, "8:30", "1/25" if span == "month" else "1 of 25 seats taken"):
        assert words in page.text
    assert NAME not in page.text
    if span == "day" or whose != "centre" and span == "week":
        assert curriculum.programme(found.edition_id).block_title("papers", "en") in page.text


@pytest.mark.parametrize("query", ["span=year", "day=nonsense", "span=month&day=9999-12-31", "day=0001-01-01"])
def test_a_span_or_day_that_is_none_is_this_week(client, officer, query):
    assert client.get(f"/desk/classes/timetable/centre/{officer.id}?{query}").status_code == 200


def test_months_of_every_length_stand_whole(client, officer):
    for day in ("2027-02-28", "2028-02-29", "2027-08-31", "2026-12-01"):
        page = client.get(f"/desk/classes/timetable/centre/{officer.id}?span=month&day={day}").page
        assert page.html.count('<td data-on="') % 7 == 0
        assert f'data-on="{day}"' in page.html


def test_who_runs_the_centre_can_move_and_who_only_counts_cannot(client, officer):
    found = make_class(room=officer.rooms[0])
    address = f"/desk/classes/timetable/centre/{officer.id}?day={found.first_day}"
    assert f'data-drop="/desk/classes/{found.id}/timetable/day-1/drop"' in client.get(address).page.html
    client.sign_in(make_user(role=Role.MNE))
    assert "data-drop" not in client.get(address).page.html
    client.sign_in(make_user(role=Role.OFFICER, centre=make_centre().code))
    assert client.get(address).status_code == 404


def test_a_trainer_sees_the_own_timetable_only(client):
    user = make_user(role=Role.TRAINER)
    own, other = make_trainer(user=user), make_trainer()
    client.sign_in(user)
    assert client.get(f"/desk/classes/timetable/trainer/{own.id}").status_code == 200
    assert client.get(f"/desk/classes/timetable/trainer/{other.id}").status_code == 404
    assert client.post(f"/desk/classes/timetable/trainer/{own.id}/phone").status_code == 303
    assert client.post(f"/desk/classes/timetable/trainer/{other.id}/phone").status_code == 404


@pytest.mark.both
def test_a_phone_takes_the_timetable_without_signing_in_and_learns_of_changes(client, officer):
    room = officer.rooms[0]
    found = make_class(room=room)
    make_seat(training_class=found)
    address = f"/desk/classes/timetable/room/{room.id}/phone"
    assert "has no address yet" in client.get(address).page.text
    client.post(address)
    page = client.get(address).page
    feed = re.search(r"http://[^<\"]*/calendar/\w+\.ics", page.html)[0].removeprefix("http://localhost")
    phone = client.application.test_client()
    answer = phone.get(feed)
    assert (answer.mimetype, NAME in answer.text) == ("text/calendar", False)
    [before] = entries(answer.text)
    assert (before["STATUS"], before["SEQUENCE"]) == ("CONFIRMED", "0")
    assert phone.get(feed, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    do(actions.move_class, class_id=found.id, on=found.first_day + timedelta(days=1))
    [moved] = entries(phone.get(feed).text)
    assert (moved["UID"], moved["SEQUENCE"]) == (before["UID"], "1")
    assert moved["DTSTART"] > before["DTSTART"]
    do(actions.cancel_class, class_id=found.id)
    [gone] = entries(phone.get(feed).text)
    assert (gone["UID"], gone["SEQUENCE"], gone["STATUS"]) == (before["UID"], "2", "CANCELLED")


def test_an_address_can_be_renewed_and_withdrawn(client, officer):
    address = f"/desk/classes/timetable/centre/{officer.id}/phone"

    def feed() -> str:
        return re.search(r"/calendar/\w+\.ics", client.get(address).page.html)[0]

    client.post(address)
    first = feed()
    client.post(address)
    second = feed()
    assert [client.get(each).status_code for each in (first, second)] == [410, 200]
    client.post(f"{address}/withdraw")
    assert client.get(second).status_code == 410
    assert "has no address yet" in client.get(address).page.text
    assert client.get("/calendar/guessed.ics").status_code == 410


def test_a_day_split_over_two_dates_has_an_entry_for_each(client, officer):
    found = make_class(room=officer.rooms[0])
    last = found.sessions[-1]
    do(move_session, session_id=last.id, starts_at=last.starts_at + timedelta(days=2))
    feed = do(actions.open_feed, whose=Whose.CENTRE, subject_id=officer.id, language="en")
    uids = [each["UID"] for each in entries(client.get(f"/calendar/{feed.secret}.ics").text)]
    assert [each.split("@")[0] for each in uids] == [f"class-{found.id}-day-1", f"class-{found.id}-day-1-2"]
