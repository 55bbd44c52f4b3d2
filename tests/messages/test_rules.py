from datetime import datetime, time, timedelta

import pytest

from lms.messages.rules import FIRST_PAUSE, LEASE, LONGEST, LONGEST_TIMEOUT, MOST_TRIES, pause_after
from lms.messages.rules.quiet import QuietHours, quiet_hours
from lms.messages.rules.texts import parts, plain, short_place

NIGHT = quiet_hours("21:00-08:00")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1), ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("[" * 80, 1), ("[" * 81, 2),
        ("ҷ" * 70, 1), ("ҷ" * 71, 2), ("ҷ" * 134, 2), ("ҷ" * 135, 3), ("a" * 69 + "ҷ", 1), ("a" * 70 + "ҷ", 2),
        ("😀" * 35, 1), ("😀" * 36, 2),
    ],
)  # fmt: skip
def test_how_many_sms_a_text_takes(text, count):
    assert parts(text) == count


def test_signs_of_the_printer_do_not_halve_the_room_for_a_text():
    assert plain("Room “1” – today…") == 'Room "1" - today...'
    assert plain("Toʻgʻri, maʼlum") == "To'g'ri, ma'lum"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Маркази Хоруғ", "Маркази Хоруғ"),
        ("Маркази машварат ва омодасозии муҳоҷирон", "Маркази машварат ва"),
        ("Душанбе" * 6, "ДушанбеДушанбеДушанбеДушанбе"),
        ("Центр  «Душанбе»", 'Центр "Душанбе"'),
    ],
)
def test_a_long_name_of_a_centre_is_cut_after_a_word(name, short):
    assert short_place(name, 28) == short


@pytest.mark.parametrize(
    ("clock", "allowed", "last"),
    [
        ("12:00", "02 12:00", "02 12:00"), ("20:59", "02 20:59", "02 20:59"), ("21:00", "03 08:00", "02 20:59"),
        ("03:15", "02 08:00", "01 20:59"), ("08:00", "02 08:00", "02 08:00"),
    ],
)  # fmt: skip
def test_no_telephone_rings_at_night(clock, allowed, last):
    moment = datetime.combine(datetime(2027, 3, 2), time.fromisoformat(clock))
    assert f"{NIGHT.next_allowed(moment):%d %H:%M}" == allowed
    assert f"{NIGHT.last_allowed(moment):%d %H:%M}" == last


def test_quiet_hours_may_lie_within_a_day_or_nowhere():
    siesta = QuietHours(time(13), time(15))
    assert [siesta.hold(datetime(2027, 3, 2, hour)) for hour in (12, 13, 14, 15)] == [False, True, True, False]
    assert not any(quiet_hours("none").hold(datetime(2027, 3, 2, hour)) for hour in range(24))
    with pytest.raises(ValueError):
        quiet_hours("at night")


def test_a_dead_line_is_asked_ever_less_and_left_alone_within_a_day():
    pauses = [pause_after(tries) for tries in range(1, MOST_TRIES)]
    assert pauses == [FIRST_PAUSE * 2**n for n in range(MOST_TRIES - 1)]
    assert timedelta(hours=2) < sum(pauses, timedelta()) < timedelta(hours=24)


def test_a_worker_has_time_for_the_longest_that_it_begins():
    assert LONGEST_TIMEOUT < LONGEST.total_seconds() < LEASE.total_seconds()
