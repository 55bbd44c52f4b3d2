"""What lessons give: the same questions before and after."""

import re
from html import unescape
from io import BytesIO

import openpyxl
import pytest

from lms.core import clock
from lms.core.actors import Role
from lms.curriculum import queries as curriculum
from lms.quizzes import actions
from lms.registration.rules import Sex
from lms.reports.rules import Share
from lms.reports.rules.gain import After, Chosen, Gained, Pairs, too_few
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.quizzes import answer_to
from tests.factories.registration import make_enrolment

SLUG = "bank-account"


def learn(enrolment, *, before: int, after: int) -> None:
    """Somebody who answers the first `before` questions rightly before the lesson, and the first `after` after it."""
    programme = curriculum.programme(enrolment.edition_id)
    module = curriculum.module_in(programme, SLUG, enrolment.journey.bound_for)
    for start, right in ((actions.start_before, before), (actions.start_check, after)):
        attempt = start(enrolment=enrolment, module=module, by=None, at=clock.now())
        for position in range(1, right + 1):
            actions.answer(attempt=attempt, position=position, chosen=answer_to(attempt, position), at=clock.now())
        actions.submit(attempt=attempt, by=None, at=clock.now())


@pytest.fixture
def people(db_session):
    """Five men and two women; everybody knows one answer before and three after."""
    made = [make_enrolment(sex=Sex.MALE if n < 5 else Sex.FEMALE) for n in range(7)]
    for each in made:
        learn(each, before=1, after=3)
    return made


@pytest.fixture
def reader(db_session, client):
    client.sign_in(make_user(role=Role.MNE))
    client.speak("en")
    return client


def cells(page, label):
    """The figures of one row of the page, after the lesson."""
    row = unescape(page.html).partition(f">{label}<")[2].partition("</tr>")[0]
    return [" ".join(re.sub("<[^>]+>", "", each).split()) for each in re.findall(r"<td.*?</td>", row)][:4]


@pytest.mark.source
def test_gain_is_said_in_points_and_hidden_where_it_would_tell_of_few():
    pairs = Pairs(8, 8, 2, 6)
    assert (pairs.was, pairs.is_now, pairs.points) == (Share(2, 8), Share(6, 8), 50)
    assert Pairs(8, 8, 2, 6) + Pairs(5, 5, 0, 5) == Pairs(8, 13, 2, 11)
    assert [too_few(people, [10], 5) for people in (4, 5, 6, 9, 10)] == [True, False, True, True, False]
    assert Chosen(sex="f", centre="aa").wider() == [Chosen(centre="aa"), Chosen(sex="f"), Chosen()]
    assert (Chosen(sex="f").wider(), Chosen().wider()) == ([Chosen()], [])
    row = Gained("Money", "A question", {After.CHECK: pairs}, frozenset({After.CHECK}))
    assert (row.cell(After.CHECK), row.cell(After.FINAL)) == (None, None)


def test_each_question_is_compared_with_itself(people, reader):
    module = curriculum.newest_module(SLUG)
    words = module.said("en")
    page = reader.get("/reports/gain").page
    gained = [cells(page, words["questions"][each.id]["text"])[3] for each in module.questions]
    assert sorted(gained) == ["+0", "+0", "+100", "+100"]
    assert cells(page, words["questions"][module.questions[0].id]["text"]) == ["7", "100 %", "100 %", "+0"]
    message = words["key_messages"]["code-for-nobody"]
    assert cells(reader.get("/reports/gain?of=key-message").page, message)[0] == "7"
    assert words["objectives"]["guard-card"] in reader.get("/reports/gain?of=objective").page.text


def test_what_two_women_answered_is_not_shown_nor_what_the_five_men_did(people, reader):
    for sex in "fm":
        page = reader.get(f"/reports/gain?of=module&sex={sex}").page
        assert "under 5" in page.text and "+50" not in page.text
    assert "+50" in reader.get("/reports/gain?of=module").page.text


def test_two_women_of_one_centre_are_not_told_of_by_those_of_the_other(db_session, reader):
    here, there = make_centre().code, make_centre().code
    for sex, centre, many in ((Sex.FEMALE, here, 5), (Sex.FEMALE, there, 2), (Sex.MALE, there, 5)):
        for _ in range(many):
            learn(make_enrolment(sex=sex, centre_code=centre), before=1, after=3)
    assert "+50" in reader.get("/reports/gain?of=module&sex=f").page.text
    page = reader.get(f"/reports/gain?of=module&sex=f&centre={here}").page
    assert "under 5" in page.text and "+50" not in page.text
    book = openpyxl.load_workbook(BytesIO(reader.get(f"/reports/gain.xlsx?sex=f&centre={here}").data))
    assert book["Modules"][2][2].value == "under 5"


def test_the_spreadsheet_has_a_sheet_for_each_way_of_telling_apart(people, reader):
    book = openpyxl.load_workbook(BytesIO(reader.get("/reports/gain.xlsx").data))
    assert book.sheetnames == [
        "Questions", "Objectives", "Key messages", "Modules", "By programme", "By sex", "By language", "By centre",
        "Definitions",
    ]  # fmt: skip
    assert [cell.value for cell in book["Modules"][2]][2:6] == [7, 0.25, 0.75, 50]
    assert {row[3].value for row in book["By sex"].iter_rows(min_row=2)} == {"under 5"}


def test_a_course_that_cannot_be_chosen_is_not_there(reader):
    assert reader.get("/reports/gain?programme=nothing").status_code == 404
