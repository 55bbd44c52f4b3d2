"""The questions of a registration on paper."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from lms.core.actors import Role
from lms.registration.blank import FIRST, THE_REST
from lms.registration.forms.desk import DeskForm
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre

NOT_ON_PAPER = {"form_token", "centre", "another", "pin", "csrf_token"}


@pytest.mark.parametrize("spoken", ["tg", "ru", "en", "uz", "ky"])
def test_the_questions_of_the_desk_stand_on_one_page(client, db_session, spoken):
    client.sign_in(make_user(role=Role.OFFICER, centre=make_centre().code))
    client.speak(spoken)
    assert 'href="/desk/registrations/blank.pdf"' in client.get("/desk/registrations/new").page.html
    [page] = PdfReader(BytesIO(client.get("/desk/registrations/blank.pdf").data)).pages
    text = " ".join(page.extract_text().split())
    assert "Oʻzbekcha" in text and "Санкт-Петербург" not in text, "lists too long to tick are lines"


def test_no_question_of_the_desk_is_left_out(app):
    with app.test_request_context():
        asked = {each.name for each in DeskForm()}
    of_family = {each for each in asked if each[-1].isdigit()}
    assert asked - of_family - NOT_ON_PAPER == {*FIRST, *THE_REST}


def test_they_stand_in_the_order_in_which_the_desk_types_them_in(client, db_session):
    client.sign_in(make_user(role=Role.OFFICER, centre=make_centre().code))
    names = re.findall(r'name="([a-z_]+?)(?:-day)?"', client.get("/desk/registrations/new").page.html)
    typed = [name for name in dict.fromkeys(names) if name in (*FIRST, *THE_REST)]
    assert typed == [*FIRST, *THE_REST]


def test_only_what_nobody_can_be_registered_without_bears_a_star(client, db_session):
    client.sign_in(make_user(role=Role.OFFICER, centre=make_centre().code))
    client.speak("en")
    [page] = PdfReader(BytesIO(client.get("/desk/registrations/blank.pdf").data)).pages
    text = " ".join(page.extract_text().split())
    assert "Date of birth *" in text and text.count("*") == 1 + len(FIRST) - 1, "in the heading, and not at Telephone"
