"""People registered without network: sent once, told what is wrong, found when they were registered before."""

import json
import re
from datetime import timedelta

import pytest

from lms.accounts.models import RoleGrant
from lms.core import clock
from lms.core.actors import Role, Within
from lms.core.database import db
from lms.offline.rules import MOST_PEOPLE, read_people
from lms.registration.models import Lookalike, Registration
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.registration import make_registration

ONE, TWO, THREE = "a" * 32, "b" * 32, "c" * 32


def answers(**changes) -> dict[str, list[str]]:
    leaves = clock.today() + timedelta(days=20)
    given = {
        "family_name_latin": "Sharipov", "given_name_latin": "Jamshed", "family_name": "Шарипов",
        "given_name": "Ҷамшед", "patronymic": "", "birth_date-day": "12", "birth_date-month": "5",
        "birth_date-year": "1990", "sex": "m", "phone": "", "home": "drs/vahdat", "country": "RU",
        "departs_on-day": str(leaves.day), "departs_on-month": str(leaves.month), "departs_on-year": str(leaves.year),
        "occupation": "unknown", "first_time": "yes", "has_internet": "yes", "reads_alone": "yes", "language": "tg",
        "safety_training": "unknown", **changes,
    }  # fmt: skip
    return {name: [value] for name, value in given.items()}


@pytest.fixture
def officer(client, db_session):
    make_centre(code="dushanbe", serves_regions=("dushanbe", "drs"))
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    client.speak("en")
    return client


def send(client, *people: tuple[str, dict]):
    letter = {"people": [{"id": name, "answers": given} for name, given in people]}
    return client.post("/offline/field", json=letter, headers={"X-CSRFToken": client.token()})


def test_who_is_sent_twice_is_registered_once(officer):
    first, again = (send(officer, (ONE, answers())).get_json() for _ in range(2))
    [made] = db.session.scalars(db.select(Registration)).all()
    assert first == again == {"kept": {ONE: {"number": first["kept"][ONE]["number"], "alike": False}}, "refused": {}}
    assert (made.full_name, made.centre_code) == ("Шарипов Ҷамшед", "dushanbe")


def test_an_officer_of_two_centres_says_for_which_each_is(officer):
    make_centre(code="khujand")
    both = make_user(role=Role.OFFICER, centre="dushanbe")
    db.session.add(RoleGrant(user_id=both.id, role=Role.OFFICER, code="khujand", within=Within.CENTRE))
    officer.sign_in(both)
    offered = re.search(r"data-centres='(.*?)'", officer.get("/desk/field").get_data(as_text=True))[1]
    assert [code for code, _name in json.loads(offered)] == ["dushanbe", "khujand"]
    told = send(officer, (ONE, answers(centre="khujand")), (TWO, answers()), (THREE, answers(centre="mars"))).get_json()
    assert {name: said[0] for name, said in told["refused"].items()} == {
        TWO: "Centre: Please choose one.", THREE: "Centre: Please choose from what is offered.",
    }  # fmt: skip
    assert [each.centre_code for each in db.session.scalars(db.select(Registration))] == ["khujand"]


def test_what_is_wrong_with_one_does_not_hold_up_another(officer):
    told = send(officer, (ONE, answers(home="mars/crater")), (TWO, answers())).get_json()
    assert (list(told["kept"]), list(told["refused"])) == ([TWO], [ONE])
    assert "Home: Please choose from what is offered." in told["refused"][ONE]


def test_who_was_registered_before_is_told_and_stands_among_the_pairs(officer):
    make_registration(
        centre_code="dushanbe", family_name="Шарифов", given_name="Чамшед", family_name_latin="Sharifov",
        given_name_latin="Jamshed", patronymic=None,
    )  # fmt: skip
    told = send(officer, (ONE, answers(sex="f"))).get_json()
    assert told["kept"][ONE]["alike"] is True
    assert len(db.session.scalars(db.select(Lookalike)).all()) == 1


@pytest.mark.parametrize("letter", [None, [], {"people": 1}, {"people": [{"id": "x", "answers": {}}]}])
def test_what_is_no_letter_is_refused(officer, letter):
    answer = officer.post("/offline/field", json=letter, headers={"X-CSRFToken": officer.token()})
    assert answer.status_code == 400


@pytest.mark.source
def test_a_letter_is_read_strictly():
    right = {"id": ONE, "answers": {"sex": ["m"]}}
    assert read_people({"people": [right]}) == {ONE: {"sex": ["m"]}}
    assert read_people({"people": [right] * (MOST_PEOPLE + 1)}) is None
    wrong = ({"sex": "m"}, {"sex": [1]}, {"sex": ["m" * 301]}, {"sex": ["m"] * 61})
    assert [read_people({"people": [{**right, "answers": each}]}) for each in wrong] == [None] * 4


def test_the_page_without_network_says_nothing_of_anybody(officer):
    page = officer.get("/offline/field/ru").get_data(as_text=True)
    assert ("Sign out" in page, "Шарипов" in page, 'id="field-form"' in page) == (False, False, True)
    assert "field-ru" in officer.get("/worker.js").get_data(as_text=True)
    assert officer.get("/desk/field").status_code == 200
