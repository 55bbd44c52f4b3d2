"""What an author fills in about a programme, a variant, a day or a block: which values there are, and how what is typed
becomes a value of the file. What says the same as before stays as it was written. Standard library only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from lms.curriculum.rules.module import ProviderKind
from lms.curriculum.rules.programme import Need, TakesPart
from lms.curriculum.rules.terms import (
    AUDIENCES, BREAKS, CONDITIONS, Bearer, Kind, Mandate, Opens, Place, Prior, Setting,
)  # fmt: skip

YES_OR_NO = frozenset({"first_time", "has_internet", "reads_alone", "online_done"})
NUMBERS = frozenset({"contract_months"})
YES, NO = "yes", "no"
MOST = 100_000
LONGEST_NUMBER = 9  # Python reads no number of thousands of digits


class Shape(StrEnum):
    """How something is filled in."""

    NUMBER = "number"  # a whole one
    DECIMAL = "decimal"
    TEXT = "text"
    TIME = "time"
    ONE = "one"  # one of `of`
    SEVERAL = "several"  # any of `of`
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. `absent` is what holds when the file does not say it; one without it must be filled in.
    `of` are the values to choose from; empty when the page knows them."""

    name: str
    shape: Shape
    of: tuple[str, ...] = ()
    absent: Any = ...
    least: int = 0

    @property
    def usual(self) -> Any:
        """What holds when the file does not say it; None when it must."""
        return None if self.absent is ... else self.absent


def _all(of: Iterable[StrEnum]) -> tuple[str, ...]:
    return tuple(each.value for each in of)


PROGRAMME = (
    Field("kind", Shape.ONE, _all(Kind)),
    Field("order", Shape.NUMBER),
    Field("offered", Shape.FLAG, absent=True),
    Field("mandate", Shape.ONE, _all(Mandate)),
    Field("mandatory_since", Shape.NUMBER, absent=None),
    Field("audience", Shape.SEVERAL, AUDIENCES, absent=["migrant"]),
    Field("providers", Shape.SEVERAL, _all(ProviderKind), absent=[]),
    Field("accredited", Shape.FLAG, absent=False),
    Field("window_days", Shape.NUMBER),
    Field("window_closes", Shape.NUMBER, absent=1),
    Field("after_arrival_days", Shape.NUMBER, absent=None),
    Field("validity_months", Shape.NUMBER, least=1),
    Field("max_class_size", Shape.NUMBER, least=1),
    Field("net_minutes_per_day", Shape.NUMBER, least=1),
    Field("breaks", Shape.SEVERAL, BREAKS, absent=list(BREAKS)),
    Field("training", Shape.NUMBER, absent=1, least=1),
    Field("default_language", Shape.ONE),
    Field("evaluation", Shape.ONE),
)
RULES = (
    Field("attendance_percent", Shape.NUMBER),
    Field("lessons", Shape.ONE, (Need.NONE, Need.RECOMMENDED, Need.REQUIRED)),
    Field("assessment", Shape.ONE, (Need.NONE, Need.RECORDED, Need.REQUIRED)),
    Field("assessment_questions", Shape.NUMBER),
    Field("pass_percent", Shape.NUMBER),
    Field("prior_knowledge", Shape.ONE, _all(Prior), absent=Prior.SHORTEN.value),
)
LEARNED = Field("learned", Shape.SEVERAL, absent=[])  # of its lessons on the phone
VARIANT = (
    Field("hours", Shape.DECIMAL, absent=None),
    Field("promised_days", Shape.NUMBER, absent=None),
    Field("practice_hours", Shape.DECIMAL, absent=0),
    Field("providers", Shape.SEVERAL, _all(ProviderKind), absent=[]),
    LEARNED,
)
DAY = (
    Field("repeat", Shape.NUMBER, absent=1, least=1),
    Field("place", Shape.ONE, _all(Place), absent="centre"),
    Field("provider", Shape.ONE, _all(ProviderKind), absent=None),
    Field("net_minutes", Shape.NUMBER, absent=None),
    Field("plan", Shape.ONE, ("full", "short"), absent="full"),
)
BLOCK = (
    Field("takes_part", Shape.ONE, _all(TakesPart), absent="migrant"),
    Field("plan", Shape.ONE, ("full", "short"), absent=None),
    Field("setting", Shape.ONE, _all(Setting), absent="class"),
    Field("required", Shape.FLAG, absent=True),
)
FEE = (
    Field("amount", Shape.DECIMAL),
    Field("currency", Shape.TEXT),
    Field("borne_by", Shape.ONE, _all(Bearer)),
    Field("refunded", Shape.FLAG, absent=False),
)
CHAIN = (
    Field("before", Shape.SEVERAL, absent=[]),
    Field("after", Shape.SEVERAL, absent=[]),
    Field("required", Shape.SEVERAL, absent=[]),
    Field("trains", Shape.SEVERAL, absent=[]),
    Field("opens", Shape.ONE, _all(Opens), absent=None),
)
OPENERS = ("registration", "course", "certificate")


class NotThat(ValueError):
    """What was typed is no value of the field: `args[0]` is its name."""


def fill(
    facts: dict[str, Any], fields: Iterable[Field], typed: Mapping[str, Sequence[str]],
    known: Mapping[str, Iterable[str]] | None = None,
) -> list[str]:  # fmt: skip
    """Put what was typed (name → values sent) into `facts`; a field that was not sent stays, but for flags and lists,
    of which an empty one is not sent. `known` are values to choose from that the program does not know. Returns the
    names of those that are no value; they stay as they were."""
    wrong = []
    for each in fields:
        sent = typed.get(each.name)
        if sent is None and each.shape not in (Shape.FLAG, Shape.SEVERAL):
            continue
        of = tuple((known or {}).get(each.name, each.of))
        try:
            put(facts, each.name, _value(each, sent or (), facts.get(each.name, each.absent), of), each.absent)
        except NotThat:
            wrong.append(each.name)
    return wrong


def put(facts: dict[str, Any], name: str, value: Any, absent: Any) -> None:
    """Say it in the file: not when the file says nothing and that means the same; take it out when there is nothing to
    say."""
    if name in facts and type(facts[name]) is not bool and facts[name] == value:
        return
    if value is None or (value == [] and absent == []):
        facts.pop(name, None)
    elif name in facts or value != absent:
        facts[name] = value


def conditions(before: Mapping[str, Any], typed: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The rule "for whom" out of (what is asked for, values with commas between). Raises NotThat."""
    found = {}
    for name, text in typed:
        values = [each.strip() for each in text.split(",") if each.strip()]
        if name in before and text.strip() == said_of(before[name]):
            found[name] = before[name]
        elif name in CONDITIONS and values:
            made = [_asked(name, each) for each in values]
            one = len(made) == 1 and not isinstance(before.get(name), list)
            found[name] = made[0] if one else made
    return found


def said_of(value: Any) -> str:
    """A condition's values as the author types them."""
    values = value if isinstance(value, (list, tuple)) else [value]
    return ", ".join((YES if each else NO) if isinstance(each, bool) else str(each) for each in values)


def day_of(text: str, name: str) -> date:
    """A date. Raises NotThat."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotThat(name) from None


def number_of(text: str, name: str, least: int = 0) -> int:
    """A whole number. Raises NotThat."""
    if not text.isdecimal() or len(text) > LONGEST_NUMBER or not least <= int(text) <= MOST:
        raise NotThat(name)
    return int(text)


def _asked(name: str, text: str) -> Any:
    if name in YES_OR_NO:
        if text.lower() not in (YES, NO):
            raise NotThat(name)
        return text.lower() == YES
    return number_of(text, name) if name in NUMBERS else text


def _value(field: Field, sent: Sequence[str], before: Any, of: tuple[str, ...]) -> Any:
    if field.shape is Shape.FLAG:
        return bool(sent)
    if field.shape is Shape.SEVERAL:
        kept = [each for each in (before if isinstance(before, list) else []) if each in sent]
        return kept + [each for each in of if each in sent and each not in kept]
    text = sent[-1].strip()
    if not text and field.absent is not ...:
        return field.absent
    return _single(field, text, before, of)


def _single(field: Field, text: str, before: Any, of: tuple[str, ...]) -> Any:
    if field.shape is Shape.NUMBER:
        return number_of(text, field.name, field.least)
    if field.shape is Shape.DECIMAL:
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            raise NotThat(field.name) from None
        if not 0 <= value <= MOST:
            raise NotThat(field.name)
        return int(value) if value.is_integer() else value
    if field.shape is Shape.ONE and text not in of and text != before or not text:
        raise NotThat(field.name)
    if field.shape is Shape.TIME:
        return time_of(text, field.name)
    return text


def time_of(text: str, name: str) -> str:
    """A time of day as files say it, "08:30". Raises NotThat."""
    hour, _, minute = text.strip().partition(":")
    if not (hour.isdecimal() and len(hour) <= 2 and minute[:2].isdecimal() and int(hour) < 24 and int(minute[:2]) < 60):
        raise NotThat(name)
    return f"{int(hour):02}:{int(minute[:2]):02}"
