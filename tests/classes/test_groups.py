"""People who come together: brigades, families, children; and what helps them to come."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import select

from lms.accounts import queries as accounts
from lms.classes import actions, queries
from lms.classes.actions.support import carry_over
from lms.classes.models import Booking, TravelSupport
from lms.classes.rules import Reason
from lms.classes.rules.support import ages_from, fare_from
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db
from lms.core.errors import Refused
from lms.registration import queries as registration
from lms.registration.models import Registration
from lms.registration.rules import Relation
from tests.factories.accounts import make_user
from tests.factories.attendance import make_attendance
from tests.factories.centres import make_centre, make_room
from tests.factories.classes import make_class, make_seat, make_wait, session_of
from tests.factories.registration import make_enrolment, make_group

pytestmark = pytest.mark.usefixtures("app")
SPOUSE = (("Каримова Ойша", Relation.SPOUSE),)


def refused(action, **values) -> Refused:
    with pytest.raises(Refused) as caught:
        action(**values)
    return caught.value


def sit(group, found, **options):
    ids = [each.id for each in registration.members(group.id)]
    return actions.seat_together(enrolment_ids=ids, class_id=found.id, by=None, at=clock.now(), **options)


def test_a_brigade_sits_together_each_with_an_own_record():
    group, found = make_group(), make_class()
    assert [each.number for each in sit(group, found)] == [1, 2, 3]
    people = registration.members(group.id)
    assert len({each.registration.number for each in people}) == 3
    assert people[0].registration_id == group.foreman_id
    assert [each.number for each in sit(group, found)] == [1, 2, 3]


def test_too_few_seats_seat_nobody():
    group, found = make_group(), make_class(capacity=3)
    make_seat(training_class=found)
    wrong = refused(sit, group=group, found=found)
    assert (wrong.reason, wrong.values) == (Reason.FEW_SEATS, {"free": 2, "needed": 3})
    assert len(queries.seats(found.id)) == 1


def test_one_who_cannot_come_is_named_and_nobody_is_seated():
    group, found = make_group(), make_class()
    last = registration.members(group.id)[-1]
    last.journey.departs_on = found.last_day
    kept = make_seat(training_class=make_class(), enrolment=registration.members(group.id)[0])
    wrong = refused(sit, group=group, found=found)
    assert (wrong.reason, wrong.values) == (Reason.NOT_FOR_ALL, {"name": last.registration.full_name})
    assert wrong.__cause__.reason is Reason.ENDS_AFTER_DEPARTURE
    assert queries.seats(found.id) == []
    assert [each.id for each in queries.seats(kept.class_id)] == [kept.id]


def family_of(enrolment) -> list[int]:
    return [each.id for each in enrolment.registration.family]


def bring(seat, member_ids, at=None):
    actions.bring_family(seat_id=seat.id, member_ids=member_ids, by=None, at=at or clock.now())


def test_the_family_comes_to_the_joint_block_and_needs_chairs():
    found, enrolment = make_class(room=make_room(area=3.0)), make_enrolment(family=SPOUSE)
    seat = make_seat(training_class=found, enrolment=enrolment)
    member = family_of(enrolment)[0]
    bring(seat, [member])
    hour = session_of(found, "family-hour")
    booked = db.session.scalar(select(Booking).where(Booking.person_key == -member))
    assert (booked.starts_at, booked.ends_at) == (hour.starts_at, hour.ends_at)
    count = queries.seat_counts([found.id])[found.id]
    assert (count.family, count.free) == (1, 1)
    make_seat(training_class=found)
    assert refused(make_seat, training_class=found).reason is Reason.FULL
    other = make_enrolment(family=SPOUSE)
    actions.give_up_seat(seat_id=seat.id, by=None, at=clock.now())
    bring(make_seat(training_class=found, enrolment=other), family_of(other))
    assert db.session.scalar(select(Booking).where(Booking.person_key == -member)) is None
    third = next(each for each in queries.seats(found.id) if each.enrolment_id != other.id)
    person = registration.enrolment(third.enrolment_id).registration
    person.family.append(type(other.registration.family[0])(name="Ойша", relation="spouse"))
    db.session.flush()
    assert refused(bring, seat=third, member_ids=[person.family[0].id]).reason is Reason.NO_CHAIR_FOR_FAMILY


def test_a_seat_is_offered_only_with_chairs_for_the_family_that_moves_along():
    """Somebody whose family comes along would accept a seat and be refused: the next in line is asked meanwhile."""
    elsewhere = make_class(first_day=clock.today() + timedelta(days=6))
    found, person = make_class(room=make_room(area=2.0)), make_enrolment(family=SPOUSE)
    bring(make_seat(training_class=elsewhere, enrolment=person), family_of(person))
    seats = [make_seat(training_class=found) for _ in range(2)]
    waits = [make_wait(training_class=found, enrolment=each) for each in (person, make_enrolment())]

    def offered() -> list[bool]:
        return [each.offered_until is not None for each in waits]

    assert offered() == [False, False]
    actions.give_up_seat(seat_id=seats[0].id, by=None, at=clock.now())
    assert offered() == [False, True]  # one chair: the second in line comes alone
    actions.give_up_seat(seat_id=seats[1].id, by=None, at=clock.now())
    assert offered() == [False, True]  # the other chair is not enough for two
    actions.decline_offer(enrolment_id=waits[1].enrolment_id, class_id=found.id, by=None, at=clock.now())
    assert offered()[0]
    actions.accept_offer(enrolment_id=person.id, class_id=found.id, by=None, at=clock.now())
    assert queries.seat_counts([found.id])[found.id].family == 1


def test_the_family_moves_along_with_the_seat():
    one, other, enrolment = make_class(), make_class(), make_enrolment(family=SPOUSE)
    bring(make_seat(training_class=one, enrolment=enrolment), family_of(enrolment))
    actions.ask_childcare(seat_id=queries.own_seat(enrolment.id).id, ages=[2, 5], by=None, at=clock.now())
    moved = make_seat(training_class=other, enrolment=enrolment)
    assert [each.family_member_id for each in moved.companions] == family_of(enrolment)
    assert queries.family_in(one.id) == {}
    assert queries.supports(other.id)[moved.id].ages == (2, 5)


def test_a_brigade_brings_its_families_in_one_act_or_not_at_all():
    group, found = make_group(family=SPOUSE), make_class(room=make_room(area=5.0))
    wrong = refused(sit, group=group, found=found, with_family=True)
    assert (wrong.reason, wrong.values) == (Reason.FEW_SEATS, {"free": 5, "needed": 6})
    sit(group, make_class(), with_family=True)
    assert sum(len(each) for each in queries.family_in(queries.own_seat(
        registration.members(group.id)[0].id).class_id).values()) == 3  # fmt: skip


def test_children_are_counted_for_each_day_and_the_centre_gives_its_word():
    found = make_class(programme="tj-standard", variant="three-day")
    seats = [make_seat(training_class=found) for _ in range(2)]
    at = clock.now()
    actions.ask_childcare(seat_id=seats[0].id, ages=[5, 2], by=None, at=at)
    day = found.first_day
    actions.confirm_childcare(class_id=found.id, day=day, carer="Ойша", by=None, at=at)
    cares = queries.care_days(found)
    assert [(each.ages, each.is_confirmed) for each in cares] == [((2, 5), True), ((2, 5), False), ((2, 5), False)]
    actions.ask_childcare(seat_id=seats[1].id, ages=[3], by=None, at=at)
    first = queries.care_days(found)[0]
    assert (first.ages, first.confirmed, first.is_confirmed) == ((2, 3, 5), 2, False)
    actions.give_up_seat(seat_id=seats[0].id, by=None, at=at)
    assert queries.care_days(found)[0].ages == (3,)


def test_a_fare_is_paid_once_a_day_and_not_before():
    seat = make_seat()
    day = seat.training_class.first_day
    paying = {"seat_id": seat.id, "day": day, "amount": Decimal("12.50"), "by": None}
    assert refused(actions.reimburse, **paying, at=clock.now()).values == {"day": day}
    on_the_day = seat.training_class.sessions[0].starts_at
    actions.reimburse(**paying, at=on_the_day)
    assert refused(actions.reimburse, **paying, at=on_the_day).reason is Reason.PAID_ALREADY
    assert queries.supports(seat.class_id)[seat.id].paid == {day: Decimal("12.50")}


@pytest.mark.parametrize(
    ("text", "ages"),
    [("2, 5", (2, 5)), ("5 ва 2", (2, 5)), ("", ()), ("0", (0,)), ("-", ()), ("13", None), ("two", None),
     ("1 2 3 4 5 6 7", None)],
)  # fmt: skip
def test_ages_as_people_write_them(text, ages):
    assert ages_from(text) == ages


@pytest.mark.parametrize(
    ("text", "sum_"), [("12,5", Decimal("12.50")), ("1 000", Decimal(1000)), ("", None), ("-3", None), ("NaN", None)]
)
def test_sums_as_people_write_them(text, sum_):
    assert fare_from(text) == sum_


@pytest.fixture
def officer(client):
    """An officer of one centre, signed in; returns the centre."""
    centre = make_centre()
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    client.speak("en")
    return centre


def line(n: int, name: str) -> dict[str, str]:
    return {
        f"p{n}-family_name_latin": "Karimov", f"p{n}-given_name_latin": "Rustam", f"p{n}-family_name": "Каримов",
        f"p{n}-given_name": name, f"p{n}-birth_date-day": "1", f"p{n}-birth_date-month": "2",
        f"p{n}-birth_date-year": "1990", f"p{n}-sex": "m",
    }  # fmt: skip


def shared(**changes) -> dict[str, str]:
    departs = clock.today() + timedelta(days=12)
    return {
        "home": "drs/vahdat", "language": "tg", "country": "RU", "country_region": "", "occupation": "construction",
        "departs_on-day": str(departs.day), "departs_on-month": str(departs.month),
        "departs_on-year": str(departs.year),
        "has_internet": "yes", "reads_alone": "yes", "kind": "brigade", "form_token": "once", "lines": "5", **changes,
    }  # fmt: skip


def test_a_brigade_is_registered_and_seated_at_the_desk(client, officer):
    found = make_class(room=officer.rooms[0])
    assert client.get("/desk/groups/new").status_code == 200
    more = client.post("/desk/groups/new", {**shared(), **line(1, "Рустам"), "more": "1"})
    assert (more.status_code, "Person 10" in more.page.text) == (200, True)
    wrong = client.post("/desk/groups/new", {**shared(), **line(1, "Рустам"), "p2-family_name": "Алиев"})
    assert (wrong.status_code, db.session.scalar(select(Registration.id))) == (422, None)
    assert client.post("/desk/groups/new", {**shared(), **line(1, "Рустам")}).status_code == 422
    done = client.post("/desk/groups/new", {**shared(), **line(1, "Рустам"), **line(3, "Далер")})
    assert "Каримов Далер" in done.page.text
    again = client.post("/desk/groups/new", {**shared(), **line(1, "Рустам"), **line(3, "Далер")})
    assert again.status_code == 302
    assert "Seats for all 2" in client.get(again.location).page.text
    assert "Каримов Рустам" in client.get("/desk/groups").page.text
    key = again.location.rsplit("/", 1)[1]
    client.post(f"/desk/classes/{found.id}/groups", {"group": key})
    assert "Everybody has a seat." in client.get(again.location).page.text
    foreman = registration.members(registration.group_by_form("once").id)[0].registration
    assert "Leaves together with a group" in client.get(f"/desk/registrations/{foreman.key}").page.text


def test_a_group_is_kept_right_at_the_desk(client, officer):
    group = make_group(centre_code=officer.code)
    other = make_enrolment(centre_code=officer.code).registration
    address = f"/desk/groups/{group.key}"
    client.post(f"{address}/members", {"number": other.number})
    second = registration.members(group.id)[1].registration
    client.post(f"{address}/members/{group.foreman.key}", {"what": "leave"})
    assert "choose another foreman first" in client.get(address).page.text
    client.post(f"{address}/members/{second.key}", {"what": "foreman"})
    client.post(f"{address}/members/{other.key}", {"what": "leave"})
    assert registration.members(group.id)[0].registration_id == second.id
    assert len(registration.members(group.id)) == 3
    client.sign_in(make_user(role=Role.OFFICER, centre="elsewhere"))
    assert client.get(address).status_code == 404


def test_the_foreman_takes_seats_for_all_on_the_phone(client):
    group, found = make_group(), make_class(capacity=3)
    client.sign_in(accounts.user(group.foreman.user_id))
    client.speak("en")
    assert "Seats for all 3" in client.get("/classes").page.text
    client.post(f"/classes/{found.id}/group")
    assert len(queries.seats(found.id)) == 3
    mine = client.get("/classes/mine").page.text
    assert ("3 people have seats in one class" in mine, mine.count(f": {found.first_day.day} ")) == (True, 3)
    assert "Seats for all" not in client.get("/classes").page.text, "everybody sits"


def test_the_foreman_reads_who_has_a_seat_where_and_brings_all_families(client):
    group, small = make_group(family=SPOUSE), make_class(room=make_room(area=2.0))
    found = make_class(room=make_room(area=5.0), first_day=clock.today() + timedelta(days=6))
    people = registration.members(group.id)
    make_seat(training_class=found, enrolment=people[2])
    client.sign_in(accounts.user(group.foreman.user_id))
    client.speak("en")
    page = client.get("/classes").page
    assert (page.text.count("no seat yet"), "Too few seats for all" in page.text) == (2, True)
    assert f"/classes/{small.id}/group" not in page.html
    assert page.text.count("Seats for all, with their families: 6") == 0, "four chairs for five"
    client.post(f"/classes/{found.id}/group")
    assert len(queries.seats(found.id)) == 3
    wide = make_class(first_day=clock.today() + timedelta(days=7))
    assert "Seats for all, with their families: 6" in client.get("/classes").page.text
    client.post(f"/classes/{wide.id}/group", {"family": 1})
    assert queries.seat_counts([wide.id])[wide.id].family == 3
    client.sign_in(accounts.user(people[1].registration.user_id))
    assert people[2].registration.full_name not in client.get("/classes").page.text, "who leads nobody reads of nobody"


def test_who_has_been_to_the_whole_class_is_given_no_second_seat(client, officer):
    group = make_group(centre_code=officer.code, family=SPOUSE)
    foreman, second, done = registration.members(group.id)
    earlier = make_class(room=officer.rooms[0], first_day=clock.today() + timedelta(days=1))
    make_seat(training_class=earlier, enrolment=done)
    make_attendance(training_class=earlier)
    wide = make_class(room=officer.rooms[0], first_day=earlier.last_day + timedelta(days=3))
    with time_machine.travel(earlier.sessions[-1].ends_at + timedelta(hours=1), tick=False):
        client.sign_in(accounts.user(foreman.registration.user_id))
        client.speak("en")
        page = client.get("/classes").page.text
        assert page.count("no seat yet") == 2
        assert f"{done.registration.full_name}: has been to the whole class" in page
        assert ("Seats for all 2" in page, "with their families: 4" in page) == (True, True)
        desk = make_user(role=Role.OFFICER, centre=officer.code)
        client.sign_in(desk)
        assert "Seats for all 2" in client.get(f"/desk/groups/{group.key}").page.text
        client.sign_in(accounts.user(foreman.registration.user_id))
        client.post(f"/classes/{wide.id}/group")
        assert [each.enrolment_id for each in queries.seats(wide.id)] == [foreman.id, second.id]
        client.sign_in(desk)
        client.post(f"/desk/classes/{wide.id}/groups", {"group": group.key})
        assert "Everybody has a seat." in client.get(f"/desk/groups/{group.key}").page.text
        assert len(queries.seats(wide.id)) == 2


def test_who_is_not_registered_is_registered_and_seated_in_a_minute(client, officer):
    found = make_class(room=officer.rooms[0])
    person = {key.replace("p1-", "p-"): value for key, value in line(1, "Рустам").items()}
    with time_machine.travel(found.sessions[0].starts_at, tick=False):
        client.sign_in(make_user(role=Role.OFFICER, centre=officer.code))
        assert client.get(f"/desk/classes/{found.id}/walk-in").status_code == 200
        assert client.post(f"/desk/classes/{found.id}/walk-in", shared()).status_code == 422
        sent = {**shared(), **person}
        pages = [client.post(f"/desk/classes/{found.id}/walk-in", sent).page for _twice in range(2)]
    assert ["Каримов Рустам" in page.text for page in pages] == [True, True]
    assert [each.walk_in for each in queries.seats(found.id)] == [True]
    with time_machine.travel(found.sessions[0].starts_at, tick=False):  # "back", and the next one at the door
        sent |= {"p-given_name": "Парвиз", "p-given_name_latin": "Parviz"}
        for _twice in range(2):
            assert "Каримов Парвиз" in client.post(f"/desk/classes/{found.id}/walk-in", sent).page.text
    assert len(queries.seats(found.id)) == 2


def test_what_was_asked_for_two_seats_is_asked_once_for_the_one_that_takes_their_place():
    before, other = make_seat(), make_seat()  # of one person, whose two records were merged
    for each in (before, other):
        actions.ask_travel_support(seat_id=each.id, wanted=True, by=None, at=clock.now())
    carry_over(before, other)
    assert db.session.scalars(select(TravelSupport.seat_id).order_by(TravelSupport.seat_id)).all() == [
        before.id, other.id
    ]  # fmt: skip


def test_a_trainee_brings_family_and_children_and_asks_for_the_fare(client, officer):
    found = make_class(room=officer.rooms[0])
    enrolment = make_enrolment(family=SPOUSE)
    seat = make_seat(training_class=found, enrolment=enrolment)
    desk = f"/desk/classes/{found.id}/support"
    client.sign_in(accounts.user(enrolment.registration.user_id))
    client.speak("en")
    client.post("/classes/mine/family", {"member": family_of(enrolment)[0]})
    typed = client.post("/classes/mine/childcare", {"ages": "2, 5, 70"})
    assert (typed.status_code, 'value="2, 5, 70"' in typed.text) == (422, True)
    assert "ages of at most six children" in typed.page.text
    assert '<details class="no-print" id="support" open>' in typed.text
    assert typed.page.text.count("ages of at most six children") == 1
    client.post("/classes/mine/childcare", {"ages": "5, 2"})
    client.post("/classes/mine/fare", {"wanted": "1"})
    assert "still looking for somebody" in client.get("/classes/mine").page.text
    client.sign_in(make_user(role=Role.OFFICER, centre=officer.code))
    text = client.get(desk).page.text
    assert "Каримова Ойша" in text
    assert "2, 5" in text
    client.post(f"{desk}/{found.first_day}", {"carer": "Саодат"})
    early = client.post(f"{desk}/{found.first_day}/{seat.id}", {"amount": "12,50"})
    assert (early.status_code, early.page.text.count("The fare is paid on")) == (422, 2)
    assert "“12,50” was not written down." in early.page.text
    with time_machine.travel(found.sessions[0].starts_at, tick=False):
        client.sign_in(make_user(role=Role.OFFICER, centre=officer.code))
        refused = client.post(f"{desk}/{found.first_day}/{seat.id}", {"amount": "1250o"})
        assert (refused.status_code, refused.text.count('value="1250o"')) == (422, 1)
        assert refused.page.text.count("Please write the sum in digits") == 2
        client.post(f"{desk}/{found.first_day}/{seat.id}", {"amount": "12,50"})
        assert "Paid in all: 12.5 TJS" in client.get(desk).page.text
        again = client.post(f"{desk}/{found.first_day}/{seat.id}", {"amount": "15"})  # on a page opened before
        row = again.page.text.split(enrolment.registration.full_name)[-1]
        assert (again.status_code, again.page.text.count("was paid already")) == (422, 2)
        assert "12.5 TJS The fare for this day was paid already. “15” was not written down." in row
        place = f"/desk/classes/{found.id}/seats/{seat.id}"
        assert "has somebody who looks after" in client.get(place).page.text
        assert 'value="2, 5, 70"' in client.post(f"{place}/childcare", {"ages": "2, 5, 70"}).text
    with time_machine.travel(found.sessions[-1].ends_at, tick=False):  # the page was open since before the class
        client.sign_in(accounts.user(enrolment.registration.user_id))
        late = client.post("/classes/mine/childcare", {"ages": "seven"})
        assert (late.status_code, late.page.text.count("ages of at most six children")) == (422, 1)


def test_the_page_of_many_asks_what_the_page_of_few_asks(client, officer, count_queries):
    def asked(group) -> int:
        client.get(f"/desk/groups/{group.key}")
        with count_queries() as statements:
            assert client.get(f"/desk/groups/{group.key}").status_code == 200
        return len(statements)

    few, many = (make_group(size, centre_code=officer.code, family=SPOUSE) for size in (2, 7))
    found = make_class(room=officer.rooms[0])
    sit(few, found)
    sit(many, found)
    assert asked(many) == asked(few)
