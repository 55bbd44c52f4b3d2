"""An officer guards the account with a phone, loses it, comes in with a recovery code and moves to a new phone."""

import re
from datetime import timedelta

import pytest

from lms.accounts.rules.codes import code_at, secret_from, step_at
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import unit_of_work
from tests.factories.accounts import make_user
from tests.journeys.stage import DESK, MORNING, PHONE, Reader

LOGIN, PASSWORD = "m.olimova", "four loud green rivers"


@pytest.fixture
def account(world):
    """Somebody of the staff whom no other journey needs."""
    with world["app"].app_context(), unit_of_work():
        make_user(login=LOGIN, secret=PASSWORD, name="Мадина Олимова", role=Role.OFFICER, centre="dushanbe")


def set_up(officer: Reader) -> tuple[str, list[str]]:
    """Scan the picture, which we read as the key beneath it; the key and the recovery codes come back."""
    officer.press(re.compile("Begin|Use another phone"))
    key = re.sub(r"\s", "", officer.page.inner_text("code.copy"))
    officer.fill(one_time_code=shown(key))
    officer.press("Switch it on")
    assert officer.heading == "Your recovery codes"
    return key, officer.page.locator(".codes code").all_inner_texts()


def shown(key: str) -> str:
    """What the app on the phone shows now."""
    return code_at(secret_from(key), step_at(clock.now()))


def test_a_lost_phone_is_replaced(reader, account, morning):
    officer = reader(DESK)
    officer.sign_in_as(LOGIN, PASSWORD)
    officer.open("/account")
    officer.press("Set it up")
    first, codes = set_up(officer)
    officer.press("I have kept them: go on")
    officer.sign_out()

    morning.move_to(MORNING + timedelta(minutes=5))
    officer.sign_in_as(LOGIN, PASSWORD)
    assert officer.heading == "Enter the code"
    officer.fill(one_time_code=shown(first))
    officer.send()
    assert officer.path == "/"

    morning.move_to(MORNING + timedelta(minutes=10))
    borrowed = reader(PHONE)
    borrowed.sign_in_as(LOGIN, PASSWORD)
    borrowed.fill(one_time_code=codes[3])
    borrowed.send()
    assert borrowed.path == "/"
    borrowed.open("/account")
    assert "9 left" in borrowed.text
    borrowed.press("Use another phone")
    borrowed.fill(password=PASSWORD)
    second, _codes = set_up(borrowed)
    borrowed.sign_out()

    officer.open("/account")
    assert officer.heading == "Sign in", "whoever has the old phone is out"
    morning.move_to(MORNING + timedelta(minutes=15))
    officer.sign_in_as(LOGIN, PASSWORD)
    officer.fill(one_time_code=shown(first))
    officer.send()
    assert "This code is not right" in officer.text
    officer.fill(one_time_code=shown(second))
    officer.send()
    assert "Somebody signed in to your account on a new device." in officer.text
    officer.press("It was I")
    assert "new device" not in officer.text
