"""The five evaluation scores of groups, with what too few people said left out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement

from lms.centres.models import Centre
from lms.core.actors import Actor
from lms.evaluation.models import ScoreTally
from lms.evaluation.queries import scores_by
from lms.evaluation.rules import FEWEST_ANSWERS, Dimension, Tally, Trait, hidden
from lms.reports.permissions import centres_of
from lms.reports.rules import By, Filters, Score

Tallies = Mapping[Any, Mapping[Dimension, Tally]]
OF_FILTER = {"centre": By.CENTRE, "sex": By.SEX, "destination": By.DESTINATION}


def scores(actor: Actor, by: By, filters: Filters) -> tuple[dict[Any, dict[str, Score]], dict[str, Score]] | None:
    """The scores of each group, and of all together; None where none are kept, as of one sex in one destination.

    Months are those in which people answered. A score of too few people is hidden, and so is what would give it away:
    the next smallest group of the table, and a filtered page whose group would be hidden without the filter."""
    if by is By.PROJECT or _trait(by, filters) is None:
        return None
    rows = _tallies(actor, by, filters)
    not_shown = {dimension: _hidden_in(rows, dimension) for dimension in Dimension}
    alone = _hidden_by_filters(actor, filters)
    found = {
        key: {
            dimension.value: _score(tally, key in not_shown[dimension] or dimension in alone)
            for dimension, tally in of_key.items()
        }
        for key, of_key in rows.items()
    }
    total = {}
    for dimension in Dimension:
        all_of_them = sum((of_key.get(dimension, Tally()) for of_key in rows.values()), Tally())
        total[dimension.value] = _score(all_of_them, all_of_them.people < FEWEST_ANSWERS or dimension in alone)
    return found, total


def months_answered(actor: Actor) -> list[date]:
    """The months in which anybody answered."""
    return sorted(scores_by(ScoreTally.month, Trait.SEX, *_visible(actor)))


def _trait(by: By, filters: Filters) -> Trait | None:
    of_sex = by is By.SEX or filters.sex is not None
    of_destination = by is By.DESTINATION or filters.destination is not None
    if of_sex and of_destination:
        return None
    return Trait.DESTINATION if of_destination else Trait.SEX


def _tallies(actor: Actor, by: By, filters: Filters) -> Tallies:
    keys = {By.CENTRE: Centre.code, By.MONTH: ScoreTally.month}
    wanted = [ScoreTally.month >= filters.first, ScoreTally.month <= filters.last, *_visible(actor)]
    if filters.centre:
        wanted.append(Centre.code == filters.centre)
    if value := filters.sex or filters.destination:
        wanted.append(ScoreTally.value == value)
    return scores_by(keys.get(by, ScoreTally.value), _trait(by, filters), *wanted)


def _visible(actor: Actor) -> list[ColumnElement[bool]]:
    codes = centres_of(actor)
    return [] if codes is None else [Centre.code.in_(codes)]


def _hidden_in(rows: Tallies, dimension: Dimension) -> frozenset:
    return hidden({key: of_key[dimension].people for key, of_key in rows.items() if dimension in of_key})


def _hidden_by_filters(actor: Actor, filters: Filters) -> set[Dimension]:
    found = set()
    for name, by in OF_FILTER.items():
        if value := getattr(filters, name):
            rows = _tallies(actor, by, replace(filters, **{name: None}))
            found |= {dimension for dimension in Dimension if value in _hidden_in(rows, dimension)}
    return found


def _score(tally: Tally, is_hidden: bool) -> Score:
    if not tally.people:
        return Score()
    return Score(hidden=True) if is_hidden else Score(tally.mean)
