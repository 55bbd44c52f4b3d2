"""Who agreed to the key messages of a module, and when: they are chosen together with the destination (E145). Standard
library only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

AGREED, LAPSED = "agreed", "lapsed"
LONGEST_NAME = 160
Row = Mapping[str, Any]  # as it stands in module.toml: by, on, and when it has lapsed until


@dataclass(frozen=True, slots=True)
class Agreement:
    """Somebody agreed to the key messages as they stood that day; `by`: language → who. `until`: the day on which
    others were published; None while it holds."""

    by: Mapping[str, str]
    on: date
    until: date | None = None


def without_lapsed(document: Mapping[str, Any], before: Mapping[str, Any] | None, today: date | None) -> dict[str, Any]:
    """The document of a module as it is published today after the one `before`: whoever agreed to key messages that
    have been reworded, joined or dropped since has not agreed to these, and stands under "lapsed" until they agree
    anew. One language more is no other message. `today` is None of what is not published yet."""
    rows, written = document.get(AGREED, ()), list(document.get(LAPSED, ()))
    if not rows:
        return dict(document)
    until = {"until": today.isoformat()} if today else {}
    gone = [*written, *(before or {}).get(LAPSED, ())]
    if before is not None and any(_said(before, code) != _said(document, code) for code in before["words"]):
        gone += [{**each, **until} for each in before.get(AGREED, ())]
    lapsed = {_who(each): {**until, **each} for each in reversed(gone)}
    moved = [lapsed[_who(each)] for each in rows if _who(each) in lapsed]
    if not moved:
        return dict(document)
    known = [_who(each) for each in written]
    return {
        **document,
        AGREED: [each for each in rows if _who(each) not in lapsed],
        LAPSED: [*written, *(each for each in moved if _who(each) not in known)],
    }


def moved_in(facts: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    """What module.toml says (`facts`) with the rows under "lapsed" that have lapsed in the `document`: so a house that
    begins with this file knows it too. Rows that stand in another file are left there."""
    gone = {_who(each): each for each in document.get(LAPSED, ())}
    mine = [each for each in facts.get(AGREED, ()) if _who(each) in gone]
    if not mine:
        return dict(facts)
    until = [{**each, "until": date.fromisoformat(gone[_who(each)]["until"])} for each in mine]
    return with_rows(facts, [each for each in facts[AGREED] if each not in mine], [*facts.get(LAPSED, ()), *until])


def with_rows(facts: Mapping[str, Any], agreed: list[Row], lapsed: list[Row]) -> dict[str, Any]:
    """What module.toml says, with these agreements."""
    rest = {name: value for name, value in facts.items() if name not in (AGREED, LAPSED)}
    return {**rest, **({AGREED: agreed} if agreed else {}), **({LAPSED: lapsed} if lapsed else {})}


def agreed_anew(facts: Mapping[str, Any], row: Row) -> dict[str, Any]:
    """What module.toml says when somebody has agreed: whoever agreed to an older text stands there once."""
    agreed, lapsed = list(facts.get(AGREED, ())), facts.get(LAPSED, ())
    rows = agreed if row in agreed else [*(each for each in agreed if each["by"] != row["by"]), row]
    return with_rows(facts, rows, [each for each in lapsed if each["by"] != row["by"]])


def taken_out(facts: Mapping[str, Any], which: str) -> dict[str, Any]:
    """What module.toml says without the agreement of this sign, whether it holds or not."""
    rows = ([each for each in facts.get(name, ()) if sign_of(each) != which] for name in (AGREED, LAPSED))
    return with_rows(facts, *rows)


def has_lapsed(row: Row, *before: Mapping[str, Any]) -> bool:
    """Whether this very agreement, of that day, was to an older text: as module.toml or a published document says."""
    return any(_who(row) == _who(each) for facts in before for each in facts.get(LAPSED, ()))


def sign_of(row: Row | Agreement) -> str:
    """By which an agreement is named on a page: its day, and who."""
    by, on = (row.by, row.on) if isinstance(row, Agreement) else (row["by"], row["on"])
    return "|".join([str(on), *(f"{code}={name}" for code, name in sorted(by.items()))])


def _who(row: Row) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Who and when: one agreement, whatever came of it."""
    return str(row["on"]), tuple(sorted(row["by"].items()))


def _said(document: Mapping[str, Any], code: str) -> Mapping[str, str]:
    return document["words"].get(code, {}).get("key_messages", {})


def agreements_from(rows: Iterable[Row]) -> tuple[Agreement, ...]:
    """Those in a published document."""
    return tuple(
        Agreement(each["by"], _day(each["on"]), _day(each["until"]) if "until" in each else None) for each in rows
    )


def _day(said: str | date) -> date:
    return said if isinstance(said, date) else date.fromisoformat(said)
