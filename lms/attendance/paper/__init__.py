"""What is printed of a class: the sheet to sign, the roster, name cards, the time log, cards of roles."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from flask_babel import force_locale
from flask_babel import gettext as _

from lms.attendance.paper.heading import Paper
from lms.attendance.paper.people import cards, roster, trainers_cards
from lms.attendance.paper.sheets import block_letters, sheet, trainers_sheet
from lms.attendance.paper.teaching import role_cards, time_log
from lms.classes import queries as classes
from lms.classes.models import TrainingClass
from lms.core import clock
from lms.core.errors import NotThere
from lms.core.printing import render_pdf
from lms.web.locale import as_date

__all__ = ["PAPERS", "PAPERS_OF_TRAINERS", "block_letters", "papers_of", "printed", "role_cards"]

TEMPLATE = Path(__file__).parents[1] / "papers.typ"
PAPERS: Mapping[str, Callable[[TrainingClass, str], Paper]] = {
    "sheet": sheet,
    "roster": roster,
    "cards": cards,
    "log": time_log,
    "roles": role_cards,
}
PAPERS_OF_TRAINERS = {"sheet": trainers_sheet, "cards": trainers_cards, "log": time_log, "roles": role_cards}


def papers_of(found: TrainingClass) -> Mapping[str, Callable[[TrainingClass, str], Paper]]:
    """The papers there are of a class."""
    return PAPERS_OF_TRAINERS if classes.for_trainers(found) else PAPERS


def printed(kind: str, found: TrainingClass, language: str, *, at: datetime) -> tuple[bytes, list[int]]:
    """One of the PAPERS of a class as a PDF, and the registrations of those whose names stand on it. Raises
    NotThere, Refused(LETTER_NOT_IN_FONT)."""
    if kind not in papers_of(found):
        raise NotThere
    with force_locale(language):
        paper = papers_of(found)[kind](found, language)
        data = {
            "kind": kind,
            "language": language,
            "printed": _("Printed on %(day)s", day=as_date(clock.local(at))),
            **paper.data,
        }
        return render_pdf(TEMPLATE, data, at=at), [each.registration_id for each in paper.people]
