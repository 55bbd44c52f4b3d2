"""The pages of figures, and the workbook that must say the same."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lms.core import clock
from lms.core.actors import Role
from lms.registration.actions import log_consultation
from lms.registration.rules import Sex
from lms.registration.rules.consulting import Topic, Way
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.evaluation import make_answers
from tests.factories.reports import make_people

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too

PAGES = ("/reports", "/reports/centre", "/reports/month", "/reports/sex", "/reports/destination")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_an_empty_page_is_a_page(client, path, language):
    client.sign_in(make_user(role=Role.MNE, language=language))
    client.speak(language)
    assert client.get(path).status_code == 200


def test_the_sentence_says_the_main_figure(client):
    make_people(centre=make_centre(), registered=4, certified=3)
    client.sign_in(make_user(role=Role.MNE))
    month = f"{clock.today():%B %Y}"
    sentence = f"{month}: 3 of 4 people registered were certified before leaving (75 %)."
    for path in PAGES:
        assert sentence in client.get(path).page.text


@pytest.mark.both
def test_filters_stand_in_the_address_and_are_kept_by_the_links(client):
    make_people(centre=make_centre(code="bokhtar"), registered=1, sex=Sex.FEMALE)
    client.sign_in(make_user(role=Role.MNE))
    page = client.get("/reports/centre?sex=f&centre=bokhtar").page
    assert '<option selected value="f">Women</option>' in page.html
    assert 'href="/reports.xlsx?sex=f&amp;centre=bokhtar"' in page.html
    assert 'href="/reports/month?sex=f&amp;centre=bokhtar"' in page.html


@pytest.mark.parametrize("query", ["first=2026-13", "first=x", "sex=x", "centre=nowhere", "destination=XX"])
def test_a_choice_that_is_not_offered_is_not_there(client, query):
    client.sign_in(make_user(role=Role.ADMIN))
    assert client.get(f"/reports?{query}").status_code == 404


def test_figures_by_something_else_are_not_there(client):
    client.sign_in(make_user(role=Role.MNE))
    assert client.get("/reports/shoe-size").status_code == 404


def test_an_officer_sees_the_own_centre_only(client):
    bokhtar, khujand = make_centre(code="bokhtar"), make_centre(code="khujand", names={"en": "Khujand centre"})
    make_people(centre=bokhtar, registered=1)
    make_people(centre=khujand, registered=2)
    client.sign_in(make_user(role=Role.OFFICER, centre="bokhtar"))
    page = client.get("/reports/centre").page
    assert "0 of 1 person registered" in page.text
    assert "Khujand" not in page.text
    assert client.get("/reports?centre=khujand").status_code == 404
    assert client.get("/reports.xlsx?centre=khujand").status_code == 404


@pytest.mark.parametrize("role", [Role.TRAINER, Role.AUTHOR])
def test_figures_are_not_for_everybody(client, role):
    client.sign_in(make_user(role=role))
    assert [client.get(path).status_code for path in (*PAGES, "/reports.xlsx")] == [404] * 6


def test_the_workbook_says_what_the_page_says(client):
    bokhtar, khujand = make_centre(code="bokhtar"), make_centre(code="khujand")
    make_people(centre=bokhtar, registered=4, certified=3)
    make_people(centre=khujand, registered=1)
    make_answers(centre=bokhtar, people=5, score=4)
    client.sign_in(make_user(role=Role.MNE))
    book = read(client, "")
    assert book.sheetnames == [
        "By centre", "By month", "By sex", "By destination", "By project", "Consultations",
        "People sent on", "Definitions",
    ]  # fmt: skip
    for sheet, path in zip(book, PAGES[1:], strict=False):
        page = client.get(path).page.text
        for row in list(sheet.iter_rows(values_only=True))[1:]:
            assert " ".join(said(value) for value in row[:8]) in page
            assert " ".join(said(value, "0.0") for value in row[11:]) in page
    assert book["By centre"].freeze_panes == "B2"
    noted = [str(row[1]) for row in book["Definitions"].iter_rows(values_only=True) if not row[0]]
    assert [each for each in noted if each.startswith("Answers are kept")] == [
        "Answers are kept by centre, sex and destination, but not by project."
    ]


@pytest.mark.both
def test_months_are_dates_and_names_never_formulas(client):
    name = '=HYPERLINK("http://example.org","Click")'
    make_people(centre=make_centre(code="bokhtar", names={"en": name}), registered=1)
    client.sign_in(make_user(role=Role.MNE))
    book = read(client, "?centre=bokhtar")
    cell = book["By centre"]["A2"]
    assert (cell.value, cell.data_type) == (name, "s")
    today = clock.today()
    assert book["By month"]["A2"].value == datetime(today.year, today.month, 1)
    about = {row[0]: row[1] for row in book["Definitions"].iter_rows(values_only=True)}
    assert (about["Centre"], about["Sex"]) == (name, "All")


def test_sheets_and_months_are_named_in_the_readers_language(client):
    client.sign_in(make_user(role=Role.MNE, language="ru"))
    client.speak("ru")
    book = read(client, "")
    for sheet in book:
        assert len(sheet.title) <= 31
    assert (book["По месяцам"]["A2"].number_format, book["По месяцам"]["A2"].is_date) == ("[$-419]mmmm yyyy", True)


def read(client, query: str):
    response = client.get(f"/reports.xlsx{query}")
    assert response.status_code == 200
    return load_workbook(BytesIO(response.get_data()))


def said(value, form: str = "") -> str:
    """A cell as the page writes it."""
    if isinstance(value, datetime):
        return f"{value:%B %Y}"
    if isinstance(value, float) and not form:
        return f"{round(100 * value)} %"
    if form and isinstance(value, (int, float)):
        return f"{value:.1f}"
    return str(value)


def test_the_workbook_counts_consultations_by_month_centre_and_topic(client):
    for code, topic, at in (
        ("bokhtar", Topic.BAN, clock.now()), ("bokhtar", Topic.BAN, clock.now()), ("khujand", Topic.WORK, clock.now()),
        ("khujand", Topic.WORK, clock.now() - timedelta(days=800)),
    ):  # fmt: skip
        log_consultation(topic=topic, way=Way.CAME, sex=None, centre_code=code, by=None, at=at)
    for code in ("bokhtar", "khujand"):
        make_centre(code=code, names={"en": code.title()})
    client.sign_in(make_user(role=Role.MNE))
    month = datetime(clock.today().year, clock.today().month, 1)

    def rows(query: str) -> list[tuple]:
        return list(read(client, query)["Consultations"].iter_rows(min_row=2, values_only=True))

    assert rows("") == [(month, "Bokhtar", "Ban on entry", 2), (month, "Khujand", "Work and contract", 1)]
    assert [row[1] for row in rows("?centre=khujand")] == ["Khujand"]
