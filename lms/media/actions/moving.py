"""Recordings, pictures and films out of the database into the folder of the curriculum, and from there into another."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from lms.accounts.actions import record
from lms.core.database import db
from lms.core.errors import Refused
from lms.curriculum.files.faults import Broken, Fault
from lms.curriculum.files.rewriting import rewrite
from lms.curriculum.files.toml import read_toml
from lms.curriculum.rules.cures import cure as _l
from lms.media import queries
from lms.media.actions.films import TellsMore, files_of, kept_film
from lms.media.actions.keeping import picture_in, put, sound_in
from lms.media.models import Film, Picture, Recording
from lms.media.rules import LARGEST_SOUND

UPLOADS = "uploads"
RECORDINGS, PICTURES, FILMS = "recordings", "pictures", "films"
# By which a line of each table is known.
OF_A_FILM = ("endings", "words", "said")
KEYS = {
    RECORDINGS: ("module", "part", "language", "sign", "file"), PICTURES: ("module", "file"),
    FILMS: ("module", "file"),
}  # fmt: skip
MODELS = {RECORDINGS: Recording, PICTURES: Picture, FILMS: Film}
READERS: dict[str, Callable[[bytes], tuple]] = {RECORDINGS: sound_in, PICTURES: picture_in}
LARGEST = LARGEST_SOUND  # the largest of both; what the picture may weigh, its reader knows

Row = Mapping[str, Any]


def carry_out(*, folder: Path) -> tuple[list[str], list[str]]:
    """Write every recording, picture and film that authors brought along into a folder of the curriculum, with what
    each belongs to. What lies there and was never kept here stays. Returns the paths that were written, and the files
    that are missing here. Raises Broken, and has written nothing, where a table of the folder cannot be read whole: it
    may tell of the recordings of a colleague."""
    own, place, written = _kept_here(), folder / UPLOADS, []
    files = {file for rows in own.values() for each in rows for file in _files(each)}
    here = {each for each in files if (queries.folder() / each).is_file()}
    there = here | {each for each in files if (place / each).is_file()}
    faults: list[Fault] = []
    told = {
        name: [*_unknown(folder, name, faults), *(each for each in rows if there.issuperset(_files(each)))]
        for name, rows in own.items()
    }
    if faults:
        raise Broken(faults)
    for name, rows in told.items():
        written += _written(place / f"{name}.toml", rewrite("", {name: rows}).encode() if rows else None)
    for file in sorted(here):
        written += _written(place / file, (queries.folder() / file).read_bytes())
    for file in sorted(_once_kept() - {file for rows in told.values() for each in rows for file in _files(each)}):
        (place / file).unlink(missing_ok=True)
    return written, sorted(files - here)


def bring_in(*, folder: Path, by: int | None, at: datetime) -> int:
    """Take what such a folder brings along, unless it is here, was removed here, or an author has recorded the text
    here. Returns how many there were. Raises Broken when a file is missing or is not what it was."""
    faults: list[Fault] = []
    here = Recording.removed_at.is_(None) & Recording.added_by_id.is_not(None)
    own = set(db.session.scalars(select(Recording.sign).where(here)))
    rows = [(name, row) for name in KEYS for row in _unknown(folder, name, faults) if row.get("sign") not in own]
    for name, row in rows:
        _check(folder, name, row, faults)
    if faults:
        raise Broken(faults)
    made = [_kept(name, row, _read(folder, name, row), by, at) for name, row in rows]  # one file at a time in memory
    db.session.add_all(made)
    db.session.flush()
    for each in made:
        kind = each.__tablename__
        record(action=f"{kind}-kept", kind=kind, subject=each.id, by=by, at=at)
    return len(made)


def faults_in(*, folder: Path) -> list[Fault]:
    """What is not right with what such a folder brings along. Asks no database."""
    faults: list[Fault] = []
    for name in KEYS:
        for row in _rows(folder, name, faults):
            _check(folder, name, row, faults)
    return faults


def _kept_here() -> dict[str, list[Row]]:
    """The lines of each table, of what is kept here."""
    sounds = db.session.scalars(select(Recording).where(Recording.removed_at.is_(None)).order_by(
        Recording.module, Recording.part, Recording.language, Recording.id
    ))  # fmt: skip
    drawn = db.session.scalars(select(Picture).order_by(Picture.module, Picture.file, Picture.id))
    filmed = db.session.scalars(select(Film).order_by(Film.module, Film.file, Film.id))
    return {
        RECORDINGS: [{name: getattr(each, name) for name in KEYS[RECORDINGS]} for each in sounds],
        PICTURES: [{"module": each.module, "file": each.file, "words": dict(each.words)} for each in drawn],
        FILMS: [{name: getattr(each, name) for name in (*KEYS[FILMS], *OF_A_FILM)} for each in filmed],
    }


def _once_kept() -> set[str]:
    films = db.session.execute(select(Film.file, Film.endings))
    with_a_film = {each for file, endings in films for each in _files({"file": file, "endings": endings})}
    return with_a_film | {file for model in MODELS.values() for file in db.session.scalars(select(model.file))}


def _files(row: Row) -> list[str]:
    """The files of a line of a table: of a film also what goes with it."""
    stem = row["file"].rpartition(".")[0]
    return [f"{stem}{each}" for each in row["endings"]] if "endings" in row else [row["file"]]


def _rows(folder: Path, name: str, faults: list[Fault]) -> Iterable[Row]:
    """The lines of a table, each once."""
    path = folder / UPLOADS / f"{name}.toml"
    found = read_toml(path, folder, faults).get(name, []) if path.exists() else []
    return {_key(name, row): row for row in found}.values()


def _unknown(folder: Path, name: str, faults: list[Fault]) -> list[Row]:
    """Those of them that never were in this database."""
    have = select(*(getattr(MODELS[name], each) for each in KEYS[name]))
    known = set(map(tuple, db.session.execute(have)))
    return [row for row in _rows(folder, name, faults) if _key(name, row) not in known]


def _key(name: str, row: Row) -> tuple[str, ...]:
    return tuple(row[each] for each in KEYS[name])


def _check(folder: Path, name: str, row: Row, faults: list[Fault]) -> None:
    try:
        _read(folder, name, row)
    except Broken as broken:
        faults += broken.faults


def _read(folder: Path, name: str, row: Row) -> tuple:
    """What is in the file of a line: its ending, its content, of a picture also width and height; of a film the content
    of all its files by their endings. Raises Broken when it is not what its name says."""
    path = folder / UPLOADS / row["file"]
    try:
        if name == FILMS:
            return (files_of(path.parent, row["file"], row["endings"]),)
        if path.stat().st_size > LARGEST:
            raise ValueError
        content = READERS[name](path.read_bytes())
        ending, clean = content[:2]
        if hashlib.sha256(clean).hexdigest()[:32] + ending != row["file"]:
            raise ValueError
    except TellsMore:
        said = _l(
            "The film “%(name)s” tells when, where or by whose device it was made. Bring the same film once more "
            "in the browser, on the page “Films to insert” of its lesson: that takes it out. Then put the new name "
            "into the text.",
            name=row["file"],
        )
        raise Broken([Fault(f"{UPLOADS}/{name}.toml", 0, said)]) from None
    except (OSError, KeyError, ValueError, Refused):
        said = _l("The file “%(name)s” is missing or is not what it was: export it again.", name=row["file"])
        raise Broken([Fault(f"{UPLOADS}/{name}.toml", 0, said)]) from None
    return content


def _kept(name: str, row: Row, content: tuple, by: int | None, at: datetime) -> Recording | Picture | Film:
    if name == FILMS:
        [files] = content
        return kept_film(module=row["module"], files=files, words=row["words"], said=row["said"], by=by, at=at)
    ending, clean, *sides = content
    put(clean, ending)
    own = {"size": len(clean), "added_at": at, "added_by_id": by}
    if name == RECORDINGS:
        return Recording(**{each: row[each] for each in KEYS[name]}, **own)
    width, height = sides
    return Picture(module=row["module"], file=row["file"], words=dict(row["words"]), width=width, height=height, **own)


def _written(path: Path, data: bytes | None) -> list[str]:
    if data is None:
        path.unlink(missing_ok=True)
        return []
    if path.exists() and path.read_bytes() == data:
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return [f"{UPLOADS}/{path.name}"]
