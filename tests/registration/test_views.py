"""Registering on a phone, the desk, one's own page."""

from datetime import date, timedelta

import pytest
import time_machine

from lms.centres.actions import import_jamoats
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db
from lms.registration import queries
from lms.registration.models import Registration
from lms.registration.rules import shown_number
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.registration import make_registration

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too

NAMES = {
    "family_name_latin": "Rahimova", "given_name_latin": "Gulnora", "family_name": "Раҳимова",
    "given_name": "Гулнора", "patronymic": "",
}  # fmt: skip
PERSON = {
    "birth_date-day": "12", "birth_date-month": "5", "birth_date-year": "1990", "sex": "f", "phone": "00992 90 1234567",
    "home": "drs/vahdat", "jamoat": "Баҳор",
}  # fmt: skip
COURSE = {"language": "tg", "has_internet": "yes", "reads_alone": "yes", "needs": ["childcare"]}
FAMILY = {"member_1": "Ашӯров Баҳром", "relation_1": "spouse", "agrees_1": "y"}


def day(name: str, at: date) -> dict[str, str]:
    return {f"{name}-day": str(at.day), f"{name}-month": str(at.month), f"{name}-year": str(at.year)}


def journey(**changes) -> dict[str, str]:
    given = {"country": "RU", "country_region": "RU/moscow", "occupation": "cleaning", "first_time": "yes"}
    return {**given, **day("departs_on", clock.today() + timedelta(days=12)), **changes}


def desk(**changes) -> dict:
    return {**NAMES, **PERSON, **journey(), **COURSE, "form_token": "once", "pin": "", **changes}


def walk(client) -> None:
    steps = (
        ("/register", NAMES), ("/register/you", PERSON), ("/register/journey", journey()), ("/register/course", COURSE),
    )  # fmt: skip
    for path, answers in steps:
        client.get(path)
        assert client.post(path, answers).status_code == 302


def only_one() -> Registration:
    return db.session.scalars(db.select(Registration)).one()


@pytest.fixture
def visitor(client, db_session):
    client.speak("en")
    return client


@pytest.fixture
def officer(client, db_session):
    make_centre(code="dushanbe", serves_regions=("dushanbe", "drs"))
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    client.speak("en")
    return client


def test_somebody_registers_in_five_steps_and_sees_course_and_reason(visitor):
    make_centre(code="dushanbe", serves_regions=("dushanbe", "drs"))
    walk(visitor)
    response = visitor.post("/register/family", FAMILY)
    assert (response.status_code, response.location) == (302, "/register/pin")
    made = only_one()
    assert (made.phone, made.centre_code, made.needs) == ("+992901234567", "dushanbe", "childcare")
    page = visitor.get("/register/pin").page
    assert shown_number(made.number) in page.text
    assert visitor.post("/register/pin", {"pin": "123456"}).status_code == 422
    assert visitor.post("/register/pin", {"pin": "480 271"}).location == "/register/done"
    page = visitor.get("/register/done").page
    assert "Pre-departure orientation" in page.text
    assert visitor.get("/me/card.pdf").mimetype == "application/pdf"
    assert "Раҳимова Гулнора" in visitor.get("/me").page.text


def test_the_last_step_sent_twice_gives_one_registration(visitor):
    walk(visitor)
    with visitor.session_transaction() as cookie:
        before = dict(cookie)
    visitor.post("/register/family", FAMILY)
    with visitor.session_transaction() as cookie:
        cookie.update(before)
    assert visitor.post("/register/family", FAMILY).location == "/register/pin"
    assert only_one().number


def test_whoever_has_a_shared_phone_next_meets_nobody(visitor):
    walk(visitor)
    first = visitor.get("/register")
    assert (first.headers["Cache-Control"], NAMES["family_name_latin"] in first.page.html) == ("no-store", True)
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert visitor.get("/register/you").location == "/register"
    assert "start anew" in visitor.get("/register/you").page.text
    assert visitor.post("/register/anew").location == visitor.get("/register/you").location == "/register"
    walk(visitor)
    visitor.post("/register/family", FAMILY)
    with time_machine.travel(clock.now() + timedelta(minutes=31)):
        late = [visitor.get("/register/pin"), visitor.post("/register/pin", {"pin": "480271"})]
    assert [each.status_code for each in late] == [410, 410]
    assert [shown_number(only_one().number) in each.page.text for each in late] == [False, False]


def test_a_pin_is_chosen_once(visitor):
    walk(visitor)
    visitor.post("/register/family", {})
    with visitor.session_transaction() as cookie:
        before = dict(cookie)
    visitor.post("/register/pin", {"pin": "480271"})
    with visitor.session_transaction() as cookie:
        cookie.clear()
        cookie.update(before)
    assert visitor.get("/register/pin").location == "/sign-in"


@pytest.mark.parametrize(
    "names",
    [
        dict.fromkeys(("family_name", "given_name", "patronymic"), "".join(map(chr, range(0x4E00, 0x4E64)))),
        {**NAMES, "family_name": [" " * 500_000 + "Раҳимова", "x" * 900_000], "more": "x" * 9000},
    ],
)  # fmt: skip
def test_the_longest_answers_fit_into_a_cookie(visitor, names):
    response = visitor.post("/register", {**NAMES, **names})
    assert response.location == "/register/you"
    assert max(len(header) for header in response.headers.getlist("Set-Cookie")) < 4000
    visitor.post("/register/you", {**PERSON, "jamoat": "".join(map(chr, range(0x5E00, 0x5E64)))})
    assert visitor.get("/register/journey").status_code == 200


def test_signs_that_turn_the_direction_of_writing_are_left_out_of_names(officer):
    officer.post("/desk/registrations/new", desk(family_name="\u202eРаҳимова\u202c"))
    assert only_one().family_name == "Раҳимова"


def test_a_later_step_leads_back_to_the_first_open_one(visitor):
    assert visitor.get("/register/course").location == "/register"


def test_answers_of_an_earlier_step_are_still_there(visitor):
    visitor.post("/register", NAMES)
    assert 'value="Раҳимова"' in visitor.get("/register").get_data(as_text=True)
    with visitor.session_transaction() as cookie:
        assert "Rahimova" not in str(dict(cookie))


@pytest.mark.parametrize(
    ("path", "answers", "sentence"),
    [
        ("/register", {"family_name_latin": "Раҳимова"}, "Latin letters, as in the passport, for example"),
        ("/register", {"given_name": "я" * 300}, "at most 100 letters"),
        ("/register", {"given_name": ""}, "the given name in Tajik or Russian letters"),
        ("/register/you", {"birth_date-year": "2100"}, "still to come"),
        ("/register/you", {"birth_date-year": "2020"}, "from the age of 14"),
        ("/register/you", {"birth_date-month": "13"}, "no such day"),
        ("/register/you", {"birth_date-day": "x" * 5000}, "no such day"),
        ("/register/you", {"birth_date-day": "", "birth_date-month": "", "birth_date-year": ""}, "write the day"),
        ("/register/you", {"phone": "12"}, "cannot be a telephone"),
        ("/register/you", {"home": "mars/crater"}, "choose from what is offered"),
        ("/register/you", {"sex": ""}, "You are Please choose one."),
        ("/register/journey", {"departs_on-year": "2020"}, "This day has passed"),
        ("/register/journey", {"country": "KZ"}, "in another country"),
        ("/register/course", {"needs": ["x"]}, "choose from what is offered"),
        ("/register/family", {"member_1": "Али", "relation_1": ""}, "how this person is related"),
        ("/register/family", {"agrees_1": ""}, "Please ask this person first"),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_keeps_what_was_typed(visitor, path, answers, sentence):
    right = {
        "/register": NAMES, "/register/you": PERSON, "/register/journey": journey(), "/register/course": COURSE,
        "/register/family": FAMILY,
    }  # fmt: skip
    for each, given in right.items():
        if each == path:
            break
        visitor.post(each, given)
    response = visitor.post(path, {**right[path], **answers})
    assert response.status_code == 422
    assert sentence.lower() in response.page.text.lower()
    assert db.session.scalars(db.select(Registration)).all() == []


def test_files_where_words_are_expected_are_answered_calmly(visitor):
    response = visitor.post("/register", {**NAMES, "family_name": (__import__("io").BytesIO(b"x"), "x.png")},
                            content_type="multipart/form-data")  # fmt: skip
    assert response.status_code == 422


def test_the_desk_registers_on_one_page_and_shows_the_pin_once(officer):
    assert officer.get("/desk/registrations/new").status_code == 200
    page = officer.post("/desk/registrations/new", desk()).page
    made = only_one()
    assert shown_number(made.number) in page.text
    assert (made.centre_code, made.created_by_id is None) == ("dushanbe", False)
    again = officer.post("/desk/registrations/new", desk())
    assert again.location == f"/desk/registrations/{made.key}"


def test_a_weak_pin_at_the_desk_leaves_nothing_behind(officer):
    response = officer.post("/desk/registrations/new", desk(pin="111111"))
    assert (response.status_code, "easy to guess" in response.page.text) == (422, True)
    assert db.session.scalars(db.select(Registration)).all() == []


@pytest.mark.parametrize("text", ["рахимова", "Rahimova gulnora", "ГУЛНОРА", "90 123 45 69", "+992901234569", "number"])
def test_people_are_found_in_any_spelling_by_number_and_phone(officer, text):
    made = make_registration(centre_code="dushanbe", phone="+992901234569")  # nine digits that may be a number too
    make_registration(centre_code="dushanbe", family_name="Ҷалилов", family_name_latin="Jalilov", given_name="Али",
                      given_name_latin="Ali", phone=None)  # fmt: skip
    text = shown_number(made.number) if text == "number" else text
    page = officer.post("/desk/registrations", {"q": text}, follow_redirects=True).page
    assert ("Раҳимова Гулнора" in page.text, "Ҷалилов" in page.text) == (True, False)


@pytest.mark.both
def test_a_mistyped_number_is_called_mistyped(officer):
    def said(text: str) -> str:
        return officer.post("/desk/registrations", {"q": text}, follow_redirects=True).page.text

    assert "The number 6000 0001 0 was mistyped" in said("6000 0001 0")
    assert "Nobody whom you serve has the telephone 90 123 45 67. If it is the number on a card" in said("90 123 45 67")


def test_what_is_searched_for_stands_in_no_address_and_can_be_read_in_no_cookie(officer):
    response = officer.post("/desk/registrations", {"q": "Раҳимова"})
    assert response.location == "/desk/registrations?last=yes"
    assert 'value="Раҳимова"' in officer.get(response.location).page.html
    assert 'value="Раҳимова"' not in officer.get("/desk/registrations").page.html
    with officer.session_transaction() as cookie:
        assert "Раҳимова" not in str(dict(cookie))


@pytest.mark.both
def test_the_record_shows_corrects_and_prints(officer):
    made = make_registration(centre_code="dushanbe", needs=("childcare",))
    page = officer.get(f"/desk/registrations/{made.key}").page
    assert "Vahdat" in page.text
    assert [officer.get(f"/desk/registrations/{made.key}/card.pdf?paper={paper}").status_code
            for paper in ("a4", "label", "wall")] == [200, 200, 404]  # fmt: skip
    assert officer.get(f"/desk/registrations/{made.key}/edit").status_code == 200
    later = clock.today() + timedelta(days=40)
    answers = {**NAMES, "family_name": "Раҳимзода", "phone": "935556677", **day("departs_on", later)}
    answers |= {**day("birth_date", made.birth_date), "sex": made.sex, "home": "drs/vahdat", "jamoat": made.jamoat}
    answers["language"] = "uz"
    assert officer.post(f"/desk/registrations/{made.key}/edit", answers).status_code == 302
    found = only_one()
    assert (found.family_name, found.phone, found.language) == ("Раҳимзода", "+992935556677", "uz")
    assert queries.journey(found.id).departs_on == later


def test_a_new_pin_is_shown_once(officer):
    made = make_registration(centre_code="dushanbe")
    assert "it is shown only once" in officer.post(f"/desk/registrations/{made.key}/pin").page.text


def test_an_officer_of_another_centre_finds_nothing(client, db_session):
    made = make_registration(centre_code="dushanbe")
    client.sign_in(make_user(role=Role.OFFICER, centre="khujand"))
    client.speak("en")
    paths = [f"/desk/registrations/{made.key}{rest}" for rest in ("", "/edit", "/card.pdf")]
    assert [client.get(path).status_code for path in paths] == [404] * 3
    assert client.post(f"/desk/registrations/{made.key}/pin").status_code == 404
    assert "Раҳимова" not in client.get("/desk/registrations").page.text


def test_a_trainee_changes_phone_language_and_departure(client, db_session):
    made = make_registration()
    client.sign_in(made.user)
    later = clock.today() + timedelta(days=40)
    chosen = {"phone": "+7 912 345-67-89", "language": "tg", **day("departs_on", later)}
    assert client.post("/me", chosen).status_code == 302
    found = only_one()
    assert (found.phone, found.language, queries.journey(found.id).departs_on) == ("+79123456789", "tg", later)
    assert (client.post("/me", chosen | {"language": "ru"}).status_code, only_one().language) == (302, "ru")
    assert client.post("/me", chosen | {"language": "xx"}).status_code == 422
    answers = {"phone": "", **day("departs_on", date(2020, 1, 1))}
    assert client.post("/me", answers).status_code == 422
    assert client.post("/me", {"language": "ru", **day("departs_on", later)}).status_code == 302
    assert only_one().phone is None, "what is left out is not said"


def test_a_list_of_many_asks_the_database_no_more_often_than_one_of_few(officer, count_queries):
    counts = []
    for people in (1, 5, 20):
        for _ in range(people):
            make_registration(centre_code="dushanbe", phone=None)
        with count_queries() as asked:
            officer.get("/desk/registrations")
        counts.append(len(asked))
    assert counts[1] == counts[2]


@pytest.mark.both
@pytest.mark.parametrize("text", ["%_\\", "я" * 500, "a " * 3000, "' or 1=1", "\u202e", "☃"])
def test_strange_searches_are_answered_calmly(officer, text):
    make_registration(centre_code="dushanbe")
    assert officer.post("/desk/registrations", {"q": text}, follow_redirects=True).status_code == 200


@pytest.mark.parametrize("page", ["0", "-5", "x", str(10**30)])
def test_strange_pages_are_answered_calmly(officer, page):
    assert officer.get(f"/desk/registrations?page={page}").status_code == 200


@pytest.mark.parametrize("changes", [{"form_token": ""}, {"form_token": "x" * 500}])
def test_strange_answers_at_the_desk_are_answered_calmly(officer, changes):
    answers = [officer.post("/desk/registrations/new", desk(**changes)).status_code for _ in range(2)]
    assert set(answers) <= {200, 302, 422}


def test_the_jamoats_of_a_district_stand_beside_the_field_without_a_script(visitor):
    import_jamoats(
        rows=[{"code": "b", "region": "drs", "district": "vahdat", "tg": "Баҳор"},
              {"code": "k", "region": "sughd", "district": "khujand", "tg": "Кистакӯз"}],
        by=None, at=clock.now(),
    )  # fmt: skip
    visitor.post("/register", NAMES)
    assert '<option value="Кистакӯз">' in visitor.get("/register/you").page.html
    page = visitor.post("/register/you", {**PERSON, "home": "drs/vahdat", "sex": ""}).page.html
    assert '<option value="Баҳор">' in page and "Кистакӯз" not in page
