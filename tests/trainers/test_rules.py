from dataclasses import replace
from datetime import date, timedelta

import pytest

from lms.trainers.rules import (
    About,
    Career,
    Criterion,
    DueKind,
    Experience,
    Kind,
    Passed,
    Policy,
    Reason,
    Task,
    due_dates,
    is_near,
    why_not,
)
from lms.trainers.rules.criteria import Merit, merits
from lms.trainers.rules.dates import after_months

TODAY = date(2026, 11, 21)
GOOD = Career(languages=["tg"], qualifications={"pilot": Passed(date(2026, 6, 1))})
TASK = Task(TODAY, "pilot", modules=("papers",), language="tg", tests=("general", "suitability"))


@pytest.mark.parametrize(
    ("passed", "reasons"),
    [
        (None, [Reason.NOT_QUALIFIED]),
        (Passed(date(2026, 11, 22)), [Reason.NOT_YET_QUALIFIED]),
        (Passed(date(2025, 11, 21)), []),
        (Passed(date(2025, 11, 20)), [Reason.REFRESHER_DUE]),
        (Passed(date(2020, 1, 1), date(2026, 2, 1)), []),
        (Passed(date(2024, 2, 29)), [Reason.REFRESHER_DUE]),
        (Passed(date(2026, 6, 1), version=0), [Reason.OLDER_VERSION]),
    ],
)
def test_a_training_counts_for_a_year_and_a_refresher_for_another(passed, reasons):
    career = replace(GOOD, appraised_on=TODAY, qualifications={"pilot": passed} if passed else {})
    assert why_not(career, TASK) == reasons


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        ({}, []),
        ({"languages": ["ru"]}, [Reason.OTHER_LANGUAGE]),
        ({"contract_from": date(2026, 11, 22)}, [Reason.CONTRACT_NOT_BEGUN]),
        ({"contract_until": date(2026, 11, 20)}, [Reason.CONTRACT_OVER]),
        ({"contract_until": TODAY}, []),
        ({"born_on": date(1971, 11, 22)}, []),
        ({"born_on": date(1971, 11, 21)}, [Reason.TOO_OLD]),
        ({"born_on": date(1950, 1, 1), "waived": {Criterion.AGE: "the best we have"}}, []),
        ({"has_degree": False}, [Reason.NO_DEGREE]),
        ({"has_degree": False, "waived": [Criterion.DEGREE]}, []),
        ({"has_degree": False, "former_migrant": True}, []),
        ({"has_degree": False, "experience": [Experience.MIGRANTS]}, []),
        ({"has_degree": False, "experience": [Experience.MATERIALS]}, [Reason.NO_DEGREE]),
        ({"tests": {"general": False}}, [Reason.TESTS_FAILED]),
        ({"tests": {"general": False}, "waived": [Criterion.TESTS]}, []),
        ({"health_due_on": date(2026, 11, 20)}, [Reason.HEALTH_CHECK_DUE]),
        ({"health_due_on": TODAY}, []),
        ({"contract_from": date(2025, 11, 20)}, [Reason.APPRAISAL_DUE]),
        ({"appraised_on": date(2026, 5, 21)}, []),
        ({"appraised_on": date(2026, 5, 20)}, [Reason.APPRAISAL_DUE]),
        ({"appraised_on": TODAY, "appraisal_met": False}, [Reason.APPRAISAL_NOT_MET]),
    ],
)
def test_what_is_recorded_decides_and_what_is_not_recorded_does_not(facts, reasons):
    assert why_not(replace(GOOD, **facts), TASK) == reasons


@pytest.mark.parametrize(
    ("policy", "facts", "reasons"),
    [
        (Policy(age_limit=0), {"born_on": date(1930, 1, 1)}, []),
        (Policy(tests_required=True), {}, [Reason.TESTS_MISSING]),
        (Policy(tests_required=True), {"tests": {"general": True, "suitability": True}}, []),
        (Policy(tests_required=True), {"waived": [Criterion.TESTS]}, []),
        (Policy(grace_days=30), {"health_due_on": date(2026, 10, 22)}, []),
        (Policy(grace_days=30), {"health_due_on": date(2026, 10, 21)}, [Reason.HEALTH_CHECK_DUE]),
    ],
)
def test_an_installation_has_its_own_policy(policy, facts, reasons):
    assert why_not(replace(GOOD, **facts), TASK, policy) == reasons


@pytest.mark.parametrize(
    ("authorised", "modules", "reasons"),
    [
        ({}, ("papers",), [Reason.NOT_AUTHORISED]),
        ({"papers": None}, ("papers",), []),
        ({"papers": TODAY}, ("papers",), []),
        ({"papers": date(2026, 11, 20)}, ("papers",), [Reason.NOT_AUTHORISED]),
        ({"papers": None}, ("papers", "rights"), [Reason.NOT_AUTHORISED]),
        ({"papers": None}, (), [Reason.NOT_AUTHORISED]),
    ],
)
@pytest.mark.parametrize("kind", [Kind.GUEST, Kind.RETURNED])
def test_a_guest_teaches_the_topics_of_the_authorisation_only(kind, authorised, modules, reasons):
    guest = Career(languages=["tg"], kind=kind, authorised=authorised)
    assert why_not(guest, replace(TASK, modules=modules)) == reasons


def test_all_reasons_are_named_at_once():
    career = Career(languages=["tg"], contract_until=date(2026, 1, 1), born_on=date(1950, 1, 1))
    assert why_not(career, replace(TASK, language="uz")) == [
        Reason.NOT_QUALIFIED, Reason.TOO_OLD, Reason.OTHER_LANGUAGE, Reason.CONTRACT_OVER,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day, months, then):
    assert after_months(day, months) == then


def test_what_falls_due_when():
    career = replace(GOOD, contract_from=date(2026, 6, 1), contract_until=date(2027, 5, 31), health_due_on=TODAY)
    assert due_dates(career) == [
        (DueKind.REFRESHER, date(2027, 6, 1), "pilot"), (DueKind.APPRAISAL, date(2027, 6, 1), ""),
        (DueKind.HEALTH_CHECK, TODAY, ""), (DueKind.CONTRACT, date(2027, 5, 31), ""),
    ]  # fmt: skip
    assert [kind for kind, _on, _what in due_dates(replace(career, kind=Kind.GUEST))] == [DueKind.CONTRACT]
    assert [is_near(TODAY + timedelta(days=n), TODAY) for n in (-1, 0, 60, 61)] == [True, True, True, False]


@pytest.mark.parametrize(
    ("about", "fault"),
    [
        (About(), None),
        (About(contract_from=TODAY, contract_until=date(2026, 1, 1)), Reason.CONTRACT_BACKWARDS),
        (About(health_checked_on=TODAY, health_due_on=date(2026, 1, 1)), Reason.HEALTH_BACKWARDS),
        (About(waivers={Criterion.AGE: " "}), Reason.WAIVER_WITHOUT_REASON),
    ],
)
def test_what_cannot_be_so_of_a_trainer(about, fault):
    assert about.fault() == fault


def test_every_added_qualification_is_one_point_and_none_closes_a_door():
    nobody = {"experience": (), "former_migrant": False, "lived_in": (), "speaks": ()}
    assert merits(**nobody) == ()
    assert merits(**{**nobody, "experience": ("orientation", "unknown"), "speaks": ("ko",)}) == (
        Merit.ORIENTATION, Merit.LANGUAGE,
    )  # fmt: skip
    most = {"experience": [each.value for each in Experience], "former_migrant": True, "lived_in": ["RU"],
            "speaks": ["ru"]}  # fmt: skip
    assert merits(**most) == tuple(Merit)
