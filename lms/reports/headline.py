"""The main figure of the usual period, for pages that show it in passing."""

from datetime import date

from lms.core.actors import Actor
from lms.reports import queries
from lms.reports.messages import headline
from lms.reports.rules import USUAL_PERIOD, By, Counts, filters


def usual_headline(actor: Actor, *, today: date) -> str:
    """The main figure as a sentence, as the figures' first page says it before anybody chooses."""
    months = queries.months(actor, today=today)
    chosen = filters(first=months[:USUAL_PERIOD][-1], last=months[0])
    return headline(sum(queries.counts(actor, By.CENTRE, chosen).values(), Counts()), chosen)
