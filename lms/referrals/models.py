"""Tables of the directory and of referrals."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db
from lms.core.encryption import EncryptedText
from lms.referrals.rules import About


class Service(db.Model):
    """An office to which people are sent. `district` is "region/district", empty for one that is there for all."""

    __tablename__ = "service"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    kinds: Mapped[list[str]] = mapped_column(JSON)  # rules.Kind
    district: Mapped[str | None] = mapped_column(String(81))
    address: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(60))
    checked_on: Mapped[date]
    closed_at: Mapped[datetime | None]

    @property
    def about(self) -> About:
        """What can be corrected."""
        return About(
            names=self.names, kinds=tuple(self.kinds), district=self.district, address=self.address, phone=self.phone,
            checked_on=self.checked_on,
        )  # fmt: skip


class Referral(db.Model):
    """Somebody was sent on, with their consent. To whom and for what help tells of a trouble, so it is encrypted; why,
    in words, is kept nowhere."""

    __tablename__ = "referral"
    __table_args__ = (Index(None, "centre_code", "referred_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    centre_code: Mapped[str | None] = mapped_column(String(40))  # that counts it
    service: Mapped[str] = mapped_column(EncryptedText)  # code of the office
    kind: Mapped[str] = mapped_column(EncryptedText)  # rules.Kind
    referred_on: Mapped[date]
    referred_at: Mapped[datetime]
    referred_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    outcome: Mapped[str] = mapped_column(String(12), default="open", server_default="open")  # rules.Outcome
    outcome_at: Mapped[datetime | None]
    form_token: Mapped[str | None] = mapped_column(String(64), unique=True)
