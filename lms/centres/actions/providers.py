"""Providers and their licences."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from lms.accounts.actions import record
from lms.centres.actions.keeping import add, held
from lms.centres.models import Provider
from lms.centres.rules import Audience, ProviderKind, Reason
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.freshness import refuse_if_changed


def add_provider(
    *,
    code: str,
    names: Mapping[str, str],
    kind: ProviderKind,
    licensed_from: date,
    licensed_until: date | None,
    licence_number: str | None = None,
    audiences: Iterable[Audience] = (),
    regions: Iterable[str] = (),
    by: int | None,
    at: datetime,
) -> Provider:
    """Record who may train whom, where, from when to when; no audience or region named means all.
    Raises Refused(LICENCE_BACKWARDS or CODE_TAKEN)."""
    if licensed_until and licensed_until < licensed_from:
        raise Refused(Reason.LICENCE_BACKWARDS)
    made = Provider(
        code=code,
        names=dict(names),
        kind=kind.value,
        licence_number=licence_number,
        licensed_from=licensed_from,
        licensed_until=licensed_until,
        audiences=[each.value for each in audiences],
        regions=list(regions),
    )
    add(made, otherwise=Reason.CODE_TAKEN)
    record(action="provider-added", kind="provider", subject=made.id, by=by, at=at)
    return made


def change_provider(
    *,
    provider_id: int,
    names: Mapping[str, str],
    kind: ProviderKind,
    licensed_from: date,
    licensed_until: date | None,
    licence_number: str | None = None,
    audiences: Iterable[Audience] = (),
    regions: Iterable[str] = (),
    seen: str | None = None,
    by: int | None,
    at: datetime,
) -> Provider:
    """Correct a provider or renew its licence. Raises Refused(LICENCE_BACKWARDS or CHANGED_MEANWHILE)."""
    if licensed_until and licensed_until < licensed_from:
        raise Refused(Reason.LICENCE_BACKWARDS)
    found = held(Provider, provider_id)
    licence = licence_number, licensed_from, licensed_until, [each.value for each in audiences], list(regions)
    wanted = (dict(names), kind.value, *licence)
    refuse_if_changed(seen, now=found.facts, wanted=wanted)
    found.names, found.kind = dict(names), kind.value
    found.licence_number, found.licensed_from, found.licensed_until, found.audiences, found.regions = licence
    db.session.flush()
    record(action="provider-changed", kind="provider", subject=provider_id, by=by, at=at)
    return found
