"""How far somebody travels to a centre: in steps up and down the tree of regions and districts, and in kilometres.

Steps say who may be sent where; among those places, kilometres say which is nearest. They are counted in a straight
line between chief towns, as far as the curriculum knows where these lie: roads are longer, but what is nearer mostly
stays nearer. `docs/decisions` says what that costs."""

from math import asin, cos, radians, sin, sqrt
from typing import Protocol

SAME_DISTRICT, SAME_REGION, ELSEWHERE = 0, 1, 2
UNKNOWN = 60  # kilometres for each step, when nobody wrote down where a place lies
EARTH = 6371

Position = tuple[float, float]


class Living(Protocol):
    """Somebody with a home and, if one is known, the centre that serves them."""

    region: str
    district: str
    centre: int | None
    position: Position | None


class Lying(Protocol):
    """A place that serves regions."""

    id: int
    region: str
    district: str
    serves: frozenset[str]
    position: Position | None


def steps(person: Living, centre: Lying) -> int:
    """0 within the district; 1 within the region, or to a centre that serves it or them; 2 to anywhere else."""
    if (person.region, person.district) == (centre.region, centre.district):
        return SAME_DISTRICT
    if person.region == centre.region or person.region in centre.serves or person.centre == centre.id:
        return SAME_REGION
    return ELSEWHERE


def way(person: Living, centre: Lying) -> int:
    """Kilometres from home to a centre: none within the district, at least one to anywhere else."""
    if not (far := steps(person, centre)):
        return 0
    if person.position is None or centre.position is None:
        return UNKNOWN * far
    return max(1, round(kilometres(person.position, centre.position)))


def kilometres(one: Position, other: Position) -> float:
    """How far two places, each as latitude and longitude, lie apart in a straight line."""
    (lat, long), (other_lat, other_long) = (tuple(map(radians, each)) for each in (one, other))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_long - long) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))
