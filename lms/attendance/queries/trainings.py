"""The rolls of trainers who sit in a training of trainers, and how far each is."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select

from lms.attendance.models import RollCall, TrainerMark, TrainingPassed
from lms.attendance.queries.standing import COUNTED, duties_in
from lms.attendance.rules.trainings import MADE_UP_WITHIN, Lacking, lacking, rests_on
from lms.classes import queries as classes
from lms.classes.models import ClassSession, TrainingClass
from lms.core import clock
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Need
from lms.trainers import queries as trainers
from lms.trainers.models import Qualification, Trainer


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a trainer is in a class: how many of its blocks were attended, what is lacking, on which day the last
    attended block was, and for which day it is on record that they passed. Of who lacks something there is none, but
    for which day it was recorded before a roll was corrected: taken back since, or in doubt."""

    trainer: Trainer
    attended: int
    all: int
    lacking: Lacking
    last_day: date | None
    passed_on: date | None
    taken_back: date | None = None
    doubted: date | None = None


def trainer_marks(session_id: int) -> dict[int, TrainerMark]:
    """The mark that counts of each trainer in a session."""
    found = db.session.scalars(
        select(TrainerMark).where(TrainerMark.session_id == session_id, TrainerMark.superseded_at.is_(None))
    )
    return {each.trainer_id: each for each in found}


def trainers_marked(session_id: int) -> list[tuple[int, str]]:
    """Trainer and state of each of them."""
    return sorted((each, mark.state) for each, mark in trainer_marks(session_id).items())


def progress_of_trainers(found: TrainingClass, people: Sequence[Trainer]) -> list[Progress]:
    """How far these trainers are in a class. Blocks made up in another class of the same course count, unless they were
    a part of what was passed before."""
    trainers.read_careers([each.id for each in people])
    trained = classes.programme_of(found).terms.trains
    attended = _attended(found, {each.id: _passed_before(each, trained, found) for each in people})
    tests, passings = _tests_asked(found), _passings(found, people)
    return [_progress(each, found, attended[each.id], tests, passings[each.id]) for each in people]


def standing_passings(
    found: TrainingClass, trainer_ids: Collection[int]
) -> list[tuple[TrainingClass, list[TrainingPassed]]]:
    """What rolls of the same course recorded of these trainers and nobody took back, class by class, the
    last recorded first: it may rest on another."""
    rows = db.session.execute(
        select(TrainingClass, TrainingPassed)
        .join(TrainingPassed, TrainingPassed.class_id == TrainingClass.id)
        .where(
            TrainingPassed.trainer_id.in_(trainer_ids), TrainingPassed.ended_at.is_(None),
            TrainingClass.programme_slug == found.programme_slug, TrainingClass.variant == found.variant,
        )
        .order_by(TrainingPassed.id.desc())
    )  # fmt: skip
    standing: dict[TrainingClass, list[TrainingPassed]] = {}
    for held, passing in rows:
        standing.setdefault(held, []).append(passing)
    return list(standing.items())


def standing_passing(trainer_id: int, class_id: int, programme_slug: str) -> TrainingPassed | None:
    """The one of a trainer in a class for a programme."""
    return db.session.scalar(
        select(TrainingPassed).where(
            TrainingPassed.trainer_id == trainer_id, TrainingPassed.class_id == class_id,
            TrainingPassed.programme_slug == programme_slug, TrainingPassed.ended_at.is_(None),
        )
    )  # fmt: skip


def trainings_sat_in(trainer_id: int, day: date) -> list[TrainingClass]:
    """The trainings in which a trainer may still finish something."""
    return classes.trainings_of(trainer_id, since=day - MADE_UP_WITHIN)


def _progress(
    trainer: Trainer, found: TrainingClass, attended: Mapping[str, date], tests: Collection[str],
    passings: Sequence[TrainingPassed],
) -> Progress:  # fmt: skip
    required = [each.id for each in duties_in(classes.variant_of(found))]
    missing = lacking(
        required, attended, test_asked=bool(tests), test_passed=_tests_passed(trainer, tests, found.first_day)
    )
    return Progress(
        trainer, len(set(required) & attended.keys()), len(required), missing, max(attended.values(), default=None),
        None if missing else _recorded_for(trainer, found),
        max((each.day for each in passings if missing and each.taken_back), default=None),
        max((each.day for each in passings if missing and _in_doubt(trainer, each)), default=None),
    )  # fmt: skip


def _passings(found: TrainingClass, people: Sequence[Trainer]) -> Mapping[int, list[TrainingPassed]]:
    rows = db.session.scalars(
        select(TrainingPassed).where(
            TrainingPassed.class_id == found.id, TrainingPassed.trainer_id.in_([each.id for each in people])
        )
    )
    passings: dict[int, list[TrainingPassed]] = defaultdict(list)
    for each in rows:
        passings[each.trainer_id].append(each)
    return passings


def _in_doubt(trainer: Trainer, passing: TrainingPassed) -> bool:
    found = trainers.qualification(trainer, passing.programme_slug)
    return passing.ended_at is None and found is not None and found.doubted_on is not None and is_said(passing, found)


def is_said(passing: TrainingPassed, found: Qualification) -> bool:
    """Whether a record still says what a roll recorded."""
    return rests_on(
        passing.day, refresher=passing.refresher, passed_on=found.passed_on, refreshed_on=found.refreshed_on
    )


def _attended(found: TrainingClass, since: Mapping[int, date]) -> Mapping[int, dict[str, date]]:
    """By trainer the blocks that were attended, and on which day first: one attended once more passes nobody anew."""
    rows = db.session.execute(
        select(TrainerMark.trainer_id, ClassSession.block, ClassSession.starts_at, ClassSession.class_id)
        .join(ClassSession, ClassSession.id == TrainerMark.session_id)
        .join(TrainingClass, TrainingClass.id == ClassSession.class_id)
        .join(RollCall, RollCall.session_id == ClassSession.id)
        .where(
            TrainerMark.trainer_id.in_(since), TrainerMark.superseded_at.is_(None), TrainerMark.state.in_(COUNTED),
            RollCall.closed_at.is_not(None), TrainingClass.programme_slug == found.programme_slug,
            TrainingClass.variant == found.variant,
            or_(TrainingClass.id == found.id, _makes_up(found)),
        )
        .order_by(ClassSession.starts_at)
    )  # fmt: skip
    attended: dict[int, dict[str, date]] = defaultdict(dict)
    for trainer_id, block, starts, class_id in rows:
        day = clock.local(starts).date()
        if class_id == found.id or day > since[trainer_id]:
            attended[trainer_id].setdefault(block, day)
    return attended


def _makes_up(found: TrainingClass) -> ColumnElement[bool]:
    since, after = found.first_day - MADE_UP_WITHIN, found.last_day + MADE_UP_WITHIN + timedelta(days=1)
    return ClassSession.starts_at.between(clock.at_local(since), clock.at_local(after))


def _passed_before(trainer: Trainer, trained: Collection[str], found: TrainingClass) -> date:
    """The last day on which something of this kind was passed before the class began."""
    days = [
        day
        for each in trainer.qualifications
        if each.programme_slug in trained
        for day in (each.passed_on, each.refreshed_on)
        if day and day < found.first_day
    ]
    return max(days, default=date.min)


def _tests_asked(found: TrainingClass) -> Collection[str]:
    """The tests that the programme asks for: every one there is, or none."""
    asked = classes.programme_of(found).rules.assessment is Need.REQUIRED
    return curriculum.latest_ids(curriculum.TEST) if asked else ()


def _tests_passed(trainer: Trainer, tests: Collection[str], since: date) -> bool:
    """Whether the last try at each of these tests was passed, after the training began."""
    last = {each.test: each for each in trainer.tests}
    return all(
        slug in last and last[slug].passed and clock.local(last[slug].taken_at).date() >= since
        for slug in tests
    )


def _recorded_for(trainer: Trainer, found: TrainingClass) -> date | None:
    """On which day a trainer passed this training, as the record says."""
    days = []
    for slug in classes.programme_of(found).terms.trains:
        if each := trainers.qualification(trainer, slug):
            days.append(each.refreshed_on if classes.refreshes(found) else each.passed_on)
    return next((day for day in days if day and day >= found.first_day), None)
