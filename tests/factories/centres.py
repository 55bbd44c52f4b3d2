"""Builders of providers, centres and rooms."""

from datetime import date
from itertools import count

from lms.centres import actions
from lms.centres.models import Centre, Provider, Room
from lms.centres.rules import ProviderKind
from lms.core import clock

_numbers = count(1)


def make_provider(*, licensed_from: date = date(2025, 1, 1), licensed_until: date | None = None) -> Provider:
    """A state provider with a licence."""
    return actions.add_provider(
        code=f"provider{next(_numbers)}", names={"tg": "Хадамоти муҳоҷират", "en": "Migration Service"},
        kind=ProviderKind.STATE, licensed_from=licensed_from, licensed_until=licensed_until,
        by=None, at=clock.now(),
    )  # fmt: skip


def make_centre(
    *, code: str | None = None, provider: Provider | None = None, region: str = "dushanbe", district: str = "sino",
    serves_regions: tuple[str, ...] = (), rooms: int = 1, names: dict[str, str] | None = None,
) -> Centre:  # fmt: skip
    """A centre with rooms of thirty square metres."""
    number = next(_numbers)
    made = actions.add_centre(
        provider_id=(provider or make_provider()).id, code=code or f"centre{number}",
        names=names or {"tg": f"Маркази {number}", "ru": f"Центр {number}", "en": f"Centre {number}"},
        address={"tg": "кӯчаи Рӯдакӣ, 1", "ru": "ул. Рудаки, 1", "en": "1 Rudaki Street"},
        region=region, district=district, serves_regions=serves_regions, by=None, at=clock.now(),
    )  # fmt: skip
    for _ in range(rooms):
        make_room(centre=made)
    return made


def make_room(*, centre: Centre | None = None, name: str | None = None, area: float = 30.0) -> Room:
    """A room; in a centre of its own unless one is given."""
    return actions.add_room(
        centre_id=(centre or make_centre(rooms=0)).id, name=name or f"{next(_numbers)}", area=area,
        by=None, at=clock.now(),
    )  # fmt: skip
