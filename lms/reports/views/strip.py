"""The strip that leads from one page of figures to the next, and the month that two of them are about."""

from datetime import date

from flask import request, url_for

from lms.accounts.permissions import NAME_READERS
from lms.core import clock
from lms.core.errors import NotThere
from lms.reports import messages
from lms.reports.rules import USUAL_PERIOD, By, add_months
from lms.web.access import actor


def strip(**query: str) -> list[tuple[str, object, bool]]:
    """Address, name, and whether it is this page; `query` is the choice that the tables by group share."""
    tables = [(".figures", {"by": by.value, **query}, messages.TITLES[by]) for by in By]
    places = [(".demand", {}, messages.DEMAND), (".teaching", {}, messages.TEACHING)]
    places += [(".gain", {}, messages.GAIN), (".materials", {}, messages.MATERIAL)]
    places += [(".names", {}, messages.NAMES)] if actor().has(*NAME_READERS) else []
    pages = [(".overview", query, messages.OVERVIEW), *tables, *places]
    return [
        (address := url_for(endpoint, **values), name, request.path == address.partition("?")[0])
        for endpoint, values, name in pages
    ]


def offered_months() -> list[date]:
    """This month and those before it that are offered."""
    this = clock.today().replace(day=1)
    return [add_months(this, -n) for n in range(USUAL_PERIOD)]


def chosen_month(offered: list[date], usual: date) -> date:
    """The month in the address, the usual one without. Raises NotThere for one that is not offered."""
    asked = request.args.get("month") or f"{usual:%Y-%m}"
    found = next((each for each in offered if f"{each:%Y-%m}" == asked), None)
    if found is None:
        raise NotThere
    return found
