"""Why somebody may or may not be assigned: the one rule. Standard library only.

What nobody recorded speaks against nobody, except the training of trainers: it is compulsory (E88)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from lms.trainers.rules.criteria import Criterion, Experience, Kind, Policy, Reason
from lms.trainers.rules.dates import after_months


@dataclass(frozen=True, slots=True)
class Passed:
    """A training of trainers passed for a version of a programme, and the last refresher."""

    passed_on: date
    refreshed_on: date | None = None
    version: int = 1
    doubted_on: date | None = None  # a roll was corrected on which this rests

    def good_until(self, months: int = 12) -> date:
        """The last day before a refresher is due: one year after the last training (E89)."""
        return after_months(max(self.passed_on, self.refreshed_on or self.passed_on), months)


@dataclass(frozen=True, slots=True)
class Career:
    """Everything about a trainer that decides. `tests`: test → whether the last try was passed. `authorised`: topics a
    guest may teach, each until a day or without an end."""

    languages: Collection[str]
    kind: Kind = Kind.STAFF
    born_on: date | None = None
    has_degree: bool | None = None
    former_migrant: bool = False
    experience: Collection[str] = ()
    waived: Collection[str] = ()
    contract_from: date | None = None
    contract_until: date | None = None
    health_due_on: date | None = None
    tests: Mapping[str, bool] = field(default_factory=dict)
    skills_met: bool = True  # in the last selection talk (E84)
    qualifications: Mapping[str, Passed] = field(default_factory=dict)
    appraised_on: date | None = None
    appraisal_met: bool = True
    authorised: Mapping[str, date | None] = field(default_factory=dict)

    @property
    def is_guest(self) -> bool:
        """Whether they teach only the topics they are authorised for."""
        return self.kind is not Kind.STAFF

    def appraisal_due_on(self, policy: Policy) -> date | None:
        """When the next appraisal falls due: a year after the work began, then every half year (Box A3.3)."""
        if self.appraised_on:
            return after_months(self.appraised_on, policy.next_appraisal_months)
        trained = [each.passed_on for each in self.qualifications.values()]
        began = self.contract_from or (min(trained) if trained else None)
        return after_months(began, policy.first_appraisal_months) if began else None


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be taught: a day, a programme in its version, the topics of the block, the language of the class."""

    day: date
    programme: str | None = None
    version: int = 1
    modules: Collection[str] = ()
    language: str | None = None
    tests: Collection[str] = ()  # the selection tests there are


def why_not(career: Career, task: Task, policy: Policy = Policy()) -> list[Reason]:  # noqa: B008 (frozen)
    """Everything for which a trainer may not teach this; empty: may. The one rule for pages, classes and planner."""
    found = [*_as_a_guest(career, task)] if career.is_guest else [*_as_staff(career, task, policy)]
    if task.language is not None and task.language not in career.languages:
        found.append(Reason.OTHER_LANGUAGE)
    if career.contract_from is not None and task.day < career.contract_from:
        found.append(Reason.CONTRACT_NOT_BEGUN)
    if career.contract_until is not None and task.day > career.contract_until:
        found.append(Reason.CONTRACT_OVER)
    return found


def _as_a_guest(career: Career, task: Task) -> Iterable[Reason]:
    """Guests and returned migrants teach the topics they were authorised for, nothing else (E93, E95)."""
    for slug in task.modules:
        if slug not in career.authorised or (career.authorised[slug] or task.day) < task.day:
            yield Reason.NOT_AUTHORISED
            return
    if not task.modules:
        yield Reason.NOT_AUTHORISED


def _as_staff(career: Career, task: Task, policy: Policy) -> Iterable[Reason]:
    yield from _of_training(career, task, policy)
    yield from _of_selection(career, task, policy)
    late = timedelta(days=policy.grace_days)
    if career.health_due_on and task.day > career.health_due_on + late:
        yield Reason.HEALTH_CHECK_DUE
    if not career.appraisal_met:
        yield Reason.APPRAISAL_NOT_MET
    elif (due_on := career.appraisal_due_on(policy)) and task.day > due_on + late:
        yield Reason.APPRAISAL_DUE


def _of_training(career: Career, task: Task, policy: Policy) -> Iterable[Reason]:
    """The training of trainers for this version of the programme, and its refresher (E88, E89)."""
    if task.programme is None:
        return
    passed = career.qualifications.get(task.programme)
    if passed is None:
        yield Reason.NOT_QUALIFIED
    elif task.day < passed.passed_on:
        yield Reason.NOT_YET_QUALIFIED
    elif passed.version < task.version:
        yield Reason.OLDER_VERSION
    elif task.day > passed.good_until(policy.refresher_months) + timedelta(days=policy.grace_days):
        yield Reason.REFRESHER_DUE


def _of_selection(career: Career, task: Task, policy: Policy) -> Iterable[Reason]:
    """The criteria of selection (E80, E82, E87) that are neither met nor waived."""
    if Criterion.AGE not in career.waived and is_too_old(career.born_on, task.day, policy):
        yield Reason.TOO_OLD
    instead = career.former_migrant or Experience.MIGRANTS in career.experience
    if career.has_degree is False and not instead and Criterion.DEGREE not in career.waived:
        yield Reason.NO_DEGREE
    if Criterion.TESTS not in career.waived:
        if not all(career.tests.values()):
            yield Reason.TESTS_FAILED
        elif policy.tests_required and not set(task.tests) <= set(career.tests):
            yield Reason.TESTS_MISSING
        if not career.skills_met:
            yield Reason.SKILLS_NOT_MET


def is_too_old(born_on: date | None, day: date, policy: Policy) -> bool:
    """Whether somebody has reached the age below which trainers are to be (E80)."""
    return bool(policy.age_limit and born_on) and after_months(born_on, 12 * policy.age_limit) <= day
