"""Issued certificates."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.database import db
from lms.core.encryption import EncryptedText
from lms.core.partial import unique_where
from lms.registration.models import Registration


class Certificate(db.Model):
    """One certificate, frozen at issue. `code` opens the public check; `evidence` is what it was earned on.

    The one of an enrolment that is neither replaced nor revoked *stands*; the index lets no second one in."""

    __tablename__ = "certificate"
    __table_args__ = (
        unique_where("revoked_at is null and replaced_at is null", "uq_certificate_standing", "enrolment_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    serial: Mapped[str] = mapped_column(String(20), unique=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    signed: Mapped[bytes] = mapped_column(LargeBinary)  # what the square says: the record and its signature
    name: Mapped[str] = mapped_column(String(300))
    latin_name: Mapped[str] = mapped_column(String(300))
    language: Mapped[str] = mapped_column(String(8))
    evidence: Mapped[dict[str, Any]] = mapped_column(JSON)
    issued_at: Mapped[datetime] = mapped_column(index=True)
    expires_on: Mapped[date]
    replaced_at: Mapped[datetime | None]
    replaced_for: Mapped[str | None] = mapped_column(String(20))
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None] = mapped_column(String(20))

    registration: Mapped[Registration] = relationship()

    @property
    def stands(self) -> bool:
        """Whether it is neither replaced nor revoked."""
        return self.replaced_at is None and self.revoked_at is None


class NamesSaid(db.Model):
    """What somebody said about the names as a certificate would show them: that they are right, or not. Rows are only
    added; the newest about the names as they are now counts."""

    __tablename__ = "names_said"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    name: Mapped[str] = mapped_column(String(300))
    latin_name: Mapped[str] = mapped_column(String(300))
    right: Mapped[bool]
    way: Mapped[str] = mapped_column(String(10))
    note: Mapped[str | None] = mapped_column(EncryptedText)
    said_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class ChangesRead(db.Model):
    """Somebody who has finished an older edition of a course has read what changed up to this one."""

    __tablename__ = "changes_read"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    read_at: Mapped[datetime]


class SigningKey(db.Model):
    """The public half of a key that signs certificates, and the days on which it did. The other half is a file."""

    __tablename__ = "signing_key"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    public: Mapped[bytes] = mapped_column(LargeBinary)
    since: Mapped[date]
    until: Mapped[date | None]
