"""What the buttons of the editor insert, and what differs between two texts. Standard library only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

SNIPPETS = {
    "screen": "## … {#…}\n\n…",
    "do": "::: do\n- …\n:::",
    "dont": "::: dont\n- …\n:::",
    "question": "::: question\n…\n:::",
    "contact": "::: contact\n**…**\n…\n:::",
    "phrase": "::: phrase\n…\n:::",
    "checklist": "::: checklist\n- …\n:::",
    "faq": "::: faq\n**…?**\n…\n:::",
    "picture": "![…](….svg)",
}


def with_block(text: str, name: str, facts: Mapping[str, object] | None = None) -> str:
    """A text with a block, or a fact by its name, at its end; as it was when there is no such thing."""
    if name in SNIPPETS:
        return f"{text.rstrip()}\n\n{SNIPPETS[name]}\n"
    return f"{text.rstrip()} {{{{{name}}}}}\n" if name in (facts or {}) else text


class Side(StrEnum):
    """What became of a line."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    FOLDED = "folded"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison; of folded ones only how many."""

    side: Side
    text: str = ""
    count: int = 1


def compared(before: str, after: str, around: int = 1) -> list[Line]:
    """What changed from one text to the other, line by line; long stretches of what did not are folded."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Line] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        if kind == "equal":
            found += _folded(old[first:last], around, at_start=first == 0, at_end=last == len(old))
        else:
            found += [Line(Side.GONE, line) for line in old[first:last]]
            found += [Line(Side.NEW, line) for line in new[new_first:new_last]]
    return found


def _folded(lines: list[str], around: int, *, at_start: bool, at_end: bool) -> Iterator[Line]:
    head, tail = (0 if at_start else around), (0 if at_end else around)
    if len(lines) <= head + tail + 1:
        yield from (Line(Side.SAME, line) for line in lines)
        return
    yield from (Line(Side.SAME, line) for line in lines[:head])
    yield Line(Side.FOLDED, count=len(lines) - head - tail)
    yield from (Line(Side.SAME, line) for line in lines[len(lines) - tail:])
