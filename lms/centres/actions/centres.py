"""Centres: opening and correcting them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from lms.accounts.actions import record
from lms.centres import queries
from lms.centres.actions.keeping import add, held, refuse_other_district
from lms.centres.models import Centre
from lms.centres.rules import Away, Reason, Site
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.freshness import refuse_if_changed


def add_centre(
    *,
    provider_id: int,
    code: str,
    names: Mapping[str, str],
    address: Mapping[str, str],
    region: str,
    district: str,
    serves_regions: Iterable[str],
    jamoat_id: int | None = None,
    site: Site = Site(),  # noqa: B008 (frozen)
    by: int | None,
    at: datetime,
) -> Centre:
    """Open a centre. Raises Refused(CODE_TAKEN, RENTAL_UNDATED, RENTAL_BACKWARDS or OTHER_DISTRICT)."""
    _refuse(site, region, district, jamoat_id)
    if queries.centre_code_taken(code):
        raise Refused(Reason.CODE_TAKEN)
    made = Centre(
        provider_id=queries.provider(provider_id).id,
        code=code,
        names=dict(names),
        address=dict(address),
        region=region,
        district=district,
        jamoat_id=jamoat_id,
        serves_regions=list(serves_regions),
    )
    _settle(made, site)
    add(made, otherwise=Reason.CODE_TAKEN)
    record(action="centre-added", kind="centre", subject=made.id, by=by, at=at)
    return made


def change_centre(
    *,
    centre_id: int,
    names: Mapping[str, str],
    address: Mapping[str, str],
    region: str,
    district: str,
    serves_regions: Iterable[str],
    jamoat_id: int | None = None,
    site: Site = Site(),  # noqa: B008 (frozen)
    seen: str | None = None,
    by: int,
    at: datetime,
) -> Centre:
    """Correct what is known of a centre; its code stays for ever.

    Raises Refused(CHANGED_MEANWHILE, RENTAL_UNDATED, RENTAL_BACKWARDS or OTHER_DISTRICT)."""
    _refuse(site, region, district, jamoat_id)
    found = held(Centre, centre_id)
    wanted = dict(names), dict(address), region, district, jamoat_id, list(serves_regions), site
    refuse_if_changed(seen, now=found.facts, wanted=wanted)
    found.names, found.address = dict(names), dict(address)
    found.region, found.district, found.jamoat_id = region, district, jamoat_id
    found.serves_regions = list(serves_regions)
    _settle(found, site)
    db.session.flush()
    record(action="centre-changed", kind="centre", subject=centre_id, by=by, at=at)
    return found


def _refuse(site: Site, region: str, district: str, jamoat_id: int | None) -> None:
    if wrong := site.fault():
        raise Refused(wrong)
    refuse_other_district(Away(region, district, jamoat_id))


def _settle(centre: Centre, site: Site) -> None:
    centre.tenure, centre.rented_from, centre.rented_until = site.tenure.value, site.rented_from, site.rented_until
    centre.prayer_room, centre.child_corner, centre.step_free = site.prayer_room, site.child_corner, site.step_free
