"""Reckoning in months. Standard library only."""

from datetime import date


def after_months(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)
