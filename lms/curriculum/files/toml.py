"""TOML files, with faults that an author can mend."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault


def read_toml(path: Path, root: Path, faults: list[Fault]) -> dict[str, Any]:
    """The file's content, or {} with a fault when it is missing or broken."""
    name = str(path.relative_to(root))
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(Fault(name, 0, "This file is missing: write it."))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(name, 0, f"Mend this file: {error}."))
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
    faults.extend(Fault(file, 0, f"Add “{key}”: it is missing.") for key in missing)
    return not missing
