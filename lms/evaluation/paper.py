"""The questions about a course on paper, for whoever does not answer on a phone."""

from datetime import datetime
from pathlib import Path

from flask_babel import force_locale
from flask_babel import gettext as _

from lms.classes.models import TrainingClass
from lms.classes.queries import for_trainers
from lms.core import clock
from lms.core.errors import NotThere
from lms.core.printing import render_pdf
from lms.curriculum.queries import place_name
from lms.evaluation import queries
from lms.evaluation.rules import SCALE
from lms.registration.messages import SEXES
from lms.web.locale import as_date

TEMPLATE = Path(__file__).parent / "sheet.typ"


def sheet_of_paper(training_class: TrainingClass, language: str, *, at: datetime) -> bytes:
    """The sheet as a PDF. There is room for no name on it; its questions are those of the class, numbered as they are
    typed in again, and it says of which edition they are. A training of trainers is asked nothing: raises NotThere."""
    if for_trainers(training_class):
        raise NotThere
    sheet = queries.instrument_of(training_class)
    said = sheet.said(language)
    with force_locale(language):
        centre = place_name(training_class.centre.names, language)
        data = {
            "language": language,
            "title": said["title"],
            "intro": said["intro"],
            "class": _("%(centre)s, %(day)s", centre=centre, day=as_date(training_class.last_day)),
            "scale": [said["scale"][str(score)] for score in range(1, sheet.scale + 1)],
            "scored": [said["items"][each.id] for each in sheet.items if each.kind == SCALE],
            "told": [said["items"][each.id] for each in sheet.items if each.kind != SCALE],
            "sexes": [str(each) for each in SEXES.values()] if queries.asks_sex(training_class.id, sheet) else [],
            "hint": _("Tick one circle in each row. Do not write your name."),
            "typist": _("An officer of the centre types your answers in, not your trainer."),
            "edition": _("Edition of the questions: %(number)s", number=queries.edition_number(sheet)),
            "printed": _("Printed on %(day)s", day=as_date(clock.local(at))),
        }
        return render_pdf(TEMPLATE, data, at=at)
