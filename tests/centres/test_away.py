"""A centre goes to a village: a borrowed place, a class there, and where people are told to come (E110)."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from lms.accounts import queries as accounts
from lms.accounts.queries import as_actor
from lms.attendance.paper import papers_of
from lms.centres import actions, queries
from lms.centres.messages import room_name
from lms.centres.models import Room
from lms.centres.rules import Away, Equipment, Reason
from lms.classes import actions as planning
from lms.classes import paper
from lms.classes import queries as classes
from lms.classes.actions import rearrange
from lms.classes.actions.offers import tell
from lms.classes.messages import Notice
from lms.classes.queries.advising import prayers_at
from lms.classes.queries.calendar import class_days
from lms.classes.queries.rearranging import placement_of
from lms.classes.rules import Reason as Planned
from lms.classes.rules.feeds import Whose
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.core.freshness import sign_of
from lms.messages.models import OutboxMessage
from lms.registration import queries as registration
from lms.reports.queries.demand import demand
from lms.web.locale import as_short_date
from lms.web.sentences import refusal
from tests.factories.accounts import make_user
from tests.factories.centres import Hours, make_centre, make_provider, make_room
from tests.factories.classes import make_class, make_seat
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer

SCHOOL = "Мактаби № 8"
CHUYANGARON = {"code": "chuyangaron", "region": "drs", "district": "vahdat", "tg": "Чуянгарон", "ru": "Чуянгарон"}


@pytest.fixture
def centre(db_session):
    actions.import_jamoats(rows=[CHUYANGARON], by=None, at=clock.now())
    return make_centre(code="dushanbe")


def borrow(centre, *, name: str = SCHOOL, area: float = 12.0, region: str = "drs", district: str = "vahdat") -> Room:
    away = Away(region, district, queries.jamoats()[0].id)
    return actions.add_room(
        centre_id=centre.id, name=name, area=area, equipment=set(Equipment) - {Equipment.CUPBOARD}, away=away,
        by=None, at=clock.now(),
    )  # fmt: skip


def test_an_officer_records_a_place_and_makes_a_class_there(client, centre):
    make_trainer(centre_code="dushanbe")
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    assert client.get(f"/desk/centres/{centre.id}/places/new").status_code == 200
    sent = client.post(f"/desk/centres/{centre.id}/places/new", {
        "name": SCHOOL, "place": "drs/vahdat", "jamoat": queries.jamoats()[0].id, "area": "12",
        "equipment": ["whiteboard"],
    })  # fmt: skip
    room = centre.rooms[-1]
    assert sent.location == f"/desk/classes/new?room={room.id}"
    assert (room.away, room.seats) == (Away("drs", "vahdat", queries.jamoats()[0].id), 12)
    new = client.get(sent.location)
    assert re.search(rf'selected value="{room.id}">{SCHOOL} — \w+, Vahdat', new.text)
    assert SCHOOL in client.get(f"/desk/centres/{centre.id}").text
    found = make_class(room=room)
    looked_for = f"{SCHOOL}, Чуянгарон, Vahdat ({centre.names['en']})"
    for page in (f"/desk/classes/{found.id}", f"/teach/classes/{found.id}/papers"):
        assert looked_for in client.get(page, headers={"Accept-Language": "en"}).text
    client.sign_in(make_user(role=Role.OFFICER, centre=make_centre().code))
    assert client.get(f"/desk/places/{room.id}").status_code == 404


def test_of_a_place_it_is_recorded_whether_one_gets_in_without_steps(client, centre):
    """The entrance of the school counts, not that of the centre, and stays as it was in any other correction."""
    room = borrow(centre)
    found = make_class(room=room)
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    client.speak("en")
    facts = {"name": SCHOOL, "place": "drs/vahdat", "jamoat": room.jamoat_id, "area": "12"}
    said = []
    for ticked in ({}, {"step_free": "y"}):
        assert client.post(f"/desk/places/{room.id}", facts | ticked).status_code == 302
        row = client.get(f"/desk/centres/{centre.id}").text.split(SCHOOL)[1]
        said.append((found.step_free, ">Not recorded<" in row, 'steps">Yes<' in row))
    assert said == [(False, True, False), (True, False, True)]
    [box] = [have for _, have in client.get(f"/desk/places/{room.id}").page.fields if have.get("name") == "step_free"]
    assert "checked" in box
    centre.step_free, room.step_free = True, False
    assert (found.step_free, make_class(room=centre.rooms[0]).step_free) == (False, True)


def test_people_are_told_of_the_place_and_not_of_the_centre(client, centre, db_session):
    found = make_class(room=borrow(centre))
    enrolment = make_enrolment(region="drs", district="vahdat")
    seat = make_seat(training_class=found, enrolment=enrolment)
    assert found.capacity == 12
    tell(registration.enrolment(enrolment.id), found, Notice.SEAT_MOVED, at=clock.now())
    assert SCHOOL in db_session.scalars(select(OutboxMessage.body)).all()[-1]
    assert paper._where(found.sessions[0].room, "tg")[0] == ["Дар куҷо", f"{SCHOOL}, Чуянгарон, Шаҳри Ваҳдат"]
    assert paper.slip(seat, enrolment, "tg", at=clock.now()).startswith(b"%PDF")
    assert paper.day_appointments(found, "tg", host="h")[0].place == f"{SCHOOL}, Чуянгарон, Шаҳри Ваҳдат"
    assert f"<strong>{SCHOOL}</strong>, Чуянгарон, Шаҳри Ваҳдат" in client.get("/dates?in=tg").text


def test_it_is_near_for_those_who_live_there(centre):
    there = make_class(room=borrow(centre))
    at_the_centre = make_class(room=centre.rooms[0], first_day=there.first_day)
    villager, townsman = (
        make_enrolment(centre_code="dushanbe", region=region, district=district)
        for region, district in (("drs", "vahdat"), ("dushanbe", "sino"))
    )
    best = [classes.open_classes(each, at=clock.now())[0].training_class for each in (villager, townsman)]
    assert best[1] == at_the_centre
    assert there in [each.training_class for each in classes.open_classes(villager, at=clock.now())[:2]]


def test_its_seats_count_where_people_live(centre):
    found = make_class(room=borrow(centre))
    seats = {
        (region.code, district.code): district.demand.seats
        for region in demand(as_actor(make_user(role=Role.MNE, centre=None)), found.last_day.replace(day=1), "tg")
        for district in region.parts
    }
    assert seats == {("drs", "vahdat"): 12}


def test_what_speaks_against_it(db_session):
    """The licence is looked at for the region of the place; hours and closed days are those of the centre alone."""
    provider = make_provider(regions=["dushanbe"])
    closed = Hours({}, open_on_holidays=False)
    centre = make_centre(provider=provider, hours=closed)
    actions.import_jamoats(rows=[CHUYANGARON], by=None, at=clock.now())
    day = clock.today() + timedelta(days=3)
    actions.close_days(centre_id=centre.id, first_day=day, last_day=day, why="Ремонт", by=None, at=clock.now())
    there, here = borrow(centre), centre.rooms[0]
    hours = [(clock.at_local(day, 9), clock.at_local(day, 17))]
    holiday = [(clock.at_local(date(2027, 3, 21), 9), clock.at_local(date(2027, 3, 21), 17))]

    def reasons(room: Room, spans: list) -> set:
        return {each.reason for each in queries.why_not_held(room, spans=spans, audiences=["migrant"])}

    assert reasons(here, hours) == {Reason.CLOSED_DAYS}
    assert reasons(there, hours) == {Reason.OTHER_REGION}
    assert reasons(there, holiday) == {Reason.OTHER_REGION, Reason.PUBLIC_HOLIDAY}
    assert prayers_at(there, day) != ()
    with pytest.raises(Refused) as refused:
        borrow(centre, district="hisor")
    assert refused.value.reason is Reason.OTHER_DISTRICT


def test_lines_that_go_to_two_places_at_one_stroke_are_asked_about_in_both(db_session):
    centre = make_centre(code="dushanbe", provider=make_provider(regions=["dushanbe"]))
    actions.import_jamoats(rows=[CHUYANGARON], by=None, at=clock.now())
    first, *_, last = make_class(room=centre.rooms[0]).sessions
    new = {each.id: placement_of(each) for each in (first, last)}
    new[first.id] = replace(new[first.id], room_id=make_room(centre=centre).id)
    new[last.id] = replace(new[last.id], room_id=borrow(centre).id)
    with pytest.raises(Refused) as refused:
        rearrange(class_id=first.class_id, placements=new, by=None, at=clock.now())
    assert refused.value.reason is Reason.OTHER_REGION


def test_the_week_of_the_centre_shows_it_only_when_it_is_used(client, centre):
    room = borrow(centre)
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    week = f"/desk/classes/timetable/centre/{centre.id}?day="
    found = make_class(room=room)
    assert SCHOOL in client.get(f"{week}{found.first_day}").text
    assert SCHOOL not in client.get(f"{week}{found.first_day + timedelta(days=14)}").text
    [entry] = paper.feed_appointments(
        class_days(Whose.ROOM, room.id, found.first_day, found.last_day), "tg", host="h"
    )
    assert entry.place == f"{SCHOOL}, Чуянгарон, Шаҳри Ваҳдат"


@pytest.mark.parametrize("span", ["day", "week", "month"])
def test_a_centre_with_borrowed_places_alone_has_a_timetable_with_nothing_on_it(client, db_session, span):
    actions.import_jamoats(rows=[CHUYANGARON], by=None, at=clock.now())
    centre = make_centre(rooms=0)
    borrow(centre), borrow(centre, name="Хонаи фарҳанг")
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    assert client.get(f"/desk/classes/timetable/centre/{centre.id}?span={span}").status_code == 200


def test_a_class_is_at_the_centre_or_in_one_place_and_never_in_both(centre):
    """Who comes is told of one place."""
    found = make_class(programme="tj-standard", variant="three-day", room=centre.rooms[0])
    there = {"class_id": found.id, "room_id": borrow(centre).id, "by": None, "at": clock.now()}
    with pytest.raises(Refused) as refused:
        planning.move_class(**there, on=found.days[1][0].starts_at.date(), day=found.days[1][0].day)
    assert refused.value.reason is Planned.IN_TWO_PLACES
    planning.move_class(**there, on=found.first_day)
    assert {each.room.name for each in found.sessions} == {SCHOOL}


def test_what_is_left_of_a_class_goes_elsewhere_and_what_was_held_stays(centre, db_session):
    """On the first day the roof leaks: the other days are held in the school. All who come are told of it and of the
    second day, and neither the slip nor the calendar sends anybody back."""
    found = make_class(programme="tj-standard", variant="three-day", room=centre.rooms[0])
    seat, first = make_seat(training_class=found), found.days[0]
    there, noon = borrow(centre), first[2].starts_at
    with pytest.raises(Refused) as refused:  # one of the two alone
        on = found.days[2][0].starts_at.date()
        planning.move_class(class_id=found.id, on=on, day=found.days[2][0].day, room_id=there.id, by=None, at=noon)
    assert refused.value.reason is Planned.IN_TWO_PLACES
    second = found.days[1][0].starts_at
    planning.move_class(class_id=found.id, on=second.date(), room_id=there.id, by=None, at=noon)
    assert [day[0].room for day in found.days] == [centre.rooms[0], there, there]
    assert (found.away, found.coming_start(noon)) == (there, second)
    [told] = [each for each in db_session.scalars(select(OutboxMessage)) if each.code == "class-elsewhere"]
    assert SCHOOL in told.body and as_short_date(second) in told.body
    places = [each.place for each in paper.day_appointments(found, "tg", host="h")]
    assert [SCHOOL in each for each in places] == [False, True, True]
    assert paper.slip(seat, registration.enrolment(seat.enrolment_id), "tg", at=noon).startswith(b"%PDF")
    last = first[-1]  # the rest of the first day is still in the centre, and may take longer
    to = replace(placement_of(last), ends_at=last.ends_at + timedelta(minutes=10))
    rearrange(class_id=found.id, placements={last.id: to}, by=None, at=noon)
    assert last.room == centre.rooms[0]


def test_papers_and_pages_say_of_each_day_where_it_was_held(app, client, centre, time_machine):
    """A class that went from its first day on to a school: the sheet that was signed in the centre says so."""
    user = make_user(role=Role.TRAINER, centre="dushanbe")
    trainer = make_trainer(centre_code="dushanbe", user=user, programmes=["tj-standard"])
    found = make_class(programme="tj-standard", variant="three-day", room=centre.rooms[0], trainer=trainer)
    seat, own = make_seat(training_class=found), room_name(centre.rooms[0], "en")

    def printed(kind: str) -> dict:
        with app.test_request_context(), force_locale("en"):
            return papers_of(found)[kind](found, "en").data

    here = printed("sheet")["days"][0]["lines"]
    assert own in here[1] and printed("log")["lines"] == printed("roster")["lines"] == here
    assert not any(each["where"] for each in printed("log")["days"])
    client.sign_in(user)
    client.speak("en")
    before = client.get(f"/teach/classes/{found.id}").text
    time_machine.move_to(found.days[0][2].starts_at)
    planning.move_class(
        class_id=found.id, on=found.days[1][0].starts_at.date(), room_id=borrow(centre).id, by=None, at=clock.now()
    )
    sheets = [each["lines"] for each in printed("sheet")["days"]]
    assert sheets[0] == here
    assert [(own in where, SCHOOL in where) for _, where in sheets[1:]] == [(False, True)] * 2
    assert [SCHOOL in each["where"] for each in printed("log")["days"]] == [False, True, True]
    assert own in printed("log")["days"][0]["where"]
    where = printed("roster")["lines"][1]
    with app.test_request_context(), force_locale("en"):
        days = [as_short_date(day[0].starts_at) for day in found.days]
    home, school = f"{centre.names['en']}, {own}", f"{SCHOOL}, Чуянгарон, Vahdat ({centre.names['en']})"
    assert where.startswith(f"{days[0]}: {home}; {days[1]}, {days[2]}: {school} · ")
    assert [each[1].split(" · ")[0] for each in sheets] == [home, school, school]
    client.sign_in(user)
    page = client.get(f"/teach/classes/{found.id}").text
    assert [each.count(SCHOOL) for each in (before, page)] == [0, 5]  # where it is now, two days, twice
    client.sign_in(accounts.user(registration.enrolment(seat.enrolment_id).registration.user_id))
    mine = client.get("/classes/mine").page.text
    assert mine.count(SCHOOL) == 5
    here, there = f"{days[0]}: {centre.names['en']}", f"{days[1]}, {days[2]}: {SCHOOL}"
    given_up = client.get("/classes/mine/give-up").page.text
    assert [each in page for page in (mine, given_up) for each in (here, there)] == [True] * 4
    start = client.get("/").page.html
    assert [each.replace(":", "</a>,") in start for each in (here, there)] == [True, True]
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    grid = client.get(f"/desk/classes/{found.id}/attendance").text
    blocks = [sum(bool(each.block) for each in day) for day in found.days]
    assert (grid.count(own), grid.count(SCHOOL)) == (blocks[0], blocks[1] + blocks[2])


def test_the_days_still_to_come_are_moved_together_on_the_page(client, centre, time_machine):
    user = make_user(role=Role.OFFICER, centre="dushanbe")
    found, there = make_class(programme="tj-standard", variant="three-day", room=centre.rooms[0]), borrow(centre)
    time_machine.move_to(found.sessions[0].starts_at + timedelta(hours=1))
    client.sign_in(user)
    client.speak("en")
    address = f"/desk/classes/{found.id}/timetable"
    page = client.get(address)
    second = clock.local(found.days[1][0].starts_at)
    assert "The days still to come" in page.text and "The whole class" not in page.text
    form = {f"_whole-{name}": value for name, value in {
        "on": second.date().isoformat(), "starts": second.strftime("%H:%M"), "room": there.id,
        "trainer": found.sessions[0].trainer_id, "seen": sign_of(found.sequence),
    }.items()}  # fmt: skip
    assert client.post(address, form).status_code == 303
    assert [day[0].room for day in found.days] == [centre.rooms[0], there, there]


def test_a_class_that_goes_to_a_village_and_back_tells_everybody_where_to_come(centre, db_session):
    found = make_class(room=centre.rooms[0])
    make_seat(training_class=found)
    for room in (borrow(centre), centre.rooms[0]):
        planning.move_class(class_id=found.id, on=found.first_day, room_id=room.id, by=None, at=clock.now())
    told = [each for each in db_session.scalars(select(OutboxMessage)) if each.code.startswith("class-")]
    assert [each.code for each in told] == ["class-elsewhere"] * 2
    assert [SCHOOL in each.body for each in told] == [True, False]


def test_a_place_where_people_are_told_to_come_is_not_laid_elsewhere(client, centre):
    room = borrow(centre)
    there = {"place": "drs/vahdat", "jamoat": room.jamoat_id, "area": "14", "equipment": ["whiteboard"]}
    found = make_class(room=room)
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    client.speak("en")
    elsewhere = ({"jamoat": ""}, {"place": "sughd/asht"})
    there = {"name": SCHOOL} | there
    for other in elsewhere:
        assert "Classes are planned at this place" in client.post(f"/desk/places/{room.id}", there | other).text
    assert client.post(f"/desk/places/{room.id}", there).status_code == 302
    assert (room.name, room.area) == (SCHOOL, 14)
    planning.cancel_class(class_id=found.id, by=None, at=clock.now())
    assert client.post(f"/desk/places/{room.id}", there | elsewhere[0]).status_code == 302
    assert room.jamoat_id is None


def test_a_place_has_a_name_in_each_language_which_may_be_corrected(client, centre, db_session):
    """Calendars learn of it, slips say it; nobody is sent a message, for one comes to the same door."""
    room = borrow(centre)
    found = make_class(room=room)
    make_seat(training_class=found)
    [before] = paper.day_appointments(found, "ru", host="h")
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    asked = [have["name"] for _, have in client.get(f"/desk/places/{room.id}").page.fields if "name" in have]
    assert [each for each in asked if each[:4] in ("name", "plac", "jamo")][:3] == ["name", "name_ru", "name_en"]
    facts = {"place": "drs/vahdat", "jamoat": room.jamoat_id, "area": "12", "equipment": room.equipment}
    named = {"name": "Мактаби № 8-ум", "name_ru": " Школа № 8 ", "name_en": ""}
    assert client.post(f"/desk/places/{room.id}", facts | named).status_code == 302
    assert room.names == {"tg": "Мактаби № 8-ум", "ru": "Школа № 8"}
    [after] = paper.day_appointments(found, "ru", host="h")
    assert (after.place.split(",")[0], after.sequence) == ("Школа № 8", before.sequence + 1)
    read = [room_name(room, each) for each in ("tg", "ru", "en")]
    assert read[:2] == ["Мактаби № 8-ум", "Школа № 8"] and read[2] in read[:2]
    assert [each.code for each in db_session.scalars(select(OutboxMessage)) if each.code != "seat-taken"] == []
    client.post(f"/desk/places/{room.id}", facts | named | {"area": "13"})
    assert paper.day_appointments(found, "ru", host="h")[0].sequence == after.sequence  # no name


def test_a_place_that_is_put_away_keeps_its_classes_and_takes_no_new_ones(client, centre):
    room = borrow(centre)
    make_trainer(centre_code="dushanbe")
    there, here = make_class(room=room), make_class(room=centre.rooms[0])
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    client.speak("en")
    assert f'value="{room.id}"' in client.get("/desk/classes/new").text
    client.post(f"/desk/places/{room.id}/put_away")
    assert "Use it again" in client.get(f"/desk/centres/{centre.id}").text
    assert f'value="{room.id}"' not in client.get("/desk/classes/new").text
    assert f'value="{room.id}"' not in client.get(f"/desk/classes/{here.id}/timetable").text
    assert f'value="{room.id}"' in client.get(f"/desk/classes/{there.id}/timetable").text
    for attempt in (
        lambda: make_class(room=room, first_day=there.first_day + timedelta(days=2)),
        lambda: planning.move_class(class_id=here.id, on=here.first_day, room_id=room.id, by=None, at=clock.now()),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.reason is Reason.PUT_AWAY
    planning.move_class(class_id=there.id, on=there.first_day + timedelta(days=1), by=None, at=clock.now())
    client.post(f"/desk/places/{room.id}/take_up")
    make_class(room=room, first_day=there.first_day + timedelta(days=2))
    own = centre.rooms[0].id  # a room of the centre itself is none of these places
    assert client.post(f"/desk/places/{own}/put_away").status_code == 404
    client.sign_in(make_user(role=Role.OFFICER, centre=make_centre().code))
    assert client.post(f"/desk/places/{room.id}/put_away").status_code == 404


def test_what_speaks_against_a_place_names_it_as_the_reader_does(app, centre):
    """Taken, too small or put away: each names the place in the language of the page, or in one its readers know."""
    room = borrow(centre, area=1.5)
    actions.change_room(
        room_id=room.id, name=SCHOOL, names={"ru": "Школа № 8"}, area=room.area, equipment=list(Equipment),
        away=room.away, by=None, at=clock.now(),
    )  # fmt: skip
    there, here = make_class(room=room), make_class(room=centre.rooms[0])
    for _ in range(2):
        make_seat(training_class=here)
    found = []
    for attempt in (
        lambda: make_class(room=room),
        lambda: planning.move_class(class_id=here.id, on=here.last_day, room_id=room.id, by=None, at=clock.now()),
        lambda: actions.put_away(room_id=room.id, by=None, at=clock.now()) or make_class(room=room),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        found.append(refused.value)
    assert [each.reason for each in found] == [Planned.CLASH_OF_ROOM, Planned.ROOM_SMALL, Reason.PUT_AWAY]
    read = {}
    for language in ("tg", "ru", "ky"):
        with app.test_request_context(headers={"Accept-Language": language}), force_locale(language):
            read[language] = [re.search("[“«„]([^”»]*)[”»]", refusal(each))[1] for each in found]
    assert read == {"tg": [SCHOOL] * 3, "ru": ["Школа № 8"] * 3, "ky": ["Школа № 8"] * 3}
    assert there.room is room


def test_pages_of_make_up_name_the_place_and_ask_the_same_for_one_session_as_for_four(client, centre, count_queries):
    person = make_enrolment()
    client.sign_in(accounts.user(person.registration.user_id))

    def asked() -> int:
        client.get("/classes/make-up?block=papers")
        with count_queries() as statements:
            page = client.get("/classes/make-up?block=papers").text
        assert f"<strong>{SCHOOL}</strong>" in page
        return len(statements)

    make_class(room=borrow(centre))
    before = asked()
    for number in range(3):
        make_class(room=borrow(centre, name=f"Мактаби № {number}"))
    assert asked() == before


def test_a_trainer_reads_where_to_go(client, centre):
    user = make_user(role=Role.TRAINER, centre="dushanbe")
    make_class(room=borrow(centre), trainer=make_trainer(centre_code="dushanbe", user=user))
    client.sign_in(user)
    client.speak("tg")
    assert f"<strong>{SCHOOL}</strong>, Чуянгарон" in client.get("/teach").text
    assert f"{SCHOOL}, Чуянгарон" in client.get("/").text
