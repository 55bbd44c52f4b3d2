"""How long a booklet takes that nobody has asked for yet."""

import os
import time
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from lms.app import create_app
from lms.curriculum import queries
from lms.curriculum.papers.course import booklet

PAGES = 60


def measure(folder: Path) -> list[tuple[str, str, str]]:
    """The booklet of the pilot; the budget is for 60 pages, so a longer one may take longer in proportion."""
    os.environ["LMS_INSTANCE"] = str(folder)
    app = create_app()
    with app.app_context():
        found = queries.own_programme("tj-pilot")
        labels = {"version": "1", "contents": "…", "notes": "…", "site": "…"}
        modules, media = queries.taught_in(found), Path(app.config["MEDIA"])
        began, worked = time.perf_counter(), time.process_time()
        printed = booklet(found, found.variants[0], modules, "tg", labels, media, datetime.now(timezone.utc))
        took, busy = time.perf_counter() - began, time.process_time() - worked
    count = len(PdfReader(BytesIO(printed)).pages)
    said = f"{took:.2f} s by the clock, {busy:.2f} s of processor"
    return [(f"a booklet of {count} pages", said, f"{2 * count / PAGES:.1f} s")]
