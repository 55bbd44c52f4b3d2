"""Two bookings of one thing never overlap, whatever is done to them, in whatever order, by however many at once."""

from threading import Thread

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.core.overlap import never_overlap, overlap_of

RULE = never_overlap("booked", "thing", starts="starts", ends="ends", where="gone is null")
HOURS = 12


@pytest.fixture(scope="module")
def engine(new_database):
    """A database with one small table, whose rows are not to overlap."""
    address = new_database()
    engine = sa.create_engine(address, connect_args={"timeout": 60} if address.startswith("sqlite") else {})
    table = sa.Table(
        "booked", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("thing", sa.BigInteger),
        sa.Column("starts", sa.DateTime), sa.Column("ends", sa.DateTime), sa.Column("gone", sa.Integer),
    )  # fmt: skip
    with engine.begin() as connection:
        table.create(connection)
        for statement in RULE.statements(engine.dialect.name):
            connection.execute(sa.text(statement))
    yield engine
    engine.dispose()


@pytest.fixture(autouse=True)
def empty(engine):
    with engine.begin() as connection:
        connection.execute(sa.text("delete from booked"))


def hour(number: int) -> str:
    return f"2026-11-21 {number:02}:00:00"


def insert(connection, number, thing, starts, ends, gone=None) -> None:
    connection.execute(
        sa.text("insert into booked values (:id, :thing, :starts, :ends, :gone)"),
        {"id": number, "thing": thing, "starts": hour(starts), "ends": hour(ends), "gone": gone},
    )


def refused(engine, statement: str, **values) -> str | None:
    """Which declaration refused a statement; None when it was done."""
    try:
        with engine.begin() as connection:
            connection.execute(sa.text(statement), values)
    except sa.exc.IntegrityError as error:
        return overlap_of(error)
    return None


@pytest.mark.parametrize(
    ("starts", "ends", "free"),
    [(9, 10, True), (9, 11, False), (9, 15, False), (10, 14, False), (11, 12, False), (13, 15, False), (14, 15, True)],
)
def test_a_time_is_free_or_taken_in_either_order_of_entry(engine, starts, ends, free):
    adding = "insert into booked values (:id, 7, :starts, :ends, null)"
    new = {"id": 2, "starts": hour(starts), "ends": hour(ends)}
    old = {"id": 1, "starts": hour(10), "ends": hour(14)}
    for first, second in ((old, new), (new, old)):
        with engine.begin() as connection:
            connection.execute(sa.text("delete from booked"))
        assert refused(engine, adding, **first) is None
        assert refused(engine, adding, **second) == (None if free else RULE.name)


def test_rows_without_the_key_and_rows_called_off_may_overlap(engine):
    with engine.begin() as connection:
        for number, (thing, gone) in enumerate([(None, None), (None, None), (1, None), (1, 1), (1, 1), (2, None)]):
            insert(connection, number, thing, 8, 12, gone)
    assert refused(engine, "update booked set gone = null where id = 3") == RULE.name
    assert refused(engine, "update booked set thing = 2 where id = 2") == RULE.name
    assert refused(engine, "update booked set thing = 3, gone = null where id = 3") is None


steps = st.one_of(
    st.tuples(st.just("add"), st.integers(1, 2), st.integers(0, HOURS), st.integers(1, 4)),
    st.tuples(st.just("move"), st.integers(1, 2), st.integers(0, HOURS), st.integers(1, 4)),
    st.tuples(st.sampled_from(["cancel", "reopen"]), st.just(0), st.just(0), st.just(0)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(steps, st.integers(0, 5)), max_size=25))
def test_no_sequence_of_changes_leaves_an_overlap_and_none_is_refused_without_one(engine, sequence):
    rows: dict[int, tuple] = {}
    with engine.connect() as connection, connection.begin() as transaction:
        connection.execute(sa.text("delete from booked"))
        for (kind, thing, starts, lasts), which in sequence:
            changed = after(rows, kind, which, (thing, starts, starts + lasts, None))
            if changed is None:
                continue
            number, row = changed
            try:
                with connection.begin_nested():
                    save(connection, number, row, new=number not in rows)
            except sa.exc.IntegrityError as error:
                assert overlap_of(error) == RULE.name
                assert any(overlap(row, other) for each, other in rows.items() if each != number)
            else:
                assert not any(overlap(row, other) for each, other in rows.items() if each != number)
                rows[number] = row
        transaction.rollback()


def after(rows: dict, kind: str, which: int, row: tuple) -> tuple[int, tuple] | None:
    """Which row a step makes or changes, and to what."""
    if kind == "add":
        return len(rows), row
    if which not in rows:
        return None
    thing, starts, ends, gone = rows[which]
    return which, (*row[:3], gone) if kind == "move" else (thing, starts, ends, 1 if kind == "cancel" else None)


def save(connection, number: int, row: tuple, *, new: bool) -> None:
    values = {"id": number, "thing": row[0], "starts": hour(row[1]), "ends": hour(row[2]), "gone": row[3]}
    changing = "update booked set thing = :thing, starts = :starts, ends = :ends, gone = :gone where id = :id"
    adding = "insert into booked values (:id, :thing, :starts, :ends, :gone)"
    connection.execute(sa.text(adding if new else changing), values)


def overlap(one: tuple, other: tuple) -> bool:
    return one[3] is other[3] is None and one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


@pytest.mark.parametrize("committed", [True, False])
def test_of_two_who_save_at_the_same_moment_the_second_waits_and_is_refused_if_the_first_stays(engine, committed):
    outcome = []
    adding = "insert into booked values (2, 7, '2026-11-21 11:00:00', '2026-11-21 13:00:00', null)"
    second = Thread(target=lambda: outcome.append(refused(engine, adding)))
    with engine.connect() as connection:
        first = connection.begin()
        insert(connection, 1, 7, 10, 12)
        second.start()
        second.join(timeout=0.3)
        assert outcome == []  # it waits
        first.commit() if committed else first.rollback()
    second.join(timeout=30)
    assert outcome == [RULE.name if committed else None]


def test_other_refusals_are_not_taken_for_it(engine):
    with engine.begin() as connection:
        insert(connection, 1, 7, 10, 12)
    assert refused(engine, "insert into booked values (1, 8, '2026-11-21 10:00', '2026-11-21 12:00', null)") is None
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
        insert(connection, 1, 8, 10, 12)


def test_it_can_be_taken_away(engine):
    with engine.begin() as connection:
        for statement in RULE.undoing(engine.dialect.name):
            connection.execute(sa.text(statement))
        insert(connection, 1, 7, 10, 12)
        insert(connection, 2, 7, 10, 12)
        connection.execute(sa.text("delete from booked"))
        for statement in RULE.statements(engine.dialect.name):
            connection.execute(sa.text(statement))
