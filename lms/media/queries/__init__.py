"""Reads of recordings and pictures."""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select

from lms.core.database import db
from lms.core.errors import NotThere
from lms.curriculum.files.films import KINDS
from lms.curriculum.messages import HOW_TO, how_to
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.phrases import Phrasebook
from lms.media.models import Film, Picture, Recording
from lms.media.queries.spoken import by_machine
from lms.media.rules.films import only_the_subtitles
from lms.media.rules.films import part_of as part_of_film
from lms.media.rules.parts import Part, What, named, parts_of, question_text, screen_text, sign_of

MARK = ".recordings"  # a file that is touched whenever what is played has changed
ADDRESS = "/media/uploads/"
PHRASES, SOUNDS = "phrases", (".mp3", ".m4a", ".webm", ".ogg", ".opus")
FRESH = 10 * 10**9  # nanoseconds: longer than a request takes


@dataclass(frozen=True, slots=True)
class Heard:
    """A part of a module in one language: what somebody recorded of it, recordings of texts it had before, and whether
    a machine reads it aloud."""

    part: Part
    language: str
    current: Recording | None
    older: Sequence[Recording]
    by_machine: bool


def folder() -> Path:
    """Where the files lie."""
    return Path(current_app.config["UPLOADS"])


def played() -> Mapping[str, str]:
    """Sign of a text → file that is played with it. Lessons ask with each screen, recordings change rarely: read anew
    only when the mark says so; where nobody ever recorded anything, nothing is asked."""
    mark = f"{current_app.config['UPLOADS']}/{MARK}"  # as text: to put a Path together takes longer than the look
    try:
        stamp = os.stat(mark).st_mtime_ns
    except FileNotFoundError:
        return {}
    asked = mark, stamp, current_app.config["SQLALCHEMY_DATABASE_URI"]
    # A request that began before the change may see the mark already and the rows not yet: it must not be remembered.
    return _played.__wrapped__(*asked) if time.time_ns() - stamp < FRESH else _played(*asked)


@lru_cache(maxsize=4)
def _played(_mark: str, _stamp: int, _database: str) -> Mapping[str, str]:
    rows = db.session.execute(
        select(Recording.sign, Recording.file).where(Recording.removed_at.is_(None)).order_by(Recording.id)
    )
    return dict(map(tuple, rows))


def sound_of(screen: Mapping[str, Any], language: str) -> str | None:
    """The address of what is played with a screen as it is written in `language`: what an author recorded, else what
    the curriculum's folder brought along, else what a machine reads."""
    return _sound_of(screen, language, played())


def sounds_of(words: Mapping[str, Any], language: str) -> dict[str, str]:
    """Screen → address, of all screens that can be heard."""
    known = played()
    found = {each["id"]: _sound_of(each, language, known) for each in words["screens"]}
    return {screen: address for screen, address in found.items() if address}


def _sound_of(screen: Mapping[str, Any], language: str, known: Mapping[str, str]) -> str | None:
    file = known.get(sign_of(screen_text(screen), language)) if known else None
    return ADDRESS + file if file else screen.get("sound") or by_machine(screen_text(screen), language)


def heard_words(words: Mapping[str, Any], kind: str, language: str) -> Mapping[str, Any]:
    """The words of a question, with the addresses of its recordings and those of its options."""
    known = played()
    if not known:
        return words
    asked = how_to(language)[kind] if kind in HOW_TO else ""
    texts = {"": question_text(words["text"], asked), **words.get("options", {})}
    files = {part: known.get(sign_of(text, language)) for part, text in texts.items()}
    sound = {**words.get("sound", {}), **{part: ADDRESS + file for part, file in files.items() if file}}
    return {**words, "sound": sound} if sound else words


def phrase_sounds(book: Phrasebook) -> dict[str, str]:
    """Phrase → address, of all phrases of a book that can be heard: what an author recorded, else what lies in the
    curriculum's folder under media/phrases/<language>/<phrase>.mp3."""
    place = Path(current_app.config["MEDIA"], PHRASES, book.language)
    lying = {each.stem: each.name for each in sorted(place.glob("*")) if each.suffix in SOUNDS}
    known = played()
    found = {}
    for phrase in book.phrases:
        if file := known.get(sign_of(phrase.say, book.language)):
            found[phrase.id] = ADDRESS + file
        elif phrase.id in lying:
            found[phrase.id] = f"/media/{PHRASES}/{book.language}/{lying[phrase.id]}"
    return found


def recordings_of(book: Phrasebook) -> dict[str, Recording]:
    """Phrase → the recording of it as it is written now; one query for all."""
    of_book = select(Recording).where(Recording.module == named(book.language), Recording.removed_at.is_(None))
    rows = db.session.scalars(of_book.order_by(Recording.id))
    signs = {sign_of(each.say, book.language): each.id for each in book.phrases}
    return {signs[row.sign]: row for row in rows if row.sign in signs}


def heard(module: Module, languages: Sequence[str]) -> dict[str, list[Heard]]:
    """Language → every part of the module with its recordings; one query for all."""
    rows = db.session.scalars(
        select(Recording).where(Recording.module == module.slug, Recording.removed_at.is_(None)).order_by(Recording.id)
    )
    have: dict[tuple[str, str], list[Recording]] = {}
    for row in rows:
        have.setdefault((row.part, row.language), []).append(row)
    return {
        code: [_heard(each, code, have.get((each.name, code), [])) for each in parts_of(module, code, how_to(code))]
        for code in languages
        if code in module.words
    }


def _heard(part: Part, language: str, have: list[Recording]) -> Heard:
    sign = sign_of(part.text, language)
    own = [each for each in have if each.sign == sign]
    older = [each for each in have if each.sign != sign][::-1]
    return Heard(part, language, own[-1] if own else None, older, bool(by_machine(part.text, language)))


def part_of(module: Module, name: str, language: str) -> Heard:
    """One part with its recordings. Raises NotThere."""
    found = heard(module, [language]).get(language, [])
    one = next((each for each in found if each.part.name == name), None)
    if one is None:
        raise NotThere
    return one


def without_sound(found: Sequence[Heard]) -> dict[What, int]:
    """How many screens, questions and options cannot be heard."""
    return {what: sum(each.current is None for each in found if each.part.what is what) for what in What}


def recording(recording_id: int) -> Recording:
    """One recording that was not removed. Raises NotThere."""
    found = db.session.get(Recording, recording_id)
    if found is None or found.removed_at:
        raise NotThere
    return found


def uses(file: str) -> int:
    """How many recordings and pictures need this file."""
    recordings = select(Recording.id).where(Recording.file == file, Recording.removed_at.is_(None))
    return len(db.session.scalars(recordings).all()) + len(
        db.session.scalars(select(Picture.id).where(Picture.file == file)).all()
    )


def pictures(module: str) -> list[Picture]:
    """The pictures that were brought along for a module, the newest first."""
    return list(db.session.scalars(select(Picture).where(Picture.module == module).order_by(Picture.id.desc())))


def films(module: str) -> list[Film]:
    """The films that were brought along for a module, the newest first."""
    return list(db.session.scalars(select(Film).where(Film.module == module).order_by(Film.id.desc())))


def film(module: str, film_id: int) -> Film:
    """One film of a module. Raises NotThere."""
    found = db.session.get(Film, film_id)
    if found is None or found.module != module:
        raise NotThere
    return found


def film_with(sign: str) -> Film:
    """The film that shows exactly this."""
    return db.session.scalars(select(Film).where(Film.sign == sign)).one()


def written_of(found: Film) -> dict[str, str]:
    """What somebody wrote of what is seen and said in a film, by language; not what its subtitles say."""
    return {code: text for code, text in found.said.items() if text != _subtitles(found, code)}


def _subtitles(found: Film, language: str) -> str:
    path = folder() / f"{found.stem}.{language}.vtt"
    return only_the_subtitles(path.read_bytes())[1] if path.exists() else ""


def player_of(found: Film, language: str) -> dict[str, Any]:
    """What plays a film on a page in a language, in the form in which lessons have it."""
    there: dict[str, list[dict[str, Any]]] = {}
    for ending in found.endings:
        name = f"{found.stem}{ending}"
        file = {"src": ADDRESS + name, "kind": KINDS.get(f".{name.rpartition('.')[2]}", ""), "size": _size(name)}
        there.setdefault(part_of_film(ending), []).append(file)
    poster, subtitles = there.get("poster"), there.get(f"subtitles.{language}")
    return {
        "alt": found.words.get(language, ""),
        "language": language,
        "films": [*there.get("small", ()), *there["film"]],
        "sounds": there.get(f"sound.{language}", ()),
        **({"poster": poster[0]["src"]} if poster else {}),
        **({"subtitles": subtitles[0]["src"]} if subtitles else {}),
    }


def _size(name: str) -> int:
    path = folder() / name
    return path.stat().st_size if path.exists() else 0
