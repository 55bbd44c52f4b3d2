"""What a phone takes along: the roll calls of the coming days, the lessons of a course."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from lms.advisories import queries as advisories
from lms.advisories.queries import Standing
from lms.attendance import queries as rolls
from lms.attendance.models import Mark, RollCall
from lms.attendance.permissions import can_call_roll, can_change_marks
from lms.classes import queries as classes
from lms.classes.models import ClassSession
from lms.core import clock
from lms.core.actors import Actor, Role
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.messages.notes import APART
from lms.curriculum.rules.module import Module
from lms.learning import queries as learning
from lms.learning.queries import Lesson
from lms.media.queries import heard_words, sounds_of
from lms.quizzes.queries import Asked, sent
from lms.quizzes.rules import order_of
from lms.registration import queries as registration
from lms.registration.models import Enrolment

AHEAD = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Packed:
    """One roll call as a phone takes it along."""

    session: ClassSession
    roll_call: RollCall | None
    may_change: bool
    people: Sequence[tuple[Enrolment, int | None]]
    marks: Mapping[int, Mark]
    disputed: Collection[int]
    without_seat: int


def pack(actor: Actor, *, wanted: Collection[int] = (), at: datetime) -> list[Packed]:
    """The roll calls that a trainer has today and in the next two days, and those of the classes of the sessions
    `wanted`, as far as the actor calls them. Wanted ones that are not theirs are left out."""
    sessions = {each.id: each for each in _own(actor, at)}
    for session_id in wanted:
        if session_id not in sessions:
            sessions |= {each.id: each for each in _of_the_day(actor, session_id)}
    rosters = classes.rosters(sessions)
    people = registration.people({each for roster in rosters.values() for each in roster})
    marks, calls, disputed = rolls.marks_by_session(sessions), rolls.roll_calls(sessions), rolls.disputed(sessions)
    without_seat = rolls.without_seat(sessions)
    today = clock.local(at).date()
    return [
        Packed(
            session,
            calls.get(session.id),
            can_change_marks(actor, session, calls.get(session.id), today),
            [(people[each], number) for each, number in rosters[session.id].items()],
            marks[session.id],
            disputed[session.id],
            without_seat.get(session.id, 0),
        )
        for session in sorted(sessions.values(), key=lambda each: each.starts_at)
    ]


def _own(actor: Actor, at: datetime) -> list[ClassSession]:
    own = classes.own_trainer_id(actor.user_id) if actor.has(Role.TRAINER) else None
    if own is None:
        return []
    today = clock.local(at).date()
    days = classes.classes_of_trainer(own, today, today + AHEAD)
    return [each for _day, taught in days for each in taught if not classes.for_trainers(each.training_class)]


def _of_the_day(actor: Actor, session_id: int) -> list[ClassSession]:
    """All sessions of the same class on the same day."""
    try:
        found = classes.session(session_id)
    except NotThere:
        return []
    if classes.for_trainers(found.training_class):  # their roll is called on a page
        return []
    return [
        each
        for each in found.training_class.sessions
        if each.day == found.day and each.cancelled_at is None and can_call_roll(actor, each)
    ]


@dataclass(frozen=True, slots=True)
class KeptLesson:
    """A lesson as a phone keeps it: its words in the language it is read in, the sound of its screens, what stands at
    its top, and the questions of the check that comes next."""

    lesson: Lesson
    spoken: str
    words: Mapping[str, Any]
    sounds: Mapping[str, str]
    notices: Sequence[Standing]
    check: Sequence[tuple[Asked, Mapping[str, Any]]]


def course(enrolment: Enrolment, languages: Sequence[str], *, today: date) -> list[KeptLesson]:
    """The online lessons of somebody's course as a phone keeps them."""
    begun = sent.checks_begun(enrolment.id)
    stands, bound_for = advisories.standing(today), enrolment.journey.bound_for
    found = []
    for lesson in learning.lessons(enrolment):
        module = lesson.module
        asked = begun.asks(module)
        found.append(KeptLesson(
            lesson, module.spoken(*languages), curriculum.said_on(module, today, APART, *languages),
            sounds_of(module.words[module.spoken(*languages)], module.spoken(*languages)),
            advisories.at_top_of(module, stands, bound_for),
            [_kept_question(module, asked, place, languages) for place in range(len(asked))],
        ))  # fmt: skip
    return found


def _kept_question(
    module: Module, asked: Sequence[Sequence], place: int, languages: Sequence[str]
) -> tuple[Asked, Mapping[str, Any]]:
    edition_id, question_id = asked[place]
    of = curriculum.module(edition_id)
    question, seed = of.question(question_id), f"{module.slug}:{place}"
    options, matches = (order_of(each, question.kind, seed) for each in (question.options, question.matches))
    one = Asked(0, place + 1, len(asked), of, question, options, matches)
    return one, heard_words(one.words(*languages), question.kind, one.spoken(*languages))


def edition_of_course(enrolment: Enrolment, languages: Sequence[str]) -> str:
    """What changes when the lessons kept on a phone are no longer those of the person's course, or are heard
    otherwise. `languages`: those in which they are read, the first one first."""
    region, country = enrolment.journey.bound_for
    heard = _sign_of_sounds(learning.lessons(enrolment), languages)
    return f"{enrolment.id}-{enrolment.edition_id}-{enrolment.variant}-{country}-{region or ''}-{languages[0]}-{heard}"


def _sign_of_sounds(lessons: Iterable[Lesson], languages: Sequence[str]) -> str:
    """What is heard with lessons has addresses that say what: of another recording or voice they are others."""
    found: list[str] = []
    for module in (each.module for each in lessons):
        words, spoken = module.words[module.spoken(*languages)], module.spoken(*languages)
        found += sounds_of(words, spoken).values()
        for question in module.questions:
            if said := words["questions"].get(question.id):
                found += heard_words(said, question.kind, spoken).get("sound", {}).values()
    return sha256("\n".join(found).encode()).hexdigest()[:12]
