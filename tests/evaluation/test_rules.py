"""Five dimensions, tallies, and what too few people said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.evaluation.rules import (
    FEWEST_ANSWERS,
    Answer,
    Instrument,
    Item,
    Reason,
    Tally,
    accepted,
    hidden,
    instrument_from,
    may_ask,
    mean,
    month_of,
    tallies,
)

USEFUL = Item("useful", "content", "scale")
CLEAR = Item("clear", "content", "scale")
ROOM = Item("room", "facilities", "scale")
BEST = Item("best", "open", "text")
SHEET = Instrument(edition_id=1, fewest=5, scale=5, items=(USEFUL, CLEAR, ROOM, BEST), words={"en": {}})


def test_an_instrument_never_asks_for_fewer_answers_than_the_house():
    items = [{"id": "useful", "dimension": "content", "kind": "scale"}]
    document = {"minimum_answers": 2, "scale": 5, "items": items, "words": {}}
    assert instrument_from(document, edition_id=7) == Instrument(7, FEWEST_ANSWERS, 5, (USEFUL,), {})


def test_items_stand_by_dimension_in_the_order_of_the_sheet():
    assert SHEET.sections == (("content", (USEFUL, CLEAR)), ("facilities", (ROOM,)), ("open", (BEST,)))


def test_what_was_left_out_is_no_answer_and_words_are_cut_after_a_thousand_letters():
    given = {"useful": 5, "clear": None, "best": "  " + "ӯ" * 1200}
    assert accepted(SHEET, given) == [Answer(USEFUL, score=5), Answer(BEST, words="ӯ" * 1000)]


@pytest.mark.parametrize(
    ("women", "men", "asked"), [(5, 5, True), (20, 5, True), (20, 4, False), (0, 25, False), (0, 0, False)]
)
def test_a_sheet_asks_of_nobody_what_would_say_who_it_was(women, men, asked):
    assert may_ask({"f": women, "m": men}, fewest=5) is asked


@pytest.mark.parametrize(
    "given, reason",
    [
        ({}, Reason.NOTHING_ANSWERED),
        ({"useful": None, "best": "   "}, Reason.NOTHING_ANSWERED),
        ({"useful": 6}, Reason.NOT_ON_THE_SHEET),
        ({"useful": 0}, Reason.NOT_ON_THE_SHEET),
        ({"useful": "5"}, Reason.NOT_ON_THE_SHEET),
        ({"shoe-size": 4}, Reason.NOT_ON_THE_SHEET),
    ],
)
def test_answers_that_are_not_taken(given, reason):
    assert accepted(SHEET, given) == reason


def test_one_persons_scores_are_added_up_by_dimension():
    answers = [Answer(USEFUL, score=5), Answer(CLEAR, score=2), Answer(BEST, words="the family hour")]
    assert tallies(answers) == {"content": Tally(people=1, scores=2, total=7)}


@pytest.mark.parametrize("total, count, said", [(9, 2, 4.5), (17, 4, 4.3), (10, 3, 3.3), (0, 0, None)])
def test_a_mean_has_one_decimal_and_rounds_halves_up(total, count, said):
    assert mean(total, count) == said


def test_of_the_moment_only_the_month_is_kept():
    assert month_of(date(2026, 11, 21)) == date(2026, 11, 1)


@pytest.mark.parametrize(
    "people, not_shown",
    [
        ({"a": 5, "b": 9}, set()),
        ({"a": 4, "b": 9, "c": 6}, {"a", "c"}),  # one small group: the next smallest goes with it
        ({"a": 2, "b": 1, "c": 9, "d": 6}, {"a", "b", "d"}),  # two, but the difference would show three people
        ({"a": 2, "b": 3, "c": 9}, {"a", "b"}),
        ({"a": 0, "b": 9}, set()),
        ({"a": 4}, {"a"}),
        ({}, set()),
    ],
)
def test_small_groups_are_hidden_and_cannot_be_got_by_subtraction(people, not_shown):
    assert hidden(people) == not_shown


@given(st.dictionaries(st.integers(), st.integers(min_value=0, max_value=12), max_size=9))
def test_whatever_is_subtracted_from_the_total_leaves_nobody_alone(people):
    gone = hidden(people)
    rest = sum(people[group] for group in gone)
    assert all(people[group] >= FEWEST_ANSWERS for group in people if people[group] and group not in gone)
    if rest < FEWEST_ANSWERS:
        # Nothing shown is left to subtract from the total, or there is nothing to hide.
        assert not gone or all(group in gone or not people[group] for group in people)
