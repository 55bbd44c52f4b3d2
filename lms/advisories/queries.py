"""Reads of advisories."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, Subquery, and_, bindparam, func, select

from lms.accounts import queries as accounts
from lms.accounts.models import User
from lms.advisories.models import Advisory, AdvisoryRead
from lms.advisories.permissions import advisories_visible_to, trainers_followed_by
from lms.advisories.rules import State, Topic, is_for, names_of, state_of
from lms.core import clock
from lms.core.actors import Actor, Role
from lms.core.database import db, get_row
from lms.core.errors import NotThere
from lms.core.languages import best, spoken
from lms.core.ready import Ready
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import Module

# Asked with each screen that somebody reads: one narrow query of plain columns, put together once.
_table, _reads = Advisory.__table__, AdvisoryRead.__table__
_COLUMNS = _table.c["id", "country", "region", "modules", "words", "starts_on", "ends_on", "lesson"]
_APPROVED = (
    _table.c.approved_at.is_not(None), _table.c.withdrawn_at.is_(None), _table.c.starts_on <= bindparam("today"),
    _table.c.ends_on >= bindparam("today"),
)  # fmt: skip
_STANDS = (*_APPROVED, _table.c.topic.is_(None))
_NEWEST_FIRST = (_table.c.starts_on.desc(), _table.c.id.desc())
_STANDING = Ready(select(*_COLUMNS).where(*_STANDS).order_by(*_NEWEST_FIRST))
_NEWS = Ready(
    select(*_table.c["topic", "source", "checked_on"], *_COLUMNS)
    .where(*_APPROVED, _table.c.topic.is_not(None))
    .order_by(*_NEWEST_FIRST)
)
_STANDING_AND_READ = Ready(
    select(*_COLUMNS, _reads.c.read_at)
    .outerjoin(_reads, and_(_reads.c.advisory_id == _table.c.id, _reads.c.user_id == bindparam("user_id")))
    .where(*_STANDS)
    .order_by(*_NEWEST_FIRST)
)


@dataclass(frozen=True, slots=True)
class Standing:
    """An advisory that stands, as readers see it; `read_at` is when the trainer who asks has read it."""

    id: int
    country: str | None
    region: str | None
    modules: Sequence[str]
    words: Mapping[str, Mapping[str, str]]
    starts_on: date
    ends_on: date
    lesson: str | None = None
    read_at: datetime | None = None

    def said(self, *languages: str) -> Mapping[str, str]:
        """Title and text in the first of `languages` that there is, or else in another."""
        return best(self.words, *languages)

    def spoken(self, *languages: str) -> str:
        """The language in which that is."""
        return spoken(self.words, *languages)


@dataclass(frozen=True, slots=True)
class News:
    """A piece of news that stands: what it is about, and where and when that was checked."""

    topic: Topic
    source: str
    checked_on: date
    told: Standing


@dataclass(frozen=True, slots=True)
class Reader:
    """A trainer, and when they confirmed to have read it."""

    user: User
    read_at: datetime | None


def standing(today: date) -> list[Standing]:
    """What stands today, the newest first."""
    return [Standing(*row) for row in _STANDING.rows(today=today)]


def news(today: date) -> list[News]:
    """The news that stands today, the newest first."""
    return [News(Topic(topic), *rest[:2], Standing(*rest[2:])) for topic, *rest in _NEWS.rows(today=today)]


def beside(asked: Subquery) -> Select:
    """The one row of `asked`, and beside it what stands on the day `today`, the newest first: a row for each advisory,
    one with nothing beside it when none stands. A page that is opened often asks for both at once."""
    return select(*asked.c, *_COLUMNS).outerjoin_from(asked, _table, and_(*_STANDS)).order_by(*_NEWEST_FIRST)


def standing_beside(rows: Sequence[Sequence[Any]], width: int) -> list[Standing]:
    """What stands, from the answer to `beside` a question of `width` columns."""
    return [Standing(*row[width:]) for row in rows if row[width] is not None]


def for_person(bound_for: Collection[str | None], *, today: date) -> list[Standing]:
    """What stands for somebody bound for a region and its country."""
    return [each for each in standing(today) if is_for(each.country, each.region, bound_for)]


def on_module(found: Module, *, today: date) -> list[Standing]:
    """What stands at the top of a module for any reader, who is told for whom it is."""
    return at_top_of(found, standing(today))


def at_top_of(
    found: Module, stands: Sequence[Standing], bound_for: Collection[str | None] | None = None
) -> list[Standing]:
    """Those of what stands that concern a module, and somebody bound for these places, if that is known."""
    names = names_of(found.slug, found.base, found.country)
    return [
        each for each in stands
        if names.intersection(each.modules) and (bound_for is None or is_for(each.country, each.region, bound_for))
    ]  # fmt: skip


def for_trainer(user_id: int, *, today: date) -> list[Standing]:
    """What stands today, and what of it the trainer has read: the unread first."""
    found = [Standing(*row) for row in _STANDING_AND_READ.rows(today=today, user_id=user_id)]
    return sorted(found, key=lambda each: each.read_at is not None)


def advisory(advisory_id: int, *, to_change: bool = False) -> Advisory:
    """One advisory; `to_change` holds it until the end of the transaction. Raises NotThere."""
    found = get_row(Advisory, advisory_id, to_change=to_change)
    if found is None:
        raise NotThere
    return found


def advisories(actor: Actor) -> list[Advisory]:
    """All that the actor may see, the newest first: what was withdrawn or has lapsed stays on record."""
    return list(db.session.scalars(
        select(Advisory).where(advisories_visible_to(actor)).order_by(Advisory.id.desc())
    ))  # fmt: skip


def count_waiting(actor: Actor, *, today: date) -> int:
    """How many wait for the second pair of eyes of this person."""
    waiting = select(func.count(Advisory.id)).where(
        Advisory.approved_at.is_(None), Advisory.withdrawn_at.is_(None), Advisory.ends_on >= today,
        Advisory.written_by_id != actor.user_id,
    )  # fmt: skip
    return db.session.scalar(waiting) or 0


def waiting_like(said: Mapping[str, Any], *, by: int) -> Advisory | None:
    """What somebody has written in exactly these words, and nobody has approved yet."""
    get_row(User, by, to_change=True)  # a form sent twice at once waits for itself
    waiting = select(Advisory).where(
        Advisory.approved_at.is_(None), Advisory.withdrawn_at.is_(None), Advisory.written_by_id == by
    )
    same = (
        each for each in db.session.scalars(waiting)
        if all(getattr(each, name) == value for name, value in said.items())
    )  # fmt: skip
    return next(same, None)


def begun(today: date) -> list[Advisory]:
    """What was approved ahead of its first day, stands today, and is to be told to everybody on a course."""
    stands = Advisory.approved_at.is_not(None), Advisory.withdrawn_at.is_(None), Advisory.tells.is_(True)
    days = Advisory.starts_on <= today, Advisory.ends_on >= today
    found = db.session.scalars(select(Advisory).where(*stands, *days).order_by(Advisory.id))
    return [each for each in found if clock.local(each.approved_at).date() < each.starts_on]


def corrections_of(found: Advisory) -> list[Advisory]:
    """What took its place, or is to take it."""
    return list(db.session.scalars(select(Advisory).where(Advisory.corrects_id == found.id).order_by(Advisory.id)))


def readers(actor: Actor, found: Advisory, *, today: date) -> list[Reader]:
    """The trainers of whom the actor knows, those who have not read it first."""
    rows = db.session.execute(
        select(AdvisoryRead.user_id, AdvisoryRead.read_at).where(AdvisoryRead.advisory_id == found.id)
    )
    have = dict(map(tuple, rows))
    working = accounts.working(today, [Role.TRAINER])
    known = [Reader(each, have.get(each.id)) for each in trainers_followed_by(actor, working)]
    return sorted(known, key=lambda each: each.read_at is not None)


def read_counts(actor: Actor, *, today: date) -> tuple[dict[int, int], int]:
    """How many trainers of whom the actor knows have read each advisory, and how many such trainers there are."""
    known = {each.id for each in trainers_followed_by(actor, accounts.working(today, [Role.TRAINER]))}
    counts: dict[int, int] = {}
    for advisory_id, user_id in db.session.execute(select(AdvisoryRead.advisory_id, AdvisoryRead.user_id)):
        if user_id in known:
            counts[advisory_id] = counts.get(advisory_id, 0) + 1
    return counts, len(known)


def names_of_people(found: Collection[Advisory]) -> dict[int, str]:
    """The names of those who wrote, approved or withdrew."""
    ids: set[Any] = set()
    for each in found:
        ids |= {each.written_by_id, each.approved_by_id, each.withdrawn_by_id}
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(ids - {None})))
    return dict(map(tuple, rows))


def state(found: Advisory, today: date) -> State:
    """How it stands today."""
    return state_of(
        approved=found.approved_at is not None, withdrawn=found.withdrawn_at is not None, starts_on=found.starts_on,
        ends_on=found.ends_on, today=today,
    )  # fmt: skip


def places(language: str) -> list[tuple[str, str]]:
    """For whom an advisory may be: countries and their regions, by country code or “country/region”, with names."""
    found = []
    for country in curriculum.countries("destination"):
        name, regions = curriculum.place_name(country["names"], language), country.get("regions", ())
        found.append((country["iso"], name))
        named = ((each["id"], curriculum.place_name(each["names"], language)) for each in regions)
        found += [(f"{country['iso']}/{slug}", f"{name}: {region}") for slug, region in named]
    return found
