"""Lists with names leave the program only when two people say so: one asks with a reason, another one allows it."""

from datetime import datetime, timedelta
from enum import StrEnum

WAITS = timedelta(days=7)  # for an answer
OPEN = timedelta(hours=24)  # to be fetched, once allowed
MOST_PEOPLE = 5000  # in one file


class NameList(StrEnum):
    """Who stands on a list with names."""

    REGISTERED = "registered"  # in these months
    FOLLOW_UP = "follow-up"  # who left in these months and allows to be asked later how it went


class ExportState(StrEnum):
    """How a request stands."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"
    ENDED = "ended"


def state_of(*, asked_at: datetime, granted: bool | None, open_until: datetime | None, now: datetime) -> ExportState:
    """Waiting, allowed, refused; or over, because nobody answered or the time to fetch it has passed."""
    if granted is None:
        return ExportState.WAITING if now < asked_at + WAITS else ExportState.LAPSED
    if not granted:
        return ExportState.REFUSED
    return ExportState.GRANTED if open_until and now < open_until else ExportState.ENDED
