"""Where people leave from, and hours taught."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lms.accounts.queries import as_actor
from lms.attendance.models import RollCall
from lms.centres.models import Jamoat
from lms.core import clock
from lms.core.actors import Actor, Grant, Role
from lms.core.database import db
from lms.reports import queries
from lms.reports.messages import NOT_KNOWN
from lms.reports.rules import Demand, Place, Taught, add_months
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre, make_room
from tests.factories.classes import make_class, make_seat, make_wait
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer


def coming() -> date:
    """The first day of the next month."""
    return add_months(clock.today().replace(day=1), 1)


@pytest.fixture
def everywhere(db_session):
    return as_actor(make_user(role=Role.MNE))


def leaving(**person):
    """Somebody of Vahdat who leaves in the middle of the month."""
    return make_enrolment(departs_on=coming().replace(day=20), region="drs", district="vahdat", **person)


def test_everybody_counts_once_at_the_furthest_step(everywhere):
    centre = make_centre(region="drs", district="vahdat")
    full = make_class(room=make_room(centre=centre), capacity=1, first_day=coming() + timedelta(days=8))
    make_seat(training_class=full, enrolment=leaving(jamoat="Чуянгарон"))
    make_wait(training_class=full, enrolment=leaving(jamoat="Чуянгарон"))
    leaving(jamoat=None)
    found = queries.demand(everywhere, coming(), "en")
    chuyangaron, unknown = Demand(seated=1, waiting=1), Demand(nothing=1)
    district = Place(
        "vahdat", found[0].parts[0].label, Demand(seated=1, waiting=1, nothing=1, seats=1),
        (Place("Чуянгарон", "Чуянгарон", chuyangaron), Place("", str(NOT_KNOWN), unknown)),
    )  # fmt: skip
    assert found == [Place("drs", found[0].label, district.demand, (district,))]
    assert found[0].demand.leaving == 3


def test_another_month_is_another_demand(everywhere):
    leaving()
    assert queries.demand(everywhere, add_months(coming(), 1), "en") == []


def test_who_serves_one_centre_sees_its_people_and_seats(client, db_session):
    make_centre(code="one"), make_centre(code="two")
    leaving(centre_code="one"), leaving(centre_code="two")
    officer = as_actor(make_user(role=Role.OFFICER, centre="one"))
    assert [each.demand for each in queries.demand(officer, coming(), "en")] == [Demand(nothing=1)]


def test_the_pages_say_it_in_words_and_lead_down_to_the_jamoat(client, db_session):
    leaving(jamoat="Чуянгарон")
    client.sign_in(make_user(role=Role.MNE))
    client.speak("en")
    page = client.get(f"/reports/demand?month={coming():%Y-%m}").page
    assert "1 person leaves. One of them has neither a certificate nor a seat." in page.text
    assert "district=vahdat" in page.html
    assert "Чуянгарон" in client.get(f"/reports/demand?month={coming():%Y-%m}&district=vahdat").page.text


def test_seats_stand_beside_their_jamoat_and_the_pages_lead_region_district_jamoat(client, db_session):
    jamoat = Jamoat(code="v-ch", region="drs", district="vahdat", names={"tg": "Чуянгарон", "en": "Chuyangaron"})
    db_session.add(jamoat)
    db_session.flush()
    centre = make_centre(region="drs", district="vahdat")
    centre.jamoat_id = jamoat.id
    made = make_class(room=centre.rooms[0], first_day=coming() + timedelta(days=5), capacity=7)
    leaving(jamoat="чуянгарон"), leaving(jamoat="Баҳор")
    everything = Actor(1, "en", frozenset({Grant(Role.MNE)}))
    [region] = queries.demand(everything, coming(), "en")
    [district] = region.parts
    assert (made.capacity, district.demand.seats, region.demand.seats) == (7, 7, 7)
    assert {part.label: part.demand.seats for part in district.parts} == {"чуянгарон": 7, "Баҳор": 0}
    client.sign_in(make_user(role=Role.MNE))
    client.speak("en")
    top = client.get(f"/reports/demand?month={coming():%Y-%m}").page
    assert "region=drs" in top.html
    one = client.get(f"/reports/demand?month={coming():%Y-%m}&region=drs").page
    assert "district=vahdat" in one.html and "Баҳор" in one.text
    last = client.get(f"/reports/demand?month={coming():%Y-%m}&district=vahdat").page
    assert "; seats there: 7" in last.text
    for query in (f"month={coming():%Y-%m}&region=drs&district=vahdat", f"month={clock.today():%Y-%m}&region=drs"):
        assert client.get(f"/reports/demand?{query}").status_code == 200
    assert client.get("/reports/demand?region=nowhere").status_code == 404
    assert client.get("/reports/demand?region=sughd&district=vahdat").status_code == 404


@pytest.mark.parametrize("query", ["month=1999-01", "month=x", "district=nowhere"])
@pytest.mark.parametrize("page", ["demand", "teaching"])
def test_what_is_not_offered_is_not_there(client, db_session, page, query):
    client.sign_in(make_user(role=Role.MNE))
    is_only_of_the_other_page = (page, query) == ("teaching", "district=nowhere")
    assert client.get(f"/reports/{page}?{query}").status_code == (200 if is_only_of_the_other_page else 404)


def test_hours_are_planned_and_held(client, everywhere):
    trainer = make_trainer(name="=Сафарова", contract_until=date(2030, 1, 31))
    made = make_class(trainer=trainer, first_day=clock.today() + timedelta(days=2))
    month = made.first_day.replace(day=1)
    blocks = [each for each in made.sessions if each.block and each.starts_at < clock.at_local(add_months(month, 1))]
    db.session.add(RollCall(session_id=blocks[0].id, opened_at=clock.now(), closed_at=clock.now()))
    db.session.flush()
    row = Taught(
        "=Сафарова", "—", trainer.contract_from, date(2030, 1, 31),
        len(blocks), sum(each.minutes for each in blocks), 1, blocks[0].minutes,
    )  # fmt: skip
    found = queries.teaching(everywhere, month, "en")
    assert [(each.name, each.planned, each.minutes_planned, each.held, each.minutes_held) for each in found] == [
        (row.name, row.planned, row.minutes_planned, row.held, row.minutes_held)
    ]


def test_the_spreadsheet_holds_no_formula(client, db_session):
    trainer = make_trainer(name="=1+1")
    make_class(trainer=trainer, first_day=clock.today() - timedelta(days=clock.today().day - 1) + timedelta(days=1),
               at=clock.now() - timedelta(days=40))  # fmt: skip
    client.sign_in(make_user(role=Role.MNE))
    book = load_workbook(BytesIO(client.get("/reports/teaching.xlsx").get_data()))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["=1+1"]
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
