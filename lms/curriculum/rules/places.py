"""Where the districts of a country lie. Standard library only."""

from collections.abc import Mapping
from typing import Any


def positions_in(country: Mapping[str, Any]) -> dict[tuple[str, str], tuple[float, float]]:
    """(region, district) → latitude and longitude of its chief town, or of its region's when nobody wrote down its
    own; left out when neither is known."""
    found = {
        (region["id"], each["id"]): each.get("position") or region.get("position")
        for region in country["regions"]
        for each in region.get("districts", ())
    }
    return {place: tuple(position) for place, position in found.items() if position}
