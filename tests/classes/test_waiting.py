"""The waiting list as a state machine: whatever happens, in whatever order, it stays fair."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from lms.classes.rules.waiting import (
    Line,
    Waiter,
    accepted,
    advance,
    holds_offer,
    joined,
    offer_deadline,
    waiting_order,
    without,
)
from lms.messages.rules.quiet import QuietHours

LEAVES = date(2026, 11, 21)
BEGIN = datetime(2026, 11, 21, 8, tzinfo=UTC)
STARTS = BEGIN + timedelta(days=5)
QUIET = QuietHours(time(21), time(8))
people = st.tuples(  # departure, whether for the first time, whether the class still suits, whether it is repeated
    st.integers(5, 9).map(lambda days: LEAVES + timedelta(days)), st.booleans(), st.sampled_from([True, True, False]),
    st.booleans(),
)


class WaitingList(RuleBasedStateMachine):
    """A class of a few seats that fill and empty, and a line before it. After each thing that happens the list is
    brought up to date, as every action does."""

    @initialize(capacity=st.integers(1, 3), line=st.lists(people, max_size=5))
    def open_class(self, capacity: int, line: list[tuple]) -> None:
        """A full class before which some stand already."""
        self.capacity, self.seated, self.at = capacity, capacity, BEGIN
        self.line, self.last, self.answered = Line(0, STARTS), 0, set()
        for person in line:
            self.ask(person)

    def settle(self) -> None:
        told_at = QUIET.next_allowed(self.at)
        step = advance(self.line, self.at, told_at=told_at)
        asked = {wait_id for wait_id, _ in step.offers}
        half = (STARTS - told_at) / 2  # nobody's time runs before the message may go
        assert all(until == told_at + min(timedelta(hours=24), half) for _, until in step.offers)
        self.answered |= set(step.lapsed)
        assert not asked & {each.wait_id for each in self.line.waiters if each.offered_until}  # nobody holds two
        passed_over = [each for each in step.line.waiters if each.able and each.offered_until is None]
        for each in step.line.waiters:
            if each.wait_id in asked:
                assert each.able
                assert waiting_order([each, *passed_over])[0] == each  # the order is respected
        self.line = step.line

    @rule(person=people)
    def ask(self, person: tuple) -> None:
        self.last += 1
        waiter = Waiter(self.last, *person[:2], self.at, person[2], repeats=person[3])
        self.line = joined(joined(self.line, waiter), waiter)
        self.settle()

    @rule()
    def somebody_sits_down(self) -> None:
        if self.line.free:
            self.seated += 1
            self.line = Line(self.line.chairs - 1, STARTS, self.line.waiters)
        self.settle()

    @rule()
    def somebody_gives_up(self) -> None:
        if self.seated:
            self.seated -= 1
            self.line = Line(self.line.chairs + 1, STARTS, self.line.waiters)
        self.settle()

    @rule(data=st.data(), yes=st.booleans())
    def answer(self, data: st.DataObject, yes: bool) -> None:
        if not self.line.waiters:
            return
        wait_id = data.draw(st.sampled_from([each.wait_id for each in self.line.waiters]))
        held = holds_offer(self.line, wait_id, self.at)
        after = accepted(self.line, wait_id, self.at) if yes else without(self.line, wait_id)
        assert (after is not None) == (held or not yes)  # only a seat that is held can be taken
        if after is not None:
            self.seated += yes
            self.line = after
            self.answered.add(wait_id)
        self.settle()

    @rule(hours=st.integers(1, 13))
    def silence(self, hours: int) -> None:
        self.at += timedelta(hours=hours)
        self.settle()

    @rule(data=st.data())
    def another_plan(self, data: st.DataObject) -> None:
        """Somebody books something else at that time, or leaves sooner."""
        if self.line.waiters:
            one = data.draw(st.sampled_from(self.line.waiters))
            changed = replace(one, able=False)
            self.line = joined(without(self.line, one.wait_id), changed)
        self.settle()

    @invariant()
    def never_more_than_the_class_holds(self) -> None:
        offered = [each for each in self.line.waiters if each.offered_until]
        assert self.seated + len(offered) <= self.capacity
        assert self.line.chairs == self.capacity - self.seated

    @invariant()
    def nobody_stands_twice_in_line_nor_comes_back_by_itself(self) -> None:
        ids = [each.wait_id for each in self.line.waiters]
        assert len(ids) == len(set(ids))
        assert not set(ids) & self.answered

    @invariant()
    def a_free_seat_is_offered_or_nobody_is_able(self) -> None:
        able = [each for each in self.line.waiters if each.able and not each.offered_until]
        assert not self.line.free or not able or offer_deadline(QUIET.next_allowed(self.at), STARTS) is None

    @invariant()
    def no_offer_outlives_its_deadline_or_the_beginning(self) -> None:
        for each in self.line.waiters:
            assert each.offered_until is None or self.at < each.offered_until < STARTS


TestWaitingList = WaitingList.TestCase
TestWaitingList.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_a_seat_held_for_somebody_is_taken_by_nobody_else():
    waiter = Waiter(1, date(2026, 12, 1), True, BEGIN)
    line = advance(joined(Line(1, STARTS), waiter), BEGIN, told_at=BEGIN).line
    assert line.free == 0
    assert accepted(line, 2, BEGIN) is None
    assert accepted(line, 1, BEGIN) == Line(0, STARTS)
    assert accepted(line, 1, BEGIN + timedelta(hours=24)) is None
