"""Finding people again: by number, telephone, date of birth, and by name in whatever letters it is written."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from flask import current_app
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import selectinload

from lms.core.actors import Actor
from lms.core.database import db
from lms.core.encryption import indexes_of
from lms.registration import phones
from lms.registration.models import NameKey, Registration
from lms.registration.permissions import registrations_visible_to
from lms.registration.rules import number_is_right, plain_number
from lms.registration.rules.likeness import likeness
from lms.registration.rules.spelling import SHORTEST_STEM, pair_of, sound, spelling, typed_date

PAGE, LONGEST_SEARCH = 25, 200
MOST_FOUND, MOST_WORDS = 200, 5
COMMON, AT_ONCE = 5000, 1000  # a name that more people have is not looked up by itself
MOST_COUNTED = 1000  # of everybody, and of who was born on a day


def search(actor: Actor, text: str, *, page: int = 1) -> tuple[list[Registration], int]:
    """Registrations the actor may see; a page of them and how many there are.

    Without a text the newest first, a thousand of them. By number, telephone or date of birth, these. By name the most
    alike first, at most two hundred. What is longer than any name is not looked at to its end."""
    text = text[:LONGEST_SEARCH].strip()
    exact = _exactly(text)
    if exact is None and text:
        return _by_name(actor, text, page)
    found = select(Registration).where(registrations_visible_to(actor), Registration.erased_at.is_(None))
    found = found if exact is None else found.where(exact)
    some = found.with_only_columns(Registration.id).limit(MOST_COUNTED).subquery()
    count = db.session.scalar(select(func.count()).select_from(some)) or 0
    return _shown(found.order_by(Registration.id.desc()).limit(PAGE).offset((page - 1) * PAGE)), count


def _exactly(text: str) -> ColumnElement[bool] | None:
    if number_is_right(text):
        return Registration.number == plain_number(text)
    if phone := phones.standard(text, current_app.config["ORIGIN"]):
        return Registration.phone_index.in_(indexes_of(phone))
    born = typed_date(text)
    return None if born is None else Registration.birth_date == born


def _by_name(actor: Actor, text: str, page: int) -> tuple[list[Registration], int]:
    typed = text.split()
    born = next((day for word in typed if (day := typed_date(word))), None)
    words = spelling(" ".join(word for word in typed if not typed_date(word))).split()[:MOST_WORDS]
    if not words:
        return [], 0
    ranked = _ranked(_candidates(actor, words, born), words)
    wanted = ranked[(page - 1) * PAGE : page * PAGE]
    rows = {each.id: each for each in _shown(select(Registration).where(Registration.id.in_(wanted)))}
    return [rows[each] for each in wanted if each in rows], len(ranked)


def _candidates(actor: Actor, words: Sequence[str], born: date | None) -> list[int]:
    """People who have all the words: first those who are spelt like that, then those who sound like that."""
    seen = registrations_visible_to(actor)
    among = seen if born is None else and_(seen, Registration.birth_date == born)
    some = None if born else _with_two(words) if len(words) > 1 else _with_one(words)
    ways = [_fits(word, sounding=False) for word in words], [_fits(word, sounding=True) for word in words]
    found: dict[int, None] = {}
    for fits in ways:
        if len(found) < MOST_FOUND:
            found |= dict.fromkeys(_those(and_(among, *fits), some))
    return list(found)[:MOST_FOUND]


def _those(wanted: ColumnElement[bool], some: Sequence[int] | None) -> Iterator[int]:
    """Ids of at most two hundred who fit, of `some` or of all."""
    found = select(Registration.id).where(wanted).limit(MOST_FOUND)
    if some is None:
        yield from db.session.scalars(found)
        return
    count = 0
    for start in range(0, len(some), AT_ONCE):
        if count >= MOST_FOUND:
            return
        here = db.session.scalars(found.where(Registration.id.in_(some[start : start + AT_ONCE]))).all()
        count += len(here)
        yield from here


def _with_two(words: Sequence[str]) -> Sequence[int]:
    """Ids of those who have two of the words, the two that fewest have; the last one may be only begun. When nobody
    does, or a word is too short to sound, those who have the rarest word."""
    *whole, last = [word for word in words if len(word) >= SHORTEST_STEM] or [""]
    pairs = [found for each in whole if (found := _having(_begins(pair_of(each, last))))]
    return min(pairs, key=len) if len(pairs) == len(whole) > 0 else _rarest(words)


def _with_one(words: Sequence[str]) -> Sequence[int] | None:
    """Ids of those who have the word; None when so many do that some are found sooner among everybody."""
    found = _rarest(words)
    return found if len(found) < COMMON else None


def _rarest(words: Sequence[str]) -> Sequence[int]:
    return min((_having(or_(*_ways(word, sounding=True))) for word in words), key=len)


def _having(key: ColumnElement[bool]) -> Sequence[int]:
    return list(dict.fromkeys(db.session.scalars(select(NameKey.registration_id).where(key).limit(COMMON))))


def _fits(word: str, *, sounding: bool) -> ColumnElement[bool]:
    """Whether somebody has a name that begins with the word; or sounds like it."""
    return exists().where(NameKey.registration_id == Registration.id, or_(*_ways(word, sounding=sounding)))


def _ways(word: str, *, sounding: bool) -> list[ColumnElement[bool]]:
    """A word of one or two letters is a whole one."""
    if len(word) < SHORTEST_STEM:
        return [NameKey.key == word]
    return [_begins(word), NameKey.key == f"~{sound(word)}"] if sounding else [_begins(word)]


def _begins(key: str) -> ColumnElement[bool]:
    return and_(NameKey.key >= key, NameKey.key < f"{key}{'z' * 8}")


def _ranked(ids: Sequence[int], words: Sequence[str]) -> list[int]:
    """Those whose names are most like the words first."""
    names: dict[int, list[str]] = {each: [] for each in ids}
    spelt = func.substr(NameKey.key, 1, 1).not_in(("~", "&"))
    for owner, key in db.session.execute(
        select(NameKey.registration_id, NameKey.key).where(NameKey.registration_id.in_(ids), spelt)
    ):
        names[owner].append(key)
    alike = cache(_alike)
    worth = {
        owner: sum(max((alike(word, key) for key in keys), default=0.0) for word in words)
        for owner, keys in names.items()
    }
    return sorted(worth, key=lambda each: (-worth[each], -each))


def _alike(word: str, key: str) -> float:
    return 1.0 if key == word else 0.95 if key.startswith(word) else min(likeness(word, key), 0.9)


def _shown(rows: Select[tuple[Registration]]) -> list[Registration]:
    return list(db.session.scalars(rows.options(selectinload(Registration.journeys))))
