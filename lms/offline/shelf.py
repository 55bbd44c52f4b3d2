"""The JavaScript of this room: modules under one address that changes when any of them does, and the worker."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

CODE = Path(__file__).parent / "code"
WORKER = "worker.js"


def modules() -> list[str]:
    """The names of the modules that pages load."""
    return sorted(path.name for path in CODE.glob("*.js") if path.name != WORKER)


def text_of(name: str) -> str:
    """The text of a module."""
    return (CODE / name).read_text()


def version() -> str:
    """Changes when a module or the worker does."""
    return _digest(tuple((path.name, path.stat().st_mtime_ns) for path in sorted(CODE.glob("*.js"))))


@lru_cache(maxsize=8)
def _digest(files: tuple[tuple[str, int], ...]) -> str:
    found = hashlib.blake2b(digest_size=6)
    for name, _modified in files:
        found.update(name.encode() + b"\0" + (CODE / name).read_bytes())
    return found.hexdigest()


def worker(*, version: str, files: list[str], pages: dict[str, str]) -> str:
    """The service worker, told what to keep on the phone: `files`, and the page without network in each language."""
    told = json.dumps({"version": version, "files": files, "pages": pages})
    return f"const SHELF = {told}\n{(CODE / WORKER).read_text()}"
