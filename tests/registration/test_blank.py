"""The questions of a registration on paper."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from lms.core.actors import Role
from lms.registration.blank import ASKED
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
    assert asked - of_family - NOT_ON_PAPER - set(ASKED) == set()
