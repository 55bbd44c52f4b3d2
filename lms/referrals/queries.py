"""Reads of the directory and of referrals."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from lms.core.actors import Actor
from lms.core.database import db, get_row
from lms.core.errors import NotThere
from lms.referrals.models import Referral, Service
from lms.referrals.permissions import referrals_visible_to
from lms.referrals.rules import Kind, Outcome, told

Counted = tuple[date, str | None, str, str]  # first of the month, centre, kind, outcome


def services() -> list[Service]:
    """The whole directory, closed offices last."""
    found = db.session.scalars(select(Service).order_by(Service.id))
    return sorted(found, key=lambda each: (each.closed_at is not None, each.district or "", each.code))


def services_near(region: str, district: str) -> list[Service]:
    """The offices that are open for somebody who lives there: those of the district first, then those of the region,
    then those for everybody; of another region none."""
    here = f"{region}/{district}"
    near = [each for each in services() if not each.closed_at and _is_near(each, region)]
    return sorted(near, key=lambda each: (each.district != here, each.district is None, each.code))


def _is_near(each: Service, region: str) -> bool:
    return each.district is None or each.district.partition("/")[0] == region


def service(service_id: int, *, to_change: bool = False) -> Service:
    """One office. Raises NotThere."""
    found = get_row(Service, service_id, to_change=to_change)
    if found is None:
        raise NotThere
    return found


def service_by_code(code: str) -> Service | None:
    """The office with this code."""
    return db.session.scalar(select(Service).where(Service.code == code))


def by_form(token: str | None) -> Referral | None:
    """What a form made that was sent already."""
    return db.session.scalar(select(Referral).where(Referral.form_token == token)) if token else None


def referrals_of(registration_id: int) -> list[tuple[Referral, Service | None]]:
    """Where somebody was sent, the last first; without the office once the record is erased."""
    wanted = select(Referral).where(Referral.registration_id == registration_id).order_by(Referral.id.desc())
    known = {each.code: each for each in services()}
    return [(each, known.get(each.service)) for each in db.session.scalars(wanted)]


def referral(registration_id: int, referral_id: int, *, to_change: bool = False) -> Referral:
    """One of a person's. Raises NotThere."""
    found = get_row(Referral, referral_id, to_change=to_change)
    if found is None or found.registration_id != registration_id:
        raise NotThere
    return found


def counts(actor: Actor, *, since: date, until: date | None = None) -> Mapping[Counted, int]:
    """How many were sent on: by month, centre, kind of help and outcome, without anybody's name. The kind is encrypted,
    so it is counted here and not by the database."""
    wanted = [referrals_visible_to(actor), Referral.referred_on >= since]
    if until:
        wanted.append(Referral.referred_on < until)
    columns = Referral.referred_on, Referral.centre_code, Referral.kind, Referral.outcome
    rows = db.session.execute(select(*columns).where(*wanted)).all()
    return Counter(
        (day.replace(day=1), centre, kind if kind in list(Kind) else Kind.OTHER.value, outcome)
        for day, centre, kind, outcome in rows
    )


def summed(found: Mapping[Counted, int]) -> Sequence[tuple[str, Mapping[str, int | None]]]:
    """By kind of help how many came to what, as it may be read (`told`); kinds of which there are none left out."""
    of_kind: dict[str, Counter[str]] = {each.value: Counter() for each in Kind}
    for (_month, _centre, kind, outcome), number in found.items():
        of_kind[kind][outcome] += number
    return [
        (kind, {each.value: told(outcomes[each]) for each in Outcome}) for kind, outcomes in of_kind.items() if outcomes
    ]
