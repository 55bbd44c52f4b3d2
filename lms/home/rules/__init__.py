"""What comes next for a trainee. Standard library only."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The next thing to do, in the order in which things are offered."""

    ANSWER_OFFER = "answer-offer"
    TAKE_SEAT = "take-seat"
    MAKE_UP = "make-up"
    EVALUATE = "evaluate"
    ASSESS = "assess"
    CONFIRM_NAMES = "confirm-names"
    READ = "read"
    ATTEND = "attend"
    WAIT_CERTIFICATE = "wait-certificate"
    GO_ON = "go-on"
    ASK_MEETING = "ask-meeting"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Path:
    """How far somebody is, as facts."""

    has_offer: bool
    has_seat: bool
    waits: bool
    class_over: bool
    misses_block: bool
    evaluation_open: bool
    assessment_open: bool
    lessons_left: int
    certified: bool
    next_open: bool = False  # the time of the next course has come
    classes_open: bool = True  # there may be a class to take a seat in
    blocks_ahead: bool = False  # of some block nobody has said yet who was there
    names_open: bool = False  # nobody has said yet that the names for the certificate are right
    expected: bool = False  # to a block that is still to come: of the own class, or one to make up
    soon: bool = False  # and that today or tomorrow


def next_step(path: Path) -> Step:
    """The one thing that the start page puts first."""
    if path.has_offer:
        return Step.ANSWER_OFFER
    if path.next_open:
        return Step.GO_ON
    if (path.misses_block or path.soon) and not path.certified:
        return Step.MAKE_UP if path.misses_block else Step.ATTEND
    if path.class_over and path.names_open and not path.certified:
        return Step.CONFIRM_NAMES
    if path.evaluation_open:
        return Step.EVALUATE
    if path.class_over and path.assessment_open:
        return Step.ASSESS
    if path.certified:
        return Step.READ if path.lessons_left else Step.DONE
    if not path.has_seat and not path.waits and not path.class_over:
        return Step.TAKE_SEAT if path.classes_open else Step.READ if path.lessons_left else Step.ASK_MEETING
    if path.lessons_left:
        return Step.READ
    return Step.ATTEND if path.expected or (path.waits and not path.class_over) else Step.WAIT_CERTIFICATE


class Stop(StrEnum):
    """The stops of the path drawn on the start page."""

    REGISTERED = "registered"
    SEAT = "seat"
    CLASS = "class"
    ASSESSMENT = "assessment"
    CERTIFICATE = "certificate"


def stops(path: Path, *, assessed: bool | None) -> list[tuple[Stop, bool]]:
    """Each stop and whether it is behind the person; without the assessment (None) in a course that has none."""
    found = [
        (Stop.REGISTERED, True),
        (Stop.SEAT, path.has_seat or path.class_over),
        (Stop.CLASS, path.certified or (path.class_over and not path.misses_block and not path.blocks_ahead)),
        (Stop.ASSESSMENT, bool(assessed)),
        (Stop.CERTIFICATE, path.certified),
    ]
    return [each for each in found if each[0] is not Stop.ASSESSMENT or assessed is not None]


class Count(StrEnum):
    """What the monitoring officer's start page counts week by week."""

    REGISTERED = "registered"
    SEATED = "seated"
    ROLLS = "rolls"
    CERTIFIED = "certified"


OPENS, CLOSES = 8, 18


@dataclass(frozen=True, slots=True)
class Span:
    """A block or a break on the strip of a day: where it begins and how long it is, in percent of the strip."""

    start: float
    width: float
    is_break: bool


def strip(times: Iterable[tuple[int, int, bool]]) -> list[Span]:
    """The day from OPENS to CLOSES as a strip, from (first minute, last minute, whether a break) of each session;
    minutes since midnight. What lies outside is cut off."""
    long = (CLOSES - OPENS) * 60
    cut = [(max(0, first - OPENS * 60), min(long, last - OPENS * 60), is_break) for first, last, is_break in times]
    return [
        Span(round(first * 100 / long, 2), round((last - first) * 100 / long, 2), is_break)
        for first, last, is_break in cut
        if last > first
    ]
