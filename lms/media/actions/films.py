"""Films with all that goes with them: a small one, a picture before it begins, the sound alone and subtitles (E58)."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from lms.accounts.actions import record
from lms.core.database import db
from lms.core.errors import Refused
from lms.curriculum.files.films import KINDS, SMALL
from lms.curriculum.files.texts import BROUGHT_FILM
from lms.media import queries
from lms.media.actions.keeping import picture_in, put, sound_in
from lms.media.models import Film
from lms.media.rules import Reason
from lms.media.rules.films import (
    LARGEST_FILM, LARGEST_SUBTITLES, LONGEST_SAID, NoFilm, NoSubtitles, name_of, only_the_film, only_the_subtitles,
    part_of, sign_of,
)  # fmt: skip

ENDING = re.compile(r"(?:\.[a-z]{2,5})?\.[a-z0-9]{3,4}")


def keep_film(
    *, module: str, sent: Mapping[str, bytes], like: Film | None, words: Mapping[str, str], said: Mapping[str, str],
    by: int, at: datetime,
) -> Film:  # fmt: skip
    """Keep a film with what goes with it, by what each file was sent for: "film", "small", "poster", "sound.<code>",
    "subtitles.<code>" of a language. What was not sent comes from the film `like`, which stays as it is. Where
    nothing is written of what is said in a language, its subtitles are, new or kept. Raises Refused, with the part that
    it is about in `at`."""
    files = _freed(sent)
    if like:
        new = set(map(part_of, files))
        kept = {each: queries.folder() / f"{like.stem}{each}" for each in like.endings if part_of(each) not in new}
        files |= {ending: path.read_bytes() for ending, path in kept.items() if path.exists()}
    told = {code: text or _spoken(files, code) for code, text in said.items()}
    _check(files, words, told)
    made = kept_film(module=module, files=files, words=words, said=told, by=by, at=at)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # sent twice, perhaps in the same moment: the first time counts
        return queries.film_with(made.sign)
    record(action="film-kept", kind="film", subject=made.id, by=by, at=at)
    return made


def kept_film(
    *, module: str, files: Mapping[str, bytes], words: Mapping[str, str], said: Mapping[str, str], by: int | None,
    at: datetime,
) -> Film:  # fmt: skip
    """Lay the files of a film down (ending → content, freed of what they tell besides); the row that tells of them."""
    name = name_of(files)
    for ending, data in files.items():
        put(data, ending, name)
    film = next(each for each in KINDS if each in files)
    return Film(
        module=module, sign=sign_of(module, name + film, words, said), file=name + film, endings=sorted(files),
        size=len(files[film]), words=dict(words), said=dict(said), added_at=at, added_by_id=by,
    )  # fmt: skip


class TellsMore(ValueError):
    """A film is whole, and tells when, where or by whose device it was made: it was kept before that was taken out."""


def files_of(place: Path, file: str, endings: Sequence[str]) -> dict[str, bytes]:
    """The files of a film as they lie in a folder, ending → content. Raises OSError, ValueError, Refused when one is
    missing, too large or is not what its name says, TellsMore when it tells more than it should."""
    stem, files = file.rpartition(".")[0], {}
    if not BROUGHT_FILM.fullmatch(file) or not all(map(ENDING.fullmatch, endings)):
        raise ValueError
    for ending in endings:
        path = place / f"{stem}{ending}"
        if path.stat().st_size > LARGEST_FILM:
            raise ValueError
        files[ending] = path.read_bytes()
    if file.removeprefix(stem) not in files or name_of(files) != stem:
        raise ValueError
    for ending, data in files.items():
        part = part_of(ending)
        kind, clean = READERS[part.partition(".")[0]](data)[:2]
        if _ending_of(part, kind) != ending:
            raise ValueError
        if clean != data:
            raise TellsMore
    return files


def _freed(sent: Mapping[str, bytes]) -> dict[str, bytes]:
    """Ending → content, freed of what it tells besides."""
    files: dict[str, bytes] = {}
    for part, data in sent.items():
        what = part.partition(".")[0]
        try:
            ending, clean = READERS[what](data)[:2]
        except Refused as refused:
            refused.values["at"] = part
            raise
        files[_ending_of(part, ending)] = clean
    return files


def _spoken(files: Mapping[str, bytes], code: str) -> str:
    """The words of the subtitles in a language."""
    data = files.get(f".{code}.vtt")
    return only_the_subtitles(data)[1] if data else ""


def _ending_of(part: str, ending: str) -> str:
    """With what the file for a part ends, of a kind with this ending: ".small.mp4", ".tg.mp3"."""
    what, _sign, code = part.partition(".")
    if what == "small":
        return f".small{ending}"
    return f".{code}{ending.replace('.webm', '.weba')}" if code else ending


def _check(files: Mapping[str, bytes], words: Mapping[str, str], said: Mapping[str, str]) -> None:
    large = next((data for ending, data in files.items() if ending in KINDS), None)
    if large is None:
        raise Refused(Reason.FILM_MISSING, at="film")
    small = next((data for ending, data in files.items() if ending.startswith(".small")), None)
    if len(small or large) > SMALL:
        raise Refused(Reason.SMALL_MISSING, most=SMALL // 1_000_000, at="small")
    for reason, texts, name in ((Reason.NO_WORDS, words, "words"), (Reason.NOT_SAID, said, "said")):
        if missing := next((code for code, text in texts.items() if not text), None):
            raise Refused(reason, at=f"{name}.{missing}")
    if long := next((code for code, text in said.items() if len(text.replace("\r", "")) > LONGEST_SAID), None):
        raise Refused(Reason.SAID_TOO_LONG, most=LONGEST_SAID, at=f"said.{long}")


def _film_in(data: bytes) -> tuple[str, bytes]:
    """Ending and content of a film, freed of what it tells besides. Raises Refused(NO_FILM, FILM_TOO_LARGE)."""
    if len(data) > LARGEST_FILM:
        raise Refused(Reason.FILM_TOO_LARGE, most=LARGEST_FILM // 1_000_000)
    try:
        return only_the_film(data)
    except NoFilm:
        raise Refused(Reason.NO_FILM) from None


def _subtitles_in(data: bytes) -> tuple[str, bytes]:
    """Ending and content of subtitles as WebVTT. Raises Refused(NO_SUBTITLES)."""
    try:
        if len(data) > LARGEST_SUBTITLES:
            raise NoSubtitles
        return ".vtt", only_the_subtitles(data)[0]
    except NoSubtitles:
        raise Refused(Reason.NO_SUBTITLES) from None


# Who reads what was sent for which part: its ending, its content freed of what it tells besides, and more.
READERS: dict[str, Callable[[bytes], tuple]] = {
    "film": _film_in, "small": _film_in, "poster": picture_in, "sound": sound_in, "subtitles": _subtitles_in,
}  # fmt: skip
