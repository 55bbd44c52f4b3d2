"""Deliberate faults in content files, and what authors are told of them."""

from collections.abc import Iterable
from pathlib import Path

from lms.curriculum.files.faults import Fault


def told(faults: Iterable[Fault], cure: str) -> list[str]:
    """Those of the faults that say so."""
    return [str(fault) for fault in faults if cure in str(fault)]


def change(path: Path, old: str | None, new: str | None) -> None:
    """Put `new` where `old` stands for the first time; without them, there is no such file."""
    if old is None:
        return path.unlink()
    text = path.read_text()
    assert old in text, f"{path.name} has changed: adapt the deliberate fault"
    path.write_text(text.replace(old, new, 1))
