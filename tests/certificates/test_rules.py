"""When a certificate is earned, its numbers, its states."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from lms.certificates.rules import (
    Assessed,
    Duty,
    Evidence,
    Held,
    Lack,
    Missing,
    Requirement,
    State,
    initials,
    missing,
    plain_code,
    serial,
    serial_is_right,
    shown_code,
    state,
)
from lms.curriculum.rules.duty import expiry

JOURNEY, FAMILY = Duty("journey", 300), Duty("family", 60)


def make_evidence(*blocks: str, **found) -> Evidence:
    """Somebody who attended these blocks."""
    held = tuple(Held(each, 60, date(2026, 5, 12), {"en": "Dushanbe"}, "Rustam Saidov") for each in blocks)
    return Evidence(blocks=held, **found)


def make_requirement(**asked) -> Requirement:
    """What asks for two blocks and nothing else."""
    return Requirement(blocks=(JOURNEY, FAMILY), **asked)


def test_who_attended_everything_lacks_nothing():
    assert missing(make_evidence("journey", "family"), make_requirement()) == []


def test_a_missed_block_and_one_to_come_are_told_apart():
    found = missing(make_evidence(ahead=("family",)), make_requirement())
    assert found == [Missing(Lack.BLOCK_MISSED, "journey"), Missing(Lack.BLOCK_AHEAD, "family")]


def test_a_programme_may_ask_for_less_than_everything():
    assert missing(make_evidence("journey"), make_requirement(attendance_percent=80)) == []
    assert missing(make_evidence("family"), make_requirement(attendance_percent=80)) == [
        Missing(Lack.BLOCK_MISSED, "journey")
    ]


def test_reading_alone_gives_no_certificate():
    assert missing(Evidence(), make_requirement(attendance_percent=0)) == [Missing(Lack.NO_CLASS)]
    assert missing(Evidence(), Requirement(blocks=())) == [Missing(Lack.NO_CLASS)]


def test_lessons_count_only_where_the_programme_asks_for_them():
    found = make_evidence("journey", "family", lessons_left=("money",))
    assert missing(found, make_requirement()) == []
    assert missing(found, make_requirement(lessons=True)) == [Missing(Lack.LESSON, "money")]


@pytest.mark.parametrize(
    ("right", "total", "found"),
    [
        (None, None, [Missing(Lack.ASSESSMENT_AHEAD)]),
        (5, 10, [Missing(Lack.ASSESSMENT_NOT_PASSED, right=5, total=10, needed=60)]),
        (6, 10, []),
    ],
)
def test_the_assessment_must_be_passed_where_the_programme_asks_for_it(right, total, found):
    assessed = Assessed(right, total, False, date(2026, 5, 12)) if total else None
    evidence = make_evidence("journey", "family", assessed=assessed)
    assert missing(evidence, make_requirement(assessment=True, pass_percent=60)) == found
    assert missing(evidence, make_requirement()) == []


@pytest.mark.parametrize(
    ("replaced", "revoked", "today", "expected"),
    [
        (False, False, date(2028, 5, 12), State.VALID),
        (False, False, date(2028, 5, 13), State.EXPIRED),
        (True, False, date(2026, 6, 1), State.REPLACED),
        (False, True, date(2029, 6, 1), State.REVOKED),
    ],
)
def test_the_state_of_a_certificate(replaced, revoked, today, expected):
    at = datetime(2026, 5, 20, tzinfo=UTC)
    found = state(
        replaced_at=at if replaced else None,
        revoked_at=at if revoked else None,
        expires_on=date(2028, 5, 12),
        today=today,
    )
    assert found is expected


def test_it_expires_on_the_same_day_of_the_month_or_the_last():
    assert expiry(date(2026, 5, 12), 24) == date(2028, 5, 12)
    assert expiry(date(2024, 2, 29), 24) == date(2026, 2, 28)
    assert expiry(date(2026, 12, 31), 2) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Раҳимова Зайнаб Каримовна", "Р. З. К."), ("  Ҷӯраев   ӯктам ", "Ҷ. Ӯ."), ("Madonna", "M.")],
)
def test_initials(name, expected):
    assert initials(name) == expected


def test_a_serial_finds_every_wrong_sign_and_every_swap_of_neighbours():
    right = serial("TJ", 2026, 123)
    assert right == "TJ-2026-0000123-Q"
    assert serial_is_right(right)
    digits = [at for at, sign in enumerate(right[:-1]) if sign.isdigit()]
    for at in digits:
        for other in set("0123456789") - {right[at]}:
            assert not serial_is_right(right[:at] + other + right[at + 1 :])
    for one, two in pairwise(digits):
        if two == one + 1 and right[one] != right[two]:
            assert not serial_is_right(right[:one] + right[two] + right[one] + right[two + 1 :])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7KQ4-M2XD-9TBA", "7KQ4M2XD9TBA"),
        (" 7kq4 m2xd 9tba ", "7KQ4M2XD9TBA"),
        ("oO00-iIlL-1111", "000011111111"),
        ("7КQ4-М2ХD-9ТВА", "7KQ4M2XD9TBA"),
        ("7KQ4-M2XD-9TB", None),
        ("7KQ4-M2XD-9TBU", None),
        ("", None),
        ("👍" * 12, None),
        ("٣" * 12, None),
    ],
)
def test_what_people_type_for_a_code(typed, meant):
    assert plain_code(typed) == meant


def test_a_code_is_shown_in_groups():
    assert shown_code("7KQ4M2XD9TBA") == "7KQ4-M2XD-9TBA"
