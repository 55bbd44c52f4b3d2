"""Facts in texts: marked where they stand, so that one past its date can be noted right there. Standard library
only."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

MARK = '<data value="{name}">{value}</data>'
FACT = re.compile(r'<data value="([a-z0-9-]+)">(.*?)</data>', re.S)
TAG = re.compile(r"</?data\b[^>]*>")
END = re.compile(r"(</(?:p|li|blockquote)>)")


@dataclass(frozen=True, slots=True)
class Notes:
    """What to say, as HTML, of a fact of a module that is past its date, and above a screen that has changed since in
    this language, from which it is translated."""

    aged: Callable[[Any, str], str]
    behind: Callable[[Any, str], str]


def marked(name: str, value: str) -> str:
    """The value of a fact as it stands in a text: safe, and with its name."""
    return MARK.format(name=name, value=escape(value))


def unmarked(text: str) -> str:
    """The text without the marks of its facts."""
    return TAG.sub("", text)


def past(facts: Mapping[str, Mapping[str, Any]], today: date) -> list[str]:
    """Names of the facts whose date of review is over."""
    day = today.isoformat()
    return [name for name, fact in facts.items() if fact["review_by"] < day]


def with_notes(html: str, notes: Mapping[str, str]) -> str:
    """`html` with the notes (fact → what to say of it) at the end of each paragraph or item in which the fact stands,
    so that the sentence itself stays as it can be read."""
    return "".join(_noted(html, notes))


def _noted(html: str, notes: Mapping[str, str]) -> Iterator[str]:
    said: list[str] = []
    for part in END.split(html):
        if END.fullmatch(part):
            yield from said
            yield part
        else:
            said = [notes[name] for name in dict.fromkeys(name for name, _ in FACT.findall(part)) if name in notes]
            yield part
