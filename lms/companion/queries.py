"""Reads of the companion."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flask import current_app
from sqlalchemy import ColumnElement, Text, func, or_, select, type_coerce

from lms.companion.models import AskedQuestion
from lms.core.database import db, held_anew
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.papers.tree import Node, items, tree, words
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.phrases import Phrasebook, matches
from lms.curriculum.rules.review import last_compared
from lms.curriculum.rules.synonyms import Groups, groups_from, to_find, whole_words

MOST, FALLBACK = 200, "en"
# Of a question that has had its time only what everybody reads is left.
_STANDS = or_(AskedQuestion.is_public, type_coerce(AskedQuestion.text, Text) != "")


@dataclass(frozen=True, slots=True)
class Frequent:
    """A question that people ask, and its answer; `module` is the lesson it stands in, if any."""

    question: str
    answer: str
    module: str | None = None

    def to_find(self, groups: Groups) -> str:
        """By which words it is found: its own, and in other languages those of the `groups` for the same things."""
        return to_find(f"{self.question} {self.answer}", groups)


@dataclass(frozen=True, slots=True)
class Advice:
    """What one lesson says in short: whom to turn to, what to do and not, what to tick, and what people ask."""

    slug: str
    title: str
    checked: date | None
    contact: tuple[str, ...]
    do: tuple[str, ...]
    dont: tuple[str, ...]
    checklist: tuple[str, ...]
    faq: tuple[Frequent, ...]


def book(language: str) -> Phrasebook:
    """The newest edition of a phrasebook. Raises NotThere."""
    return curriculum.phrasebook(language)


def books() -> list[Phrasebook]:
    """All phrasebooks, the one for most countries first."""
    return curriculum.phrasebooks()


def sounds(of: Phrasebook) -> Mapping[str, str]:
    """Phrase → address, of all phrases that somebody recorded."""
    return current_app.extensions["phrase_sounds"](of)


def book_for(iso: str) -> Phrasebook:
    """The phrasebook for a country; where there is none, the English one."""
    return next((each for each in books() if iso in each.countries), None) or book(FALLBACK)


def advice(language: str, country: str | None, region: str | None = None) -> list[Advice]:
    """What the lessons of a country say in short; without one, those that are true everywhere."""
    known = [each for each in _for_those_who_leave() if each.country == country]
    layers = curriculum.latest_layers([each.slug for each in known]) if region else {}
    here = current_app.config["SQLALCHEMY_DATABASE_URI"]
    return [_advice(layers.get(each.slug, {}).get(region, each.edition_id), language, here) for each in known]


def _for_those_who_leave() -> list[Module]:
    return [each for each in curriculum.modules() if not each.is_of_the_house]


@lru_cache(maxsize=512)
def _advice(edition_id: int, language: str, _database: str) -> Advice:
    """An edition never changes: what it says in short is found once."""
    found = curriculum.module(edition_id)
    nodes = [node for screen in found.said(language)["screens"] for node in tree(screen["html"])]
    lists = {kind: tuple(items(nodes, kind)) for kind in ("contact", "do", "dont", "checklist")}
    asked = tuple(_asked(nodes, found.slug))
    return Advice(found.slug, found.title(language), last_compared(found.facts), faq=asked, **lists)


def _asked(nodes: Iterable[Node], slug: str) -> Iterator[Frequent]:
    """In a block of questions each paragraph is one: a line with what is asked, then the answer."""
    for block in (node for node in nodes if node["kind"] == "block" and node["block"] == "faq"):
        for paragraph in block["body"][1:]:
            asked, _line, answer = words(paragraph).partition("?")
            if answer.strip():
                yield Frequent(f"{asked.strip()}?", " ".join(answer.split()), slug)


def frequent(language: str, wanted: str = "") -> list[Frequent]:
    """What people ask, answered by the staff or in lessons, each once: what holds everywhere stands in the lessons of
    each country too. With `wanted`, what matches."""
    rows = db.session.scalars(
        select(AskedQuestion)
        .where(AskedQuestion.is_public, AskedQuestion.language == language)
        .order_by(AskedQuestion.answered_at.desc(), AskedQuestion.id.desc())
        .limit(MOST)
    )
    answered = [Frequent(each.shown or "", each.answer or "") for each in rows]
    here = current_app.config["SQLALCHEMY_DATABASE_URI"]
    general_first = sorted(_for_those_who_leave(), key=lambda each: each.country is not None)
    in_lessons = (one for each in general_first for one in _advice(each.edition_id, language, here).faq)
    once: dict[tuple[str, str], Frequent] = {}
    for each in (*answered, *in_lessons):
        once.setdefault((each.question, each.answer), each)
    groups = synonyms(language)
    return [each for each in once.values() if matches(wanted, each.to_find(groups), whole=whole_words(groups))]


def synonyms(language: str) -> Groups:
    """What people call the things that texts in `language` speak of, in the one spelling of the search."""
    return groups_from(curriculum.synonyms(), language)


def asked(key: str) -> AskedQuestion:
    """The question with this key, until it has had its time. Raises NotThere."""
    return _one(AskedQuestion.key == key)


def question(question_id: int, *, to_change: bool = False) -> AskedQuestion:
    """The question with this id, until it has had its time; held until the end of the transaction when it is to be
    changed. Raises NotThere."""
    return _one(AskedQuestion.id == question_id, to_change=to_change)


def answers_to(question_ids: Iterable[int]) -> dict[int, AskedQuestion]:
    """Of these questions those that the staff have answered, by id."""
    wanted = AskedQuestion.id.in_(tuple(question_ids)), AskedQuestion.answered_at.is_not(None), _STANDS
    return {each.id: each for each in db.session.scalars(select(AskedQuestion).where(*wanted))}


def questions(visible: ColumnElement[bool]) -> list[AskedQuestion]:
    """What was asked: first what has no answer, the oldest first; then the newest. Of either at most so many that a
    page holds them: what waits is not pushed out by what came later."""
    told, waits = select(AskedQuestion).where(_STANDS, visible).limit(MOST), AskedQuestion.answered_at.is_(None)
    waiting = db.session.scalars(told.where(waits).order_by(AskedQuestion.id))
    return [*waiting, *db.session.scalars(told.where(~waits).order_by(AskedQuestion.id.desc()))]


def count_told_of_centres() -> int:
    """How many have told of something wrong at a centre and have no answer yet."""
    waits = AskedQuestion.of_centre, AskedQuestion.answered_at.is_(None), _STANDS
    return db.session.scalar(select(func.count()).select_from(AskedQuestion).where(*waits)) or 0


def _one(condition: object, *, to_change: bool = False) -> AskedQuestion:
    wanted = select(AskedQuestion).where(condition, _STANDS)
    found = db.session.scalar(held_anew(wanted) if to_change else wanted)
    if found is None:
        raise NotThere
    return found
