"""How far somebody travels to a centre, in steps up and down the tree of regions and districts.

Kilometres would promise more than is known: the curriculum names districts, not where they lie. Steps are coarse, the
same for everybody, and need no map; `docs/decisions` says what that costs."""

from typing import Protocol

SAME_DISTRICT, SAME_REGION, ELSEWHERE = 0, 1, 2


class Living(Protocol):
    """Somebody with a home and, if one is known, the centre that serves them."""

    region: str
    district: str
    centre: int | None


class Lying(Protocol):
    """A place that serves regions."""

    id: int
    region: str
    district: str
    serves: frozenset[str]


def steps(person: Living, centre: Lying) -> int:
    """0 within the district; 1 within the region, or to a centre that serves it or them; 2 to anywhere else."""
    if (person.region, person.district) == (centre.region, centre.district):
        return SAME_DISTRICT
    if person.region == centre.region or person.region in centre.serves or person.centre == centre.id:
        return SAME_REGION
    return ELSEWHERE
