"""Which course comes when on a journey."""

from datetime import date, timedelta

import pytest

from lms.curriculum.rules.chain import Trip, comes_after, to_begin
from lms.curriculum.rules.terms import Kind
from tests.factories.curriculum import make_programme

pytestmark = pytest.mark.source

LEAVES = date(2027, 3, 10)
BEFORE, PDO, ARRIVAL, RETURN = (
    make_programme(slug=kind, kind=kind, chain=chain)
    for kind, chain in (("peo", {"after": ["pdo"]}), ("pdo", {}), ("pao", {"before": ["pdo"]}), ("return", {}))
)
STRICT = make_programme(slug="strict", kind="pdo", chain={"before": ["peo"], "required": ["peo"]})
EARLY = make_programme(slug="early", kind="pao", chain={"before": ["pdo"], "opens": "certificate"})
FOR_MEN = make_programme(slug="men", kind="pao", order=0, variant={"when": {"sex": "m"}})


def trip(day: int = 0, *, home: int | None = None, begun=("pdo",), finished=()) -> Trip:
    returned = LEAVES + timedelta(days=home) if home else None
    return Trip(LEAVES + timedelta(days=day), LEAVES, returned, {Kind(each) for each in begun}, finished)


def offered(found: Trip, *programmes) -> list[str]:
    return [each.slug for each, _ in to_begin(programmes or (BEFORE, PDO, ARRIVAL, RETURN), found, {"sex": "f"})]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (trip(-20), ["peo"]),
        (trip(-20, begun=()), ["peo", "pdo"]),
        (trip(0, begun=("peo", "pdo")), []),
        (trip(1), ["pao"]),
        (trip(1, begun=("pdo", "pao")), []),
        (trip(200, home=190), ["return"]),
        (trip(200, home=190, begun=("pdo", "pao", "return")), []),
    ],
)
def test_a_course_is_offered_when_its_time_has_come_and_none_of_its_kind_was_begun(found, said):
    assert offered(found) == said


def test_the_file_says_what_must_be_finished_first_and_when_the_time_comes():
    assert offered(trip(-20, begun=("peo",)), BEFORE, STRICT) == []
    assert offered(trip(-20, begun=("peo",), finished={"peo"}), BEFORE, STRICT) == ["strict"]
    assert offered(trip(-1), PDO, EARLY) == []
    assert offered(trip(-1, finished={"pdo"}), PDO, EARLY) == ["early"]


def test_of_several_courses_of_a_stage_the_first_that_fits_is_offered():
    assert offered(trip(5), FOR_MEN, ARRIVAL) == ["pao"]


def test_the_stages_stand_in_order():
    assert [comes_after(each, PDO) for each in (BEFORE, PDO, ARRIVAL, RETURN)] == [False, False, True, True]
