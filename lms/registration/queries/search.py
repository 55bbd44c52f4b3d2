"""Finding people again: by number, telephone, date of birth, and by name in whatever letters it is written."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from operator import itemgetter

from flask import current_app
from sqlalchemy import ColumnElement, Select, Subquery, and_, func, intersect, or_, select, union, union_all
from sqlalchemy.orm import aliased, selectinload

from lms.core.actors import Actor
from lms.core.database import db, read_much
from lms.core.encryption import indexes_of
from lms.registration import phones
from lms.registration.models import NameKey, Registration
from lms.registration.permissions import name_keys_visible_to, parts_visible_to, registrations_visible_to
from lms.registration.queries.sameness import kept_of
from lms.registration.rules import number_is_right, plain_number
from lms.registration.rules.likeness import likeness
from lms.registration.rules.spelling import SHORTEST_STEM, pair_of, sound, spelling, typed_date

PAGE, LONGEST_SEARCH = 25, 200
MOST_FOUND, MOST_WORDS = 200, 5
MORE_KEYS = 50  # than people: of Назарова Назокат Назаровна three begin alike
MANY = 5000  # further than that nobody counts to find the rarest
MOST_COUNTED = 1000  # of everybody, and of who was born on a day
LAST = "z" * 8  # after every word that begins so
Pair = tuple[str, str]
Range = tuple[str, str | None, str | None]  # keys from the first to before the second, or that one; but for the third
Ranges = list[Range]


def search(actor: Actor, text: str, *, page: int = 1) -> tuple[list[Registration], int]:
    """Registrations the actor may see; a page of them and how many there are.

    Without a text the newest first, a thousand of them. By number, telephone or date of birth, these. By name the most
    alike first, at most two hundred. What is longer than any name is not looked at to its end."""
    read_much()
    text = text[:LONGEST_SEARCH].strip()
    exact = _one_of(text)
    if exact is None and text:
        return _by_name(actor, text, page)
    wanted = (Registration.erased_at.is_(None), *([] if exact is None else [exact]))
    some = select(Registration.id).where(registrations_visible_to(actor), *wanted).limit(MOST_COUNTED).subquery()
    count = db.session.scalar(select(func.count()).select_from(some)) or 0
    ids = _newest(actor, wanted, page)
    return _shown(select(Registration).where(Registration.id.in_(ids)).order_by(Registration.id.desc())), count


def _newest(actor: Actor, wanted: Sequence[ColumnElement[bool]], page: int) -> list[int]:
    """The ids of a page of those who are wanted, the newest first: of each part of what the actor sees the newest, and
    of these the newest."""
    newest = Registration.id.desc()
    parts = [
        select(select(Registration.id).where(part, *wanted).order_by(newest).limit(page * PAGE).subquery().c.id)
        for part in parts_visible_to(actor)
    ]
    found = union(*parts).subquery().c.id if len(parts) > 1 else parts[0].subquery().c.id
    return list(db.session.scalars(select(found).order_by(found.desc()).limit(PAGE).offset((page - 1) * PAGE)))


def _one_of(text: str) -> ColumnElement[bool] | None:
    """The condition for who has this number, telephone or day of birth; None when it is none of them. Nine digits may
    be a number and a telephone. Whose they are, is asked first: a database that may choose begins at the people of a
    centre. Those of a record that was merged lead to the one that is kept."""
    ways = []
    if number_is_right(text):
        ways.append(Registration.number == plain_number(text))
    if phone := phones.standard(text, current_app.config["ORIGIN"]):
        ways.append(Registration.phone_index.in_(indexes_of(phone)))
    if ways:
        found = [db.session.scalars(select(Registration).where(each).limit(MOST_FOUND)) for each in ways]
        return Registration.id.in_({kept_of(each).id for rows in found for each in rows})
    born = typed_date(text)
    return None if born is None else _born_on(born)


def _born_on(day: date) -> ColumnElement[bool]:
    """The condition for who was born on this day, or is so written in a record that was made one with theirs."""
    there = Registration.birth_date == day, Registration.merged_into_id.is_not(None)
    merged = db.session.scalars(select(Registration).where(*there).limit(MOST_FOUND))
    kept = {kept_of(each).id for each in merged}
    return or_(Registration.birth_date == day, Registration.id.in_(kept)) if kept else Registration.birth_date == day


def _by_name(actor: Actor, text: str, page: int) -> tuple[list[Registration], int]:
    typed = text.split()
    born = next((day for word in typed if (day := typed_date(word))), None)
    words = spelling(" ".join(word for word in typed if not typed_date(word))).split()[:MOST_WORDS]
    if not words:
        return [], 0
    ranked = _ranked(_candidates(actor, words, born), words)
    wanted = ranked[(page - 1) * PAGE : page * PAGE]
    # The keys know where somebody is served, so that few are looked up; whom one sees, the record itself says.
    visible = Registration.id.in_(wanted), registrations_visible_to(actor)
    rows = {each.id: each for each in _shown(select(Registration).where(*visible))}
    return [rows[each] for each in wanted if each in rows], len(ranked)


def _candidates(actor: Actor, words: Sequence[str], born: date | None) -> list[int]:
    """People who have all the words: first those who are spelt like that, then those who sound like that. Where so few
    sound like two of them that all are found at once, they are asked for once."""
    pairs, bearers = ([], MANY) if born else _pairs(actor, words)
    there = _born_on(born) if born else None
    found: dict[int, None] = {}
    for sounding in (True,) if bearers <= MOST_FOUND else (False, True):
        if len(found) < MOST_FOUND:
            wanted = _born(actor, there, words, sounding) if born else _named(actor, pairs, words, sounding)
            most = MOST_FOUND + MORE_KEYS + 2 * len(found)  # who is spelt so also sounds so, by two keys
            ids = db.session.scalars(wanted.limit(most)).all()
            if len(ids) == most and len({*found, *ids}) < MOST_FOUND:  # Каримов Каримович is there twice
                ids = db.session.scalars(wanted.distinct().limit(most)).all()
            found |= dict.fromkeys(ids)
    return list(found)[:MOST_FOUND]


def _born(actor: Actor, born: ColumnElement[bool], words: Sequence[str], sounding: bool) -> Select[tuple[int]]:
    there = registrations_visible_to(actor), born
    return select(Registration.id).where(*there, *(_has(Registration.id, _ways(each, sounding)) for each in words))


def _named(actor: Actor, pairs: Sequence[Pair], words: Sequence[str], sounding: bool) -> Select[tuple[int]]:
    """Whom the actor sees and who has all the words, looked up by the rarest pair or word. It begins at the keys and
    asks of each bearer in turn for the other names, which lie beside the key, until enough are found. Of three words
    or more it begins at those who bear the two rarest pairs. A database that may begin elsewhere reads all bearers of
    every name."""
    if len(pairs) > 1:
        both = intersect(*(select(_bearers(actor, _pair(each)).c[0]) for each in pairs[:2]))
        some = both.subquery()
    else:
        some = _bearers(actor, _pair(pairs[0]) if pairs else _rarest(actor, [_ways(each, sounding) for each in words]))
    owner = some.c[0]
    # Each word is another name: Қодиров Эшонович is not Эшонов Қодир Эшонович.
    asked = [*(_pair(each) for each in pairs[2:]), *(_ways(each, sounding) for each in words if len(words) > 1)]
    return select(owner).where(*(_has(owner, each) for each in asked))


def _pairs(actor: Actor, words: Sequence[str]) -> tuple[list[Pair], int]:
    """Each two of the words, those first that fewest have, and how many these are; of two that sound alike one. None
    when nobody has some two of them: then more than one is only begun, or one name is typed twice, in two kinds of
    letters."""
    each_two = combinations((word for word in words if len(word) >= SHORTEST_STEM), 2)
    pairs = list({frozenset(map(sound, each)): each for each in each_two}.values())
    counted = dict(zip(pairs, _counts(actor, [_pair(each) for each in pairs]), strict=True))
    if not counted or not all(counted.values()):
        return [], MANY
    return sorted(pairs, key=counted.__getitem__), min(counted.values())


def _rarest(actor: Actor, ways: Sequence[Ranges]) -> Ranges:
    return ways[min(enumerate(_counts(actor, ways)), key=itemgetter(1))[0]] if len(ways) > 1 else ways[0]


def _counts(actor: Actor, keys: Sequence[Ranges]) -> Sequence[int]:
    """How many such keys there are of each, asked at once; of many, only that they are many."""
    some = [select(_bearers(actor, each)).limit(MANY).subquery() for each in keys]
    counts = [select(func.count()).select_from(each).scalar_subquery() for each in some]
    return db.session.execute(select(*counts)).one() if counts else ()


def _bearers(actor: Actor, ranges: Ranges) -> Subquery:
    """Whose keys lie in some ranges, read from each in turn: of this or that a database reads all."""
    there = name_keys_visible_to(actor)
    each = [select(NameKey.registration_id).where(there, _within(one, NameKey.key)) for one in ranges]
    return (union_all(*each) if len(each) > 1 else each[0]).subquery()


def _has(owner: ColumnElement[int], ranges: Ranges) -> ColumnElement[bool]:
    """Whether somebody has a key in one of the ranges. The offset changes nothing but this: a database asks it of each
    row, and does not begin with it; nor can it go by way of all keys of a range when these are hidden from it."""
    other = aliased(NameKey)
    there = select(other.key).where(other.registration_id == owner)
    key = func.coalesce(other.key, "")
    return there.where(or_(*(_within(each, key) for each in ranges))).offset(0).exists()


def _within(span: Range, key: ColumnElement[str]) -> ColumnElement[bool]:
    first, before, but = span
    whole = key == first if before is None else and_(key >= first, key < before)
    return whole if but is None else and_(whole, key != but)


def _pair(two: Pair) -> Ranges:
    """Either of the two may be only begun. Who has both whole has the keys of both orders, and is looked at once."""
    there, back = pair_of(*two), pair_of(*two[::-1])
    return [_begun(there), (back, f"{back}{LAST}", back)]


def _ways(word: str, sounding: bool) -> Ranges:
    """A word of one or two letters is a whole one."""
    if len(word) < SHORTEST_STEM:
        return [(word, None, None)]
    return [(f"~{sound(word)}", None, None), _begun(word)] if sounding else [_begun(word)]


def _begun(word: str) -> Range:
    return word, f"{word}{LAST}", None


def _ranked(ids: Sequence[int], words: Sequence[str]) -> list[int]:
    """Those whose names are most like the words first."""
    names: dict[int, list[str]] = {each: [] for each in ids}
    spelt = func.substr(NameKey.key, 1, 1).not_in(("~", "&"))
    for owner, key in db.session.execute(
        select(NameKey.registration_id, NameKey.key).where(NameKey.registration_id.in_(ids), spelt)
    ):
        names[owner].append(key)
    worth = {owner: sum(_alike(word, keys) for word in words) for owner, keys in names.items()}
    return sorted(worth, key=lambda each: (-worth[each], -each))


def _alike(word: str, keys: Sequence[str]) -> float:
    if word in keys:
        return 1.0
    if any(key.startswith(word) for key in keys):
        return 0.95
    heard = [key for key in keys if sound(key) == sound(word)]  # of the others none is liker, and each takes its time
    return max((min(likeness(word, key), 0.9) for key in heard or keys), default=0.0)


def _shown(rows: Select[tuple[Registration]]) -> list[Registration]:
    return list(db.session.scalars(rows.options(selectinload(Registration.journeys))))
