"""TOML files, with faults that an author can mend."""

import pickle
import re
import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.shapes import shape_of
from lms.curriculum.files.spans import line_at
from lms.curriculum.rules.cures import cure as _l
from lms.curriculum.rules.shapes import fitted

NOT_UTF_8 = _l("Some letters of this file cannot be read. Save it as UTF-8.")
UNREADABLE = (tomllib.TOMLDecodeError, RecursionError)  # what the reader raises: of brackets in brackets, the second
_LINE = re.compile(r"at line (\d+)")
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")


def read_toml(path: Path, root: Path, faults: list[Fault]) -> dict[str, Any]:
    """The file's content as far as it has the shape of such files, {} when it is missing or broken; with faults."""
    try:
        text = path.read_bytes().decode(errors="replace")
    except FileNotFoundError:
        text = None
    return toml_of(text, path.relative_to(root).as_posix(), faults)


def toml_of(text: str | None, name: str, faults: list[Fault]) -> dict[str, Any]:
    """The same of a file of this name and text."""
    if text is None:
        faults.append(Fault(name, 0, _l("This file is missing: write it.")))
        return {}
    if "\ufffd" in text:
        faults.append(Fault(name, text.count("\n", 0, text.index("\ufffd")) + 1, NOT_UTF_8))
    return parsed(text, name, faults)


def parsed(text: str, name: str, faults: list[Fault]) -> dict[str, Any]:
    """TOML in a file of this name, on the lines that it has there."""
    try:
        data = pickle.loads(_content(text))
    except UNREADABLE as error:
        faults.append(_undecodable(name, text, str(error)))
        return {}
    shape = shape_of(name)
    if shape is None:
        return data
    data, wrong = fitted(data, shape)
    faults += [Fault(name, line_at(text, path), said) for path, said in wrong]
    return data


@lru_cache(maxsize=4096)  # more than there are: whoever reads the folder again finds most files as they were
def _content(text: str) -> bytes:
    """What a text says, pickled by ourselves: a copy for each reader, in a tenth of the time that parsing takes."""
    return pickle.dumps(tomllib.loads(text))


def plain(value: Any) -> Any:
    """`value` with dates as text, fit for JSON."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def require(data: dict[str, Any], keys: tuple[str, ...], file: str, faults: list[Fault]) -> bool:
    """Whether all `keys` are there; a fault for each that is not, unless one has been said of it already, or of a file
    that could not be read at all."""
    if not data and any(each.file == file for each in faults):
        return False
    missing = [key for key in keys if key not in data]
    said = {each.cure.values.get("name") for each in faults if each.file == file and hasattr(each.cure, "values")}
    faults.extend(
        Fault(file, 0, _l("Add “%(name)s”: it is missing.", name=key)) for key in missing if key not in said
    )
    return not missing


def _undecodable(name: str, text: str, error: str) -> Fault:
    found = _LINE.search(error)
    line = int(found[1]) if found else text.count("\n") or 1
    if error.startswith(_TWICE):
        return Fault(name, line, _l("A name stands there twice: take one away."))
    return Fault(name, line, _l("This line cannot be read: look for a missing quote, bracket or sign of equality."))
