"""What does not fit in a programme's days, rules and chain, said to its author with the place and the cure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from lms.curriculum.files.modules import METHODS
from lms.curriculum.rules.programme import Block, Day, Programme, Variant, promised_minutes
from lms.curriculum.rules.terms import AUDIENCES, BREAKS, CONDITIONS

Found = Iterator[tuple[tuple[str, ...], str]]  # ids that lead to the place in the file, and the sentence
LONGEST_SITTING, MIDNIGHT, WITHOUT_BREAKS = 180, 24 * 60, 150
SHORTEST_BREAK = 15


def unfit(programme: Programme) -> Found:
    """Everything that does not fit together."""
    yield from _terms(programme)
    for variant in programme.variants:
        yield from _conditions(variant.id, variant.when, (variant.id,))
        for day in variant.days:
            yield from _conditions(f"{variant.id}, {day.id}", day.when, (variant.id, day.id))
            yield from _day(programme, variant, day)
        yield from _promises(variant)
        yield from _blocks(variant)
    yield from _never_reached(programme)


def line_of(text: str, ids: tuple[str, ...]) -> int:
    """The line on which the last of the ids stands, each looked for after the one before; 0 when there is none."""
    at = 0
    for each in ids:
        found = text.find(f'"{each}"', at)
        at = found if found >= 0 else at
    return text.count("\n", 0, at) + 1 if at else 0


def _terms(programme: Programme) -> Found:
    for who in programme.terms.audience:
        if who not in AUDIENCES:
            yield (who,), f"There is no audience “{who}”. Use one of {', '.join(AUDIENCES)}."
    for kind in programme.terms.breaks:
        if kind not in BREAKS:
            yield (kind,), f"There is no break “{kind}”. Use one of {', '.join(BREAKS)}."
    for fee in programme.terms.fees:
        yield from _conditions("fees", fee.when, ())


def _conditions(where: str, when: Mapping[str, Any], ids: tuple[str, ...]) -> Found:
    for key in when.keys() - CONDITIONS:
        yield ids, f"{where}: there is no condition “{key}”. Use one of {', '.join(sorted(CONDITIONS))}."


def _day(programme: Programme, variant: Variant, day: Day) -> Found:
    """One sentence for the day: its minutes, its breaks, its length."""
    wrong, cures = [], []
    promised = promised_minutes(programme, day)
    if day.net_minutes != promised:
        wrong.append(f"{day.net_minutes} of {promised} minutes")
        much = promised - day.net_minutes
        cures.append(f"Add {much} minutes of training." if much > 0 else f"Take {-much} minutes of training away.")
    breaks = [item for item in day.agenda if not isinstance(item, Block)]
    for kind in programme.terms.breaks if day.net_minutes > WITHOUT_BREAKS else ():
        if kind not in {each.kind for each in breaks}:
            wrong.append(f"no {kind} break")
            cures.append(f'Add {{ break = "{kind}", minutes = {SHORTEST_BREAK} }}.')
    for each in breaks:
        if each.kind not in BREAKS:
            wrong.append(f"there is no break “{each.kind}”")
            cures.append(f"Use one of {', '.join(BREAKS)}.")
    longest = _longest_sitting(day)
    if longest > LONGEST_SITTING:
        wrong.append(f"{longest} minutes without a break")
        cures.append(f"Put a break after at most {LONGEST_SITTING} minutes.")
    if day.starts.hour * 60 + day.starts.minute + sum(item.minutes for item in day.agenda) > MIDNIGHT:
        wrong.append("it ends after midnight")
        cures.append("Begin earlier, or make two days of it.")
    if wrong:
        yield (variant.id, day.id), f"{variant.id}, {day.id}: {'; '.join(wrong)}. {' '.join(cures)}"


def _longest_sitting(day: Day) -> int:
    sittings = groupby(day.agenda, key=lambda item: isinstance(item, Block))
    return max((sum(item.minutes for item in items) for training, items in sittings if training), default=0)


def _promises(variant: Variant) -> Found:
    if variant.promised_days is not None and variant.promised_days != len(variant.days):
        yield (variant.id,), (
            f"{variant.id}: {len(variant.days)} of the promised {variant.promised_days} days. "
            "Write the days that are missing, or repeat one by “repeat”."
        )
    found = variant.net_minutes / 60 + variant.practice_hours
    if variant.hours is not None and abs(found - variant.hours) > 0.01:
        yield (variant.id,), (
            f"{variant.id}: {variant.net_minutes / 60:g} hours in class and {variant.practice_hours:g} of practice are "
            f"not the promised {variant.hours:g}. Change “hours”, “practice_hours” or the days."
        )


def _blocks(variant: Variant) -> Found:
    for block, times in Counter(block.id for block in variant.blocks).items():
        if times > 1:
            yield (variant.id, block), f"{variant.id}: the block “{block}” stands {times} times. Give each its own id."
    for block in variant.blocks:
        place = (variant.id, block.id)
        if not block.modules and not block.methods:
            yield place, f"{variant.id}, {block.id}: it has neither modules nor methods. Write one or the other."
        for method in set(block.methods) - METHODS:
            yield place, f"{variant.id}, {block.id}: there is no method “{method}”. Use one of {sorted(METHODS)}."


def _never_reached(programme: Programme) -> Found:
    """A variant behind one that fits everybody whom it fits is never taken."""
    for n, variant in enumerate(programme.variants):
        for before in programme.variants[:n]:
            if before.when.items() <= variant.when.items():
                yield (variant.id,), (
                    f"{variant.id} is never taken: “{before.id}” before it fits everybody whom it fits. "
                    "Put the narrower one first."
                )
                break
