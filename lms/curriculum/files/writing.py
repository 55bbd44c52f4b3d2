"""Values in TOML, in the form in which the files of `courses/` are written."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

WIDTH = 120
BARE = re.compile(r"[A-Za-z0-9_-]+")
# These stand behind their name, never under a heading.
INLINE = frozenset({"when", "chain", "unlocks", "agenda", "fees", "agreed", "lapsed"})
A_LINE_EACH = frozenset({"agenda"})


def written_key(name: str) -> str:
    """A name as it stands before the sign of equality."""
    return name if BARE.fullmatch(name) else _text(name)


def written(value: Any, name: str = "") -> str:
    """A value as it stands behind `name`: on one line, or on several when it is too long for one."""
    line = _line(value)
    if not isinstance(value, (list, tuple)):
        return line
    if name in A_LINE_EACH or len(name) + 3 + len(line) > WIDTH:
        return on_lines([(_line(each), "") for each in value], each_its_own=any(isinstance(e, dict) for e in value))
    return line


def on_lines(items: Iterable[tuple[str, str]], *, each_its_own: bool) -> str:
    """A list over several lines, of (item, remark behind it). Short items share a line; a remark ends it."""
    lines, line = [], ""
    for item, remark in items:
        more = f"{line} {item}," if line else f"  {item},"
        if line and (each_its_own or len(more) > WIDTH):
            lines.append(line)
            more = f"  {item},"
        line = more
        if remark:
            lines.append(line + remark)
            line = ""
    return "\n".join(["[", *lines, *([line] if line else []), "]"])


def is_table(name: str, value: Any) -> bool:
    """Whether it has a heading of its own, or several: [rules], [[variants]]."""
    if name in INLINE:
        return False
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and all(isinstance(each, Mapping) for each in value)
    )


def _line(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{written_key(name)} = {_line(each)}" for name, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_line, value))}]"
    return value.isoformat() if isinstance(value, (date, time)) else repr(value)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
