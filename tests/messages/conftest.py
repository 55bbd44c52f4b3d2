"""The worker at noon, when telephones may ring."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

NOON = datetime(2027, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Dushanbe"))


@pytest.fixture(autouse=True)
def noon():
    """Stand still at noon; a test moves the clock on."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def send(app, db_session):
    """Let the worker run once; what it says."""
    runner = app.test_cli_runner()
    return lambda: runner.invoke(args=["messages", "send"]).output.strip().splitlines()
