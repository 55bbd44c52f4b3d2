"""The blueprint on which all pages of this room hang, and how a page tells a refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, flash
from flask_babel import gettext as _

from lms.classes import queries
from lms.classes.models import TrainingClass
from lms.core.errors import Refused
from lms.web.sentences import refusal

blueprint = Blueprint("classes", "lms.classes", template_folder="templates")


def say(found: TrainingClass, *, trainers: str, people: str, told: str | None = None) -> None:
    """Tell on the next page what was done to a class, and who is told of it: people who leave all are, of trainers who
    sit in a training those who gave an address, or as `told` says."""
    if not queries.for_trainers(found):
        flash(people)
        return
    flash(trainers)
    every = _("Trainers who gave a telephone number or an e-mail address get a message. Please tell the others.")
    flash(told or every)


@contextmanager
def telling() -> Iterator[None]:
    """Within, a refusal becomes a sentence on the page that is shown next."""
    try:
        yield
    except Refused as refused:
        flash(refusal(refused))
        if isinstance(refused.__cause__, Refused):
            flash(refusal(refused.__cause__))
