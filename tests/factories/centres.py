"""Builders of providers, centres and rooms."""

from collections.abc import Iterable
from datetime import date
from itertools import count

from lms.centres import actions
from lms.centres.models import Centre, Provider, Room
from lms.centres.rules import Equipment, Layout, ProviderKind
from lms.centres.rules.opening import Hours
from lms.core import clock

ALWAYS = Hours(open_on_holidays=True)
_numbers = count(1001)  # all of four digits: lists sort them as they were made


def make_provider(
    *, licensed_from: date = date(2025, 1, 1), licensed_until: date | None = None, **licence
) -> Provider:
    """A state provider with a licence for everybody everywhere."""
    return actions.add_provider(
        code=f"provider{next(_numbers)}", names={"tg": "Хадамоти муҳоҷират", "en": "Migration Service"},
        kind=ProviderKind.STATE, licensed_from=licensed_from, licensed_until=licensed_until,
        **licence, by=None, at=clock.now(),
    )  # fmt: skip


def make_centre(
    *, code: str | None = None, provider: Provider | None = None, region: str = "dushanbe", district: str = "sino",
    serves_regions: tuple[str, ...] = (), rooms: int = 1, names: dict[str, str] | None = None,
    hours: Hours = ALWAYS, **more,
) -> Centre:  # fmt: skip
    """A centre with rooms of thirty square metres, open on any day at any hour: no test depends on its day."""
    number = next(_numbers)
    made = actions.add_centre(
        provider_id=(provider or make_provider()).id, code=code or f"centre{number}",
        names=names or {"tg": f"Маркази {number}", "ru": f"Центр {number}", "en": f"Centre {number}"},
        address={"tg": "кӯчаи Рӯдакӣ, 1", "ru": "ул. Рудаки, 1", "en": "1 Rudaki Street"},
        region=region, district=district, serves_regions=serves_regions, **more, by=None, at=clock.now(),
    )  # fmt: skip
    actions.change_hours(centre_id=made.id, hours=hours, by=None, at=clock.now())
    for _ in range(rooms):
        make_room(centre=made)
    return made


def make_room(
    *, centre: Centre | None = None, name: str | None = None, area: float = 30.0,
    equipment: Iterable[Equipment] = tuple(Equipment), layouts: Iterable[Layout] = (),
) -> Room:  # fmt: skip
    """A room with all it needs; in a centre of its own unless one is given."""
    return actions.add_room(
        centre_id=(centre or make_centre(rooms=0)).id, name=name or f"{next(_numbers)}", area=area,
        equipment=equipment, layouts=layouts, by=None, at=clock.now(),
    )  # fmt: skip
