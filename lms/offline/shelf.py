"""The JavaScript of this room: see `lms.web.shelf`."""

from pathlib import Path

from lms.web.shelf import Shelf

SHELF = Shelf(Path(__file__).parent / "code")
