"""The one place that asks what time it is. Actions and rules are told; only edges ask."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def moment(stamp: float) -> datetime:
    """The moment that a file system keeps as a number of seconds."""
    return datetime.fromtimestamp(stamp, UTC)


def zone() -> ZoneInfo:
    """The time zone in which the centres live and in which people read times."""
    return ZoneInfo(current_app.config["TIMEZONE"])


def today() -> date:
    """The date on the wall of a centre."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """`moment` as the clock on the wall of a centre shows it."""
    return moment.astimezone(zone())


def at_local(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The moment, in UTC, at which the clock on the wall shows `day` and this time."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone()).astimezone(UTC)
