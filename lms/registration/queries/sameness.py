"""Reads of who may be one person, and of records that were made one."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import CompoundSelect, Select, literal, or_, select, union_all
from sqlalchemy.orm import joinedload

from lms.core.actors import Actor
from lms.core.database import db
from lms.core.encryption import indexes_of
from lms.core.errors import NotThere
from lms.registration.models import Lookalike, Merge, NameKey, Registration, RetiredNumber
from lms.registration.permissions import can_serve_registration, can_undo_merge, registrations_visible_to
from lms.registration.rules import Person
from lms.registration.rules.likeness import Known, Likeness, compare
from lms.registration.rules.spelling import pairs_of

LISTED, COMPARED, AT_ONCE = 100, 200, 50
Alike = list[tuple[Registration, Likeness]]


def kept_of(found: Registration | None) -> Registration | None:
    """The record that stands for this one: itself, or the one it was made one with."""
    while found is not None and found.merged_into_id is not None:
        found = db.session.get(Registration, found.merged_into_id)
    return found


def retired(actor: Actor, numbers: Collection[str]) -> dict[str, RetiredNumber]:
    """Those of the numbers that were on lost cards of people the actor serves."""
    rows = select(RetiredNumber, Registration).join(Registration, Registration.id == RetiredNumber.registration_id)
    found = db.session.execute(rows.where(RetiredNumber.number.in_(numbers))).all() if numbers else ()
    return {lost.number: lost for lost, owner in found if can_serve_registration(actor, kept_of(owner))}


def known(found: Registration | Person) -> Known:
    """What two records are compared by."""
    return Known(
        family_name=found.family_name,
        given_name=found.given_name,
        patronymic=found.patronymic,
        family_name_latin=found.family_name_latin,
        given_name_latin=found.given_name_latin,
        birth_date=found.birth_date,
        sex=str(found.sex),
        phone=found.phone,
        home=f"{found.region}/{found.district}",
    )


def alike(person: Registration | Person) -> Alike:
    """Records that are probably of this person, the likeliest first: found by telephone, date of birth and sound."""
    return _alike_each([person])[0]


def alike_for(actor: Actor, person: Person) -> Alike:
    """The same, of those whom the actor serves."""
    return alike_for_each(actor, [person])[0]


def alike_for_each(actor: Actor, people: Sequence[Person]) -> list[Alike]:
    """The same of each of many, fifty of them looked up at once."""
    found = (each for some in _portions(people) for each in _alike_each(some))
    return [[each for each in alike if can_serve_registration(actor, each[0])] for alike in found]


def _portions(people: Sequence[Person]) -> Iterator[Sequence[Person]]:
    for start in range(0, len(people), AT_ONCE):
        yield people[start : start + AT_ONCE]


def _alike_each(people: Sequence[Registration | Person]) -> list[Alike]:
    wanted = [known(each) for each in people]
    near = (_near(each).subquery() for each in wanted)
    places = union_all(*(select(literal(place), ids.c[0]) for place, ids in enumerate(near)))
    ids: dict[int, set[int]] = {}
    for place, found in db.session.execute(places):
        ids.setdefault(place, set()).add(found)
    kept, written = _written(set().union(*ids.values()))
    return [
        _weighed(wanted[place], [written[each] for each in sorted({kept[found] for found in ids.get(place, ())})
                                 if each != getattr(person, "id", None)])
        for place, person in enumerate(people)
    ]  # fmt: skip


def _written(ids: Collection[int]) -> tuple[dict[int, int], dict[int, list[Registration]]]:
    """By the id of each of these records that of the one that is kept; and by that the record, with all those that
    were made one with it: as she was written there, somebody may come once more."""
    rows = list(db.session.scalars(select(Registration).where(Registration.id.in_(ids))))
    kept = {each.id: kept_of(each) for each in rows}
    found = {each.id: [each] for each in kept.values()}
    step = {each: each for each in found}
    while step:
        merged = db.session.scalars(select(Registration).where(Registration.merged_into_id.in_(step))).all()
        for each in merged:
            found[step[each.merged_into_id]].append(each)
        step = {each.id: step[each.merged_into_id] for each in merged}
    return {each: of.id for each, of in kept.items()}, found


def _weighed(wanted: Known, people: Iterable[list[Registration]]) -> Alike:
    """Each person is as alike as the record that is most alike."""
    weighed = ((rows[0], max((compare(wanted, known(each)) for each in rows), key=lambda found: found.score))
               for rows in people)  # fmt: skip
    return sorted((each for each in weighed if each[1].is_probable), key=lambda each: -each[1].score)


def _near(wanted: Known) -> CompoundSelect:
    """Ids of who shares the telephone, the day of birth or the sound of two names."""
    pairs = pairs_of(
        f"{wanted.family_name} {wanted.given_name}", f"{wanted.family_name_latin} {wanted.given_name_latin}"
    )
    same_day = (
        select(Registration.id)
        .where(Registration.birth_date == wanted.birth_date)
        .limit(COMPARED)
    )
    two_sounds = select(NameKey.registration_id).where(NameKey.key.in_(pairs)).limit(COMPARED)
    ways = [same_day, two_sounds]
    if wanted.phone:
        ways.append(select(Registration.id).where(Registration.phone_index.in_(indexes_of(wanted.phone))))
    first, *rest = (select(way.subquery().c[0]) for way in ways)
    return first.union(*rest)


def lookalikes(actor: Actor) -> list[Lookalike]:
    """Pairs nobody has looked at yet and of which the actor serves both, the likeliest first."""
    return list(db.session.scalars(_open(actor).order_by(Lookalike.score.desc(), Lookalike.id).limit(LISTED)))


def lookalikes_of(actor: Actor, registration_id: int) -> list[Lookalike]:
    """The open pairs that one record is in."""
    either = or_(Lookalike.first_id == registration_id, Lookalike.second_id == registration_id)
    return list(db.session.scalars(_open(actor).where(either)))


def lookalike(actor: Actor, lookalike_id: int) -> Lookalike:
    """One pair. Raises NotThere."""
    found = db.session.get(Lookalike, lookalike_id)
    if found is None or not _serves(actor, found):
        raise NotThere
    return found


def _open(actor: Actor) -> Select[tuple[Lookalike]]:
    visible = select(Registration.id).where(registrations_visible_to(actor))
    return (
        select(Lookalike)
        .where(Lookalike.settled_at.is_(None), Lookalike.first_id.in_(visible), Lookalike.second_id.in_(visible))
        .options(joinedload(Lookalike.first), joinedload(Lookalike.second))
    )


def _serves(actor: Actor, pair: Lookalike) -> bool:
    return all(can_serve_registration(actor, each) for each in (pair.first, pair.second))


def merged_into(registration_id: int) -> dict[int, str]:
    """The ids of all records that were made one with this one, also by way of others, each with its key."""
    found, ids = {}, [registration_id]
    while ids:
        rows = db.session.execute(
            select(Registration.id, Registration.key).where(Registration.merged_into_id.in_(ids))
        )
        found |= (step := dict(map(tuple, rows)))
        ids = list(step)
    return found


def also_written(registration_id: int) -> list[Registration]:
    """The records that were made one with this one, as they were written."""
    there = Registration.id.in_(merged_into(registration_id))
    return list(db.session.scalars(select(Registration).where(there).order_by(Registration.id)))


def merges_of(registration_id: int) -> list[Merge]:
    """Merges into this record that were not undone, the newest first."""
    return list(
        db.session.scalars(
            select(Merge)
            .where(Merge.kept_id == registration_id, Merge.undone_at.is_(None))
            .options(joinedload(Merge.gone))
            .order_by(Merge.id.desc())
        )
    )


def merge(actor: Actor, merge_id: int) -> Merge:
    """One merge that the actor may undo. Raises NotThere."""
    found = db.session.get(Merge, merge_id)
    if found is None or not can_undo_merge(actor, found):
        raise NotThere
    return found
