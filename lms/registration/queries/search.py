"""Finding people again: by number, telephone, date of birth, and by name in whatever letters it is written."""

from collections.abc import Sequence
from datetime import date

from flask import current_app
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from lms.core.actors import Actor
from lms.core.database import db
from lms.core.encryption import indexes_of
from lms.registration import phones
from lms.registration.models import NameKey, Registration
from lms.registration.permissions import registrations_visible_to
from lms.registration.rules import number_is_right, plain_number
from lms.registration.rules.likeness import likeness
from lms.registration.rules.spelling import SHORTEST_STEM, sound, spelling, typed_date

PAGE, LONGEST_SEARCH = 25, 200
MOST_FOUND, MOST_WORDS = 200, 5
COMMON = 2000  # a word that more people have is looked up after the rarer ones


def search(actor: Actor, text: str, *, page: int = 1) -> tuple[list[Registration], int]:
    """Registrations the actor may see; a page of them and how many there are.

    Without a text the newest first. By number, telephone or date of birth, these. By name those that are most alike
    first, at most two hundred. What is longer than any name is not looked at to its end."""
    text = text[:LONGEST_SEARCH].strip()
    exact = _exactly(text)
    if exact is None and text:
        return _by_name(actor, text, page)
    found = select(Registration).where(registrations_visible_to(actor), Registration.erased_at.is_(None))
    found = found if exact is None else found.where(exact)
    count = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
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
    ids = _candidates(actor, words, born, sounding=False)
    if len(ids) < MOST_FOUND:
        ids = list(dict.fromkeys([*ids, *_candidates(actor, words, born, sounding=True)]))[:MOST_FOUND]
    ranked = _ranked(ids, words)
    wanted = ranked[(page - 1) * PAGE : page * PAGE]
    rows = {each.id: each for each in _shown(select(Registration).where(Registration.id.in_(wanted)))}
    return [rows[each] for each in wanted if each in rows], len(ranked)


def _candidates(actor: Actor, words: Sequence[str], born: date | None, *, sounding: bool) -> Sequence[int]:
    """People who have all the words, the rarest looked up first."""
    first, *others = sorted(words, key=lambda word: _commonness(word, sounding=sounding))
    found = (
        select(Registration.id)
        .join(NameKey, NameKey.registration_id == Registration.id)
        .where(_fits(NameKey.key, first, sounding=sounding), registrations_visible_to(actor))
        .distinct()
        .limit(MOST_FOUND)
    )
    if born:
        found = found.where(Registration.birth_date == born)
    for word in others:
        key = aliased(NameKey)
        found = found.where(
            exists().where(key.registration_id == Registration.id, _fits(key.key, word, sounding=sounding))
        )
    return db.session.scalars(found).all()


def _fits(key: ColumnElement[str], word: str, *, sounding: bool) -> ColumnElement[bool]:
    """Names that begin with the word; or sound like it. A word of one or two letters is a whole one."""
    if len(word) < SHORTEST_STEM:
        return key == word
    begins = and_(key >= word, key < f"{word}{'z' * 8}")
    return or_(begins, key == f"~{sound(word)}") if sounding else begins


def _commonness(word: str, *, sounding: bool) -> int:
    some = select(NameKey.key).where(_fits(NameKey.key, word, sounding=sounding)).limit(COMMON).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def _ranked(ids: Sequence[int], words: Sequence[str]) -> list[int]:
    """Those whose names are most like the words first."""
    keys: dict[int, list[str]] = {each: [] for each in ids}
    for owner, key in db.session.execute(
        select(NameKey.registration_id, NameKey.key).where(NameKey.registration_id.in_(ids))
    ):
        if not key.startswith("~"):
            keys[owner].append(key)
    worth = {
        owner: sum(max((_alike(word, key) for key in names), default=0.0) for word in words)
        for owner, names in keys.items()
    }
    return sorted(worth, key=lambda each: (-worth[each], -each))


def _alike(word: str, key: str) -> float:
    return 1.0 if key == word else 0.95 if key.startswith(word) else min(likeness(word, key), 0.9)


def _shown(rows: Select[tuple[Registration]]) -> list[Registration]:
    return list(db.session.scalars(rows.options(selectinload(Registration.journeys))))
