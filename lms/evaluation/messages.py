"""Sentences about the evaluation."""

from flask_babel import lazy_gettext as _l

from lms.evaluation.rules import Dimension, Reason

SENTENCES = {
    Reason.ANSWERED_ALREADY: _l("You have already answered. Thank you: once is enough."),
    Reason.NOTHING_ANSWERED: _l("Please answer at least one question, then send."),
    Reason.NOT_ON_THE_SHEET: _l("Please open the page again and choose from the answers on it."),
}

DIMENSIONS = {
    Dimension.CONTENT: _l("Content"),
    Dimension.TIMING: _l("Time"),
    Dimension.TECHNIQUES: _l("Way of teaching"),
    Dimension.TRAINER: _l("Trainer"),
    Dimension.FACILITIES: _l("Place"),
}
