"""Countries and their regions."""

from collections.abc import Mapping
from typing import Any

from lms.core.languages import best
from lms.curriculum.queries.editions import COUNTRY, document, document_of, latest_ids


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


def region_names() -> dict[str, Mapping[str, str]]:
    """Region id → names, of every region of every destination."""
    return {each["id"]: each["names"] for place in countries("destination") for each in place.get("regions", ())}


def place_name(names: Mapping[str, str], language: str) -> str:
    """A name in `language`, else in what its readers read instead."""
    return best(names, language)
