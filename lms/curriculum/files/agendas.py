"""What does not fit in a programme's days, rules and chain, said to its author with the place and the cure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from lms.curriculum.rules.cures import Cure, Several, joined
from lms.curriculum.rules.cures import cure as _l
from lms.curriculum.rules.module import METHODS
from lms.curriculum.rules.programme import Block, Day, Programme, Variant
from lms.curriculum.rules.terms import AUDIENCES, BREAKS, CONDITIONS, VALUES
from lms.curriculum.rules.time_log import promised_minutes

Found = Iterator[tuple[tuple[str, ...], str]]  # ids that lead to the place in the file, and the sentence
LONGEST_SITTING, MIDNIGHT, WITHOUT_BREAKS = 180, 24 * 60, 150
SHORTEST_BREAK = 15
NO_BREAK = {"tea": _l("no tea break"), "lunch": _l("no lunch break"), "prayer": _l("no prayer break")}


def unfit(programme: Programme) -> Found:
    """Everything that does not fit together."""
    yield from _terms(programme)
    for variant in programme.variants:
        yield from _conditions(variant.id, variant.when, (variant.id,))
        for day in variant.days:
            yield from _conditions(f"{variant.id}, {day.id}", day.when, (variant.id, day.id))
            yield from _day(programme, variant, day)
        yield from _promises(variant)
        yield from _learned(variant)
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
            known = listed(AUDIENCES)
            yield (who,), _l("There is no audience “%(name)s”. Use one of %(known)s.", name=who, known=known)
    for kind in programme.terms.breaks:
        if kind not in BREAKS:
            yield (kind,), _l("There is no break “%(name)s”. Use one of %(known)s.", name=kind, known=listed(BREAKS))
    for fee in programme.terms.fees:
        yield from _conditions("fees", fee.when, ())
    for extra in programme.extra:
        yield from _conditions("extra", extra.when, extra.lessons[:1])


def listed(names: Iterable[str]) -> str:
    """Names that an author may write, with commas between."""
    return ", ".join(names)


def _conditions(where: str, when: Mapping[str, Any], ids: tuple[str, ...]) -> Found:
    for key in when.keys() - CONDITIONS:
        yield ids, _l(
            "%(where)s: there is no condition “%(name)s”. Use one of %(known)s.", where=where, name=key,
            known=listed(sorted(CONDITIONS)),
        )  # fmt: skip
    for key in when.keys() & VALUES.keys():
        wanted = when[key] if isinstance(when[key], (list, tuple)) else [when[key]]
        for each in wanted:
            if each not in VALUES[key]:
                yield ids, _l(
                    "%(where)s: “%(name)s” is never “%(value)s”. Use one of %(known)s.", where=where, name=key,
                    value=each, known=listed(map(str, VALUES[key])),
                )  # fmt: skip


def _day(programme: Programme, variant: Variant, day: Day) -> Found:
    """One sentence for the day: its minutes, its breaks, its length; and the cures."""
    found = [*_day_minutes(programme, day), *_day_breaks(programme, day)]
    longest = _longest_sitting(day)
    if longest > LONGEST_SITTING:
        found.append((
            _l("%(found)s minutes without a break", found=longest),
            _l("Put a break after at most %(most)s minutes.", most=LONGEST_SITTING),
        ))  # fmt: skip
    if day.starts.hour * 60 + day.starts.minute + sum(item.minutes for item in day.agenda) > MIDNIGHT:
        found.append((_l("it ends after midnight"), _l("Begin earlier, or make two days of it.")))
    if found:
        wrong = Several(each for each, _cure in found)
        where = f"{variant.id}, {day.id}"
        yield (variant.id, day.id), joined(
            _l("%(where)s: %(wrong)s.", where=where, wrong=wrong), [each for _wrong, each in found]
        )


def _day_minutes(programme: Programme, day: Day) -> Iterator[tuple[Cure, Cure]]:
    promised = promised_minutes(programme, day)
    if day.net_minutes < promised:
        cure = _l("Add %(much)s minutes of training.", much=promised - day.net_minutes)
    elif day.net_minutes > promised:
        cure = _l("Take %(much)s minutes of training away.", much=day.net_minutes - promised)
    else:
        return
    yield _l("%(found)s of %(promised)s minutes", found=day.net_minutes, promised=promised), cure


def _day_breaks(programme: Programme, day: Day) -> Iterator[tuple[Cure, Cure]]:
    breaks = [item for item in day.agenda if not isinstance(item, Block)]
    for kind in programme.terms.breaks if day.net_minutes > WITHOUT_BREAKS else ():
        if kind in NO_BREAK and kind not in {each.kind for each in breaks}:
            line = f'{{ break = "{kind}", minutes = {SHORTEST_BREAK} }}'
            yield NO_BREAK[kind], _l("Add %(line)s.", line=line)
    for each in breaks:
        if each.kind not in BREAKS:
            yield (
                _l("there is no break “%(name)s”", name=each.kind),
                _l("Use one of %(known)s.", known=listed(BREAKS)),
            )


def _longest_sitting(day: Day) -> int:
    sittings = groupby(day.agenda, key=lambda item: isinstance(item, Block))
    return max((sum(item.minutes for item in items) for training, items in sittings if training), default=0)


def _promises(variant: Variant) -> Found:
    if variant.promised_days is not None and variant.promised_days != len(variant.days):
        yield (variant.id,), _l(
            "%(where)s: %(found)s of the promised %(promised)s days. Write the days that are missing, or repeat one by "
            "“%(word)s”.", where=variant.id, found=len(variant.days), promised=variant.promised_days, word="repeat",
        )  # fmt: skip
    found = variant.net_minutes / 60 + variant.practice_hours
    if variant.hours is not None and abs(found - variant.hours) > 0.01:
        yield (variant.id,), _l(
            "%(where)s: %(taught)s hours in class and %(practice)s of practice are not the promised %(promised)s. "
            "Change “%(one)s”, “%(other)s” or the days.", where=variant.id, one="hours", other="practice_hours",
            taught=f"{variant.net_minutes / 60:g}", practice=f"{variant.practice_hours:g}",
            promised=f"{variant.hours:g}",
        )  # fmt: skip


def _learned(variant: Variant) -> Found:
    asked = variant.when.get("online_done") is True
    if asked and not variant.learned:
        yield (variant.id,), _l(
            "%(where)s: say under “%(name)s” which lessons are to be learned on the phone.", where=variant.id,
            name="learned",
        )  # fmt: skip
    if variant.learned and not asked:
        yield (variant.id,), _l(
            "%(where)s: “%(name)s” decides nothing. Add %(line)s to its conditions.", where=variant.id, name="learned",
            line="online_done = true",
        )  # fmt: skip
    for slug in variant.learned:
        if slug not in variant.online:
            yield (variant.id,), _l(
                "%(where)s: “%(slug)s” stands under “%(name)s”. Name it under “%(other)s” too.", where=variant.id,
                slug=slug, name="learned", other="online",
            )  # fmt: skip


def _blocks(variant: Variant) -> Found:
    for block, times in Counter(block.id for block in variant.blocks).items():
        if times > 1:
            yield (variant.id, block), _l(
                "%(where)s: the block “%(block)s” stands %(times)s times. Give each its own id.", where=variant.id,
                block=block, times=times,
            )  # fmt: skip
    for block in variant.blocks:
        place, where = (variant.id, block.id), f"{variant.id}, {block.id}"
        if not block.modules and not block.methods:
            yield place, _l("%(where)s: it has neither modules nor methods. Write one or the other.", where=where)
        for method in set(block.methods) - METHODS:
            yield place, _l(
                "%(where)s: there is no method “%(name)s”. Use one of %(known)s.", where=where, name=method,
                known=listed(sorted(METHODS)),
            )  # fmt: skip


def _never_reached(programme: Programme) -> Found:
    """A variant behind one that fits everybody whom it fits is never taken."""
    for n, variant in enumerate(programme.variants):
        for before in programme.variants[:n]:
            if before.when.items() <= variant.when.items():
                yield (variant.id,), _l(
                    "%(where)s is never taken: “%(other)s” before it fits everybody whom it fits. Put the narrower one "
                    "first.", where=variant.id, other=before.id,
                )  # fmt: skip
                break
