"""Providers, centres, rooms and jamoats."""

from collections.abc import Iterable

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from lms.centres.models import Centre, ClosedPeriod, Jamoat, Provider, Room
from lms.centres.permissions import can_see_centre, centres_visible_to, providers_visible_to
from lms.core.actors import Actor, Within
from lms.core.database import db
from lms.core.errors import NotThere
from lms.core.languages import collation_key
from lms.curriculum.queries import country, place_name

MOST_SUGGESTED = 60  # no district has more


def centre(centre_id: int) -> Centre:
    """One centre with provider and rooms. Raises NotThere."""
    found = db.session.get(Centre, centre_id, options=[joinedload(Centre.provider), selectinload(Centre.rooms)])
    if found is None:
        raise NotThere
    return found


def centre_by_code(code: str) -> Centre:
    """The centre with this code. Raises NotThere."""
    found = db.session.scalar(select(Centre).where(Centre.code == code))
    if found is None:
        raise NotThere
    return found


def centres() -> list[Centre]:
    """All centres with providers and rooms."""
    return list(
        db.session.scalars(
            select(Centre).options(joinedload(Centre.provider), selectinload(Centre.rooms)).order_by(Centre.code)
        )
    )


def visible_centre(actor: Actor, centre_id: int) -> Centre:
    """One centre as far as the actor may see it. Raises NotThere."""
    found = centre(centre_id)
    if not can_see_centre(actor, found):
        raise NotThere
    return found


def centres_for(actor: Actor) -> list[Centre]:
    """The centres the actor sees, with providers and rooms."""
    return list(
        db.session.scalars(
            select(Centre)
            .where(centres_visible_to(actor))
            .options(joinedload(Centre.provider), joinedload(Centre.jamoat), selectinload(Centre.rooms))
            .order_by(Centre.code)
        )
    )


def regions(language: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Regions of the country of origin: code, name, and the districts as (code, name)."""
    return [
        (
            region["id"],
            place_name(region["names"], language),
            [(each["id"], place_name(each["names"], language)) for each in region.get("districts", ())],
        )
        for region in country(current_app.config["ORIGIN"])["regions"]
    ]


def districts() -> set[tuple[str, str]]:
    """Every (region, district) of the country of origin."""
    found = country(current_app.config["ORIGIN"])["regions"]
    return {(region["id"], each["id"]) for region in found for each in region.get("districts", ())}


def jamoat(jamoat_id: int) -> Jamoat:
    """One jamoat. Raises NotThere."""
    found = db.session.get(Jamoat, jamoat_id)
    if found is None:
        raise NotThere
    return found


def jamoats() -> list[Jamoat]:
    """All jamoats, district by district."""
    return list(db.session.scalars(select(Jamoat).order_by(Jamoat.region, Jamoat.district, Jamoat.code)))


def jamoat_names(language: str, home: str | None) -> list[str]:
    """Names of the jamoats of a district ("region/district"), by the alphabet; of all districts while none is chosen
    and there are few. For rooms that only suggest them."""
    known = select(Jamoat.names)
    if home:
        region, _, district = home.partition("/")
        known = known.where(Jamoat.region == region, Jamoat.district == district)
    found = db.session.scalars(known.limit(MOST_SUGGESTED + 1)).all()
    names = {place_name(each, language) for each in found}
    return sorted(names, key=lambda each: collation_key(each, language)) if len(found) <= MOST_SUGGESTED else []


def closed_period(period_id: int) -> ClosedPeriod:
    """Days on which a centre is closed. Raises NotThere."""
    found = db.session.get(ClosedPeriod, period_id)
    if found is None:
        raise NotThere
    return found


def room(room_id: int) -> Room:
    """One room with its centre. Raises NotThere."""
    found = db.session.get(Room, room_id, options=[joinedload(Room.centre)])
    if found is None:
        raise NotThere
    return found


def surroundings(found: Room, language: str) -> str:
    """Where a borrowed place lies, in words: its jamoat, its district."""
    names = {
        (code, each): label for code, _name, within in regions(language) for each, label in within
    }
    jamoat_name = place_name(found.jamoat.names, language) if found.jamoat else ""
    return ", ".join(filter(None, (jamoat_name, names.get(found.lies_in, ""))))


def provider(provider_id: int) -> Provider:
    """One provider. Raises NotThere."""
    found = db.session.get(Provider, provider_id)
    if found is None:
        raise NotThere
    return found


def providers() -> list[Provider]:
    """All providers."""
    return list(db.session.scalars(select(Provider).order_by(Provider.code)))


def providers_for(actor: Actor) -> list[Provider]:
    """The providers the actor sees."""
    return list(db.session.scalars(select(Provider).where(providers_visible_to(actor)).order_by(Provider.code)))


def centre_for(region: str) -> Centre | None:
    """The centre whose residents those of a region are, or None."""
    served = db.session.scalars(select(Centre).order_by(Centre.id))
    return next((each for each in served if region in each.serves_regions), None)


def code_for(region: str) -> str | None:
    """The code of the centre for a region, for rooms that know centres by code only."""
    found = centre_for(region)
    return found.code if found else None


def scopes(language: str) -> list[tuple[str, str]]:
    """Codes and names of the centres."""
    rows = db.session.execute(select(Centre.code, Centre.names))
    named = [(code, place_name(names, language)) for code, names in rows]
    return sorted(named, key=lambda each: collation_key(each[1], language))


def limits(language: str) -> list[tuple[Within, str, str]]:
    """What a role can be limited to: centres, providers, districts and regions that have a centre; kind, code, name."""
    rows = db.session.execute(select(Centre.code, Centre.names, Centre.region, Centre.district)).all()
    providers = db.session.execute(select(Provider.code, Provider.names))
    named = [(Within.CENTRE, code, place_name(names, language)) for code, names, _region, _district in rows]
    named += [(Within.PROVIDER, code, place_name(names, language)) for code, names in providers]
    here, regions_here = {district_code(*row[2:]) for row in rows}, {row.region for row in rows}
    for region, region_name, found in regions(language):
        named += [(Within.REGION, region, region_name)] if region in regions_here else []
        codes = [(district_code(region, each), f"{name} · {region_name}") for each, name in found]
        named += [(Within.DISTRICT, code, name) for code, name in codes if code in here]
    return sorted(named, key=lambda each: (list(Within).index(each[0]), collation_key(each[2], language)))


def district_code(region: str, district: str) -> str:
    """How a district is called where a region alone would not say which."""
    return f"{region}/{district}"


def centres_within(places: Iterable[tuple[Within, str]]) -> dict[tuple[Within, str], frozenset[str]]:
    """Codes of the centres that each provider, district or region has now."""
    rows = db.session.execute(select(Centre.code, Provider.code, Centre.region, Centre.district).join(Centre.provider))
    of: dict[tuple[Within, str], set[str]] = {}
    for code, provider_code, region, district in rows:
        for key in (
            (Within.CENTRE, code), (Within.PROVIDER, provider_code), (Within.REGION, region),
            (Within.DISTRICT, district_code(region, district)),
        ):  # fmt: skip
            of.setdefault(key, set()).add(code)
    return {key: frozenset(of.get(key, ())) for key in places}


def centre_code_taken(code: str) -> bool:
    """Whether a centre has this code."""
    return db.session.scalar(select(Centre.id).where(Centre.code == code)) is not None


def room_name_taken(centre_id: int, name: str, *, besides: int | None = None) -> bool:
    """Whether another room of the centre has this name."""
    found = db.session.scalar(select(Room.id).where(Room.centre_id == centre_id, Room.name == name))
    return found is not None and found != besides
