"""Tables of providers, centres, rooms and jamoats."""

from datetime import date, datetime, time

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.centres.rules import Away, Equipment, Site, Tenure, chairs_in, gaps_in, most_in, seats_in
from lms.centres.rules.opening import ClosedDays, Hours, Opening
from lms.core.database import db


class Provider(db.Model):
    """An organisation that trains: state, NGO, agency, employer, external. Its licence holds from one day to another,
    for some `audiences` and `regions` or, where none is named, for all."""

    __tablename__ = "provider"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(String(20))
    licence_number: Mapped[str | None] = mapped_column(String(60))
    licensed_from: Mapped[date]
    licensed_until: Mapped[date | None]
    audiences: Mapped[list[str]] = mapped_column(JSON)
    regions: Mapped[list[str]] = mapped_column(JSON)

    @property
    def facts(self) -> tuple:
        """What can be corrected."""
        licence = self.licence_number, self.licensed_from, self.licensed_until, self.audiences, self.regions
        return self.names, self.kind, *licence


class Jamoat(db.Model):
    """A community of villages: the smallest place of the tree region → district → jamoat."""

    __tablename__ = "jamoat"
    __table_args__ = (Index(None, "region", "district"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    region: Mapped[str] = mapped_column(String(40))
    district: Mapped[str] = mapped_column(String(40))
    names: Mapped[dict[str, str]] = mapped_column(JSON)


class Centre(db.Model):
    """A place with rooms, run by a provider. `names` and `address` per language; `weekly_hours` by weekday ("mon") as
    ["08:00", "17:00"], empty while nobody recorded any."""

    __tablename__ = "centre"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    address: Mapped[dict[str, str]] = mapped_column(JSON)
    region: Mapped[str] = mapped_column(String(40))
    district: Mapped[str] = mapped_column(String(40))
    jamoat_id: Mapped[int | None] = mapped_column(ForeignKey("jamoat.id"))
    serves_regions: Mapped[list[str]] = mapped_column(JSON)  # whose residents it takes first
    tenure: Mapped[str] = mapped_column(String(20), default=Tenure.PERMANENT.value)
    rented_from: Mapped[date | None]
    rented_until: Mapped[date | None]
    prayer_room: Mapped[bool] = mapped_column(default=False)
    child_corner: Mapped[bool] = mapped_column(default=False)
    step_free: Mapped[bool] = mapped_column(default=False)
    weekly_hours: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    ramadan_hours: Mapped[list[str]] = mapped_column(JSON, default=list)  # empty: the country's, if it sets any
    open_on_holidays: Mapped[bool] = mapped_column(default=False)

    provider: Mapped[Provider] = relationship()
    jamoat: Mapped[Jamoat | None] = relationship()
    rooms: Mapped[list["Room"]] = relationship(back_populates="centre", order_by="Room.id")
    closed_days: Mapped[list["ClosedPeriod"]] = relationship(order_by="ClosedPeriod.first_day")

    @property
    def site(self) -> Site:
        """What kind of place it is."""
        rented = self.rented_from, self.rented_until
        return Site(Tenure(self.tenure), *rented, self.prayer_room, self.child_corner, self.step_free)

    @property
    def hours(self) -> Hours:
        """When it is open, its closed days too."""
        return Hours(
            {day: _opening(each) for day, each in self.weekly_hours.items()},
            _opening(self.ramadan_hours) if self.ramadan_hours else None,
            self.open_on_holidays,
            tuple(ClosedDays(each.first_day, each.last_day) for each in self.closed_days),
        )

    @property
    def facts(self) -> tuple:
        """What can be corrected."""
        place = self.region, self.district, self.jamoat_id, self.serves_regions
        return self.names, self.address, *place, self.site

    @property
    def hours_as_kept(self) -> tuple:
        """The opening hours that can be corrected."""
        return self.weekly_hours, self.ramadan_hours, self.open_on_holidays


class ClosedPeriod(db.Model):
    """Days on which a centre is closed, both ends included, and why."""

    __tablename__ = "closed_period"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    why: Mapped[str] = mapped_column(String(200))


class Room(db.Model):
    """A training room. `area` is the trainees' space in square metres, without the trainer's (E74); `equipment` what it
    has of E77, `layouts` how its chairs can stand (E75). With a district of its own it is a borrowed place to which the
    centre goes (E110)."""

    __tablename__ = "room"
    __table_args__ = (
        UniqueConstraint("centre_id", "name"),
        CheckConstraint("area > 0", name="area_positive"),
        CheckConstraint("(region is null) = (district is null)", name="away"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    names: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)  # of a borrowed place, `name` among them
    area: Mapped[float] = mapped_column(Numeric(6, 1, asdecimal=False))
    equipment: Mapped[list[str]] = mapped_column(JSON, default=list)
    layouts: Mapped[list[str]] = mapped_column(JSON, default=list)
    region: Mapped[str | None] = mapped_column(String(40))
    district: Mapped[str | None] = mapped_column(String(40))
    jamoat_id: Mapped[int | None] = mapped_column(ForeignKey("jamoat.id"))
    step_free: Mapped[bool] = mapped_column(default=False)  # of a borrowed place; of its own rooms the centre says it
    put_away_at: Mapped[datetime | None]  # a borrowed place: from then on no class is planned there any more

    centre: Mapped[Centre] = relationship(back_populates="rooms")
    jamoat: Mapped[Jamoat | None] = relationship(lazy="selectin")  # asked for only where there is one

    @property
    def away(self) -> Away | None:
        """Where it lies, if it is none of the centre's own rooms."""
        return Away(self.region, self.district, self.jamoat_id) if self.region and self.district else None

    @property
    def lies_in(self) -> tuple[str, str]:
        """The region and district in which one comes together."""
        return (self.region or self.centre.region, self.district or self.centre.district)

    @property
    def place_names(self) -> dict[str, str]:
        """What people are told where to come: the centre, or the borrowed place."""
        return self.names if self.away else self.centre.names

    @property
    def without_steps(self) -> bool:
        """Whether one is known to get in without steps: as it was recorded of the centre, or of the borrowed place."""
        return self.step_free if self.away else self.centre.step_free

    @property
    def called(self) -> str | dict[str, str]:
        """What a sentence calls it: a room of the centre by its name, a borrowed place by that in each language."""
        return self.names if self.away else self.name

    @property
    def seats(self) -> int:
        """How many people it takes: one for each full square metre, at most a class (E69, E74)."""
        return seats_in(self.area)

    @property
    def chairs(self) -> int:
        """Chairs for a class and for the families who come along to its joint blocks."""
        return chairs_in(self.area)

    @property
    def most(self) -> int:
        """How many would still fit at the least area a person (E74)."""
        return most_in(self.area)

    @property
    def gaps(self) -> list[Equipment]:
        """What it lacks of the equipment of a training room (E77)."""
        return gaps_in(self.equipment, Tenure.MOBILE if self.away else self.centre.tenure)

    @property
    def facts(self) -> tuple:
        """What can be corrected."""
        return self.name, self.names, self.area, self.equipment, self.layouts, self.away, self.step_free


def _opening(kept: list[str]) -> Opening:
    return Opening(*map(time.fromisoformat, kept))
