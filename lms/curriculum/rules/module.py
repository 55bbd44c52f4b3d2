"""Modules: screens, questions, session plans."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from lms.core.languages import best, spoken
from lms.curriculum.rules.activities import Activity, SaidActivity, activity_from, said_activity
from lms.curriculum.rules.ageing import FACT
from lms.curriculum.rules.agreements import Agreement, agreements_from, still_to_say
from lms.curriculum.rules.questions import Question, question_from

METHODS = frozenset({
    "opening", "discussion", "brainstorm", "pair-work", "group-work", "role-play", "case", "demonstration", "game",
    "quiz", "reflection", "mini-talk",
})  # fmt: skip
OF_THE_HOUSE = frozenset({"trainer", "staff"})
CHECK_ASKS = 5  # questions after a lesson, however many there are
ALWAYS = frozenset({"do", "dont"})  # blocks that everybody reads, whatever they know


class ProviderKind(StrEnum):
    """Who may train, and by whom a module is best taught (E93, E94)."""

    STATE = "state"
    NGO = "ngo"
    AGENCY = "agency"
    EMPLOYER = "employer"
    EXTERNAL = "external"


class Layout(StrEnum):
    """How the chairs of a room can stand (E75)."""

    ROWS = "rows"
    HORSESHOE = "horseshoe"
    GROUPS = "groups"
    CIRCLE = "circle"


# What a way of working asks of the room, any one of these (E75); the others go in any room.
CHAIRS_FOR = {
    "group-work": (Layout.GROUPS,),
    "case": (Layout.GROUPS,),
    "role-play": (Layout.HORSESHOE, Layout.CIRCLE),
    "game": (Layout.HORSESHOE, Layout.CIRCLE),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a session plan, with its minutes in the full and in the short course (E6)."""

    id: str
    minutes: int
    short_minutes: int
    method: str

    def asks_for(self, plan: str) -> tuple[Layout, ...]:
        """How the chairs must be able to stand for it, any one of these; empty: it goes in any room, or is left out."""
        left_out = plan == "short" and not self.short_minutes
        return () if left_out else CHAIRS_FOR.get(self.method, ())


class Worded:
    """What has words in several languages, and questions: a module, a test."""

    __slots__ = ()
    words: Mapping[str, Mapping[str, Any]]
    questions: tuple[Question, ...]

    def said(self, *languages: str) -> Mapping[str, Any]:
        """The words in the first of `languages` that there is, or else in another: never an empty page."""
        return best(self.words, *languages)

    def spoken(self, *languages: str) -> str:
        """The language in which it is said."""
        return spoken(self.words, *languages)

    def title(self, language: str) -> str:
        """Its name."""
        return self.said(language)["title"]

    def question(self, question_id: str) -> Question:
        """The question with this id. Raises KeyError."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


@dataclass(frozen=True, slots=True)
class Module(Worded):
    """One edition of a module. Words and rendered pages per language are in `words`."""

    edition_id: int
    number: int
    slug: str
    stage: str
    country: str | None
    minutes: int
    audience: tuple[str, ...]
    topics: tuple[str, ...]
    objectives: tuple[str, ...]
    sources: tuple[str, ...]
    review_by: date
    sensitive: bool
    preferred_providers: tuple[ProviderKind, ...]
    session: tuple[Step, ...]
    facts: Mapping[str, Mapping[str, Any]]
    questions: tuple[Question, ...]
    words: Mapping[str, Mapping[str, Any]]
    region: str | None = None
    base: str | None = None
    activities: tuple[Activity, ...] = ()
    key_messages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # id → questions that ask it (E145)
    agreed: tuple[Agreement, ...] = ()  # to the key messages
    lapsed: tuple[Agreement, ...] = ()  # agreed to others than they are now
    leave_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # objective → screens (E157)
    apart: bool = False  # women and men learn it apart (E47)
    guest_step: str | None = None  # the step in which somebody who came home tells of it (E95)

    @property
    def screen_ids(self) -> tuple[str, ...]:
        """Ids of the screens in order; the same in every language."""
        return tuple(screen["id"] for screen in next(iter(self.words.values()))["screens"])

    @property
    def has_visual_aid(self) -> bool:
        """Whether there is a picture or a film in it, for those who read little (E57)."""
        screens = next(iter(self.words.values()))["screens"]
        return any(screen["picture"] or screen.get("film") for screen in screens)

    def activities_in(self, step_id: str, language: str) -> tuple[SaidActivity, ...]:
        """What the group does in a step of the session plan."""
        return tuple(self.activities_said(language, step_id))

    def activities_said(self, language: str, step_id: str | None = None) -> Iterator[SaidActivity]:
        """What the group does in the session plan, in one of its steps or in all."""
        said = self.said(language)["plan"].get("activities", {})
        minutes = {step.id: step.minutes for step in self.session}
        for each in self.activities:
            if step_id in (None, each.step):
                yield said_activity(each, said[each.id], minutes[each.step])

    def guest_in(self, language: str) -> Mapping[str, Any]:
        """What to ask somebody who came home ("ask"), and what to read aloud when nobody comes ("stories"); {} when
        nobody is looked for."""
        return self.said(language)["plan"].get("guest", {})

    @property
    def has_film(self) -> bool:
        """Whether a film stands in the lesson."""
        return any(screen.get("film") for screen in next(iter(self.words.values()))["screens"])

    def key_messages_in(self, *languages: str) -> tuple[str, ...]:
        """What everybody must leave with, in the first of `languages` in which the lesson is."""
        said = self.said(*languages).get("key_messages", {})
        return tuple(said[each] for each in self.key_messages if each in said)

    @property
    def waits_for_agreement(self) -> bool:
        """Whether it has key messages for those who leave to which nobody has agreed yet (E145)."""
        return bool(self.key_messages) and not self.agreed and not self.is_of_the_house

    def not_needed(self, known: Collection[str]) -> frozenset[int]:
        """Which screens, counted from 1, somebody may leave out who knew these objectives before (E157). A screen that
        states a fact, or says what to do and what not, is for everybody, and so is what an author named nowhere."""
        named = {screen for objective in known for screen in self.leave_out.get(objective, ())}
        screens = next(iter(self.words.values()))["screens"] if named else ()
        return frozenset(
            number
            for number, screen in enumerate(screens, 1)
            if screen["id"] in named and not FACT.search(screen["html"]) and not ALWAYS & set(screen["blocks"])
        )

    @property
    def is_of_the_house(self) -> bool:
        """Whether only those who teach and serve learn it (E90, E166): no page offers it to those who leave."""
        return is_of_the_house(self.audience)

    @property
    def check_length(self) -> int:
        """How many questions are asked after reading it."""
        return min(CHECK_ASKS, len(self.questions))

    def class_minutes(self, plan: str) -> int:
        """Minutes that the session plan takes in the "full" or the "short" course."""
        return sum(step.short_minutes if plan == "short" else step.minutes for step in self.session)


def is_of_the_house(audience: Collection[str]) -> bool:
    """Whether all of this audience teach and serve."""
    return bool(audience) and OF_THE_HOUSE.issuperset(audience)


def for_country(modules: Iterable[Module], country: str | None) -> list[Module]:
    """What somebody bound for `country` may read: its own modules, and the general ones that none of them is laid over.
    Everything when no country is given."""
    modules = list(modules)
    own = {each.base for each in modules if each.country == country}
    return [
        each
        for each in modules
        if not country or each.country == country or (each.country is None and each.slug not in own)
    ]


def is_better_by_others(preferred: Collection[str], kind: str | None) -> bool:
    """Whether a module that these kinds of providers teach best is better not taught by this kind (E94)."""
    return bool(preferred) and kind not in preferred


def module_from(document: Mapping[str, Any], *, edition_id: int, number: int) -> Module:
    """A module from its published document."""
    return Module(
        edition_id=edition_id,
        number=number,
        slug=document["slug"],
        stage=document["stage"],
        country=document["country"],
        minutes=document["minutes"],
        audience=tuple(document["audience"]),
        topics=tuple(document["topics"]),
        objectives=tuple(document["objectives"]),
        sources=tuple(document["sources"]),
        review_by=date.fromisoformat(document["review_by"]),
        sensitive=document["sensitive"],
        preferred_providers=tuple(map(ProviderKind, document["preferred_providers"])),
        session=tuple(
            Step(each["id"], each["minutes"], each.get("short_minutes", 0), each["method"])
            for each in document["session"]
        ),
        facts=document["facts"],
        questions=tuple(map(question_from, document["questions"])),
        words=document["words"],
        region=document.get("region"),
        base=document.get("base"),
        activities=tuple(map(activity_from, document.get("activities", ()))),
        key_messages={id: tuple(questions) for id, questions in document.get("key_messages", {}).items()},
        agreed=(agreed := agreements_from(document.get("agreed", ()))),
        lapsed=still_to_say(agreed, agreements_from(document.get("lapsed", ()))),
        leave_out={objective: tuple(screens) for objective, screens in document.get("leave_out", {}).items()},
        apart=document.get("apart", False),
        guest_step=(document.get("guest") or {}).get("step"),
    )
