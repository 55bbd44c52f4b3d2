"""Hours in which nobody's telephone shall ring. Standard library only."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

HOURS = re.compile(r"(\d{1,2}):(\d\d)-(\d{1,2}):(\d\d)")
NEVER = "none"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From when to when, on the clock on the wall; usually over midnight. Equal times: never."""

    starts: time
    ends: time

    def hold(self, moment: datetime) -> bool:
        """Whether it is quiet at this local moment."""
        now = moment.time()
        if self.starts <= self.ends:
            return self.starts <= now < self.ends
        return now >= self.starts or now < self.ends

    def next_allowed(self, moment: datetime) -> datetime:
        """This local moment, or else the one at which the quiet hours that it lies in end."""
        if not self.hold(moment):
            return moment
        end = moment.replace(hour=self.ends.hour, minute=self.ends.minute, second=0, microsecond=0)
        return end if end > moment else end + timedelta(days=1)

    def last_allowed(self, moment: datetime) -> datetime:
        """This local moment, or else the last before the quiet hours that it lies in."""
        if not self.hold(moment):
            return moment
        start = moment.replace(hour=self.starts.hour, minute=self.starts.minute, second=0, microsecond=0)
        return (start if start <= moment else start - timedelta(days=1)) - timedelta(minutes=1)


def quiet_hours(text: str) -> QuietHours:
    """Quiet hours as a setting writes them: "21:00-08:00", or "none". Raises ValueError."""
    if text.strip() == NEVER:
        return QuietHours(time(), time())
    found = HOURS.fullmatch(text.strip())
    if not found:
        raise ValueError('quiet hours are written like "21:00-08:00", or "none"')
    first, first_minute, last, last_minute = map(int, found.groups())
    return QuietHours(time(first, first_minute), time(last, last_minute))
