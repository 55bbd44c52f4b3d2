"""The world of these tests, made once: two centres with everything in them, on the same Tuesday morning."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from lms.core.database import OneCommit, unit_of_work
from tests.hostile.world import Place, make_place

MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Dushanbe"))


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """The morning of every test."""
    with time_machine.travel(MORNING, tick=True):
        yield


@pytest.fixture(scope="session")
def places(new_app) -> tuple[OneCommit, Place, Place]:
    """A house with both centres in it, and what is in them."""
    with time_machine.travel(MORNING, tick=True):
        app = new_app()
        with app.app_context(), unit_of_work():
            return app, make_place(code="here"), make_place(code="there")


@pytest.fixture(scope="session")
def house(places) -> OneCommit:
    """The house that most of these tests share; each test's changes are rolled back."""
    return places[0]


@pytest.fixture
def here(places, db_session) -> Place:
    """The centre one works at."""
    return places[1]


@pytest.fixture
def there(places, db_session) -> Place:
    """Another centre."""
    return places[2]
