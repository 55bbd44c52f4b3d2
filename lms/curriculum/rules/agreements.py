"""Who agreed to the key messages of a module, and when: they are chosen together with the destination (E145). Standard
library only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Agreement:
    """Somebody agreed to the key messages as they stood that day; `by`: language → who."""

    by: Mapping[str, str]
    on: date


def agreements_from(rows: Iterable[Mapping[str, Any]]) -> tuple[Agreement, ...]:
    """Those in a published document."""
    return tuple(Agreement(each["by"], date.fromisoformat(each["on"])) for each in rows)
