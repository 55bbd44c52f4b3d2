"""What people of the demo world read on after their courses: counts, as everywhere."""

from datetime import date

from lms.curriculum.actions import count_opened
from lms.curriculum.rules.opened import What

OPENED = (
    (What.BOOKLET, "tj-pilot", 7), (What.BOOKLET, "tj-standard", 3), (What.POCKET, "all", 6), (What.KEPT, "all", 2),
    (What.COUNTRY, "ru", 5), (What.COUNTRY, "kz", 2), (What.PHRASES, "ru", 4),
)  # fmt: skip


def open_some(*, on: date) -> None:
    """Open booklets and pages of the companion in the month of a day."""
    for what, key, times in OPENED:
        for _ in range(times):
            count_opened(what=what, key=key, on=on)
