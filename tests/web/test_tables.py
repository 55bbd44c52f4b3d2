"""Tables of the desks on a phone: a row stands line under line, so that nothing lies outside the screen."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "lms"
# What is narrow enough for a phone, is only printed, or is read by trainees.
NARROW = {"agenda.html", "group_slip.html", "list_done.html", "overview.html", "shared_list_done.html",
          "type_sheet.html"}  # fmt: skip
KINDS = {"stacked", "log", "week", "weeks"}  # each has a shape of its own for phones


@pytest.mark.source
def test_no_table_of_a_desk_lies_half_outside_a_phone():
    pages = ROOT.glob("*/templates/**/*.html")
    wide = {
        path.name
        for path in pages
        for found in re.findall(r"<table[^>]*>", path.read_text())
        if not KINDS & set(re.findall(r"[\w-]+", found))
    }
    assert wide == NARROW
