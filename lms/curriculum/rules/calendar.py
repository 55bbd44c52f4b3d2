"""The days of a country on which offices are closed, and the month of fasting, out of its published facts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from lms.curriculum.rules.cures import Cure
from lms.curriculum.rules.cures import cure as _l


@dataclass(frozen=True, slots=True)
class Holiday:
    """One public holiday in one year. `to_confirm`: it follows the moon, and the date is only expected so far."""

    names: Mapping[str, str]
    first: date
    last: date
    to_confirm: bool = False

    def falls_on(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Fast:
    """Ramadan of one year, and the hours that the country sets for it, if it sets any."""

    first: date
    last: date
    hours: tuple[time, time] | None = None
    to_confirm: bool = True

    def falls_on(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.first <= day <= self.last


def holiday_on(country: Mapping[str, Any], day: date) -> Holiday | None:
    """The public holiday that `day` is, if any."""
    found = (_holiday(each, day.year) for each in country.get("holidays", ()))
    return next((each for several in found for each in several if each.falls_on(day)), None)


def holidays_between(country: Mapping[str, Any], first: date, last: date) -> list[Holiday]:
    """Every public holiday with a day between the two dates, in order."""
    years = range(first.year, last.year + 1)
    every = (each for facts in country.get("holidays", ()) for year in years for each in _holiday(facts, year))
    found = {(each.first, each.last): each for each in every if each.first <= last and each.last >= first}
    return [found[key] for key in sorted(found)]


def fast_on(country: Mapping[str, Any], day: date) -> Fast | None:
    """The Ramadan that `day` lies in, if any is known."""
    return next((each for each in map(_fast, country.get("ramadan", ())) if each.falls_on(day)), None)


def next_fast(country: Mapping[str, Any], day: date) -> Fast | None:
    """The Ramadan that `day` lies in, or else the next one that is known."""
    coming = (each for each in map(_fast, country.get("ramadan", ())) if each.last >= day)
    return min(coming, key=lambda each: each.first, default=None)


def faults_of(country: Mapping[str, Any]) -> list[Cure]:
    """What is wrong with the holidays and Ramadans of a country's file, each as a sentence with the cure."""
    found = []
    for number, each in enumerate(country.get("holidays", ()), 1):
        if not each.get("names") or ("dates" in each) == ("month" in each and "day" in each):
            found.append(_l(
                "Holiday %(number)s: give it “names”, and either “month” and “day” or “dates”.", number=number
            ))  # fmt: skip
        elif not _readable(_holiday, each, 2024):
            found.append(_l("Holiday %(number)s: there is no such date.", number=number))
        if "dates" in each and not each.get("to_confirm"):
            found.append(_l("Holiday %(number)s: dates that follow the moon are “to_confirm = true”.", number=number))
    for number, each in enumerate(country.get("ramadan", ()), 1):
        if not _readable(_fast, each) or _fast(each).last < _fast(each).first:
            found.append(_l("Ramadan %(number)s: write “first” and “last”, and hours as “08:00”.", number=number))
    return found


def _readable(read: Callable, *facts: Any) -> bool:
    try:
        read(*facts)
    except (KeyError, TypeError, ValueError):
        return False
    return True


def _holiday(facts: Mapping[str, Any], year: int) -> list[Holiday]:
    if "dates" in facts:
        firsts = [_date(each) for each in facts["dates"]]
    else:
        firsts = [date(year, facts["month"], facts["day"])]
    more = timedelta(days=facts.get("days", 1) - 1)
    return [Holiday(facts["names"], each, each + more, facts.get("to_confirm", False)) for each in firsts]


def _fast(facts: Mapping[str, Any]) -> Fast:
    hours = (time.fromisoformat(facts["opens"]), time.fromisoformat(facts["closes"])) if "opens" in facts else None
    return Fast(_date(facts["first"]), _date(facts["last"]), hours, facts.get("to_confirm", False))


def _date(written: str | date) -> date:
    return written if isinstance(written, date) else date.fromisoformat(written)
