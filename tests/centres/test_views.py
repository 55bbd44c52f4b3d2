import pytest

from lms.centres import queries
from lms.centres.models import Centre, Room
from lms.core.actors import Role
from lms.core.database import db
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre, make_provider, make_room

PLACE = {
    "name_tg": "Маркази Хуҷанд", "name_ru": "Центр Худжанд", "name_en": "Khujand centre",
    "address_tg": "Исмоили Сомонӣ, 5", "place": "sughd/khujand", "serves_regions": ["sughd"],
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
    assert (queries.centre(centre.id).names["en"], db.session.get(Room, room).area) == ("Khujand centre", 24.0)


@pytest.mark.parametrize("area", ["0.5", "99999", "many", "", "-4", "NaN"])
def test_a_room_that_cannot_be_is_refused(admin, area):
    centre = make_centre(rooms=0)
    assert admin.post(f"/desk/centres/{centre.id}/rooms/new", {"name": "1", "area": area}).status_code == 422


def test_two_rooms_of_one_name_are_refused(admin):
    room = make_room(name="1")
    response = admin.post(f"/desk/centres/{room.centre_id}/rooms/new", {"name": "1", "area": "20"})
    assert "already has a room" in response.page.text


def test_an_officer_sees_only_the_own_centre_and_changes_nothing(client, db_session):
    own, other = make_centre(code="dushanbe"), make_centre(code="khorog")
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    page = client.get("/desk/centres").page.text
    assert (own.names["en"] in page, other.names["en"] in page) == (True, False)
    paths = (f"/desk/centres/{own.id}", f"/desk/centres/{other.id}", f"/desk/centres/{own.id}/edit")
    assert [client.get(path).status_code for path in paths] == [200, 404, 404]
