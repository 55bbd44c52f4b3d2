"""Texts out of the database laid out as a folder, so that the one reader of `courses/` reads them; and written back."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

TEXTS = (".toml", ".md")


@contextmanager
def laid_out(files: Mapping[str, str]) -> Iterator[Path]:
    """Within, a folder with these files (path → text)."""
    with TemporaryDirectory(prefix="courses") as made:
        root = Path(made)
        for path, text in files.items():
            write_file(root / path, text)
        yield root


@contextmanager
def changed_copy(folder: Path, changes: Mapping[str, str | None]) -> Iterator[Path]:
    """Within, a copy of a folder in which some files have other texts; None: is not there."""
    with TemporaryDirectory(prefix="courses") as made:
        root = Path(made) / "courses"
        shutil.copytree(folder, root)
        for path, text in changes.items():
            if text is None:
                (root / path).unlink(missing_ok=True)
            else:
                write_file(root / path, text)
        yield root


def texts_in(folder: Path) -> dict[str, str]:
    """Every text of a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): read_source(path)
        for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in TEXTS
    }  # fmt: skip


def read_source(path: Path) -> str:
    """A file's text, its line ends as they are. What cannot be read is marked, never left out."""
    return path.read_bytes().decode("utf-8", errors="replace")


def write_file(path: Path, text: str) -> None:
    """Write a file with exactly this text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
