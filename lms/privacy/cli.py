"""`flask privacy`, `flask retention`: what an installation shows of how it keeps people's data, and for how long."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import force_locale

from lms.core import clock
from lms.core.database import db, unit_of_work
from lms.core.rotation import encrypted_columns
from lms.media.cli import spoken
from lms.media.rules.aloud import VOICES
from lms.media.rules.parts import sign_of
from lms.messages.transports.local import fetched_never, forget_fetched_never
from lms.privacy.actions import apply_plan, what_is_over
from lms.privacy.actions.retaining import CountsChanged
from lms.privacy.messages.data_map import BASIS, WHAT, WHO, WHY, how_long
from lms.privacy.plan import plan
from lms.privacy.rules.data_map import MAP, Entry, Kept
from lms.privacy.rules.retention import Plan
from lms.privacy.views.notice import notice_aloud

privacy_commands = AppGroup("privacy", help="How people's data are kept.")
retention_commands = AppGroup("retention", help="How long people's data are kept.")
HEAD = """# The data map

Made by `flask privacy map` from the tables and `lms/privacy/rules/data_map.py`; a test compares the two. The long
notice at `/privacy/full` says the same in each language. Fields marked with a lock are encrypted in the database.

| what | fields | why | basis | who sees it | how long |
|---|---|---|---|---|---|"""


@privacy_commands.command("map")
def map_command() -> None:
    """Print the data map as it stands in docs/data-map.md."""
    with current_app.test_request_context(), force_locale("en"):
        click.echo("\n".join([HEAD, *_lines(_plan())]))


@privacy_commands.command("speak")
@click.option("--again", is_flag=True, help="Also where the recording is still of this text.")
def speak_command(again: bool) -> None:
    """Have a machine read the notice aloud, in each language it can, until somebody has read it."""
    for code in VOICES:
        with current_app.test_request_context():
            text = notice_aloud(code)
        made = spoken("privacy-notice", text, code, again=again)
        click.echo(f"{code}: {made.name if made else 'is there already'}.")
        click.echo(f"    Read by a person it would be media/privacy/notice.{code}.{sign_of(text, code)}.mp3")


@retention_commands.command("run")
@click.option("--report-only", is_flag=True, help="Erase nothing; say what would be.")
def run_command(report_only: bool) -> None:
    """Erase or make anonymous what has had its time, and say how much of each kind. Every count stays as it was."""
    terms, at = _plan(), clock.now()
    done = _count(terms, at) if report_only else _erase(terms, at)
    word = "would be erased" if report_only else "erased or made anonymous"
    for kind, term in terms.items():
        click.echo(f"{kind.value}: {done[kind]} {word} (after {term.days} days; {term.basis or 'no basis named'})")
    click.echo("Every count is what it was before.")


def _count(terms: Plan, at: datetime) -> Counter[Kept]:
    done = what_is_over(plan=terms, at=at)
    done[Kept.MESSAGES] += len(fetched_never(before=at - terms[Kept.MESSAGES].length))
    return done


def _erase(terms: Plan, at: datetime) -> Counter[Kept]:
    """Portion by portion, each in a transaction of its own."""
    done: Counter[Kept] = Counter()
    while True:
        try:
            with unit_of_work():
                portion, more = apply_plan(plan=terms, at=at)
        except CountsChanged:
            raise click.ClickException(
                f"A figure would have changed, so it went no further. Erased before: {done[Kept.RECORDS]}. "
                "Please tell the makers."
            ) from None
        done.update(portion)
        if not more:
            done[Kept.MESSAGES] += forget_fetched_never(before=at - terms[Kept.MESSAGES].length)
            return done


def _plan() -> Plan:
    try:
        return plan()
    except (ValueError, OSError) as error:
        raise click.ClickException(f"{current_app.config['RETENTION']}: {error}") from None


def _lines(terms: Plan) -> Iterator[str]:
    locked = {f"{column.table.name}.{column.name}" for column in encrypted_columns()}
    for entry in MAP:
        cells = [WHAT[entry.what], ", ".join(_fields(entry, locked)), WHY[entry.why], BASIS[entry.basis],
                 WHO[entry.who], how_long(entry.kept, terms)]  # fmt: skip
        yield f"| {' | '.join(str(cell) for cell in cells)} |"


def _fields(entry: Entry, locked: set[str]) -> Iterator[str]:
    for field in entry.fields:
        table, _, column = field.partition(".")
        if table not in db.metadata.tables:
            continue
        inside = sorted(each.partition(".")[2] for each in locked if each.startswith(f"{table}."))
        hidden = f" (🔒 {', '.join(inside)})" if inside and not column else ""
        if not column or column in db.metadata.tables[table].columns:
            yield f"`{field}`{' 🔒' if field in locked else hidden}"
