"""Tables of the desks on a phone: a row stands line under line, so that nothing lies outside the screen."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "lms"
ROOMS = ("attendance", "centres", "certificates", "classes", "notices", "registration", "trainers")
# What is narrow enough for a phone, or compares two things side by side.
NARROW = {
    "duplicate.html", "duplicates.html", "group_slip.html", "list_done.html", "list_to_send.html",
    "shared_list_done.html", "type_sheet.html",
}  # fmt: skip
KINDS = {"stacked", "log", "week", "weeks"}  # each has a shape of its own for phones


@pytest.mark.source
def test_no_table_of_a_desk_lies_half_outside_a_phone():
    pages = {path for room in ROOMS for path in (ROOT / room / "templates").rglob("*.html")}
    wide = {
        path.name
        for path in pages
        for found in re.findall(r"<table[^>]*>", path.read_text())
        if not KINDS & set(re.findall(r"[\w-]+", found))
    }
    assert wide == NARROW
