"""The leaflet of a centre: where, when, how to register."""

from datetime import timedelta
from io import BytesIO

from pypdf import PdfReader

from lms.core import clock
from lms.core.languages import written_date
from lms.curriculum.queries import own_programme
from lms.home.leaflet import leaflet
from tests.factories.centres import make_room
from tests.factories.classes import make_class


def words(response) -> str:
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(response.data)).pages).split())


def test_a_leaflet_says_where_when_and_how_to_register(db_session, client):
    client.speak("en")
    coming = make_class(first_day=clock.today() + timedelta(days=5))
    said = words(client.get(f"/centres/{coming.centre.code}/leaflet.pdf"))
    assert coming.centre.names["en"] in said
    assert f"{coming.first_day.day} " in said and "Register here" in said and "/register" in said
    coming.cancelled_at, coming.centre.address = clock.now(), {}  # nobody has noted yet where it is
    assert "Ask at the centre for the next dates." in words(client.get(f"/centres/{coming.centre.code}/leaflet.pdf"))


def test_it_is_in_the_language_of_its_address_else_in_the_one_chosen_else_in_the_first_of_the_house(db_session, client):
    address = f"/centres/{make_class().centre.code}/leaflet.pdf"
    assert "Аз бақайдгирӣ гузаштан" in words(client.get(address, headers={"Accept-Language": "en"}))
    assert "Register here" in words(client.get(f"{address}?language=en"))
    client.speak("ru")
    assert "Зарегистр" in words(client.get(address))
    assert "Register here" in words(client.get(f"{address}?language=en"))
    assert "Зарегистр" in words(client.get(f"{address}?language=xx"))


def test_it_is_one_page_however_many_classes_come(db_session, client):
    coming = make_class(first_day=clock.today() + timedelta(days=5))
    paper = leaflet(
        coming.centre, [coming] * 30, own_programme("tj-pilot"), "ru", address="https://pdo.example/", at=clock.now()
    )
    assert len(PdfReader(BytesIO(paper)).pages) == 1


def test_two_classes_side_by_side_are_one_date(db_session, client):
    client.speak("en")
    day = clock.today() + timedelta(days=5)
    first = make_class(first_day=day)
    make_class(first_day=day, room=make_room(centre=first.centre))
    other = make_class(first_day=day, room=make_room(centre=first.centre))
    other.language = "ru"
    db_session.flush()
    said = words(client.get(f"/centres/{first.centre.code}/leaflet.pdf"))
    assert [said.count(each) for each in (" ".join(written_date(day, "en").split()), "Тоҷикӣ", "Русский")] == [2, 1, 1]


def test_there_is_no_leaflet_of_no_centre(db_session, client):
    assert client.get("/centres/nowhere/leaflet.pdf").status_code == 404


def test_anybody_finds_the_next_class_in_their_language_or_what_to_do(db_session, client):
    client.speak("en")
    day = clock.today() + timedelta(days=5)
    uzbek, closed = make_class(first_day=day), make_class(first_day=day)
    uzbek.language, closed.language, closed.audience = "uz", "ky", "women"
    db_session.flush()
    assert "/dates" in client.get("/").page.html
    page = client.get("/dates?in=uz").page
    assert uzbek.centre.names["en"] in page.text and "No class in this language" not in page.text
    page = client.get("/dates?in=ky").page
    assert closed.centre.names["en"] not in page.text and "No class in this language is planned yet" in page.text
    assert "There are classes in:" in page.text and "/dates?in=uz" in page.html
    assert client.get("/dates?in=moon").status_code == 200
