"""Writing what is in service back into a folder like `courses/`, byte for byte."""

from dataclasses import dataclass, field
from pathlib import Path

from flask import current_app

from lms.curriculum.files.laying import write_file
from lms.curriculum.queries.in_service import files_in_service, newest_editions
from lms.curriculum.rules.drafts import belongs
from lms.curriculum.rules.layout import folder_of, path_of


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of it: files written, as they were already, taken away, those that are of no piece, and recordings
    and pictures whose files this house has lost."""

    written: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def export(*, folder: Path) -> Exported:
    """Write the files of the newest edition of every piece into `folder`, and what authors brought along beside them. A
    file of one of the pieces that its newest edition has no more is taken away; whatever else lies there is left alone
    and named. Raises Broken, and has written nothing, where what others brought along cannot be read."""
    written, missing = current_app.extensions["carry_uploads"](folder=folder)  # first, as it may refuse
    files, done = files_in_service(), Exported()
    for path, text in sorted(files.items()):
        here = folder / path
        if here.exists() and here.read_bytes() == text.encode():
            done.same.append(path)
        else:
            write_file(here, text)
            done.written.append(path)
    _clear(folder, files, done)
    done.written.extend(written)
    done.missing.extend(missing)
    return done


def _clear(folder: Path, files: dict[str, str], done: Exported) -> None:
    places = [(each.kind, each.slug, folder_of(each.kind, each.slug, each.document)) for each in newest_editions()]
    for found in sorted(path for path in folder.rglob("*") if path.is_file()):
        path = found.relative_to(folder).as_posix()
        if path in files or path.startswith((".", "uploads/")):
            continue
        if any(belongs(found.name, kind, slug) and path_of(place, kind, found.name) == path
               for kind, slug, place in places):  # fmt: skip
            found.unlink()
            done.removed.append(path)
        else:
            done.others.append(path)
