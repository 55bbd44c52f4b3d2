"""The page on which an officer changes the timetable of a class."""

from datetime import timedelta

import pytest

from lms.classes import actions, queries
from lms.core import clock
from lms.core.actors import Role
from lms.trainers.rules import Kind
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre, make_room
from tests.factories.classes import make_class, make_seat
from tests.factories.trainers import make_trainer


@pytest.fixture
def officer(client):
    """An officer of one centre, signed in; returns the centre."""
    centre = make_centre()
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    client.speak("en")
    return centre


def seen_on(client, path: str) -> str:
    return client.get(path).page.html.split('name="seen" value="')[1].split('"')[0]


def lines_of(found) -> dict[str, str]:
    """The lines of a day as the form has them."""
    sent = {}
    for each in found.sessions:
        starts, ends = clock.local(each.starts_at), clock.local(each.ends_at)
        sent |= {
            f"line{each.id}-starts": f"{starts:%H:%M}", f"line{each.id}-ends": f"{ends:%H:%M}",
            f"line{each.id}-room": str(each.room_id), f"line{each.id}-trainer": str(each.trainer_id),
        }  # fmt: skip
    return sent


def test_the_page_shows_the_day_beside_the_programme_and_the_prayers(client, officer):
    found = make_class(room=officer.rooms[0])
    page = client.get(f"/desk/classes/{found.id}/timetable").page
    for words in ("Change the timetable", "As the programme asks", "Noon prayer", "Hanafi school"):
        assert words in page.text
    assert f'href="/desk/classes/{found.id}/timetable"' in client.get(f"/desk/classes/{found.id}").page.html


def test_a_class_is_moved_and_what_was_typed_stays_when_it_cannot_be(client, officer):
    found = make_class(programme="tj-standard", variant="three-day", room=officer.rooms[0])
    make_seat(training_class=found, departs_on=found.last_day + timedelta(days=2))
    address = f"/desk/classes/{found.id}/timetable"
    away = found.first_day + timedelta(days=14)
    form = {"_whole-on": away.isoformat(), "_whole-starts": "09:10", "_whole-room": officer.rooms[0].id,
            "_whole-trainer": found.sessions[0].trainer_id, "_whole-seen": seen_on(client, address)}  # fmt: skip
    busy = make_class(room=officer.rooms[0], first_day=away)
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert "is taken at that time" in refused.page.text
    assert 'value="09:10"' in refused.page.html
    actions.cancel_class(class_id=busy.id, by=None, at=clock.now())
    assert client.post(address, form).location == address
    assert (found.first_day, clock.local(found.sessions[0].starts_at).hour) == (away, 9)
    page = client.get(address).page.text
    assert "The timetable is changed" in page
    assert "These people leave before the class ends" in page
    late = client.post(address, form | {"_whole-starts": "09:30"})
    assert "changed" in late.page.text and late.status_code == 422


def test_a_day_goes_to_another_date(client, officer):
    found = make_class(programme="tj-standard", variant="three-day", room=officer.rooms[0])
    address = f"/desk/classes/{found.id}/timetable/day-3"
    away = found.last_day + timedelta(days=3)
    form = {"day-3-on": away.isoformat(), "day-3-starts": "08:30", "day-3-room": "0", "day-3-trainer": "0"}
    shown = sorted(client.get(address.rpartition("/")[0]).page.html.count(f'value="{each[0].starts_at.date()}"')
                   for each in found.days[:2])  # fmt: skip
    wrong = client.post(address, {**form, "day-3-on": "31.02."})
    assert wrong.status_code == 422
    again = sorted(wrong.page.html.count(f'value="{each[0].starts_at.date()}"') for each in found.days[:2])
    assert again == shown and min(shown) > 0, "the other forms of the page were not sent, and stay as they are"
    kept = {"day-3-room": officer.rooms[0].id, "day-3-trainer": found.sessions[0].trainer_id}
    assert client.post(address, form | kept).status_code == 303
    assert found.last_day == away
    assert client.post(f"/desk/classes/{found.id}/timetable/day-9", form).status_code == 404


def test_lines_are_changed_by_hand_and_the_page_says_what_the_day_leaves_out(client, officer):
    found = make_class(room=officer.rooms[0])
    other = make_trainer(centre_code=officer.code)
    address = f"/desk/classes/{found.id}/timetable/day-1/lines"
    form, last = lines_of(found), found.sessions[-1]
    wrong = client.post(address, form | {f"line{last.id}-ends": "07:00"})
    assert "The end must come after the beginning." in wrong.page.text
    twice = client.post(address, form | {f"line{last.id}-starts": "15:00"})
    assert (twice.status_code, "Two parts of this class" in twice.page.text) == (422, True)
    short = clock.local(last.ends_at) - timedelta(minutes=20)
    done = client.post(address, form | {f"line{last.id}-ends": f"{short:%H:%M}", f"line{last.id}-trainer": other.id})
    assert done.status_code == 303
    assert last.trainer_id == other.id
    page = client.get(f"/desk/classes/{found.id}/timetable").page.text
    assert "370 minutes of training, the programme asks for 390" in page


def test_a_day_is_dropped_on_another_date_and_room(client, officer):
    found = make_class(room=officer.rooms[0])
    room = make_room(centre=officer)
    address = f"/desk/classes/{found.id}/timetable/day-1/drop"
    away = found.first_day + timedelta(days=1)
    form = {"on": away.isoformat(), "room": room.id, "back": "/desk/classes"}
    assert client.post(address, form).location == "/desk/classes"
    assert (found.first_day, {each.room_id for each in found.sessions}) == (away, {room.id})
    assert client.post(address, form | {"room": make_room().id}).status_code == 404
    assert client.post(address, form | {"on": "tomorrow"}).status_code == 404
    assert client.post(address, form | {"back": "https://elsewhere"}).location == f"/desk/classes/{found.id}"


def test_a_class_is_divided_and_joined_again(client, officer):
    found = make_class(room=officer.rooms[0])
    seats = [make_seat(training_class=found) for _ in range(2)]
    room, trainer = make_room(centre=officer), make_trainer(centre_code=officer.code)
    form = {"_second-on": found.first_day.isoformat(), "_second-room": room.id, "_second-trainer": trainer.id}
    empty = client.post(f"/desk/classes/{found.id}/split", form)
    assert "Please choose who goes to the second class" in empty.page.text
    made = client.post(f"/desk/classes/{found.id}/split", form | {"_second-people": [seats[1].id]})
    second = int(made.location.rsplit("/", 1)[1])
    assert [each.enrolment_id for each in queries.seats(second)] == [seats[1].enrolment_id]
    client.post(f"/desk/classes/{second}/merge", {"into": found.id})
    assert len(queries.seats(found.id)) == 2
    assert "Cancelled" in client.get(f"/desk/classes/{second}").page.text


def test_a_cancelled_class_is_opened_again_on_its_page(client, officer):
    found = make_class(room=officer.rooms[0])
    make_seat(training_class=found)
    client.post(f"/desk/classes/{found.id}/cancel")
    assert "Open the class again" in client.get(f"/desk/classes/{found.id}").page.text
    client.post(f"/desk/classes/{found.id}/reopen")
    page = client.get(f"/desk/classes/{found.id}").page.text
    assert "1 person has the seat again" in page
    assert "Open the class again" not in page


@pytest.mark.parametrize("path", ["timetable", "timetable/day-1", "timetable/day-1/lines", "timetable/day-1/drop",
                                  "split", "merge", "reopen"])  # fmt: skip
def test_classes_of_another_centre_are_not_there(client, officer, path):
    assert client.post(f"/desk/classes/{make_class().id}/{path}", {"into": 1}).status_code == 404


def test_a_guest_is_chosen_by_name_and_by_who_sends_them(client, officer):
    make_trainer(name="Ситора", centre_code=officer.code, kind=Kind.RETURNED, provider_kind="ngo", programmes=())
    found = make_class(room=officer.rooms[0])
    for path in (f"/desk/classes/{found.id}", f"/desk/classes/{found.id}/timetable"):
        page = client.get(path).page
        assert "Ситора — Returned migrant who tells of the own experience — Non-governmental organisation" in page.text
        assert "is best taught by: " in page.text


def test_a_class_is_a_part_of_a_project_whose_name_is_offered_again(client, officer):
    found, other = make_class(room=officer.rooms[0]), make_class(room=make_room(centre=officer))
    client.post(f"/desk/classes/{found.id}/project", {"project": " SEEP,  welding"})
    assert "Part of SEEP, welding" in client.get(f"/desk/classes/{found.id}").page.text
    assert '<option value="SEEP, welding">' in client.get(f"/desk/classes/{other.id}").page.html
    client.post(f"/desk/classes/{found.id}/project", {"project": ""})
    assert "SEEP" not in client.get(f"/desk/classes/{found.id}").page.html
