"""The blueprint on which all pages of this room hang, and how a page tells a refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, flash, request

from lms.core.errors import Refused
from lms.web.sentences import refusal

LARGEST_ID = 2**31 - 1  # what an id column holds
blueprint = Blueprint("classes", "lms.classes", template_folder="templates")


@contextmanager
def telling() -> Iterator[None]:
    """Within, a refusal becomes a sentence on the page that is shown next."""
    try:
        yield
    except Refused as refused:
        flash(refusal(refused))


def sent_id(name: str) -> int:
    """The id in a field of the form; 0, which nothing has, when there is none that could be one."""
    found = request.form.get(name, 0, type=int)
    return found if 0 < found <= LARGEST_ID else 0
