"""A class of the demo world from its making to the last answer."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from lms.attendance import actions as attendance
from lms.attendance.rules import MarkState
from lms.attendance.rules.days import Material
from lms.certificates import actions as certificates
from lms.certificates.rules import Way
from lms.classes import actions as classes
from lms.classes import queries as timetable
from lms.classes.models import ClassSession, TrainingClass
from lms.classes.rules.timetable import proposed_days
from lms.core import clock
from lms.core.events import EnrolmentsProgressed
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.choosing import choose
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Programme
from lms.demo.answers import wrong_answer
from lms.demo.people import Home, some_plan, someone
from lms.demo.places import Place
from lms.evaluation import actions as evaluation
from lms.evaluation import queries as invitations
from lms.learning import actions as learning
from lms.quizzes import actions as quizzes
from lms.quizzes.models import Attempt
from lms.registration import actions as registration
from lms.registration import queries as people
from lms.registration.models import Enrolment
from lms.registration.rules import Person, Plan
from lms.registration.rules.profile import profile

GOOD_TRAINER, TIRED_TRAINER = 4.5, 3.7
ASKED_BEFORE = 3  # lessons before which everybody of the demo world says what they know
# What people in such courses praise and complain of.
LEANINGS = {"timing": -0.6, "facilities": -0.4, "techniques": 0.1, "trainer": 0.3}


class ClassLife:
    """Makes classes, brings people into them and lets the days pass. Draws everything from one `chance`."""

    def __init__(self, chance: Random, homes: dict[str, list[Home]], today: date) -> None:
        self.chance, self.homes, self.today = chance, homes, today
        self.offered = curriculum.programmes()
        self.registered = 0

    def make(self, place: Place, programme: Programme, variant: str, first: date, *, at: datetime, n: int = 0,
             language: str = "tg") -> TrainingClass:  # fmt: skip
        """A class of `variant` at `place` from `first` on, in its `n`-th room with its `n`-th trainer."""
        return classes.create_class(
            edition_id=programme.edition_id,
            variant=variant,
            room_id=place.rooms[n % len(place.rooms)].id,
            language=language,
            days=proposed_days(first, len(programme.variant(variant).days)),
            trainer_ids=[place.trainers[n % len(place.trainers)].id],
            by=None,
            at=at,
        )

    def register(self, place: Place, departs_on: date, *, at: datetime, wanted: str | None = None) -> Enrolment:
        """Somebody from near `place` who leaves on that date; with `wanted`, of whom that variant is right."""
        while True:
            self.registered += 1
            home = self.chance.choice(self.homes[place.centre.code])
            person = someone(self.chance, home, today=self.today, number=self.registered)
            plan = some_plan(self.chance, departs_on)
            if wanted is None or self.variant_of(person, plan) == wanted:
                made = registration.register(
                    person=person, plan=plan, language=person.language, centre_code=place.centre.code, by=None, at=at
                )
                if self.registered % 9:  # the others have not looked at their names yet
                    certificates.say_names(
                        registration_id=made.id, right=True, way=Way.SELF, seen=(made.full_name, made.latin_name),
                        by=None, at=at,
                    )  # fmt: skip
                return people.current_enrolment(made.id)

    def fill(self, place: Place, found: TrainingClass, size: int) -> list[Enrolment]:
        """Register `size` people in the days before the class and give each a seat."""
        enrolments = []
        for _ in range(size):
            departs_on = found.last_day + timedelta(days=self.chance.randint(2, 13))
            before = timedelta(days=self.chance.randint(2, 12), hours=self.chance.randint(1, 5))
            at = found.sessions[0].starts_at - before
            enrolment = self.register(place, departs_on, at=at, wanted=found.variant)
            classes.take_seat(enrolment_id=enrolment.id, class_id=found.id, by=None, at=at + timedelta(minutes=9))
            enrolments.append(enrolment)
        return enrolments

    def read(self, enrolment: Enrolment, lessons: int, *, at: datetime) -> None:
        """Say what one knows before the first few of the first `lessons` online lessons, read them to the end, and pass
        their checks."""
        programme = curriculum.programme(enrolment.edition_id)
        for n, slug in enumerate(programme.variant(enrolment.variant).online[:lessons]):
            module = curriculum.module_in(programme, slug, enrolment.journey.bound_for)
            if n < ASKED_BEFORE:
                self._answer(quizzes.start_before(enrolment=enrolment, module=module, by=None, at=at), module, 0.45, at)
            for screen in range(1, len(module.screen_ids) + 1):
                learning.read_screen(enrolment_id=enrolment.id, module=module, screen=screen, by=None, at=at)
            self._answer(quizzes.start_check(enrolment=enrolment, module=module, by=None, at=at), module, 0.9, at)

    def _answer(self, attempt: Attempt, module: Module, share: float, at: datetime) -> None:
        """Answer about that share of the questions, and those rightly; the others are not known yet."""
        for position, (_, question) in enumerate(attempt.questions, 1):
            if self.chance.random() < share:
                chosen = sorted(module.question(question).correct)
                quizzes.answer(attempt=attempt, position=position, chosen=chosen, at=at)
        quizzes.submit(attempt=attempt, by=None, at=at)

    def hold(self, found: TrainingClass, *, absent: set[tuple[int, str]] = frozenset()) -> None:
        """Let the days of the class pass: the roll of every block, then the evaluation and the last questions.
        `absent` names who misses which block (enrolment id, block)."""
        rosters = timetable.roster(found.sessions[0].id)
        for session in found.sessions:
            if session.block:
                marks = {each: self._mark(each, session.block, absent) for each in rosters}
                attendance.close_roll_call(session_id=session.id, marks=marks, by=None, at=session.ends_at)
                self._teach_with(session)
        end = found.sessions[-1].ends_at
        mood = GOOD_TRAINER if found.id % 3 else TIRED_TRAINER
        for invitation in invitations.invitations(found.id):
            if self.chance.randrange(100) < 70:
                evaluation.answer(
                    invitation_id=invitation.id,
                    answers=dict(self._opinions(invitation.edition_id, mood)),
                    at=end + timedelta(minutes=10),
                )
        for enrolment in people.people(rosters).values():
            if self.chance.randrange(100) < 75:
                self.assess(enrolment, at=end + timedelta(minutes=30))
        # Who never looked at the names gets the certificate with them as they are.
        week_later = min(end + timedelta(days=7), clock.at_local(self.today, 5))
        certificates.issue_if_earned(EnrolmentsProgressed(week_later, None, tuple(rosters)))

    def assess(self, enrolment: Enrolment, *, at: datetime) -> None:
        """Answer the last questions, most of them rightly."""
        attempt = quizzes.start_final(enrolment=enrolment, by=None, at=at)
        for position, (edition_id, question_id) in enumerate(attempt.questions, 1):
            question = curriculum.module(edition_id).question(question_id)
            right = self.chance.randrange(100) < 78
            chosen = sorted(question.correct) if right else wrong_answer(question, self.chance)
            quizzes.answer(attempt=attempt, position=position, chosen=chosen, at=at)
        quizzes.submit(attempt=attempt, by=None, at=at)

    def _teach_with(self, session: ClassSession) -> None:
        """Note with what a block was taught, of every other block. Nothing is drawn: other draws stay as they are."""
        kinds = list(Material) if session.id % 2 else []
        for material in {*kinds[:1], *kinds[session.id % 7 : session.id % 7 + 1]}:
            attendance.note_material(session_id=session.id, material=material, used=True, by=None, at=session.ends_at)

    def _mark(self, enrolment_id: int, block: str, absent: set[tuple[int, str]]) -> MarkState:
        if (enrolment_id, block) in absent:
            return MarkState.ABSENT
        draw = self.chance.randrange(1000)
        return MarkState.ABSENT if draw < 6 else MarkState.LATE if draw < 40 else MarkState.PRESENT

    def _opinions(self, edition_id: int, mood: float) -> Iterator[tuple[str, int | str]]:
        for item in curriculum.instrument(edition_id)["items"]:
            if item["kind"] == "scale":
                opinion = self.chance.gauss(mood + LEANINGS.get(item["dimension"], 0), 0.7)
                yield item["id"], max(1, min(5, round(opinion)))
            elif self.chance.randrange(3) == 0:
                yield item["id"], self.chance.choice(("Соати оилавӣ", "Дарси патент", "Ҳамааш хуб буд", "Вақт кам буд"))

    def variant_of(self, person: Person, plan: Plan) -> str | None:
        """The variant that is right for somebody."""
        chosen = choose(self.offered, profile(person, plan))
        return chosen[1].id if chosen else None
