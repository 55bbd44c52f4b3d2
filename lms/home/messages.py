"""Words of the start pages."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from lms.centres.messages import due_sentence as said_of_place
from lms.core import clock
from lms.curriculum.queries import place_name
from lms.curriculum.rules.terms import Kind
from lms.home.rules import Count, Stop
from lms.home.rules.founding import Foundation
from lms.home.rules.tasks import Task, TaskKind
from lms.trainers.messages import due_sentence as said_of_trainer
from lms.web.locale import as_short_date, as_time

STOPS = {
    Stop.REGISTERED: _l("Registered"),
    Stop.SEAT: _l("A seat in a class"),
    Stop.CLASS: _l("All blocks attended"),
    Stop.ASSESSMENT: _l("Final questions answered"),
    Stop.CERTIFICATE: _l("Certificate"),
}

# Above the course whose time has come.
NEXT = {
    Kind.PEO: _l("Your next course"),
    Kind.PDO: _l("Your next course"),
    Kind.PAO: _l("Have you arrived? Your next course"),
    Kind.RETURN: _l("Welcome home! Your next course"),
}

FOUNDATIONS = {
    Foundation.PROVIDER: _l("Record who gives the training, and the licence"),
    Foundation.CENTRE: _l("Open the first centre"),
    Foundation.ROOM: _l("Add a room to the centre"),
    Foundation.OFFICER: _l("Make an account for an officer of the centre"),
    Foundation.TRAINER: _l("Record a trainer"),
    Foundation.QUALIFICATION: _l("Record what the trainer was trained for"),
    Foundation.CLASS: _l("Make the first class"),
}

COUNTS = {
    Count.REGISTERED: _l("People registered"),
    Count.SEATED: _l("Seats taken"),
    Count.ROLLS: _l("Roll calls closed"),
    Count.CERTIFIED: _l("Certificates issued"),
}


def _differences(n: int, **words: object) -> str:
    return ngettext(
        "%(centre)s, %(day)s: %(num)s mark differs between two phones. Settle it.",
        "%(centre)s, %(day)s: %(num)s marks differ between two phones. Settle them.", n, **words,
    )  # fmt: skip


def _walk_ins(n: int, **words: object) -> str:
    return ngettext(
        "%(centre)s, %(day)s: %(num)s person came without a seat.",
        "%(centre)s, %(day)s: %(num)s people came without a seat.", n, **words,
    )  # fmt: skip


def _offers(n: int, **words: object) -> str:
    return ngettext(
        "%(centre)s, %(day)s: %(num)s offered seat has no answer yet. It is held until %(until)s.",
        "%(centre)s, %(day)s: %(num)s offered seats have no answer yet. The first is held until %(until)s.", n, **words,
    )  # fmt: skip


def _no_trainer(_n: int, **words: object) -> str:
    return _("%(centre)s, %(day)s: a block has no trainer.", **words)


def _not_told(n: int, **_words: object) -> str:
    return ngettext(
        "%(num)s message could not be sent: phone or print it.",
        "%(num)s messages could not be sent: phone or print them.", n,
    )  # fmt: skip


def _roll_open(n: int, **words: object) -> str:
    return ngettext(
        "%(centre)s, %(day)s: %(num)s roll call is not closed.",
        "%(centre)s, %(day)s: %(num)s roll calls are not closed.", n, **words,
    )  # fmt: skip


def _placeable(n: int, **words: object) -> str:
    return ngettext(
        "%(centre)s, %(day)s: %(num)s person waits. Seats are free on %(other_day)s.",
        "%(centre)s, %(day)s: %(num)s people wait. Seats are free on %(other_day)s.", n, **words,
    )  # fmt: skip


def _waiting(n: int, **words: object) -> str:
    return ngettext(
        "%(centre)s, %(day)s: %(num)s person waits, and no class like it is free.",
        "%(centre)s, %(day)s: %(num)s people wait, and no class like it is free.", n, **words,
    )  # fmt: skip


def _few(n: int, **words: object) -> str:
    return ngettext(
        "%(centre)s, %(day)s: only %(num)s seat is taken.",
        "%(centre)s, %(day)s: only %(num)s seats are taken.", n, **words,
    )  # fmt: skip


def _slips(n: int, **_words: object) -> str:
    return ngettext("%(num)s slip waits to be printed.", "%(num)s slips wait to be printed.", n)


def _certificates(n: int, **words: object) -> str:
    return ngettext(
        "%(centre)s, %(day)s: %(num)s new certificate to print.",
        "%(centre)s, %(day)s: %(num)s new certificates to print.", n, **words,
    )  # fmt: skip


SAID: dict[TaskKind, Callable[..., str]] = {
    TaskKind.DIFFERENCES: _differences,
    TaskKind.WALK_INS: _walk_ins,
    TaskKind.OFFERS: _offers,
    TaskKind.NO_TRAINER: _no_trainer,
    TaskKind.NOT_TOLD: _not_told,
    TaskKind.ROLL_OPEN: _roll_open,
    TaskKind.PLACEABLE: _placeable,
    TaskKind.WAITING: _waiting,
    TaskKind.FEW: _few,
    TaskKind.SLIPS: _slips,
    TaskKind.CERTIFICATES: _certificates,
}


def said(task: Task, language: str) -> str:
    """A thing to do as a sentence."""
    if task.kind is TaskKind.PLACE_DUE:
        return said_of_place(task.due, day=clock.today(), language=language)
    if task.kind is TaskKind.TRAINER_DUE:
        return said_of_trainer(task.due, clock.today())
    days = {
        name: as_short_date(day) for name, day in (("day", task.day), ("other_day", task.other_day)) if day
    }
    until = {"until": f"{as_short_date(task.until)}, {as_time(task.until)}"} if task.until else {}
    centre = {"centre": place_name(task.names, language)} if task.names else {}
    return SAID[task.kind](task.count, **centre, **days, **until)
