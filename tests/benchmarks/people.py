"""`python -m tests.benchmarks.people`: how long the desk's search takes among a million people.

Makes a database in a temporary folder (or in an empty one named by --db), fills it with people shaped like those of
make_pairs.py, and asks what officers ask through the very query of the page: the whole of it, count and rows, one
after the other in one process. Names are harder than in life: sixty families and sixty-six given names among a million
people, so that a common name is borne by tens of thousands."""

import argparse
import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from flask_migrate import upgrade

from lms.app import create_app
from lms.core.actors import Actor, Grant, Role
from lms.core.config import make_keys
from lms.core.database import db, only_reads
from lms.core.encryption import encrypt, index_of, personal_keys
from lms.core.garbage import keep_for_good
from lms.registration.models import Journey, NameKey, Registration
from lms.registration.queries import search
from lms.registration.rules import check_digit
from lms.registration.rules.spelling import keys_of
from tests.benchmarks import make_pairs
from tests.benchmarks.yardstick import loop

SEED, CENTRES, ASKED, BATCH = 2026, 40, 40, 50_000
BUDGET = 0.1
WHO = {
    "administrator": Actor(0, "en", frozenset({Grant(Role.ADMIN)})),
    "officer of one centre": Actor(0, "en", frozenset({Grant(Role.OFFICER, "c7")})),
}


def people(count: int) -> Iterator[dict]:
    """So many rows of registrations, always the same."""
    chance = random.Random(SEED)
    nothing = encrypt("yes", personal_keys())
    for n in range(1, count + 1):
        one = make_pairs._someone(chance)
        region, _, district = one.pop("home").partition("/")
        phone, digits = one.pop("phone"), f"{n + 10_000_000:08d}"
        yield {
            **one, "id": n, "key": f"k{n}", "number": digits + check_digit(digits),
            "phone": encrypt(phone, personal_keys()), "phone_index": index_of(phone), "region": region,
            "district": district, "language": "tg", "has_internet": True, "reads_alone": nothing,
            "safety_training": "unknown", "centre_code": f"c{n % CENTRES}",
            "created_at": datetime(2026, 1, 1) + timedelta(minutes=n),
        }  # fmt: skip


def fill(count: int) -> None:
    """Write everybody with a journey and the keys by which names are found."""
    indexes = [each for table in (Registration, NameKey, Journey) for each in table.__table__.indexes]
    with db.engine.begin() as connection:
        for each in indexes:
            each.drop(connection)
    write = _writer()
    everybody = people(count)
    while batch := list(islice(everybody, BATCH)):
        write(Registration.__table__, batch)
        write(Journey.__table__, [_journey(each) for each in batch])
        write(NameKey.__table__, [each for one in batch for each in _keys(one)])
    with db.engine.begin() as connection:
        for each in indexes:
            each.create(connection)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if db.engine.dialect.name != "sqlite":
            connection.execute(sa.text("analyze"))


def _journey(one: dict) -> dict:
    return {"id": one["id"], "registration_id": one["id"], "country": "RU", "occupation": "construction",
            "departs_on": date(2027, 3, 1), "first_time": True, "created_at": one["created_at"]}  # fmt: skip


def _keys(one: dict) -> Iterator[dict]:
    own = f"{one['family_name']} {one['given_name']} {one['patronymic']}"
    latin = f"{one['family_name_latin']} {one['given_name_latin']}"
    of = {"registration_id": one["id"], "centre_code": one["centre_code"]}
    return ({**of, "key": key} for key in keys_of(own, latin))


def _writer() -> Callable[[sa.Table, list[dict]], None]:
    """The fastest way into this database."""
    if db.engine.dialect.name == "sqlite":
        raw = sqlite3.connect(db.engine.url.database, isolation_level=None)
        raw.executescript("pragma synchronous=off; pragma foreign_keys=off; pragma cache_size=-500000")
        return lambda table, rows: _to_sqlite(raw, table, rows)
    return _to_postgres


def _to_sqlite(raw: sqlite3.Connection, table: sa.Table, rows: list[dict]) -> None:
    names = list(rows[0])
    marks = ", ".join("?" * len(names))
    raw.execute("begin immediate")
    raw.executemany(
        f"insert into {table.name} ({', '.join(names)}) values ({marks})",
        ([str(each[name]) if isinstance(each[name], date) else each[name] for name in names] for each in rows),
    )
    raw.execute("commit")


def _to_postgres(table: sa.Table, rows: list[dict]) -> None:
    names = list(rows[0])
    raw = db.engine.raw_connection()
    try:
        with raw.cursor() as cursor, cursor.copy(f"copy {table.name} ({', '.join(names)}) from stdin") as copy:
            for each in rows:
                copy.write_row([each[name] for name in names])
        raw.commit()
    finally:
        raw.close()


def questions(count: int) -> dict[str, list[str]]:
    """What officers type, by kind, about people who are there."""
    chance = random.Random(SEED + 1)
    wanted = set(chance.sample(range(1, count + 1), min(ASKED, count)))
    some = [each for each in _plainly(count) if each["id"] in wanted]
    full = [f"{each['family_name']} {each['given_name']}" for each in some]
    again = [make_pairs._again(chance, each) for each in some]
    return {
        "number": [each["number"] for each in some],
        "telephone": [each["telephone"] for each in some],
        "date of birth": [f"{each['birth_date']:%d.%m.%Y}" for each in some],
        "family and given name": full,
        "the same in Latin letters": [f"{each['family_name_latin']} {each['given_name_latin']}" for each in some],
        "the same as another office spells it": [f"{each['family_name']} {each['given_name']}" for each in again],
        "with the patronymic": [f"{text} {each['patronymic']}" for text, each in zip(full, some, strict=True)],
        "with the date of birth": [
            f"{text} {each['birth_date']:%d.%m.%Y}" for text, each in zip(full, some, strict=True)
        ],
        "family name alone": [each["family_name"] for each in some],
        "given name alone": [each["given_name"] for each in some],
        "its first three letters": [each["family_name"][:3] for each in some],
        "a name that nobody has": ["Бжезинский Збигнев"] * 3,
        "nothing: the newest": [""] * 3,
    }


def _plainly(count: int) -> Iterator[dict]:
    chance = random.Random(SEED)
    for n in range(1, count + 1):
        one = make_pairs._someone(chance)
        digits = f"{n + 10_000_000:08d}"
        yield {**one, "id": n, "telephone": one["phone"], "number": digits + check_digit(digits)}


def measure(asked: dict[str, list[str]], actors: dict[str, Actor]) -> Iterator[tuple[str, str, list[float], int]]:
    """For each kind of question and each who asks: how long each answer took, and how many questions had one."""
    # Processor time, which other work on the machine does not change; of another process's database, the clock's.
    clock = time.process_time if db.engine.dialect.name == "sqlite" else time.perf_counter
    for kind, texts in asked.items():
        for who, actor in actors.items():
            search(actor, texts[0])  # a process that has just begun reads tables of its libraries first
            took, answered = [], 0
            for text in texts:
                began = clock()
                found, _count = search(actor, text)
                took.append(clock() - began)
                answered += bool(found)
                db.session.rollback()
                db.session.expunge_all()
            yield kind, who, took, answered


def main(arguments: Iterable[str] | None = None) -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--db", help="the address of an empty PostgreSQL database")
    parser.add_argument("--folder", type=Path, help="keep the database here, and ask the one that is here already")
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        instance = told.folder or Path(folder)
        make_keys(instance)
        os.environ |= {"LMS_INSTANCE": str(instance)} | ({"DATABASE_URL": told.db} if told.db else {})
        with create_app({"TESTING": True}).app_context():
            upgrade()
            began = time.perf_counter()
            there = db.session.scalar(sa.select(sa.func.max(Registration.id)))
            db.session.rollback()
            if there is None:
                fill(told.people)
                print(f"{told.people:,} people written in {time.perf_counter() - began:.0f} s")
            keep_for_good()  # as a server does before its first page
            with only_reads():  # as a page that is asked for
                _tell(measure(questions(told.people), WHO))
            began = time.process_time()
            loop()
            print(f"ten million additions in the same process: {time.process_time() - began:.2f} s of the processor")
            db.session.remove()
            db.engine.dispose()


def _tell(measured: Iterable[tuple[str, str, list[float], int]]) -> None:
    for kind, who, took, answered in measured:
        usual, worst = sorted(took)[int(len(took) * 0.95)], max(took)
        print(f"{kind:40} {who:22} median {median(took) * 1000:6.1f}  95% {usual * 1000:6.1f}  "
              f"worst {worst * 1000:6.1f} ms, {answered} of {len(took)} answered{'' if worst <= BUDGET else '  !'}",
              flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
