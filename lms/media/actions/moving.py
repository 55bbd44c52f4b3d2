"""Recordings and pictures out of the database into the folder of the curriculum, and from there into another one."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from lms.core.database import db
from lms.core.pictures import NoPicture, only_the_picture, size_of
from lms.curriculum.files.faults import Broken, Fault
from lms.curriculum.files.rewriting import rewrite
from lms.curriculum.files.toml import read_toml
from lms.curriculum.rules.cures import cure as _l
from lms.media import queries
from lms.media.actions.keeping import ENDINGS, put
from lms.media.models import Picture, Recording
from lms.media.rules.sounds import only_the_sound

UPLOADS = "uploads"
RECORDINGS, PICTURES = "recordings", "pictures"


def carry_out(*, folder: Path) -> list[str]:
    """Write every recording and picture that authors brought along into a folder of the curriculum, with what each
    belongs to. Returns the paths that were written; one that is there as it should be is not."""
    sounds = db.session.scalars(select(Recording).where(Recording.removed_at.is_(None)).order_by(
        Recording.module, Recording.part, Recording.language, Recording.id
    )).all()  # fmt: skip
    drawn = db.session.scalars(select(Picture).order_by(Picture.module, Picture.file, Picture.id)).all()
    told = {
        RECORDINGS: [{"module": each.module, "part": each.part, "language": each.language, "sign": each.sign,
                      "file": each.file} for each in sounds],
        PICTURES: [{"module": each.module, "file": each.file, "words": dict(each.words)} for each in drawn],
    }  # fmt: skip
    place, written = folder / UPLOADS, []
    for name, rows in told.items():
        written += _written(place / f"{name}.toml", rewrite("", {name: rows}).encode() if rows else None)
    files = {each.file for each in (*sounds, *drawn)}
    for file in sorted(files):
        written += _written(place / file, (queries.folder() / file).read_bytes())
    for path in place.glob("*") if place.exists() else ():
        if path.suffix != ".toml" and path.name not in files:
            path.unlink()
    return written


def bring_in(*, folder: Path, by: int | None, at: datetime) -> int:
    """Take what such a folder brings along, unless it is here or was removed here. Returns how many there were. Raises
    Broken when a file is missing or is not what it was."""
    faults: list[Fault] = []
    sounds, drawn = (_rows(folder, name, faults) for name in (RECORDINGS, PICTURES))
    have = set(map(tuple, db.session.execute(
        select(Recording.module, Recording.part, Recording.language, Recording.sign, Recording.file)
    )))  # fmt: skip
    have |= set(map(tuple, db.session.execute(select(Picture.module, Picture.file))))
    made: list[Recording | Picture] = []
    for row in (each for each in sounds if tuple(each.values()) not in have):
        if size := _kept(folder, row["file"], RECORDINGS, faults):
            made.append(Recording(**row, size=size[0], added_at=at, added_by_id=by))
    for row in (each for each in drawn if (each["module"], each["file"]) not in have):
        if size := _kept(folder, row["file"], PICTURES, faults):
            made.append(Picture(**row, size=size[0], width=size[1], height=size[2], added_at=at, added_by_id=by))
    if faults:
        raise Broken(faults)
    db.session.add_all(made)
    db.session.flush()
    return len(made)


def _rows(folder: Path, name: str, faults: list[Fault]) -> Iterable[Mapping[str, Any]]:
    path = folder / UPLOADS / f"{name}.toml"
    return read_toml(path, folder, faults).get(name, []) if path.exists() else []


def _kept(folder: Path, file: str, name: str, faults: list[Fault]) -> tuple[int, ...]:
    """How large a file is that is now kept here; nothing, and a fault, when it is not what its name says."""
    path = folder / UPLOADS / file
    try:
        data = path.read_bytes()
        ending, clean, *sides = _recognised(data)
        if hashlib.sha256(clean).hexdigest()[:32] + ending != file:
            raise ValueError
    except (OSError, ValueError):
        said = _l("The file “%(name)s” is missing or is not what it was: export it again.", name=file)
        faults.append(Fault(f"{UPLOADS}/{name}.toml", 0, said))
        return ()
    put(clean, ending)
    return len(clean), *sides


def _recognised(data: bytes) -> tuple[Any, ...]:
    """Ending and content of a recording; of a picture also its width and height. Raises ValueError."""
    try:
        kind, picture = only_the_picture(data)
        return ENDINGS[kind], picture, *size_of(kind, picture)
    except NoPicture:
        return only_the_sound(data)


def _written(path: Path, data: bytes | None) -> list[str]:
    if data is None:
        path.unlink(missing_ok=True)
        return []
    if path.exists() and path.read_bytes() == data:
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return [f"{UPLOADS}/{path.name}"]
