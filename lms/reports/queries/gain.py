"""What lessons give, by question, objective, key message and module."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from lms.core.actors import Actor
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import Module
from lms.evaluation.rules import FEWEST_ANSWERS, hidden
from lms.quizzes.models import Attempt, AttemptAnswer
from lms.quizzes.rules import Kind
from lms.registration.models import Enrolment, Registration
from lms.reports.permissions import figures_visible_to
from lms.reports.rules.gain import After, Chosen, Gained, Group, Of, Pairs, too_few

Item = tuple[int, str, After]  # edition of the module, question, when it was asked again
KEYS = {
    Group.PROGRAMME: Enrolment.programme_slug,
    Group.SEX: Registration.sex,
    Group.LANGUAGE: Registration.language,
    Group.CENTRE: Registration.centre_code,
}


def gain(actor: Actor, of: Of, chosen: Chosen, language: str) -> list[Gained]:
    """What those who were chosen knew before and after, in the order of the modules' names. What fewer than five people
    answered is hidden, and so is what would tell of the few who were not chosen: of all, or of those whom one choice
    less would show."""
    found = _joined(_pairs(actor, chosen), of, language)
    wider = [_joined(_pairs(actor, each), of, language) for each in chosen.wider()]
    rows = []
    for key, (module, label, pairs) in found.items():
        few = frozenset(
            after for after, each in pairs.items()
            if too_few(each.people, [rows[key][2][after].people for rows in wider], FEWEST_ANSWERS)
        )  # fmt: skip
        rows.append(Gained(module, label, pairs, few))
    return sorted(rows, key=lambda each: (each.module, each.label))


def gain_by(actor: Actor, of: Of, group: Group, language: str) -> list[tuple[str, Gained]]:
    """The same told apart by `group`: (its code, row), the groups of a row together."""
    by_group = {
        key: _joined(pairs, of, language) for key, pairs in _told_apart(actor, KEYS[group]).items()
    }
    keys = sorted({key for rows in by_group.values() for key in rows}, key=str)
    found = []
    for key in keys:
        of_key = {name: rows[key] for name, rows in by_group.items() if key in rows}
        few = {
            after: hidden({name: row[2][after].people for name, row in of_key.items() if after in row[2]})
            for after in After
        }
        found += [
            (name, Gained(module, label, pairs, frozenset(after for after in After if name in few[after])))
            for name, (module, label, pairs) in of_key.items()
        ]
    return sorted(found, key=lambda each: (each[1].module, each[1].label, each[0]))


def _pairs(actor: Actor, chosen: Chosen) -> dict[Item, Pairs]:
    wanted = [column == value for group, column in KEYS.items() if (value := getattr(chosen, group.value))]
    return {item: pairs for item, _, pairs in _rows(actor, *wanted)}


def _told_apart(actor: Actor, key: ColumnElement[Any]) -> dict[str, dict[Item, Pairs]]:
    found: dict[str, dict[Item, Pairs]] = {}
    for item, name, pairs in _rows(actor, key=key):
        found.setdefault(name or "", {})[item] = pairs
    return found


def _rows(
    actor: Actor, *wanted: ColumnElement[bool], key: ColumnElement[Any] | None = None
) -> Iterator[tuple[Item, Any, Pairs]]:
    """Each question by when it was asked again: first in the first check after the lesson, then in the last
    assessment; only of people whom it was asked before too."""
    asked, before, again, after = aliased(Attempt), aliased(AttemptAnswer), aliased(Attempt), aliased(AttemptAnswer)
    of_check = and_(again.kind == Kind.CHECK, after.right_at_first)
    right = or_(of_check, and_(again.kind == Kind.FINAL, after.is_right))
    by = [before.edition_id, before.question, again.kind, *([key] if key is not None else [])]
    rows = db.session.execute(
        select(*by, func.count(), _how_many(before.is_right), _how_many(right))
        .join_from(before, asked, asked.id == before.attempt_id)
        .join(again, again.enrolment_id == asked.enrolment_id)
        .join(after, and_(after.attempt_id == again.id, after.edition_id == before.edition_id,
                          after.question == before.question))
        .join(Enrolment, Enrolment.id == asked.enrolment_id)
        .join(Registration, Registration.id == Enrolment.registration_id)
        .where(asked.kind == Kind.BEFORE, asked.submitted_at.is_not(None),
               or_(again.id.in_(_counted(Kind.CHECK)), again.id.in_(_counted(Kind.FINAL))),
               figures_visible_to(actor), *wanted)
        .group_by(*by)
    )  # fmt: skip
    for edition_id, question, kind, *name, people, was, is_now in rows:
        pairs = Pairs(people, people, int(was), int(is_now))
        yield (edition_id, question, After(kind)), name[0] if name else None, pairs


def _counted(kind: Kind) -> Select[tuple[int]]:
    """Of each person the first check of each lesson, the last assessment."""
    which = func.min(Attempt.id) if kind is Kind.CHECK else func.max(Attempt.id)
    return (
        select(which)
        .where(Attempt.kind == kind, Attempt.submitted_at.is_not(None))
        .group_by(Attempt.enrolment_id, Attempt.module)
    )


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _joined(
    items: Mapping[Item, Pairs], of: Of, language: str
) -> dict[tuple[str, str], tuple[str, str, dict[After, Pairs]]]:
    """Items put together to what is asked for: (module, id) → its names and pairs; editions of one module too, under
    the names of the newest."""
    found: dict[tuple[str, str], tuple[str, str, dict[After, Pairs]]] = {}
    for (edition_id, question, after), pairs in sorted(items.items()):
        module = curriculum.module(edition_id)
        for id, label in _belongs_to(module, question, of, language):
            before = found.get((module.slug, id), ("", "", {}))[2]
            joined = {**before, after: before.get(after, Pairs()) + pairs}
            found[module.slug, id] = (module.title(language), label, joined)
    return found


def _belongs_to(module: Module, question: str, of: Of, language: str) -> Iterable[tuple[str, str]]:
    said = module.said(language)
    if of is Of.QUESTION:
        return [(question, said["questions"][question]["text"])]
    if of is Of.OBJECTIVE:
        objective = module.question(question).objective
        return [(objective, said["objectives"][objective])]
    if of is Of.KEY_MESSAGE:
        return [(id, said["key_messages"][id]) for id, asks in module.key_messages.items() if question in asks]
    return [("", module.title(language))]
