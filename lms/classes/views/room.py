"""The blueprint on which all pages of this room hang, and how a page tells a refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, flash

from lms.core.errors import Refused
from lms.web.sentences import refusal

blueprint = Blueprint("classes", "lms.classes", template_folder="templates")


@contextmanager
def telling() -> Iterator[None]:
    """Within, a refusal becomes a sentence on the page that is shown next."""
    try:
        yield
    except Refused as refused:
        flash(refusal(refused))
        if isinstance(refused.__cause__, Refused):
            flash(refusal(refused.__cause__))
