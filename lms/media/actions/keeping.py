"""Keeping recordings and pictures, and taking recordings away."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import PurePath

from lms.accounts.actions import record
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.pictures import NoPicture, only_the_picture, size_of
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.phrases import Phrasebook
from lms.media import queries
from lms.media.models import Picture, Recording
from lms.media.rules import LARGEST_PICTURE, LARGEST_SOUND, LONGEST_SIDE, Reason
from lms.media.rules.parts import named, sign_of
from lms.media.rules.sounds import NoSound, only_the_sound

ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


def keep_recording(
    *, module: Module, part: str, language: str, sign: str, data: bytes, by: int, at: datetime
) -> Recording:
    """Keep a recording of a text, which is played from now on wherever this text stands. `sign` is that of the text
    that was shown to whoever read it aloud. Raises NotThere, Refused(NOTHING_SENT, SOUND_TOO_LARGE, NO_SOUND,
    TEXT_CHANGED)."""
    found = queries.part_of(module, part, language)
    if sign_of(found.part.text, language) != sign:
        raise Refused(Reason.TEXT_CHANGED)
    return _kept_sound(module.slug, part, language, sign, data, by=by, at=at)


def keep_phrase(*, book: Phrasebook, phrase_id: str, sign: str, data: bytes, by: int, at: datetime) -> Recording:
    """Keep a recording of a phrase of a book. Raises NotThere, Refused(NOTHING_SENT, SOUND_TOO_LARGE, NO_SOUND,
    TEXT_CHANGED)."""
    found = next((each for each in book.phrases if each.id == phrase_id), None)
    if found is None:
        raise NotThere
    if sign_of(found.say, book.language) != sign:
        raise Refused(Reason.TEXT_CHANGED)
    return _kept_sound(named(book.language), f"phrase.{phrase_id}", book.language, sign, data, by=by, at=at)


def keep_phrases(
    *, book: Phrasebook, files: Iterable[tuple[str, bytes]], by: int, at: datetime
) -> tuple[list[str], list[str]]:
    """Keep many recordings at once, each file called as its phrase is ("hello.mp3"). Which phrases were kept, and which
    files were not: no phrase is called so, or it is no recording."""
    known, kept, left = {each.id: each for each in book.phrases}, [], []
    for name, data in files:
        phrase = known.get(PurePath(name.replace("\\", "/")).stem)
        try:
            if phrase is None:
                raise Refused(Reason.NO_SOUND)
            sign = sign_of(phrase.say, book.language)
            keep_phrase(book=book, phrase_id=phrase.id, sign=sign, data=data, by=by, at=at)
        except Refused:
            left.append(name)
        else:
            kept.append(phrase.id)
    return kept, left


def _kept_sound(
    slug: str, part: str, language: str, sign: str, data: bytes, *, by: int, at: datetime
) -> Recording:
    ending, sound = sound_in(data)
    made = Recording(
        module=slug, part=part, language=language, sign=sign, file=put(sound, ending), size=len(sound),
        added_at=at, added_by_id=by,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    record(action="recording-kept", kind="recording", subject=made.id, by=by, at=at)
    return made


def remove_recording(*, recording_id: int, by: int, at: datetime) -> Recording:
    """Take a recording away. Raises NotThere."""
    found = queries.recording(recording_id)
    found.removed_at, found.removed_by_id = at, by
    db.session.flush()
    record(action="recording-removed", kind="recording", subject=found.id, by=by, at=at)
    return found


def announce(*, gone: str | None = None) -> None:
    """What is played has changed: everybody reads it anew. A file that nothing needs any more goes. To be called once
    the change is committed: who reads earlier would keep what was before."""
    if gone and not queries.uses(gone):
        (queries.folder() / gone).unlink(missing_ok=True)
    queries.folder().mkdir(parents=True, exist_ok=True)
    (queries.folder() / queries.MARK).touch()


def keep_picture(*, module: str, data: bytes, words: Mapping[str, str], by: int, at: datetime) -> Picture:
    """Keep a picture for a module, freed of everything but the picture, with words that say what it shows.
    Raises Refused(NOTHING_SENT, DRAWING, NO_PICTURE, PICTURE_TOO_LARGE, PICTURE_TOO_WIDE)."""
    ending, picture, width, height = picture_in(data)
    made = Picture(
        module=module, file=put(picture, ending), size=len(picture), width=width, height=height,
        words=dict(words), added_at=at, added_by_id=by,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    record(action="picture-kept", kind="picture", subject=made.id, by=by, at=at)
    return made


def sound_in(data: bytes) -> tuple[str, bytes]:
    """Ending and content of a recording, freed of what it tells besides the sound. Raises Refused(NOTHING_SENT,
    SOUND_TOO_LARGE, NO_SOUND)."""
    if not data:
        raise Refused(Reason.NOTHING_SENT)
    if len(data) > LARGEST_SOUND:
        raise Refused(Reason.SOUND_TOO_LARGE)
    try:
        return only_the_sound(data)
    except NoSound:
        raise Refused(Reason.NO_SOUND) from None


def picture_in(data: bytes) -> tuple[str, bytes, int, int]:
    """Ending, content, width and height of a picture, freed of everything but the picture. Raises Refused(NOTHING_SENT,
    DRAWING, NO_PICTURE, PICTURE_TOO_LARGE, PICTURE_TOO_WIDE)."""
    if not data:
        raise Refused(Reason.NOTHING_SENT)
    if b"<svg" in data[:1000].lower():
        raise Refused(Reason.DRAWING)
    try:
        kind, picture = only_the_picture(data)
        width, height = size_of(kind, picture)
    except NoPicture:
        raise Refused(Reason.NO_PICTURE) from None
    if max(width, height) > LONGEST_SIDE:
        raise Refused(Reason.PICTURE_TOO_WIDE, most=LONGEST_SIDE)
    if len(picture) > LARGEST_PICTURE:
        raise Refused(Reason.PICTURE_TOO_LARGE, most=LARGEST_PICTURE // 1000)
    return ENDINGS[kind], picture, width, height


def put(data: bytes, ending: str, stem: str = "") -> str:
    """Lay a file down under the digest of what is in it, or under `stem`, whole or not at all; returns its name."""
    name = (stem or hashlib.sha256(data).hexdigest()[:32]) + ending
    place = queries.folder()
    place.mkdir(parents=True, exist_ok=True)
    if not (place / name).exists():
        with tempfile.NamedTemporaryFile(dir=place, prefix=".", delete=False) as file:
            file.write(data)
        os.chmod(file.name, 0o644)
        os.replace(file.name, place / name)
    return name
