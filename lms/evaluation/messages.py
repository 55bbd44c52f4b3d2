"""Sentences about the evaluation."""

from flask_babel import format_decimal
from flask_babel import lazy_gettext as _l

from lms.evaluation.rules import TYPED_WITHIN, Dimension, Reason

SENTENCES = {
    Reason.ANSWERED_ALREADY: _l("You have already answered. Thank you: once is enough."),
    Reason.NOTHING_ANSWERED: _l("Please answer at least one question, then send."),
    Reason.NOT_ON_THE_SHEET: _l("Please open the page again and choose from the answers on it."),
    Reason.ALL_ANSWERED: _l("There are as many answers as people who were invited: this sheet is one too many."),
    Reason.TYPING_OVER: _l(
        "Sheets are typed in until %(days)s days after the last day of the class. That time is over.",
        days=TYPED_WITHIN.days,
    ),
}

DIMENSIONS = {
    Dimension.CONTENT: _l("Content of the course"),
    Dimension.TIMING: _l("Time of the course"),
    Dimension.TECHNIQUES: _l("Way of teaching"),
    Dimension.TRAINER: _l("Trainer"),
    Dimension.FACILITIES: _l("Room and facilities"),
}

TOO_FEW = _l("too few answers")


def written_mean(mean: float | None) -> str:
    """A mean score, always with its decimal; says so where it is hidden."""
    return str(TOO_FEW) if mean is None else format_decimal(mean, format="0.0")
