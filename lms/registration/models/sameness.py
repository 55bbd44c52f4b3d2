"""One person, one record: how people are found again, who may be one person, and records made one."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.database import db
from lms.core.encryption import EncryptedText
from lms.registration.models.people import Registration


# Beginnings of words are looked up as ranges, and signs before them must not be passed over, as languages sort.
BY_BYTES = String(41).with_variant(String(41, collation="C"), "postgresql")


class NameKey(db.Model):
    """A word of somebody's names as spelt, "~" with how it sounds, or "&" with how two sound: what the search looks
    up. The centre that serves the person stands beside it, so that an officer's people are found without those of all
    other centres who are called alike; a record that was merged has none."""

    __tablename__ = "name_key"
    __table_args__ = (
        Index(None, "key", "registration_id"),
        Index(None, "centre_code", "key", "registration_id"),
    )

    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), primary_key=True)
    key: Mapped[str] = mapped_column(BY_BYTES, primary_key=True)
    centre_code: Mapped[str | None] = mapped_column(String(40))


class Lookalike(db.Model):
    """Two records that are probably of one person, with the evidence; open until somebody has looked."""

    __tablename__ = "lookalike"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("registration.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    score: Mapped[float]
    evidence: Mapped[str] = mapped_column(String(200))  # codes of rules.likeness.Evidence
    found_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    first: Mapped[Registration] = relationship(foreign_keys=[first_id])
    second: Mapped[Registration] = relationship(foreign_keys=[second_id])


class Merge(db.Model):
    """Two records made one. `moved` says what was moved, changed and put away, so that it can be undone exactly."""

    __tablename__ = "merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    moved: Mapped[str] = mapped_column(EncryptedText)
    merged_at: Mapped[datetime]
    merged_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    kept: Mapped[Registration] = relationship(foreign_keys=[kept_id])
    gone: Mapped[Registration] = relationship(foreign_keys=[gone_id])


class RetiredNumber(db.Model):
    """A number that counts no more: its card was lost, and the person has a new one."""

    __tablename__ = "retired_number"

    number: Mapped[str] = mapped_column(String(9), primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    retired_at: Mapped[datetime]
    retired_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
