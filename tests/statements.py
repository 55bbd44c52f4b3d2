"""What would be asked of PostgreSQL by no test that runs there: the statements of tests marked `source` that no other
test asks. Whoever marks tests looks here first; what is listed must get the mark `both`, or lose `source`:

    python -m pytest -p tests.statements --db postgres -m "not browser" tests

A few tests that are for SQLite alone fail in this run: what counts is the list.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

VALUE = re.compile(r"%\(\w+\)s(?:::[\w ]+)?")
FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "create database", "select pg_")  # around what is asked
LIST = re.compile(r"\(\?(, \?)*\)(, \(\?(, \?)*\))*")  # as many as there are values, or rows of them

_asked: dict[str, set[str]] = defaultdict(set)  # statement → the tests that ask it; those left out end with “ -”
_now: list[str] = []


@sa.event.listens_for(Engine, "before_cursor_execute")
def _note(_connection, _cursor, statement: str, *_more) -> None:
    for test in _now if not statement.startswith(FRAME) else ():
        _asked[LIST.sub("(?)", VALUE.sub("?", statement))].add(test)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    left_out = item.get_closest_marker("source") and not item.get_closest_marker("both")
    _now.append(item.nodeid + (" -" if left_out else ""))
    try:
        return (yield)
    finally:
        _now.pop()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List them by the first test that asks them."""
    alone = defaultdict(list)
    for statement, tests in _asked.items():
        if all(test.endswith(" -") for test in tests):
            alone[min(tests)].append(statement)
    terminalreporter.section(f"asked by no test that stays: {sum(map(len, alone.values()))} statements")
    for test, statements in sorted(alone.items()):
        terminalreporter.line(f"{test.removesuffix(' -')}: {len(statements)}, such as {min(statements, key=len)[:200]}")
