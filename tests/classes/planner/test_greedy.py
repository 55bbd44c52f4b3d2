import dataclasses

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.classes.rules.planner import Because, Proposed, Standing, WhyNot, Wishes, plan
from lms.classes.rules.planner.board import Board
from lms.classes.rules.planner.mending import dissolve
from tests.classes.planner.truth import true_of
from tests.classes.planner.worlds import (
    KHUJAND, MONDAY, ONE, WEEKDAYS, day, faults, person, room, trainer, world,
)  # fmt: skip


def test_people_who_need_the_same_sit_together_as_late_as_the_first_can_wait():
    found = plan(world([person(1, leaves=10), person(2, leaves=17)]))
    assert found.proposed == (Proposed("one", 1, "tg", (day(9),), 10, (1, 2), room=1, trainer=1),)


def test_a_course_that_is_over_some_days_before_leaving_is_planned_so():
    """A course that closes three days before: the day before is too late, in a new class and in one that stands."""
    strict = dataclasses.replace(ONE, closes=3)
    standing = Standing(7, "one", 1, "tg", (day(9),), free=5)
    found = plan(world([person(1, leaves=10)], courses=(strict,), standing=(standing,)))
    assert [(each.standing, each.days) for each in found.proposed] == [(None, (day(7),))]
    late = plan(world([person(1, leaves=2)], courses=(strict,)))
    assert [each.why for each in late.unplaced.values()] == [WhyNot.TOO_SOON]


def test_a_full_room_is_used_at_once():
    found = plan(world(person(n, leaves=10) for n in range(1, 21)))
    assert [len(each.people) for each in found.proposed] == [10, 10]
    assert found.proposed[0].days == (MONDAY,)


def test_seats_that_are_free_already_come_first():
    standing = Standing(7, "one", 1, "tg", (day(3),), free=1)
    found = plan(world([person(1), person(2, leaves=12)], standing=(standing,)))
    assert [(each.standing, each.people) for each in found.proposed] == [(7, (1,)), (None, (2,))]


def test_a_class_for_women_takes_no_men():
    standing = Standing(7, "one", 1, "tg", (day(3),), free=5, only="f")
    found = plan(world([person(1), person(2, woman=True)], standing=(standing,)))
    assert [(each.standing, each.people) for each in found.proposed] == [(7, (2,)), (None, (1,))]


def test_who_leaves_first_goes_first_then_first_timers_then_who_asked_first():
    everybody = [person(1, leaves=2, asked=2), person(2, leaves=2, asked=1), person(3, leaves=2, first_time=False)]
    found = plan(world([*everybody, person(4, leaves=2, asked=9)], rooms=(room(seats=1),)))
    assert [each.people for each in found.proposed] == [(2,), (1,)]
    everybody[1] = person(2, leaves=2, asked=1, repeats=True)
    assert [each.people for each in plan(world(everybody, rooms=(room(seats=1),))).proposed] == [(1,), (3,)]


def test_a_longer_course_is_only_for_those_who_would_have_none():
    with_three = world([person(1), person(2, course="three")])
    assert sorted(each.course for each in plan(with_three).proposed) == ["one", "three"]
    without = {"pilot": frozenset(), "standard": WEEKDAYS}
    only_three = dataclasses.replace(with_three, trainers=(trainer(able=without),))
    assert [(each.course, each.people) for each in plan(only_three).proposed] == [("three", (1, 2))]


def test_the_only_one_who_speaks_a_language_is_kept_for_it():
    both, tajik = trainer(1, "tg uz"), trainer(2, minutes=9000)
    everybody = [person(1, leaves=1), person(2, leaves=1, language="uz")]
    found = plan(world(everybody, rooms=(room(1), room(2)), trainers=(both, tajik)))
    assert {each.language: each.trainer for each in found.proposed} == {"tg": 2, "uz": 1}


def test_hours_are_shared():
    found = plan(world((person(n, leaves=8) for n in range(1, 41)), trainers=(trainer(1), trainer(2))))
    assert sorted(each.trainer for each in found.proposed) == [1, 1, 2, 2]


def test_nobody_teaches_six_days_of_a_week():
    found = plan(world((person(n, leaves=6) for n in range(1, 7)), rooms=(room(seats=1),)))
    assert len(found.proposed) == 5
    assert [each.why for each in found.unplaced.values()] == [WhyNot.TRAINERS_TAKEN]
    assert len(plan(world((person(n, leaves=6) for n in range(1, 7)), rooms=(room(seats=1),)),
                    Wishes(days_a_week=6)).proposed) == 6  # fmt: skip


def test_people_sit_at_the_centre_of_their_district_when_they_can():
    isfara = dataclasses.replace(KHUJAND, id=2, district="isfara")
    everybody = [person(n, leaves=9, district="khujand" if n % 2 else "isfara") for n in range(1, 21)]
    found = plan(world(everybody, centres=(KHUJAND, isfara), rooms=(room(), room(2, centre=2)),
                       trainers=(trainer(), trainer(2, centre=2))))  # fmt: skip
    assert [(each.centre, {id % 2 for id in each.people}) for each in found.proposed] == [(1, {1}), (2, {0})]


def test_a_small_class_is_given_up_when_its_people_fit_elsewhere():
    found = world([person(1), person(2), person(3)])
    board = Board(found, Wishes())
    small, other = (board.open(ONE, KHUJAND, "tg", (day(n),), found.rooms[0], found.trainers[0]) for n in (3, 4))
    board.sit(found.people[0], small)
    board.sit(found.people[1], other)
    assert dissolve(board)
    assert [(each.days, len(each.people)) for each in board.held] == [((day(4),), 2)]
    assert board.free_rooms(KHUJAND, ONE, (day(3),)) == [found.rooms[0]]


def test_a_class_stays_when_one_of_its_people_fits_nowhere_else():
    found = world([person(1, leaves=4), person(2)])
    board = Board(found, Wishes())
    small, other = (board.open(ONE, KHUJAND, "tg", (day(n),), found.rooms[0], found.trainers[0]) for n in (3, 8))
    board.sit(found.people[0], small)
    board.sit(found.people[1], other)
    assert dissolve(board)  # the other one: whoever sits in it can come earlier
    assert [each.days for each in board.held] == [(day(3),)]


def test_the_family_finds_chairs_in_the_joint_blocks():
    everybody = [person(n, leaves=1, family=2 if n < 3 else 0) for n in range(1, 7)]
    found = plan(world(everybody, rooms=(room(seats=6, chairs=8),)))
    assert [(each.people, each.seats) for each in found.proposed] == [((1, 2, 3, 4), 6)]
    nowhere = plan(world([person(family=4)], rooms=(room(seats=3),), courses=(ONE,)))
    assert list(nowhere.unplaced.values()) == [Because(WhyNot.NO_CHAIRS)]


def test_who_suits_a_course_better_teaches_it_until_hours_weigh_more():
    state, red_crescent = trainer(1, ill_suited={"one": 2}), trainer(2)
    found = plan(world((person(n, leaves=9) for n in range(1, 31)), trainers=(state, red_crescent)))
    assert [each.trainer for each in found.proposed] == [2, 1, 2]


WEEK = [day(n) for n in range(4)]
TIMES = st.dictionaries(
    st.sampled_from([day(n) for n in range(8)]), st.sampled_from([((480, 720),), ((900, 1100),)]), max_size=4
)
PEOPLE = st.builds(
    dict, leaves=st.integers(1, 14), course=st.sampled_from(["one", "three"]), language=st.sampled_from(["tg", "uz"]),
    district=st.sampled_from(["khujand", "isfara"]), region=st.sampled_from(["sughd", "sughd", "gbao"]),
    step_free=st.booleans(), woman=st.booleans(), woman_trainer=st.sampled_from([False, False, True]), taken=TIMES,
    family=st.sampled_from([0, 0, 1, 2]),
)  # fmt: skip
ROOMS = st.lists(
    st.builds(dict, seats=st.integers(1, 4), chairs=st.integers(0, 6), step_free=st.booleans(), taken=TIMES),
    max_size=3,
)
TRAINERS = st.lists(
    st.builds(dict, languages=st.sampled_from(["tg", "uz", "tg uz"]), taken=TIMES, woman=st.sampled_from([None, True]),
              able=st.sampled_from([{"pilot": WEEKDAYS}, {"pilot": WEEKDAYS, "standard": frozenset(WEEK)}])),
    max_size=3,
)  # fmt: skip
STANDING = st.lists(
    st.builds(Standing, st.just(0), st.just("one"), st.just(1), st.sampled_from(["tg", "uz"]),
              st.sampled_from([(day(2),), (day(5),)]), st.integers(1, 2), only=st.sampled_from([None, "f", "m"]),
              chairs=st.integers(0, 3)),
    max_size=2,
)  # fmt: skip


@st.composite
def worlds(draw):
    """Any small world of ten days in Khujand and Isfara."""
    isfara = dataclasses.replace(KHUJAND, id=2, district="isfara", open_days=frozenset(sorted(WEEKDAYS)[2:]))
    return world(
        [person(n, **facts) for n, facts in enumerate(draw(st.lists(PEOPLE, max_size=12)), 1)],
        last=day(9), centres=(KHUJAND, isfara),
        rooms=tuple(room(n, centre=1 + n % 2, **facts) for n, facts in enumerate(draw(ROOMS), 1)),
        trainers=tuple(trainer(n, centre=1 + n % 2, **facts) for n, facts in enumerate(draw(TRAINERS), 1)),
        standing=tuple(dataclasses.replace(each, id=n) for n, each in enumerate(draw(STANDING), 1)),
    )  # fmt: skip


def once_untrue():
    """Somebody needs a place without steps: the trainers there may not teach the course, another centre's may. That
    nobody may teach it was said, and was true only of the places without steps."""
    isfara = dataclasses.replace(KHUJAND, id=2, district="isfara")
    trainers = trainer(centre=2, able={"pilot": WEEKDAYS}), trainer(2)
    return world([person(leaves=6, course="three", step_free=True)], last=day(9), centres=(KHUJAND, isfara),
                 rooms=(room(centre=2),), trainers=trainers)  # fmt: skip


# Sixty in each run of the tests; with `--hypothesis-profile search`, which has ten times as many, six hundred.
@settings(max_examples=settings.default.max_examples * 6 // 10, deadline=None)
@example(once_untrue(), 1)
@given(worlds(), st.sampled_from([1, 1, 2]))
def test_every_plan_can_be_held_and_every_reason_is_true(found, least):
    made = plan(found, Wishes(least=least))
    assert faults(made, found) == []
    assert [each for each in made.unplaced.items() if not true_of(*each, made, found, least)] == []
    assert plan(found, Wishes(least=least)) == made
    shuffled = dataclasses.replace(found, people=found.people[::-1], rooms=found.rooms[::-1])
    assert plan(shuffled, Wishes(least=least)) == made


def test_regions_that_share_nothing_are_planned_each_by_itself():
    bokhtar = dataclasses.replace(KHUJAND, id=2, region="khatlon", district="bokhtar", serves=frozenset())
    north = [person(n, leaves=5) for n in range(1, 4)]
    south = [person(n, leaves=6, region="khatlon") for n in range(4, 6)]
    nowhere = person(6, region="gbao")
    rooms, trainers = (room(), room(2, centre=2)), (trainer(), trainer(2, centre=2))
    both = plan(world([*south, *north, nowhere], centres=(KHUJAND, bokhtar), rooms=rooms, trainers=trainers))
    alone = [plan(world(north)), plan(world(south, centres=(bokhtar,), rooms=rooms[1:], trainers=trainers[1:]))]
    assert both.proposed == alone[0].proposed + alone[1].proposed
    assert [each.why for each in both.unplaced.values()] == [WhyNot.NO_CENTRE]
