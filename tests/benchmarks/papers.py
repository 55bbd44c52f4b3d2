"""How long a booklet takes that nobody has asked for yet: one of sixty pages, as the budget has it, and the pilot's."""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime, timezone
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

from pypdf import PdfReader

from lms.app import create_app
from lms.curriculum import queries
from lms.curriculum.papers.course import booklet, modules_of

PAGES = 60
LABELS = {
    "version": "1", "contents": "…", "notes": "…", "site": "…", "key_messages": "…", "place": "…",
    "emergency": ["…", [("112", "…")]],
}  # fmt: skip


def measure(folder: Path) -> list[tuple[str, str, str]]:
    """Both in Tajik. How much makes sixty pages is found out in another process: this one has printed nothing yet."""
    os.environ["LMS_INSTANCE"] = str(folder)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
        screens = elsewhere.submit(_screens_of, PAGES).result()
    with create_app().app_context():
        return [_row(screens, "2.0 s"), _row(None, "4.0 s")]


def _row(screens: int | None, budget: str) -> tuple[str, str, str]:
    began, worked = time.perf_counter(), time.process_time()
    printed = _printed(screens)
    took, busy = time.perf_counter() - began, time.process_time() - worked
    said = f"{took:.2f} s by the clock, {busy:.2f} s of processor"
    return f"a booklet of {_pages(printed)} pages", said, budget


def _screens_of(pages: int) -> int:
    """How many screens of the pilot fill so many pages."""
    with create_app().app_context():
        few, many = 1, 200
        while few < many:
            half = (few + many) // 2
            few, many = (half + 1, many) if _pages(_printed(half)) < pages else (few, half)
    return few


def _printed(screens: int | None) -> bytes:
    """The pilot's booklet, or one of its first screens."""
    found = queries.own_programme("tj-pilot")
    modules, variant = dict(queries.taught_in(found)), found.variants[0]
    if screens is not None:
        slugs, left = [], screens
        for slug in modules_of(variant):
            said = modules[slug].said("tg")
            if left:
                slugs.append(slug)
                modules[slug] = replace(modules[slug], words={"tg": {**said, "screens": said["screens"][:left]}})
                left = max(0, left - len(said["screens"]))
        variant = replace(variant, days=(), online=tuple(slugs))
    media = Path(__file__).parents[2] / "media"
    return booklet(found, variant, modules, "tg", LABELS, media, datetime.now(timezone.utc))


def _pages(printed: bytes) -> int:
    return len(PdfReader(BytesIO(printed)).pages)
