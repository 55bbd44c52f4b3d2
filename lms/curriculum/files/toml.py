"""TOML files, with faults that an author can mend."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.faults import cure as _l


def read_toml(path: Path, root: Path, faults: list[Fault]) -> dict[str, Any]:
    """The file's content, or {} with a fault when it is missing or broken."""
    name = str(path.relative_to(root))
    try:
        return toml_of(path.read_text(encoding="utf-8"), name, faults)
    except FileNotFoundError:
        return toml_of(None, name, faults)
    except UnicodeDecodeError as error:
        faults.append(Fault(name, 0, _l("Mend this file: %(what)s.", what=error)))
    return {}


def toml_of(text: str | None, name: str, faults: list[Fault]) -> dict[str, Any]:
    """The content of a file of this name; {} with a fault when there is none or it is broken."""
    if text is None:
        faults.append(Fault(name, 0, _l("This file is missing: write it.")))
        return {}
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(name, 0, _l("Mend this file: %(what)s.", what=error)))
    return {}


def plain(value: Any) -> Any:
    """`value` with dates as text, fit for JSON."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def require(data: dict[str, Any], keys: tuple[str, ...], file: str, faults: list[Fault]) -> bool:
    """Whether all `keys` are there; a fault for each that is not."""
    missing = [key for key in keys if key not in data]
    faults.extend(Fault(file, 0, _l("Add “%(name)s”: it is missing.", name=key)) for key in missing)
    return not missing
