"""What is done in the house of the drill: everything with which a telephone or a passport number could be spilled."""

import logging
import re
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from lms.accounts import actions as accounts
from lms.accounts.sessions import COOKIE_FIELD
from lms.centres import actions as centres
from lms.centres.rules import ProviderKind
from lms.core import chance, clock
from lms.core.actors import Grant, Role
from lms.core.copies import copy_database
from lms.core.database import db, unit_of_work
from lms.messages import actions as messages
from lms.messages.rules import Channel
from lms.registration.models import Registration

NAMES = {
    "family_name_latin": "Rahimova", "given_name_latin": "Gulnora", "family_name": "Раҳимова", "given_name": "Гулнора",
    "birth_date-day": "12", "birth_date-month": "5", "birth_date-year": "1990", "sex": "f", "home": "drs/vahdat",
    "country": "RU", "country_region": "RU/moscow", "occupation": "cleaning", "first_time": "yes", "language": "tg",
    "has_internet": "yes", "reads_alone": "yes", "needs": "childcare", "pin": "480271",
}  # fmt: skip


class DrillFailed(Exception):
    """The house did not do what the drill asked: what it says of traces is worth nothing."""


def plant() -> dict[str, str]:
    """What is planted this time: by name, as a person writes it."""
    return {"telephone": f"+99293{chance.digits(7)}", "passport": f"4{chance.digits(8)}"}


def use(app: Flask, folder: Path, planted: dict[str, str]) -> None:
    """Do in the house of `app` what people do all day with these two, and put what comes out of it into `folder`."""
    log = logging.FileHandler(folder / "program.log", encoding="utf-8")
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(log)
    root.setLevel(logging.INFO)
    try:
        _work(app, folder, planted)
    finally:
        root.removeHandler(log)
        root.setLevel(level)
        log.close()


def rows(folder: Path) -> None:
    """Every row of every table as the database holds it, whichever it is: tables that the search uses among them."""
    with (folder / "rows.txt").open("w", encoding="utf-8") as file:
        for table in db.metadata.sorted_tables:
            columns = [sa.type_coerce(column, sa.Text) if isinstance(column.type, sa.types.TypeDecorator) else column
                       for column in table.columns]  # fmt: skip
            for row in db.session.execute(sa.select(*columns)):
                file.write(f"{table.name} {' '.join(str(each) for each in row)}\n")
    db.session.rollback()


def _work(app: Flask, folder: Path, planted: dict[str, str]) -> None:
    officer, admin = _desk(app)
    phone, passport = planted.values()
    leaves = clock.today() + timedelta(days=20)
    form = {**NAMES, "phone": phone, "jamoat": passport, "form_token": chance.letters(16),
            "departs_on-day": leaves.day, "departs_on-month": leaves.month, "departs_on-year": leaves.year}  # fmt: skip
    _expect(officer.post("/desk/registrations/new", data={**form, "pin": "111111", "patronymic": "1"}), 422)
    _expect(officer.post("/desk/registrations/new", data=form), 200)
    found = db.session.scalars(sa.select(Registration)).one()
    if (found.phone, found.jamoat) != (phone, passport):
        raise DrillFailed("what was planted was not kept")
    record = f"/desk/registrations/{found.key}"
    db.session.rollback()
    for typed in (phone, passport, phone[-9:]):
        page = officer.post("/desk/registrations", data={"q": typed}, follow_redirects=True)
        _expect(page, 200)
    _expect(officer.post(f"{record}/phone"), 200)
    _expect(officer.post(f"{record}/edit", data={**NAMES, "phone": phone, "departs_on-year": "1"}), 422)
    app.test_client().post("/sign-in", data={"login": passport, "password": phone})
    app.test_client().get(f"/check/{passport}")
    _write(app, found.key, f"{phone} {passport}", phone)
    _print(officer, admin, record, folder)
    _choke(app, f"{phone} {passport}")
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        copy_database(folder / "copy.db")


def _desk(app: Flask) -> tuple[FlaskClient, FlaskClient]:
    at = clock.now()
    with unit_of_work():
        provider = centres.add_provider(
            code="drill", names={"en": "Drill"}, kind=ProviderKind.STATE, licensed_from=clock.today(),
            licensed_until=None, by=None, at=at,
        )  # fmt: skip
        centres.add_centre(
            provider_id=provider.id, code="drill", names={"en": "Drill"}, address={"en": "Drill"}, region="drs",
            district="vahdat", serves_regions=("drs",), by=None, at=at,
        )  # fmt: skip
        people = [
            accounts.create_user(
                login=f"drill-{role.value}", name="Drill", language="en", grants=[Grant(role)], secret=None, by=None,
                at=at,
            )
            for role in (Role.OFFICER, Role.ADMIN)
        ]
        tokens = [accounts.open_session(user_id=each.id, at=at) for each in people]
    return tuple(_signed_in(app, token) for token in tokens)


def _signed_in(app: Flask, token: str) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie[COOKIE_FIELD] = token
    return client


def _write(app: Flask, key: str, body: str, phone: str) -> None:
    with unit_of_work():
        messages.queue(
            person_key=key, channel=Channel.SMS, address=phone, language="tg", code="drill", body=body, at=clock.now()
        )
    sent = app.test_cli_runner().invoke(args=["messages", "send"])
    logging.getLogger().info("the worker said: %s", sent.output)


def _print(officer: FlaskClient, admin: FlaskClient, record: str, folder: Path) -> None:
    for client, address in ((officer, f"{record}/card.pdf"), (admin, "/reports.xlsx")):
        answer = client.get(address)
        _expect(answer, 200)
        (folder / re.sub(r"\W+", "-", address.rpartition(".")[0].lstrip("/"))).with_suffix(
            f".{address.rpartition('.')[2]}"
        ).write_bytes(answer.data)


def _choke(app: Flask, text: str) -> None:
    """Faults that quote what they choked on, as an error page, a log and a report of it would show them."""
    for fault in (ValueError(text), sa.exc.StatementError(text, "select :it", {"it": text}, ValueError(text))):
        try:
            raise fault
        except Exception as raised:
            with app.test_request_context():
                app.log_exception((type(raised), raised, raised.__traceback__))


def _expect(answer, status: int) -> None:
    if answer.status_code != status:
        raise DrillFailed(f"{answer.request.path} answered {answer.status_code} instead of {status}")
