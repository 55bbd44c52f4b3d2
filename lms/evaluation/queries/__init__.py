"""Reads of invitations and scores. What too few people said is never handed out."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, not_, or_, select
from sqlalchemy.orm import aliased, selectinload

from lms.centres.models import Centre
from lms.classes import queries as classes
from lms.classes.models import TrainingClass
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.evaluation.models import Invitation, Response, ResponseAnswer, ScoreTally
from lms.evaluation.permissions import scores_visible_to
from lms.evaluation.rules import Dimension, Instrument, Tally, Trait, instrument_from, may_ask
from lms.registration import queries as registration
from lms.registration.rules import Sex

PAGE = 25


@dataclass(frozen=True)
class ItemScore:
    """The mean of one item; None when too few answered it."""

    item: str
    answers: int
    mean: float | None


@dataclass(frozen=True)
class DimensionScore:
    """A dimension's items and mean. The mean is None when an item is hidden: it would give the item away."""

    dimension: str
    items: tuple[ItemScore, ...]
    mean: float | None


@dataclass(frozen=True)
class ClassScores:
    """What a class thought. `shown` is false, and nothing is in it, when too few answered."""

    instrument: Instrument
    invited: int
    answered: int
    shown: bool
    dimensions: tuple[DimensionScore, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()


def instrument(edition_id: int) -> Instrument:
    """The questionnaire of this edition. Raises NotThere."""
    return instrument_from(curriculum.instrument(edition_id), edition_id=edition_id)


def instrument_of(training_class: TrainingClass) -> Instrument:
    """The questionnaire that a class answers, or will."""
    known = db.session.scalar(select(Invitation.edition_id).where(Invitation.class_id == training_class.id).limit(1))
    return instrument(known or edition_for(training_class))


def edition_for(training_class: TrainingClass) -> int:
    """The edition of the questionnaire of which a class would be asked now."""
    programme = curriculum.programme(training_class.edition_id)
    return curriculum.latest(curriculum.INSTRUMENT, programme.evaluation).id


def edition_number(sheet: Instrument) -> int:
    """The number of the edition of a questionnaire, as it stands at the foot of the sheet of paper."""
    return curriculum.edition(sheet.edition_id).number


def asks_sex(class_id: int, sheet: Instrument) -> bool:
    """Whether the sheet of paper of a class asks if a woman or a man fills it in."""
    ids = [each.enrolment_id for each in invitations(class_id) or classes.seats(class_id)]
    sexes = Counter(each.registration.sex for each in registration.people(ids).values())
    return may_ask({each: sexes[each.value] for each in Sex}, sheet.fewest)


def invitations(class_id: int) -> list[Invitation]:
    """Everybody invited to speak about a class."""
    return list(db.session.scalars(select(Invitation).where(Invitation.class_id == class_id)))


def count_answers(class_id: int) -> int:
    """How many have said what they think of a class, on a phone or on paper."""
    return db.session.scalar(select(func.count()).select_from(Response).where(Response.class_id == class_id)) or 0


def open_invitation(enrolment_ids: Collection[int]) -> Invitation | None:
    """The oldest invitation that somebody with these enrolments has not answered yet."""
    return db.session.scalar(
        select(Invitation)
        .where(Invitation.enrolment_id.in_(enrolment_ids), not_(_answered()))
        .order_by(Invitation.opened_at, Invitation.id)
        .limit(1)
    )


def has_answered(enrolment_id: int) -> bool:
    """Whether this enrolment has answered about any of its classes."""
    return bool(
        db.session.scalar(
            select(Invitation.id)
            .where(Invitation.enrolment_id == enrolment_id, _answered())
            .limit(1)
        )
    )


def _answered() -> ColumnElement[bool]:
    """Whether an invitation is answered: on a phone, or on paper, which says of nobody that it was they, but of a class
    that all of them have."""
    all_invited = aliased(Invitation)
    invited = select(func.count()).where(all_invited.class_id == Invitation.class_id).correlate(Invitation)
    answers = select(func.count()).where(Response.class_id == Invitation.class_id).correlate(Invitation)
    return or_(Invitation.answered, answers.scalar_subquery() >= invited.scalar_subquery())


def own_invitation(enrolment_ids: Collection[int], invitation_id: int) -> Invitation:
    """This invitation, if it is of one of these enrolments. Raises NotThere."""
    found = db.session.get(Invitation, invitation_id)
    if found is None or found.enrolment_id not in enrolment_ids:
        raise NotThere
    return found


def visible_class(actor: Actor, class_id: int) -> TrainingClass:
    """A class whose scores this person may see. Raises NotThere."""
    found = db.session.scalar(
        select(TrainingClass).where(TrainingClass.id == class_id, scores_visible_to(actor))
    )
    if found is None:
        raise NotThere
    return found


def evaluated_classes(actor: Actor, *, page: int) -> tuple[list[tuple[TrainingClass, int, int]], int]:
    """A page of the classes that were invited, the latest first, each with how many were and how many answered;
    and how many classes there are."""
    answered = select(Response.class_id, func.count().label("n")).group_by(Response.class_id).subquery()
    invited = select(Invitation.class_id, func.count().label("n")).group_by(Invitation.class_id).subquery()
    wanted = (
        select(TrainingClass, invited.c.n, func.coalesce(answered.c.n, 0))
        .join(invited, invited.c.class_id == TrainingClass.id)
        .outerjoin(answered, answered.c.class_id == TrainingClass.id)
        .where(scores_visible_to(actor))
    )
    count = db.session.scalar(select(func.count()).select_from(wanted.with_only_columns(TrainingClass.id).subquery()))
    rows = db.session.execute(
        wanted.order_by(TrainingClass.last_day.desc(), TrainingClass.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return [tuple(row) for row in rows], count or 0


def class_scores(training_class: TrainingClass) -> ClassScores | None:
    """What the class thought, by item and dimension; None while nobody is invited."""
    invited = invitations(training_class.id)
    if not invited:
        return None
    sheet = instrument(invited[0].edition_id)
    answered = count_answers(training_class.id)
    if answered < sheet.fewest:
        return ClassScores(sheet, len(invited), answered, shown=False)
    return ClassScores(
        sheet,
        len(invited),
        answered,
        shown=True,
        dimensions=_dimensions(sheet, training_class.id),
        words=_words(sheet, training_class.id),
    )


def _dimensions(sheet: Instrument, class_id: int) -> tuple[DimensionScore, ...]:
    rows = db.session.execute(
        select(ResponseAnswer.item, func.count(ResponseAnswer.score), func.sum(ResponseAnswer.score))
        .join(Response, Response.key == ResponseAnswer.response_key)
        .where(Response.class_id == class_id, ResponseAnswer.score.is_not(None))
        .group_by(ResponseAnswer.item)
    )
    sums = {item: Tally(count, count, int(total)) for item, count, total in rows}
    found = []
    for dimension, items in sheet.sections:
        if dimension not in set(Dimension):
            continue
        scores = [sums.get(item.id, Tally()) for item in items]
        shown = [score.people >= sheet.fewest for score in scores]
        found.append(
            DimensionScore(
                dimension,
                tuple(
                    ItemScore(item.id, score.people, score.mean if is_shown else None)
                    for item, score, is_shown in zip(items, scores, shown, strict=True)
                ),
                sum(scores, Tally()).mean if all(shown) else None,
            )
        )
    return tuple(found)


def _words(sheet: Instrument, class_id: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    responses = db.session.scalars(
        select(Response)
        .where(Response.class_id == class_id)
        .order_by(Response.key)  # random: the order tells nothing
        .options(selectinload(Response.answers))
    ).all()
    said = {
        item.id: tuple(
            answer.words for response in responses for answer in response.answers
            if answer.item == item.id and answer.words
        )
        for item in sheet.items
        if item.kind == "text"
    }
    return tuple(said.items())


def scores_by(
    group: ColumnElement, trait: Trait, *where: ColumnElement[bool]
) -> dict[object, dict[Dimension, Tally]]:
    """Scores added up by `group` (a column of Centre or ScoreTally) and dimension, of the tallies kept by `trait`.

    Raw sums: whoever shows them hides small groups by `rules.hidden` first."""
    rows = db.session.execute(
        select(
            group,
            ScoreTally.dimension,
            func.sum(ScoreTally.people),
            func.sum(ScoreTally.scores),
            func.sum(ScoreTally.total),
        )
        .join(Centre, Centre.id == ScoreTally.centre_id)
        .where(ScoreTally.trait == trait.value, *where)
        .group_by(group, ScoreTally.dimension)
    )
    found: dict[object, dict[Dimension, Tally]] = {}
    for key, dimension, people, scores, total in rows:
        found.setdefault(key, {})[Dimension(dimension)] = Tally(int(people), int(scores), int(total))
    return found
