"""What differs between two versions of a text, for those who write it and for those who learned from it. Standard
library only."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

ALIKE = 0.4  # less is another text: shown whole, not word by word
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_TAGS = re.compile(r"<[^>]+>")


class Side(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


Part = tuple[Side, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison, in parts; of folded ones only how many."""

    parts: tuple[Part, ...] = ()
    folded: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything in it differs."""
        return any(side is not Side.SAME for side, _ in self.parts)


def compared(before: str, after: str, around: int = 1) -> list[Line]:
    """What changed from one text to the other, word by word; long stretches of what did not are folded. Empty when the
    texts are the same."""
    if before == after:
        return []
    old, new = before.splitlines(), after.splitlines()
    found: list[Line] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        if kind == "equal":
            found += _folded(old[first:last], around, at_start=first == 0, at_end=last == len(old))
        else:
            found += _lines("\n".join(old[first:last]), "\n".join(new[new_first:new_last]))
    return found


def _lines(before: str, after: str) -> Iterator[Line]:
    """The lines of a stretch that differs."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        parts = [(Side.GONE, before), (Side.SAME, "\n"), (Side.NEW, after)]
    else:
        parts = [part for step in matcher.get_opcodes() for part in _parts(old, new, *step)]
    line: list[Part] = []
    for side, text in parts:
        for n, piece in enumerate(text.split("\n")):
            if n:
                yield from _line(line)
                line = []
            line += [(side, piece)] if piece else []
    yield from _line(line)


def _parts(old: list[str], new: list[str], kind: str, first: int, last: int, start: int, end: int) -> Iterator[Part]:
    if kind == "equal":
        yield Side.SAME, "".join(old[first:last])
        return
    if first < last:
        yield Side.GONE, "".join(old[first:last])
    if start < end:
        yield Side.NEW, "".join(new[start:end])


def _line(parts: list[Part]) -> Iterator[Line]:
    if any(text.strip() for _, text in parts):
        yield Line(tuple(parts))


def _folded(lines: list[str], around: int, *, at_start: bool, at_end: bool) -> Iterator[Line]:
    head, tail = (0 if at_start else around), (0 if at_end else around)
    whole = [Line(((Side.SAME, line),)) for line in lines]
    if len(lines) <= head + tail + 1:
        yield from whole
        return
    yield from whole[:head]
    yield Line(folded=len(lines) - head - tail)
    yield from whole[len(lines) - tail :]


def changed_screens(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The screens of a module's words that say something else than `before`, or are new. Signs, spaces and how a screen
    is set are no change to somebody who learned from it."""
    known = {each["id"]: _said(each) for each in before["screens"]}
    return [each for each in after["screens"] if known.get(each["id"]) != _said(each)]


def _said(screen: Mapping[str, Any]) -> list[str]:
    return words_of(_TAGS.sub(" ", f"{screen['title']} {screen['html']}"))


def words_of(text: str) -> list[str]:
    """What a text says, whatever its signs, spaces and capitals."""
    return re.findall(r"\w+", text.casefold())


def screens_of(text: str) -> list[str]:
    """A lesson's text in parts: what stands before the first screen, then each screen with its heading; a file of
    questions in what stands before the first, then each of them. Joined they are the text again."""
    return re.split(r"(?m)^(?=## )" if _PROSE.search(text) else r"(?m)^(?=\[[a-z0-9-]+\]\s*$)", text)


_PROSE = re.compile(r"(?m)^(?:\+\+\+|## )")
_FILE = re.compile(r"((?:[a-z-]+\.)?)([a-z]{2,3})(\.(?:md|toml))")
_NAMED = re.compile(r"\A(?:## .*\{#([a-z0-9-]+)(?: (?:after|of)=[a-z0-9-]+)*\}|\[([a-z0-9-]+)\])")


def language_of(file: str) -> str | None:
    """The language of a file with words: “tg” of “tg.md”, of “trainer.tg.md”, of “questions.tg.toml”."""
    found = _FILE.fullmatch(file)
    return found[2] if found else None


def in_language(file: str, language: str) -> str:
    """The name of the same file in another language."""
    return _FILE.sub(rf"\g<1>{language}\g<3>", file)


@dataclass(frozen=True, slots=True)
class Row:
    """One screen of a text beside its translation; `changes` are those of the source since it was translated."""

    source: str
    translation: str
    changes: tuple[Line, ...] = ()
    name: str = ""


def side_by_side(source: str, translation: str, source_then: Mapping[str, str] | None) -> list[Row]:
    """A text and its translation, screen beside screen; a screen that only the translation has comes last. Without
    `source_then`, what each part of the source said when it was translated, nothing is known to have changed."""
    theirs, rows = parts_by_name(translation), []
    for name, part in parts_by_name(source).items():
        before = part if source_then is None else source_then.get(name, "")
        changes = compared(before, part) if words_of(before) != words_of(part) else []
        rows.append(Row(part, theirs.pop(name, ""), tuple(changes), name))
    return rows + [Row("", part, (), name) for name, part in theirs.items() if part.strip()]


def parts_by_name(text: str) -> dict[str, str]:
    """The parts of a text by the names of their screens, else by their places; a second of one name by both."""
    found: dict[str, str] = {}
    for place, part in enumerate(screens_of(text)):
        if not part:
            continue  # nothing stands before the first question
        name = named[1] or named[2] if (named := _NAMED.match(part)) else str(place)
        found[f"{name} {place}" if name in found else name] = part
    return found


def joined_parts(parts: Iterable[str]) -> str:
    """Parts that were typed apart as one text: a heading begins a line of its own."""
    found = ""
    for part in parts:
        found += "\n\n" if found and part and not found.endswith("\n") else ""
        found += part
    return found


@dataclass(frozen=True, slots=True)
class Met:
    """One part of a text that two people wrote at once: what is to stand there, what the other one saved if that is
    something else, and how they differ. `taken`: only the other one had changed it, so theirs stands."""

    text: str
    theirs: str | None = None
    differs: tuple[Line, ...] = ()
    taken: bool = False


def met(names: Iterable[str], *, mine: str, theirs: str, seen: str | None) -> list[Met]:
    """What was typed (`mine`) part by part over what a colleague saved meanwhile: of a part that only one of the two
    changed since both saw the text `seen`, that change stands; of one that both did, mine stands with theirs.
    Without `seen` nobody knows who changed what. Parts that belong to none of the `names` come last."""
    own, other = parts_by_name(mine), parts_by_name(theirs)
    before = None if seen is None else parts_by_name(seen)
    gone = [name for name, part in own.items() if name not in set(names) and (before or {}).get(name) != part]
    return [_met(name, own, other, before) for name in (*names, *gone)]


def _met(name: str, own: Mapping[str, str], other: Mapping[str, str], before: Mapping[str, str] | None) -> Met:
    mine, theirs = own.get(name, ""), other.get(name, "")
    seen = None if before is None else before.get(name, "")
    if mine == theirs or theirs == seen:
        return Met(mine)
    if mine == seen:
        return Met(theirs, taken=True)
    return Met(mine, theirs, tuple(compared(theirs, mine)))
