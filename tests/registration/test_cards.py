from io import BytesIO

import pytest
from pypdf import PdfReader

from lms.core.errors import Refused
from lms.core.printing import Reason
from lms.registration.cards import render
from lms.registration.rules import shown_number
from tests.factories.registration import make_registration


@pytest.fixture
def asked(app, db_session):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def test_a_card_says_name_and_number_in_both_scripts(asked):
    made = make_registration()
    (text,) = pages(render([made], paper="label"))
    assert all(part in text for part in ("Раҳимова Гулнора", "Rahimova Gulnora", shown_number(made.number)))


def test_ten_cards_fill_a_sheet(asked):
    made = [make_registration(phone=None) for _ in range(11)]
    assert len(pages(render(made, paper="a4"))) == 2
    assert len(pages(render(made, paper="label"))) == 11


def test_a_name_of_a_hundred_letters_fits(asked):
    made = make_registration(family_name="ғ" * 100, given_name="қ" * 100, family_name_latin="w" * 100)
    assert len(pages(render([made], paper="label"))) == 1


def test_letters_that_cannot_be_printed_are_named(asked):
    with pytest.raises(Refused) as refused:
        render([make_registration(family_name="漢")], paper="a4")
    assert (refused.value.reason, refused.value.values) == (Reason.LETTER_NOT_IN_FONT, {"letter": "漢"})
