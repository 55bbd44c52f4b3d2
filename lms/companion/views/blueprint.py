"""The blueprint that all pages of the companion hang on, and the count of what is opened there."""

from flask import Blueprint, request

from lms.core import clock
from lms.curriculum.actions import count_opened_while_reading
from lms.curriculum.rules.opened import What

blueprint = Blueprint("companion", "lms.companion", template_folder="templates")


def opened(what: What, key: str) -> None:
    """Count a page that is opened; to search in it is not to open it again. A phone that takes the whole companion
    along fetches every page: that is one thing kept, and none opened."""
    kept = "X-Kept" in request.headers
    if request.method == "HEAD" or request.args or (kept and what is not What.POCKET):
        return
    count_opened_while_reading(what=What.KEPT if kept else what, key=key, on=clock.today())
