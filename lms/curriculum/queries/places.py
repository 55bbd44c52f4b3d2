"""Countries and their regions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lms.core.errors import NotThere
from lms.core.languages import best
from lms.curriculum.queries.editions import COUNTRY, document, latest_ids
from lms.curriculum.queries.settings import source_name, sources
from lms.curriculum.rules.contacts import Contact, contact_from, together
from lms.curriculum.rules.review import last_compared
from lms.curriculum.rules.terms import Duty


def country(iso: str) -> Mapping[str, Any]:
    """A country's facts: names, currency, emergency numbers, regions. Raises NotThere."""
    found = latest_ids(COUNTRY).get(iso.lower())
    if found is None:
        raise NotThere
    return document(found)


def countries(role: str) -> list[Mapping[str, Any]]:
    """All countries that are an "origin" or a "destination"."""
    found = (document(edition_id) for edition_id in latest_ids(COUNTRY).values())
    return [each for each in found if role in each["roles"]]


def country_names() -> dict[str, Mapping[str, str]]:
    """Code → names of every country there is anything about."""
    found = (document(edition_id) for edition_id in latest_ids(COUNTRY).values())
    return {each["iso"]: each["names"] for each in found}


def contacts(iso: str, region: str | None = None) -> list[Contact]:
    """Whom somebody bound for a country (and one of its regions) turns to there. Raises NotThere."""
    origins = [each for found in countries("origin") for each in found.get("contacts", ())]
    own = country(iso).get("contacts", ())
    return together(map(contact_from, own), map(contact_from, origins), region)


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """Where somebody sees whether a country is closed to them (E132): the official site with the name of its source
    and, once it was compared, the day of that, and the screen of a lesson that says how."""

    site: str
    source: str
    checked: date | None
    module: str
    screen: str


def entry_check(iso: str, language: str) -> EntryCheck | None:
    """That of a country, if its file names one. Raises NotThere."""
    found = country(iso)
    told = found.get("entry_check")
    if told is None:
        return None
    fact = found["facts"][told["site"]]
    source = source_name(sources()[fact["source"]], language)
    return EntryCheck(fact["value"], source, last_compared({told["site"]: fact}), told["module"], told["screen"])


@dataclass(frozen=True, slots=True)
class Destination:
    """Where somebody is bound for: a country, and a region of it when it is known."""

    country: Mapping[str, Any]
    region: Mapping[str, Any] | None = None

    @property
    def code(self) -> str:
        """Its name in addresses: "RU", "RU-samara"."""
        return f"{self.country['iso']}-{self.region['id']}" if self.region else self.country["iso"]

    @property
    def bound_for(self) -> tuple[str | None, str]:
        """Region and country, as lessons ask for them (see `module_in`)."""
        return self.region["id"] if self.region else None, self.country["iso"]

    def name(self, language: str) -> str:
        """ "Russia, Samara"."""
        return ", ".join(place_name(each["names"], language) for each in (self.country, self.region) if each)


def destination(iso: str, region: str | None = None) -> Destination:
    """A destination; a region that nobody has written about is left out. Raises NotThere."""
    found = known_destination(iso, region)
    if found is None:
        raise NotThere
    return found


def known_destination(iso: str, region: str | None = None) -> Destination | None:
    """The same; None of a country that nobody has written about."""
    edition_id = latest_ids(COUNTRY).get(iso.lower())
    found = document(edition_id) if edition_id else None
    if found and "destination" not in found["roles"]:
        found = None
    known = found.get("regions", ()) if found else ()
    return Destination(found, next((each for each in known if each["id"] == region), None)) if found else None


def destination_called(code: str) -> Destination:
    """The one with this name in addresses. Raises NotThere."""
    iso, _, region = code.partition("-")
    found = destination(iso, region)
    if region and not found.region:
        raise NotThere
    return found


def region_names() -> dict[str, Mapping[str, str]]:
    """Region id → names, of every region of every destination."""
    return {each["id"]: each["names"] for place in countries("destination") for each in place.get("regions", ())}


def duty_regions(duty: Duty, origin: str, language: str) -> list[str]:
    """The names of the regions in which a course is a duty so far (E4); empty: in the whole country of origin."""
    found = latest_ids(COUNTRY).get(origin.lower())
    known = {each["id"]: each["names"] for each in document(found).get("regions", ())} if found else {}
    return [place_name(known.get(each, {"en": each}), language) for each in duty.regions]


def place_name(names: Mapping[str, str], language: str) -> str:
    """A name in `language`, else in what its readers read instead."""
    return best(names, language)


def emergency_numbers(iso: str | None) -> list[Mapping[str, Any]]:
    """Whom to call in danger in a country: numbers with their names; none where none are known."""
    found = known_destination(iso) if iso else None
    return list(found.country.get("emergency", ())) if found else []
