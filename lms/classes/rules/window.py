"""When the class of a course may be held for somebody: before leaving, or after it. Standard library only."""

from datetime import date, timedelta

from lms.classes.rules.timetable import ends_in_time, fits_window
from lms.curriculum.rules.programme import Programme


AFTERWARDS = timedelta(days=3 * 365)  # within which a course that is taken after leaving can be made up


def ends_by(programme: Programme, departure: date) -> date:
    """Until when somebody who leaves then can attend what is missing."""
    return departure if programme.before_leaving else departure + AFTERWARDS


def window_of(programme: Programme) -> int:
    """How far before leaving the planner looks for a class; for a programme that asks for no days, a year."""
    return programme.window_days or 365


def in_time(programme: Programme, departure: date, last_day: date) -> bool:
    """Whether a class that ends on `last_day` is in time for somebody who leaves then: over as long before as the
    programme asks, or, of a course for those who have left, after it (E146)."""
    if programme.before_leaving:
        return ends_in_time(departure, last_day, programme.terms.window_closes)
    return last_day > departure


def at_best(programme: Programme, departure: date, last_day: date) -> bool:
    """Whether it also lies within the days that are best (E21); of a course that asks for none, all are."""
    if programme.before_leaving and programme.window_days:
        return fits_window(departure, last_day, programme.window_days, programme.terms.window_closes)
    most = programme.terms.after_arrival_days
    return in_time(programme, departure, last_day) and (most is None or last_day <= departure + timedelta(days=most))
