"""Who agreed to the key messages of a module, and when: they are chosen together with the destination (E145). Standard
library only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

AGREED, LAPSED = "agreed", "lapsed"
LONGEST_NAME = 160
Row = Mapping[str, Any]  # as it stands in module.toml: by, on, and when it has lapsed until
Sign = tuple[str, tuple[tuple[str, str], ...]]  # the day, and who in each language


@dataclass(frozen=True, slots=True)
class Agreement:
    """Somebody agreed to the key messages as they stood that day; `by`: language → who. `until`: the day on which
    others were published; None while it holds."""

    by: Mapping[str, str]
    on: date
    until: date | None = None


def without_lapsed(document: Mapping[str, Any], before: Mapping[str, Any] | None, today: date | None) -> dict[str, Any]:
    """The document of a module as it is published today after the one `before`: whoever agreed to key messages that
    have been reworded, joined or dropped since has not agreed to these. Their agreement stands under "lapsed", also
    once they have agreed anew: that day never counts again. One language more is no other message. `today` is None of
    what is not published yet."""
    rows, written = document.get(AGREED, ()), list(document.get(LAPSED, ()))
    if not rows:
        return dict(document)
    until = {"until": today.isoformat()} if today else {}
    gone = [*written, *(before or {}).get(LAPSED, ())]
    if before is not None and any(_said(before, code) != _said(document, code) for code in before["words"]):
        gone += [{**each, **until} for each in before.get(AGREED, ())]
    lapsed = {_who(each): {**until, **each} for each in reversed(gone)}
    holds = [each for each in rows if _who(each) not in lapsed]
    moved = _of_those_in(rows, lapsed, known=written)
    if not moved and holds == list(rows):
        return dict(document)
    return {**document, AGREED: holds, LAPSED: [*written, *moved]}


def _of_those_in(rows: Iterable[Row], lapsed: Mapping[Sign, Row], *, known: Iterable[Row]) -> list[Row]:
    """What has lapsed of those who stand in these rows, the oldest first, without what is written there already."""
    names, known = {_who(each)[1] for each in rows}, {_who(each) for each in known}
    return [lapsed[sign] for sign in sorted(lapsed) if sign[1] in names and sign not in known]


def moved_in(facts: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    """What module.toml says (`facts`) with the rows under "lapsed" that have lapsed in the `document`: so a house that
    begins with this file knows it too. Rows that stand in another file are left there."""
    gone = {_who(each): each for each in document.get(LAPSED, ())}
    rows, written = facts.get(AGREED, ()), facts.get(LAPSED, ())
    holds = [each for each in rows if _who(each) not in gone]
    moved = _of_those_in(rows, gone, known=written)
    if not moved and holds == list(rows):
        return dict(facts)
    told = [{"by": each["by"], "on": _day(each["on"]), "until": _day(each["until"])} for each in moved]
    return with_rows(facts, holds, [*written, *told])


def with_rows(facts: Mapping[str, Any], agreed: list[Row], lapsed: list[Row]) -> dict[str, Any]:
    """What module.toml says, with these agreements."""
    rest = {name: value for name, value in facts.items() if name not in (AGREED, LAPSED)}
    return {**rest, **({AGREED: agreed} if agreed else {}), **({LAPSED: lapsed} if lapsed else {})}


def agreed_anew(facts: Mapping[str, Any], row: Row) -> dict[str, Any]:
    """What module.toml says when somebody has agreed: they stand there once among those whose agreement holds."""
    agreed = list(facts.get(AGREED, ()))
    rows = agreed if row in agreed else [*(each for each in agreed if each["by"] != row["by"]), row]
    return with_rows(facts, rows, list(facts.get(LAPSED, ())))


def taken_out(facts: Mapping[str, Any], which: str) -> dict[str, Any]:
    """What module.toml says without the agreement of this sign, whether it holds or not."""
    rows = ([each for each in facts.get(name, ()) if sign_of(each) != which] for name in (AGREED, LAPSED))
    return with_rows(facts, *rows)


def is_to_older_text(row: Row, *documents: Mapping[str, Any]) -> bool:
    """Whether an agreement of that day was to an older text: an agreement of the same people of that day or a later one
    has lapsed, as one of these says, module.toml or a document."""
    return any(
        each["by"] == row["by"] and str(row["on"]) <= str(each["on"])
        for said in documents
        for each in said.get(LAPSED, ())
    )


def still_to_say(agreed: Iterable[Agreement], lapsed: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """Of those who have not agreed anew the newest agreement that has lapsed."""
    anew = [each.by for each in agreed]
    newest = {str(sorted(each.by.items())): each for each in sorted(lapsed, key=lambda each: each.on)}
    return tuple(each for each in newest.values() if each.by not in anew)


def sign_of(row: Row | Agreement) -> str:
    """By which an agreement is named on a page: its day, and who."""
    by, on = (row.by, row.on) if isinstance(row, Agreement) else (row["by"], row["on"])
    return "|".join([str(on), *(f"{code}={name}" for code, name in sorted(by.items()))])


def _who(row: Row) -> Sign:
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
