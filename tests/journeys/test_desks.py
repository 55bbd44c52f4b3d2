"""The desks: each role starts with its next thing, and does its daily work."""

import io

import pytest
from openpyxl import load_workbook

from tests.journeys.stage import DESK
from tests.journeys.steps import make_class, register_at_desk

STARTS = {
    "trainer": ("My day", "Call the roll"),
    "officer": ("Tuesday, 2 March 2027", "Register somebody"),
    "author": ("The curriculum today", "All modules and languages"),
    "mne": ("What is new", "All figures"),
    "admin": ("Administration", "New account"),
}


@pytest.mark.parametrize("role", STARTS)
def test_each_desk_starts_with_its_next_thing(reader, role):
    person = reader(DESK)
    person.sign_in(role)
    assert (person.heading, person.page.locator("main .main:is(button, .button)").first.inner_text()) == STARTS[role]


def test_an_officer_registers_prints_seats_and_moves(reader):
    officer = reader(DESK)
    officer.sign_in("officer")
    first = make_class(officer, "2027-03-05", room="1", trainer="Манижа Ҳакимова")
    second = make_class(officer, "2027-03-11", room="1", trainer="Манижа Ҳакимова")
    number = register_at_desk(officer, family="Kodirov", own="Қодиров")
    card = officer.page.get_by_role("link", name="Print the card").get_attribute("href")
    assert officer.fetch(card).startswith(b"%PDF")
    officer.press("To the record")

    row = officer.page.locator("tr", has_text="Friday, 5 March 2027")
    officer.go(row.get_by_role("button", name="Give a seat").first)
    assert officer.path == f"/desk/classes/{first}"
    assert "Қодиров Рустам has seat 1." in officer.text
    officer.press("Move, print, give up")
    slip = officer.page.get_by_role("link", name="Print the slip").get_attribute("href")
    assert officer.fetch(slip).startswith(b"%PDF")

    row = officer.page.locator("tr", has_text="Thursday, 11 March 2027")
    officer.go(row.get_by_role("button", name="Move here"))
    assert officer.path == f"/desk/classes/{second}"
    assert "".join(officer.page.inner_text("tbody tr:has-text('Қодиров')").split()).count(number) == 1


def test_an_author_sees_a_module_as_trainees_read_it(reader):
    author = reader(DESK)
    author.sign_in("author")
    author.press("All modules and languages")
    author.press("The money you earn")
    assert author.heading == "The money you earn"
    assert "Where does the money go?" in author.page.inner_text(".phone-view")
    assert "Review by" in author.text


def test_the_figures_are_filtered_and_downloaded(reader):
    officer = reader(DESK)
    officer.sign_in("mne")
    officer.open("/reports")
    officer.press("By centre")
    officer.page.get_by_label("Sex").select_option("f")
    officer.press("Show", exact=True)
    assert "sex=f" in officer.path
    address = officer.page.get_by_role("link", name="Download the figures").get_attribute("href")
    book = load_workbook(io.BytesIO(officer.fetch(address)))
    assert len(book.sheetnames) >= 2


def test_an_administrator_makes_an_account_whose_link_sets_a_password(reader, world):
    admin, newcomer = reader(DESK), reader(DESK)
    admin.sign_in("admin")
    admin.press("New account")
    admin.fill(name="Малика Раҳимова", login="m.rahimova", role="officer", place="centre:dushanbe", language="en")
    admin.send()
    link = admin.page.inner_text(".copy")
    admin.open("/")
    assert "Малика Раҳимова" in admin.text

    newcomer.open("/set-password/" + link.split("/set-password/")[1])
    newcomer.fill(password="a road of good people")
    newcomer.send()
    assert newcomer.heading == "Tuesday, 2 March 2027"
    newcomer.sign_out()
    newcomer.sign_in_as("m.rahimova", "a road of good people")
    assert newcomer.heading == "Tuesday, 2 March 2027"
