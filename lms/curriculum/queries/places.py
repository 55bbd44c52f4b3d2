"""Countries and their regions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lms.core.languages import best
from lms.curriculum.queries.editions import COUNTRY, document, document_of, latest_ids
from lms.curriculum.queries.settings import source_name, sources
from lms.curriculum.rules.review import last_compared


def country(iso: str) -> Mapping[str, Any]:
    """A country's facts: names, currency, emergency numbers, regions. Raises NotThere."""
    return document_of(COUNTRY, iso.lower())


def countries(role: str) -> list[Mapping[str, Any]]:
    """All countries that are an "origin" or a "destination"."""
    found = (document(edition_id) for edition_id in latest_ids(COUNTRY).values())
    return [each for each in found if role in each["roles"]]


def country_names() -> dict[str, Mapping[str, str]]:
    """Code → names of every country there is anything about."""
    found = (document(edition_id) for edition_id in latest_ids(COUNTRY).values())
    return {each["iso"]: each["names"] for each in found}


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


def region_names() -> dict[str, Mapping[str, str]]:
    """Region id → names, of every region of every destination."""
    return {each["id"]: each["names"] for place in countries("destination") for each in place.get("regions", ())}


def place_name(names: Mapping[str, str], language: str) -> str:
    """A name in `language`, else in what its readers read instead."""
    return best(names, language)
