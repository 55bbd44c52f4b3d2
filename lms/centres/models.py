"""Tables of providers, centres and rooms."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.database import db


class Provider(db.Model):
    """An organisation that trains: state, NGO, agency, employer."""

    __tablename__ = "provider"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(String(20))
    licensed_from: Mapped[date]
    licensed_until: Mapped[date | None]


class Centre(db.Model):
    """A place with rooms, run by a provider. `names` and `address` per language."""

    __tablename__ = "centre"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    address: Mapped[dict[str, str]] = mapped_column(JSON)
    region: Mapped[str] = mapped_column(String(40))
    district: Mapped[str] = mapped_column(String(40))
    serves_regions: Mapped[list[str]] = mapped_column(JSON)  # whose residents it takes first

    provider: Mapped[Provider] = relationship()
    rooms: Mapped[list["Room"]] = relationship(back_populates="centre", order_by="Room.id")

    @property
    def facts(self) -> tuple:
        """What can be corrected."""
        return self.names, self.address, self.region, self.district, self.serves_regions


class Room(db.Model):
    """A training room. `area` is the trainees' space in square metres, without the trainer's (E74)."""

    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("centre_id", "name"), CheckConstraint("area > 0", name="area_positive"))

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    area: Mapped[float] = mapped_column(Numeric(6, 1, asdecimal=False))

    centre: Mapped[Centre] = relationship(back_populates="rooms")

    @property
    def facts(self) -> tuple:
        """What can be corrected."""
        return self.name, self.area
