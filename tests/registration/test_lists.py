"""Lists from agencies: looked at cell by cell, registered all or nobody."""

import zipfile
from datetime import timedelta
from functools import cache
from io import BytesIO

import openpyxl
import pytest

from lms.accounts.models import RoleGrant
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db
from lms.core.spreadsheets import unfit
from lms.registration.models import Registration
from lms.registration.rules.importing import MOST_ROWS, Reason, letter, read_rows
from lms.registration.sheets import LIMITS
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.registration import make_registration

RIGHT = {
    "family_name_latin": "Sharipov", "given_name_latin": "Jamshed", "family_name": "Шарипов", "given_name": "Ҷамшед",
    "birth_date": "12.05.1990", "sex": "Мард", "phone": "90 111 22 33", "home": "Vahdat", "country": "Russia",
    "occupation": "Construction", "first_time": "Да", "language": "Тоҷикӣ",
}  # fmt: skip

LATIN = [f"{first}o{last}ir" for first in "BDGLM" for last in "FKNST"]


def departs() -> str:
    return f"{clock.today() + timedelta(days=20):%d.%m.%Y}"


def filled(empty: bytes, *people: dict) -> bytes:
    """The empty list with these people in it."""
    book = openpyxl.load_workbook(BytesIO(empty))
    sheet = book.worksheets[0]
    keys = [cell.value for cell in sheet[1]]
    for number, person in enumerate(people, 3):
        for key, value in {**RIGHT, "departs_on": departs(), **person}.items():
            sheet.cell(number, keys.index(key) + 1, value)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def officer(client, db_session):
    make_centre(code="dushanbe", serves_regions=("dushanbe", "drs"))
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    client.speak("en")
    return client


@pytest.fixture
def empty(officer) -> bytes:
    return officer.get("/desk/lists/empty.xlsx").get_data()


def send(client, content: bytes):
    return client.post("/desk/lists", {"file": (BytesIO(content), "x.xlsx")}, content_type="multipart/form-data")


def sealed(page) -> str:
    return page.html.split('name="sealed" value="')[1].split('"')[0]


def registered() -> list[str]:
    return list(db.session.scalars(db.select(Registration.given_name).order_by(Registration.id)))


def test_a_list_is_looked_at_and_then_registered_once(officer, empty):
    made = make_registration(centre_code="dushanbe", given_name="Ситора", given_name_latin="Sitora")
    again = {"family_name": "Рахимова", "family_name_latin": "Rahimova", "given_name": "Ситора", "sex": "f",
             "given_name_latin": "Sitora", "phone": "", "language": ""}  # fmt: skip
    content = filled(empty, {}, {"given_name": "Умед", "given_name_latin": "Umed", "phone": ""}, again, {})
    page = send(officer, content).page
    assert ("4 people are in the list" in page.text, registered()) == (True, ["Ситора"])
    assert f"/desk/registrations/{made.key}" in page.html
    assert page.html.count(" checked>") == 2  # who is registered already, and who stands in it twice
    for _ in range(2):
        done = officer.post("/desk/lists/register", {"sealed": sealed(page), "leave": ["5", "6"]}).page
    assert registered() == ["Ситора", "Ҷамшед", "Умед"]
    keys = [each.key for each in db.session.scalars(db.select(Registration)) if each.given_name != "Ситора"]
    assert all(key in done.html for key in keys)
    assert officer.post("/desk/lists/cards.pdf", {"key": keys}).mimetype == "application/pdf"


def test_a_list_of_which_everybody_is_left_out_is_shown_again(officer, empty):
    page = send(officer, filled(empty, {})).page
    again = officer.post("/desk/lists/register", {"sealed": sealed(page), "leave": ["3"]})
    assert (again.status_code, "Everybody is left out" in again.page.text, registered()) == (422, True, [])
    assert officer.post("/desk/lists/register", {"sealed": sealed(again.page)}).status_code == 200


def test_what_is_wrong_is_told_cell_by_cell_and_nobody_is_registered(officer, empty):
    wrong = {"birth_date": "31.02.1990", "home": "Atlantis", "phone": "12", "family_name_latin": "Шарипов"}
    response = send(officer, filled(empty, {}, wrong))
    page = response.page.text
    assert (response.status_code, registered()) == (422, [])
    assert all(f" {cell} " in page for cell in ("A4", "F4", "H4", "I4")) and " A3 " not in page
    assert "There is no such day" in page and "4 cells have to be put right" in page


def test_what_is_left_empty_is_as_at_the_desk_and_yes_and_no_are_read_in_every_language(officer, empty):
    said = {"language": "", "first_time": "Yoʻq", "has_internet": "Ооба", "reads_alone": "Не"}
    page = send(officer, filled(empty, said)).page
    officer.post("/desk/lists/register", {"sealed": sealed(page)})
    [made] = db.session.scalars(db.select(Registration))
    answers = made.language, made.journeys[0].first_time, made.has_internet, made.reads_alone
    assert answers == ("tg", True, True, False)


def test_a_list_that_was_changed_on_the_way_is_refused(officer):
    assert officer.post("/desk/lists/register", {"sealed": "x.y"}).status_code == 400


@cache
def bomb() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return file.getvalue()


def with_entities(part: str = "xl/worksheets/sheet1.xml", encoding: str = "utf-8") -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"<x/>")
        parts.writestr(part, '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(encoding))
    return file.getvalue()


def damaged() -> bytes:
    """A spreadsheet of which one byte was lost on the way."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"<x/>" * 9)
    content = bytearray(file.getvalue())
    content[content.index(b"sheet1.xml") + len("sheet1.xml")] ^= 0xFF
    return bytes(content)


def packed_oddly() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"<x/>")
    return file.getvalue()


def test_a_list_sent_again_with_somebody_more_registers_only_that_one(officer, empty):
    names = (("Умед", "Umed"), ("Фарҳод", "Farhod"), ("Далер", "Daler"))
    page = send(officer, filled(empty, *({"given_name": own, "given_name_latin": latin, "phone": "", "sex": "m"}
                                         for own, latin in names))).page  # fmt: skip
    officer.post("/desk/lists/register", {"sealed": sealed(page), "leave": ["3", "4"]})
    assert registered() == ["Далер"]
    officer.post("/desk/lists/register", {"sealed": sealed(page), "leave": ["3"]})
    assert registered() == ["Далер", "Фарҳод"]


def test_an_officer_of_several_centres_says_for_which_one_a_list_is(officer, empty, db_session):
    make_centre(code="there")
    of_two = make_user(role=Role.OFFICER, centre="dushanbe")
    db_session.add(RoleGrant(user_id=of_two.id, role=Role.OFFICER.value, within="centre", code="there"))
    officer.sign_in(of_two)
    content = {"sealed": sealed(send(officer, filled(empty, {}, {"given_name": "Умед", "phone": ""})).page)}
    unsaid = officer.post("/desk/lists/register", {**content, "leave": ["4"]})
    assert (unsaid.status_code, unsaid.page.html.count(" checked>"), registered()) == (422, 1, [])
    officer.post("/desk/lists/register", {"sealed": sealed(unsaid.page), "leave": ["4"], "centre": "there"})
    assert [each.centre_code for each in db_session.scalars(db.select(Registration))] == ["there"]


def test_the_cards_of_a_list_stand_in_the_trail_of_each(officer, db_session):
    made = [make_registration(centre_code="dushanbe", phone=None) for _ in range(2)]
    officer.post("/desk/lists/cards.pdf", {"key": [each.key for each in made]})
    printed = db_session.execute(db.text("select subject_id, action from audit_entry where deed = 'printed'")).all()
    assert sorted(printed) == [(each.id, "card") for each in made]


def test_a_long_list_asks_no_more_than_a_short_one(officer, empty, count_queries):
    make_registration(centre_code="dushanbe")

    def asked(size: int) -> int:
        people = ({"given_name_latin": name, "phone": "", "birth_date": f"{n + 1:02}.01.1991"}
                  for n, name in enumerate(LATIN[:size]))  # fmt: skip
        content = filled(empty, *people)
        with count_queries() as found:
            assert send(officer, content).status_code == 200
        return len(found)

    asked(1)  # what is kept in memory
    assert asked(25) == asked(5)


@pytest.mark.source
@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", Reason.NO_FILE), (b"name;date", Reason.NOT_A_SHEET), (bomb(), Reason.UNPACKED_LARGE),
     (b"PK" + b"0" * 1_100_000, Reason.FILE_LARGE), (with_entities("xl/styles.xml"), Reason.NOT_A_SHEET),
     (with_entities("xl/workbook.dat"), Reason.NOT_A_SHEET),
     (with_entities("xl/styles.xml", "utf-16"), Reason.NOT_A_SHEET), (damaged(), Reason.NOT_A_SHEET),
     (packed_oddly(), Reason.NOT_A_SHEET)],
    ids=["none", "text", "bomb", "huge", "entities", "entities elsewhere", "entities in two bytes", "damaged", "lzma"],
)  # fmt: skip
def test_files_that_are_no_lists_are_not_opened(content, reason):
    assert unfit(content, LIMITS) == reason


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", bomb()])
def test_and_the_page_says_what_to_do(officer, content):
    response = send(officer, content)
    assert (response.status_code, "Please" in response.page.text) == (422, True)


@pytest.mark.source
def test_lines_become_people():
    keys = list(RIGHT | {"departs_on": ""})
    assert read_rows([["name"], [], ["x"]]) == Reason.OTHER_COLUMNS
    assert read_rows([keys, []]) == Reason.NOBODY_IN_IT
    assert read_rows([keys, [], *([["x"]] * (MOST_ROWS + 1))]) == Reason.MANY_ROWS
    rows, letters = read_rows([keys, [], [], ["Sharipov"]])
    assert ([(row.number, row.cells["family_name_latin"]) for row in rows], letters["sex"]) == ([(4, "Sharipov")], "F")
    assert [letter(n) for n in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]
