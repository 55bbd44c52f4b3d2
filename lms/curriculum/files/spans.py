"""Where in a TOML file what stands: headings, entries, the items of a list, and the remarks between them."""

import tomllib
from dataclasses import dataclass
from typing import Any

OPENING, CLOSING = "[{", "]}"
QUOTES = ('"""', "'''", '"', "'")


@dataclass(frozen=True)
class Heading:
    """A line such as [rules] or [[variants.days]], with the remarks above it."""

    text: str
    path: tuple[str, ...]
    many: bool


@dataclass(frozen=True)
class Entry:
    """A name and its value: `before` ends behind the sign of equality and begins with the remarks above, `behind` is
    the rest of the line."""

    name: str
    value: Any
    before: str
    written: str
    behind: str

    @property
    def whole(self) -> str:
        """As it stands in the file."""
        return self.before + self.written + self.behind


@dataclass(frozen=True)
class Item:
    """An item of a list, with the remarks above it and the one behind it."""

    written: str
    above: str = ""
    remark: str = ""


def parts_of(text: str) -> tuple[list[Heading | Entry], str]:
    """Everything in the file in its order, and the remarks at its end. `text` is TOML."""
    found: list[Heading | Entry] = []
    at = above = 0
    while at < len(text):
        ends = _line_end(text, at)
        line = text[at:ends].strip()
        if not line or line.startswith("#"):
            at = ends
            continue
        if line.startswith("["):
            found.append(_heading(text[above:ends], line))
        else:
            entry, ends = _entry(text, above, at)
            found.append(entry)
        at = above = ends
    tail = text[above:]
    if found and isinstance(found[-1], Entry) and not found[-1].behind.endswith("\n"):
        last = found[-1]
        found[-1] = Entry(last.name, last.value, last.before, last.written, last.behind + "\n")
    return found, tail


def line_at(text: str, path: tuple[str | int, ...]) -> int:
    """The line on which a value stands, found by the names and places that lead to it; of one that is not there, that
    of what it would stand in. 0 when nothing of it is there. `text` is TOML."""
    line, best, deepest = 1, 0, 0
    rows: dict[tuple[str, ...], int] = {}
    where: tuple[str | int, ...] = ()
    for each in parts_of(text)[0]:
        if isinstance(each, Heading):
            where = _place(each, rows)
            here, at, whole = where, line + each.text.rstrip("\n").count("\n"), each.text
        else:
            here, at, whole = (*where, each.name), line + each.before.count("\n"), each.whole
        if here == path[: len(here)] and len(here) > deepest:
            deepest = len(here)
            best = at if isinstance(each, Heading) else at + _lines_before(each.written, path[len(here):])
        line += whole.count("\n")
    return best


def _place(heading: Heading, rows: dict[tuple[str, ...], int]) -> tuple[str | int, ...]:
    """Names and places that lead to what stands under a heading; `rows` counts the headings in double brackets."""
    found: list[str | int] = []
    for n, name in enumerate(heading.path, 1):
        names = heading.path[:n]
        if heading.many and names == heading.path:
            rows[names] = rows.get(names, -1) + 1
            for inner in [each for each in rows if len(each) > n and each[:n] == names]:
                del rows[inner]
        found += [name, rows[names]] if names in rows else [name]
    return tuple(found)


def _lines_before(written: str, rest: tuple[str | int, ...]) -> int:
    """How many lines of a list stand before the item that `rest` leads to."""
    if not (rest and isinstance(rest[0], int) and written.startswith("[")):
        return 0
    at = 0
    for n, item in enumerate(items_of(written)):
        at = written.find(item.written, at)
        if n == rest[0]:
            return written.count("\n", 0, at)
        at += len(item.written)
    return 0


def items_of(text: str) -> list[Item]:
    """The items of a list. `text` begins with its bracket."""
    found, at, above = [], 1, ""
    while at < len(text):
        sign = text[at]
        if sign == "#":
            ends = _line_end(text, at)
            if found and "\n" not in above and not found[-1].remark:
                found[-1] = Item(found[-1].written, found[-1].above, above + text[at:ends].rstrip("\n"))
                above = "\n"
            else:
                above += text[at:ends]
            at = ends
        elif sign in ", \t\n":
            above += "" if sign == "," else sign
            at += 1
        elif sign == "]":
            break
        else:
            ends = value_end(text, at)
            found.append(Item(text[at:ends].rstrip(), _remarks(above)))
            at, above = ends, ""
    return found


def value_end(text: str, at: int) -> int:
    """Where the value that begins at `at` ends: a scalar with its line, a bracket, or a comma."""
    depth = 0
    while at < len(text):
        sign = text[at]
        if quote := next((each for each in QUOTES if text.startswith(each, at)), None):
            at = _string_end(text, at, quote)
            if not depth:
                return at
            continue
        if sign == "#" and depth:
            at = _line_end(text, at)
            continue
        if not depth and sign in "#\n,]}":
            return at
        depth += (sign in OPENING) - (sign in CLOSING)
        at += 1
        if not depth and sign in CLOSING:
            return at
    return at


def _remarks(above: str) -> str:
    """The lines of remarks above an item, as they stand before it in a list that is written anew."""
    lines = [line.strip() for line in above.split("\n") if line.strip()]
    return "".join(f"{line}\n  " for line in lines)


def _heading(text: str, line: str) -> Heading:
    many, path, at = line.startswith("[["), [], tomllib.loads(line)
    while at:
        name = next(iter(at))
        path.append(name)
        at = at[name][0] if isinstance(at[name], list) else at[name]
    return Heading(text if text.endswith("\n") else text + "\n", tuple(path), many)


def _entry(text: str, above: int, at: int) -> tuple[Entry, int]:
    equal = at
    while text[equal] != "=":
        quote = next((each for each in QUOTES if text.startswith(each, equal)), None)
        equal = _string_end(text, equal, quote) if quote else equal + 1
    begins = equal + 1
    while text[begins] in " \t":
        begins += 1
    ends = value_end(text, begins)
    written = text[begins:ends].rstrip()
    line_ends = _line_end(text, begins + len(written))
    (name, value), = tomllib.loads(f"{text[at:equal]} = {written}").items()
    return Entry(name, value, text[above:begins], written, text[begins + len(written):line_ends]), line_ends


def _string_end(text: str, at: int, quote: str) -> int:
    at += len(quote)
    while not text.startswith(quote, at):
        at += 2 if text[at] == "\\" and quote[0] == '"' else 1
    at += len(quote)
    while len(quote) == 3 and text.startswith(quote[0], at):  # quotes before the closing ones belong to the text
        at += 1
    return at


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1
