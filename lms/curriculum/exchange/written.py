"""Question files as a person would have written them: what has not changed stays letter for letter."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

_ROW = re.compile(r"^\[\[questions\]\]\s*(?:#.*)?$", re.M)
_TABLE = re.compile(r"^\[([\w-]+)(?:\.[\w-]+)*\]\s*(?:#.*)?$", re.M)
_ROW_KEYS = ("id", "objective", "kind", "options", "matches", "pictures", "picture", "sound", "correct", "tolerance")
_WORD_KEYS = ("text", "picture", "explain", "unit")
_TABLES = ("options", "matches", "feedback")


def rows_written(before: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """`questions.toml` with these questions; `before` is the file as it stands."""
    starts = [match.start() for match in _ROW.finditer(before)]
    blocks = [before[start:end] for start, end in zip(starts, [*starts, len(before)][1:], strict=True)]
    kept = {found["id"]: (found, block) for block in blocks if (found := _parsed(block, _only_row))}
    head = before[: starts[0]] if starts else before if not before.strip("\n") else ""
    text = _joined(head, [_kept(kept, row["id"], row, lambda row=row: _row(row)) for row in rows])
    if _parsed(text, lambda data: data.get("questions", [])) == list(rows):
        return text
    return _joined("", [_row(row) for row in rows])


def words_written(before: str, words: Mapping[str, Mapping[str, Any]]) -> str:
    """`questions.<language>.toml` with these words; `before` is the file as it stands."""
    starts: list[tuple[str, int]] = []
    for match in _TABLE.finditer(before):
        if not starts or starts[-1][0] != match[1]:
            starts.append((match[1], match.start()))
    ends = [*(start for _, start in starts), len(before)][1:]
    blocks = {name: before[start:end] for (name, start), end in zip(starts, ends, strict=True)}
    parsed = {name: (_parsed(block, lambda data: data) or {}, block) for name, block in blocks.items()}
    kept = {name: (found.get(name), block) for name, (found, block) in parsed.items()}
    head = before[: starts[0][1]] if starts else ""
    text = _joined(head, [_kept(kept, name, said, lambda n=name, s=said: _words(n, s)) for name, said in words.items()])
    if _parsed(text, lambda data: data) == dict(words):
        return text
    return _joined("", [_words(name, said) for name, said in words.items()])


def _only_row(data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    found = data["questions"][0]
    return found if "id" in found else None


def _parsed(text: str, part: Callable[[dict], Any]) -> Any:
    try:
        return part(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError, KeyError, IndexError, AttributeError):
        return None


def _kept(kept: Mapping[str, tuple[Any, str]], name: str, now: Mapping, write: Callable[[], str]) -> str:
    found, block = kept.get(name, (None, ""))
    return block if found == now else write()


def _joined(head: str, blocks: Sequence[str]) -> str:
    parts = [each.strip("\n") for each in (head, *blocks) if each.strip("\n")]
    return "\n\n".join(parts) + "\n" if parts else ""


def _row(row: Mapping[str, Any]) -> str:
    keys = [*(key for key in _ROW_KEYS if key in row), *(key for key in row if key not in _ROW_KEYS)]
    return "\n".join(["[[questions]]", *(f"{key} = {_value(row[key])}" for key in keys)])


def _words(name: str, said: Mapping[str, Any]) -> str:
    plain = [*(key for key in _WORD_KEYS if key in said)]
    plain += [key for key in said if key not in (*_WORD_KEYS, *_TABLES)]
    parts = ["\n".join([f"[{name}]", *(f"{key} = {_value(said[key])}" for key in plain)])]
    for table in _TABLES:
        if said.get(table):
            lines = (f"{key} = {_value(value)}" for key, value in said[table].items())
            parts.append("\n".join([f"[{name}.{table}]", *lines]))
    return "\n\n".join(parts)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)  # strings, numbers and truth are written alike in both
