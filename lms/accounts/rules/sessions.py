"""Sign-ins: how long they last, and by what their owner recognises them."""

import re
from datetime import date, datetime, timedelta

BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("YaBrowser", "Яндекс"), ("SamsungBrowser", "Samsung"), ("UCBrowser", "UC"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
ENDING_SOON = timedelta(days=60)


def device_name(user_agent: str) -> str:
    """Browser and system, as their owner would say them: "Chrome, Android". Nothing more is kept of a device; empty
    when it says nothing we know."""
    browser = next((name for sign, name in BROWSERS if re.search(rf"\b{sign}/", user_agent)), None)
    system = next((name for sign, name in SYSTEMS if sign in user_agent), None)
    return ", ".join(filter(None, (browser, system)))


def touch_after(idle: timedelta) -> timedelta:
    """How old the note of the last use may grow: often enough for the idle limit, seldom enough for the disk."""
    return min(timedelta(minutes=5), idle / 10)


def is_open(*, disabled_at: datetime | None, expires_on: date | None, today: date) -> bool:
    """Whether an account may be used today."""
    return disabled_at is None and (expires_on is None or today <= expires_on)


def ends_soon(*, expires_on: date | None, today: date) -> bool:
    """Whether an account ends within two months: somebody should ask whether the contract goes on."""
    return expires_on is not None and today <= expires_on <= today + ENDING_SOON
