"""A morning on which reminders fall due."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

MORNING = datetime(2027, 3, 2, 11, 0, tzinfo=ZoneInfo("Asia/Dushanbe"))  # a Tuesday


@pytest.fixture(autouse=True)
def morning():
    """Stand still on a Tuesday at eleven; a test moves the clock on."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller
