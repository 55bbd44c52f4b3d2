import re
from datetime import date, time

import pytest

from lms.centres import queries
from lms.centres.models import Centre, Provider, Room
from lms.centres.rules import Site, Tenure
from lms.centres.rules.opening import Opening
from lms.core.actors import Role
from lms.core.database import db
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre, make_provider, make_room

PLACE = {
    "name_tg": "Маркази Хуҷанд", "name_ru": "Центр Худжанд", "name_en": "Khujand centre",
    "address_tg": "Исмоили Сомонӣ, 5", "place": "sughd/khujand", "jamoat": "", "serves_regions": ["sughd"],
    "tenure": "rented", "rented_from": "2026-01-01", "rented_until": "2026-12-31", "child_corner": "y",
}  # fmt: skip


@pytest.fixture
def admin(client, db_session):
    client.sign_in(make_user(role=Role.ADMIN))
    client.speak("en")
    return client


def test_an_administrator_opens_a_centre_and_its_rooms(admin):
    provider = make_provider()
    assert admin.get("/desk/centres/new").status_code == 200
    answers = {**PLACE, "code": "khujand", "provider": provider.id}
    made_at = admin.post("/desk/centres/new", answers).location
    made = db.session.scalars(db.select(Centre)).one()
    assert (made.names["en"], made.region, made.district) == ("Khujand centre", "sughd", "khujand")
    assert (queries.code_for("sughd"), queries.code_for("gbao")) == ("khujand", None)
    assert queries.scopes("en") == [("khujand", "Khujand centre")]
    assert admin.post(f"{made_at}/rooms/new", {"name": "1", "area": "18.5"}).status_code == 302
    assert "18" in admin.get(made_at).page.text
    assert admin.post("/desk/centres/new", answers).status_code == 422


def test_a_centre_and_a_room_are_corrected(admin):
    centre = make_centre()
    room = centre.rooms[0].id
    assert admin.get(f"/desk/centres/{centre.id}/edit").status_code == 200
    assert admin.post(f"/desk/centres/{centre.id}/edit", PLACE).status_code == 302
    assert admin.get(f"/desk/rooms/{room}").status_code == 200
    assert admin.post(f"/desk/rooms/{room}", {"name": "Зал", "area": "24"}).status_code == 302
    changed = queries.centre(centre.id)
    assert (changed.names["en"], db.session.get(Room, room).area) == ("Khujand centre", 24.0)
    assert changed.site == Site(Tenure.RENTED, date(2026, 1, 1), date(2026, 12, 31), child_corner=True)


def test_a_rental_without_dates_is_refused_beside_its_field(admin):
    response = admin.post(f"/desk/centres/{make_centre().id}/edit", {**PLACE, "rented_from": "", "rented_until": ""})
    assert (response.status_code, "from which day the place is rented" in response.page.text) == (422, True)


def test_a_room_says_what_it_lacks(admin):
    room = make_room(equipment=())
    path = f"/desk/rooms/{room.id}"
    admin.post(path, {"name": "1", "area": "24", "equipment": ["screen", "computer"], "layouts": ["circle"]})
    page = admin.get(f"/desk/centres/{room.centre_id}").page.text
    assert "Whiteboard with two usable sides, Speakers, Projector, Desks that can be moved, Cupboard that locks" in page
    assert "Circle of chairs" in page


def test_a_licence_is_recorded_for_some_and_renewed(admin):
    answers = {
        "code": "red-crescent", "name_tg": "Ҳилоли Аҳмар", "name_en": "Red Crescent", "kind": "ngo",
        "licensed_from": "2025-01-01", "licensed_until": "2025-12-31", "audiences": ["family"], "regions": ["sughd"],
    }  # fmt: skip
    assert admin.post("/desk/providers/new", answers).status_code == 302
    made = db.session.scalars(db.select(Provider)).one()
    assert (made.kind, made.audiences, made.regions) == ("ngo", ["family"], ["sughd"])
    page = admin.get("/desk/providers").page.text
    assert ("The licence has ended" in page, "Families" in page, "Sughd Region" in page) == (True, True, True)
    path = f"/desk/providers/{made.id}"
    assert admin.get(path).status_code == 200
    assert admin.post(path, {**answers, "licensed_until": "2024-12-31"}).status_code == 422
    assert admin.post(path, {**answers, "licensed_until": ""}).status_code == 302
    assert db.session.get(Provider, made.id).licensed_until is None
    assert admin.post("/desk/providers/new", answers).status_code == 422


def test_an_officer_keeps_the_hours_and_closed_days_of_the_own_centre(client, db_session):
    own, other = make_centre(code="dushanbe"), make_centre(code="khorog")
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    client.speak("en")
    path = f"/desk/centres/{own.id}"
    page = client.get(f"{path}/hours").page.text
    assert re.search(r"Ramadan: \d+ \w+ \d{4} – \d+ \w+ \d{4}\. Expected", page)
    week = {"mon_opens": "08:00", "mon_closes": "17:30", "ramadan_opens": "09:00", "ramadan_closes": "15:00"}
    assert client.post(f"{path}/hours", week).status_code == 302
    kept = queries.centre(own.id).hours
    assert (kept.weekly, kept.ramadan) == ({"mon": Opening(time(8), time(17, 30))}, Opening(time(9), time(15)))
    assert client.post(f"{path}/hours", {"mon_opens": "08:00", "mon_closes": "17:30"}).status_code == 302
    assert queries.centre(own.id).hours.ramadan is None
    assert client.post(f"{path}/hours", {"mon_opens": "08:00", "mon_closes": ""}).status_code == 422
    assert client.post(f"{path}/hours", {"mon_opens": "08:00", "mon_closes": "07:00"}).status_code == 422
    assert client.post(f"{path}/closed", {"first_day": "2030-08-01", "why": "Repairs"}).status_code == 303
    assert "1 August 2030: Repairs" in client.get(path).page.text
    assert queries.opening(own.id, date(2030, 8, 1)) is None
    period = queries.centre(own.id).closed_days[0].id
    assert client.post(f"/desk/centres/{other.id}/closed/{period}").status_code == 404
    assert client.post(f"{path}/closed/{period}").status_code == 303
    assert queries.centre(own.id).closed_days == []
    bad = {"first_day": "2030-08-02", "last_day": "2030-08-01", "why": "Repairs"}
    assert client.post(f"{path}/closed", bad).status_code == 422
    assert client.get(f"/desk/centres/{other.id}/hours").status_code == 404


@pytest.mark.parametrize("area", ["0.5", "99999", "many", "", "-4", "NaN"])
def test_a_room_that_cannot_be_is_refused(admin, area):
    centre = make_centre(rooms=0)
    assert admin.post(f"/desk/centres/{centre.id}/rooms/new", {"name": "1", "area": area}).status_code == 422


def test_two_rooms_of_one_name_are_refused(admin):
    room = make_room(name="Зал")
    other = make_room(centre=room.centre, name="1")
    pages = {f"/desk/centres/{room.centre_id}/rooms/new": "New room", f"/desk/rooms/{other.id}": "Room 1"}
    for path, title in pages.items():
        page = admin.post(path, {"name": "Зал", "area": "20"}).page
        assert 'href="#name">The centre already has a room of this name' in page.html
        assert f"<h1>{title}</h1>" in page.html
    assert "<h1>Зал</h1>" in admin.get(f"/desk/rooms/{room.id}").page.html


def test_an_officer_sees_only_the_own_centre_and_changes_nothing(client, db_session):
    own, other = make_centre(code="dushanbe"), make_centre(code="khorog")
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    page = client.get("/desk/centres").page.text
    assert (own.names["en"] in page, other.names["en"] in page) == (True, False)
    paths = (f"/desk/centres/{own.id}", f"/desk/centres/{other.id}", f"/desk/centres/{own.id}/edit")
    assert [client.get(path).status_code for path in paths] == [200, 404, 404]
