"""The companion's own service worker: it sees the pages under /companion/ and no others."""

from pathlib import Path

from lms.companion.views.blueprint import blueprint
from lms.web.access import public
from lms.web.assets import asset
from lms.web.shelf import Shelf

SHELF = Shelf(Path(__file__).parents[1] / "code")
FILES = ("site.css", "icon.svg", "companion.js")


@blueprint.get("/companion/worker.js")
@public
def worker():
    """The worker, told which files every page needs."""
    return SHELF.worker(files=[asset(each) for each in FILES])
