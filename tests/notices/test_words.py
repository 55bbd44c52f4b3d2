"""What is written to people: short, and nothing that others on the same telephone may not read."""

import ast
import importlib
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from flask_babel import force_locale

from lms.classes import messages as about_classes
from lms.classes.messages import NOTICES
from lms.messages.rules.texts import LONGEST_PLACE, parts, plain, short_place
from lms.notices import messages
from lms.notices.messages import KINDS, REMINDERS
from lms.web.locale import as_short_date, as_time

pytestmark = pytest.mark.source
LMS = Path(__file__).parents[2] / "lms"
# A centre, a day, a time, a code that is good once and soon too old, a browser. No name, no destination, no block, no
# reason.
HARMLESS = {"centre", "day", "time", "until_day", "until_time", "family_time", "code", "device"}
PLACEHOLDER = re.compile(r"%\((\w+)\)")
OFTEN = {"tg": "Маркази Бохтар", "ru": "Центр Бохтар", "en": "Bokhtar centre", "uz": "Boxtar markazi",
         "ky": "Бохтар борбору"}  # fmt: skip
LONGEST = {"tg": "М" * LONGEST_PLACE * 2, "ru": "Ц" * LONGEST_PLACE * 2, "en": "W" * LONGEST_PLACE * 2,
           "uz": "M" * LONGEST_PLACE * 2, "ky": "Ц" * LONGEST_PLACE * 2}  # fmt: skip
LONG_DAY = datetime(2027, 9, 30, 9, 45, tzinfo=UTC)  # 30 сентября, 14:45
SHORT_DAY = datetime(2027, 5, 3, 4, 0, tzinfo=UTC)


@cache
def rooms_that_write() -> set[str]:
    """Rooms in which something is put into the outbox."""
    return {
        path.relative_to(LMS).parts[0]
        for path in LMS.rglob("*.py")
        if path.relative_to(LMS).parts[0] != "messages"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("outbox.queue")
    }


def texts(room: str) -> dict:
    """The texts of a room, wherever they stand: in NOTICES or REMINDERS of its messages."""
    words = importlib.import_module(f"lms.{room}.messages")
    return {**getattr(words, "NOTICES", {}), **getattr(words, "REMINDERS", {})}


TO_STAFF = {**messages.STAFF, "new-device": messages.NEW_DEVICE}


def test_every_text_names_a_place_and_a_time_at_most():
    rooms = rooms_that_write()
    assert {"classes", "notices"} <= rooms
    assert [room for room in rooms if not texts(room)] == []
    said = [*(text for room in rooms for text in texts(room).values()), *TO_STAFF.values()]
    asked = {name for text in said for name in PLACEHOLDER.findall(str(text))}
    assert asked <= HARMLESS


def filled(text, language: str, names: dict[str, str], day: datetime) -> str:
    """A text as it is sent."""
    with force_locale(language):
        place, date, time = short_place(names[language]), as_short_date(day), as_time(day)
        told = {"centre": place, "day": date, "time": time, "until_day": date, "until_time": time, "family_time": time,
                "code": "480271", "device": "Samsung Internet, Windows"}
        return plain(str(text) % told)


@pytest.mark.parametrize("language", ["tg", "ru", "en", "uz", "ky"])
def test_every_text_is_short(app, language):
    most = 1 if language in ("en", "uz") else 2
    written = [
        filled(text, language, names, day)
        for room in rooms_that_write()
        for text in texts(room).values()
        for names, day in ((LONGEST, LONG_DAY), (OFTEN, SHORT_DAY))
    ]
    assert [each for each in written if parts(each) > most or "%" in each] == []
    to_staff = [filled(text, language, LONGEST, LONG_DAY) for text in TO_STAFF.values()]
    assert [each for each in to_staff if parts(each) > most + 1 or "%" in each] == []


@pytest.mark.parametrize("write", [about_classes.written, messages.written])
def test_a_long_name_of_a_centre_is_cut(app, write):
    code = next(iter(NOTICES if write is about_classes.written else REMINDERS))
    language, text = write(code, language="ru", names=LONGEST, starts=LONG_DAY, until=LONG_DAY)
    assert (language, text) == ("ru", filled({**NOTICES, **REMINDERS}[code], "ru", LONGEST, LONG_DAY))


@pytest.mark.parametrize("language", ["tg", "ru", "uz", "ky"])
def test_what_nearly_everybody_gets_is_one_sms(app, language):
    for code in (
        messages.Reminder.CLASS_TOMORROW, messages.Reminder.CLASS_TODAY, messages.Reminder.OFFER_ENDS,
        messages.Reminder.IMPORTANT_NEWS, about_classes.Notice.SEAT_TAKEN, about_classes.Notice.CLASS_REOPENED,
    ):  # fmt: skip
        assert parts(filled({**NOTICES, **REMINDERS}[code], language, OFTEN, SHORT_DAY)) == 1, code


def test_the_desk_has_a_word_for_every_kind():
    assert {str(code) for room in rooms_that_write() for code in texts(room)} - set(KINDS) == set()


def test_a_text_is_written_in_a_language_that_the_house_speaks(app):
    assert messages.written(messages.Reminder.CLASS_TODAY, language="sgh", names=OFTEN, starts=SHORT_DAY) == (
        "tg", "Имрӯз, 9:00 дарс доред: Маркази Бохтар. Шиноснома гиред.",
    )  # fmt: skip
