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


def without_lapsed(document: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """The document of a module as it is published after the one `before`: whoever agreed to key messages that have been
    reworded, joined or dropped since has not agreed to these, and stands under "lapsed" until they agree anew. One
    language more is no other message."""
    rows = document.get("agreed", ())
    if not rows or before is None:
        return dict(document)
    gone = list(before.get("lapsed", ()))
    if any(_said(before, code) != _said(document, code) for code in before["words"]):
        gone += before.get("agreed", ())
    lapsed = [each for each in rows if each in gone]
    kept = {**document, "agreed": [each for each in rows if each not in gone]}
    return {**kept, "lapsed": lapsed} if lapsed else kept


def _said(document: Mapping[str, Any], code: str) -> Mapping[str, str]:
    return document["words"].get(code, {}).get("key_messages", {})


def agreements_from(rows: Iterable[Mapping[str, Any]]) -> tuple[Agreement, ...]:
    """Those in a published document."""
    return tuple(Agreement(each["by"], date.fromisoformat(each["on"])) for each in rows)
