"""A TOML file changed here and there: what nobody changed stays as its author wrote it, remarks, order and spaces."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lms.curriculum.files.spans import Entry, Heading, Item, items_of, parts_of
from lms.curriculum.files.writing import A_LINE_EACH, is_table, on_lines, written, written_key


@dataclass
class _Table:
    """A table of the file: its heading as written, what stands under it, and the tables within it."""

    heading: str = ""
    entries: list[Entry] = field(default_factory=list)
    within: list[tuple[str, "_Table"]] = field(default_factory=list)
    many: bool = False  # one of several of its name

    def named(self, name: str) -> list["_Table"]:
        """The tables of this name within it."""
        return [table for each, table in self.within if each == name]

    def data(self) -> dict[str, Any]:
        """What a reader of the file reads."""
        found = {each.name: each.value for each in self.entries}
        for name, table in self.within:
            if table.many:
                found.setdefault(name, []).append(table.data())
            else:
                found[name] = table.data()
        return found


def rewrite(text: str, data: Mapping[str, Any]) -> str:
    """`text` with as little changed as makes a reader of it read `data`. The same bytes when it says so already. Of a
    file of a form that is not understood here the remarks are lost. Raises tomllib.TOMLDecodeError."""
    before = tomllib.loads(text)
    if _same(before, data):
        return text
    root, tail = _tree(text.replace("\r\n", "\n"))
    if not _same(root.data(), before):
        root, tail = _Table(), ""
    made = "".join(_lines(root, data, ())).lstrip("\n") + tail
    return made.replace("\n", "\r\n") if "\r\n" in text else made


def _same(one: Any, other: Any) -> bool:
    """Equal, and true is not 1. In tables the order does not matter."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[each], other[each]) for each in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and one == other


def _tree(text: str) -> tuple[_Table, str]:
    parts, tail = parts_of(text)
    root = here = _Table()
    for part in parts:
        if isinstance(part, Entry):
            here.entries.append(part)
        else:
            here = _place(root, part)
    return root, tail


def _place(root: _Table, heading: Heading) -> _Table:
    at = root
    for name in heading.path[:-1]:
        if not (known := at.named(name)):
            known = [_Table()]
            at.within.append((name, known[0]))
        at = known[-1]
    made = _Table(heading.text, many=heading.many)
    at.within.append((heading.path[-1], made))
    return made


def _lines(table: _Table, data: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
    found = [table.heading]
    known = {each.name for each in table.entries}
    found += [_entry(each, data[each.name]) for each in table.entries if each.name in data]
    tables = [name for name in dict.fromkeys([*(name for name, _ in table.within), *data]) if name not in known]
    tables = [name for name in tables if name in data and is_table(name, data[name])]
    fresh = [name for name in data if name not in known and name not in tables]
    found += [f"{written_key(name)} = {written(data[name], name)}\n" for name in fresh]
    for name in tables:
        found += _within(table.named(name), name, data[name], path)
    return found


def _within(tables: list[_Table], name: str, value: Any, path: tuple[str, ...]) -> list[str]:
    way = (*path, name)
    heading = ".".join(map(written_key, way))
    if isinstance(value, Mapping):
        only_tables = bool(value) and all(is_table(each, value[each]) for each in value)
        fresh = _Table("" if only_tables else f"\n[{heading}]\n")
        return _lines(tables[0] if tables and not tables[0].many else fresh, value, way)
    left = [each for each in tables if each.many]
    lines = []
    for item in value:
        table = _taken(left, item) or _Table(f"\n[[{heading}]]\n")
        lines += _lines(table, item, way)
    return lines


def _taken(left: list[_Table], item: Mapping[str, Any]) -> _Table | None:
    """The table that says of the same thing what is to be said now: by its id, or as it says the same."""
    for table in left:
        said = table.data()
        if said.get("id") == item["id"] if "id" in item else _same(said, item):
            left.remove(table)
            return table
    return None


def _entry(entry: Entry, value: Any) -> str:
    if _same(entry.value, value):
        return entry.whole
    text = written(value, entry.name)
    if isinstance(value, list) and isinstance(entry.value, list) and "\n" in entry.written:
        text = _list(entry, value)
    return f"{entry.before}{text}{entry.behind}"


def _list(entry: Entry, value: list[Any]) -> str:
    """A list over several lines of which items were added, moved, changed or taken away: the others as they were."""
    left = items_of(entry.written)
    if len(left) != len(entry.value):
        return written(value, entry.name)
    pool = list(zip(entry.value, left, strict=True))
    found = [_item(pool, each) for each in value]
    if not found:
        return written(value, entry.name)
    each_its_own = entry.name in A_LINE_EACH or any(isinstance(each, Mapping) for each in value)
    return on_lines([(each.above + each.written, each.remark) for each in found], each_its_own=each_its_own)


def _item(pool: list[tuple[Any, Item]], value: Any) -> Item:
    equal = next((each for each in pool if _same(each[0], value)), None)
    if equal:
        pool.remove(equal)
        return equal[1]
    text = written(value)
    block = value.get("block") if isinstance(value, Mapping) else None
    about = next((each for each in pool if block and each[0].get("block") == block), None)
    if about:
        pool.remove(about)
        return replace(about[1], written=text)
    return Item(text)
