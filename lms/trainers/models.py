"""Tables of trainers and what they have passed."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.database import db


class Trainer(db.Model):
    """Somebody who teaches. Signs in through a user account; teaches in these languages."""

    __tablename__ = "trainer"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    centre_code: Mapped[str | None] = mapped_column(String(40), index=True)
    languages: Mapped[list[str]] = mapped_column(JSON)
    former_migrant: Mapped[bool] = mapped_column(default=False)
    contract_until: Mapped[date | None]
    form_token: Mapped[str | None] = mapped_column(String(64), unique=True)  # a form sent twice is one trainer

    qualifications: Mapped[list["Qualification"]] = relationship(back_populates="trainer")


class Qualification(db.Model):
    """A training of trainers passed for one programme, and the last yearly refresher (E88, E89)."""

    __tablename__ = "qualification"
    __table_args__ = (UniqueConstraint("trainer_id", "programme_slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id"), index=True)
    programme_slug: Mapped[str] = mapped_column(String(80))
    passed_on: Mapped[date]
    refreshed_on: Mapped[date | None]

    trainer: Mapped[Trainer] = relationship(back_populates="qualifications")
