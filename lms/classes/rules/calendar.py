"""Calendar files (RFC 5545): what a phone's calendar takes in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

LINE_OCTETS = 75


class Method(StrEnum):
    """What a calendar is to do with the entries (RFC 5546): show them, or take them out."""

    PUBLISH = "PUBLISH"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry. The same `uid` with a higher `sequence` replaces the entry in the calendar; `changed` is when it last
    did."""

    uid: str
    starts: datetime
    ends: datetime
    title: str
    place: str
    notes: str = ""
    sequence: int = 0
    cancelled: bool = False
    changed: datetime | None = None


def calendar_file(
    appointments: Iterable[Appointment], *, product: str, made_at: datetime, name: str = "",
    method: Method = Method.PUBLISH, organizer: str = "",
) -> str:  # fmt: skip
    """A whole file that publishes the appointments, or cancels them in the name of an `organizer` (an address); with a
    `name`, a calendar to subscribe to, asked for anew every hour (RFC 7986)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{escaped(product)}//EN", f"METHOD:{method}"]
    if name:
        lines += [f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}",
                  "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]  # fmt: skip
    for each in appointments:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{each.uid}",
            f"DTSTAMP:{stamp(each.changed or made_at)}",
            *([f"LAST-MODIFIED:{stamp(each.changed)}"] if each.changed else []),
            *([f"ORGANIZER:{organizer}"] if organizer else []),
            f"SEQUENCE:{each.sequence}",
            f"DTSTART:{stamp(each.starts)}",
            f"DTEND:{stamp(each.ends)}",
            f"SUMMARY:{escaped(each.title)}",
            f"LOCATION:{escaped(each.place)}",
            f"DESCRIPTION:{escaped(each.notes)}",
            f"STATUS:{'CANCELLED' if each.cancelled else 'CONFIRMED'}",
            "END:VEVENT",
        ]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def stamp(moment: datetime) -> str:
    """A moment in UTC: 20261121T043000Z."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and line end are written with a backslash."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """A line of at most 75 octets, continued on lines that begin with a space; no letter is cut in two."""
    parts, current, room = [], "", LINE_OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(current)
            current, room = "", LINE_OCTETS - 1
        current += letter
        room -= size
    return "\r\n ".join([*parts, current])
