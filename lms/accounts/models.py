"""Tables of those who sign in."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.actors import Within
from lms.core.append_only import append_only
from lms.core.database import db
from lms.core.encryption import EncryptedText


class User(db.Model):
    """Somebody who can sign in. A trainee's login is the registration number."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    secret_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    expires_on: Mapped[date | None]
    phone: Mapped[str | None] = mapped_column(EncryptedText)  # of the staff, for messages about their work
    email: Mapped[str | None] = mapped_column(EncryptedText)

    grants: Mapped[list["RoleGrant"]] = relationship(back_populates="user", lazy="selectin")


class RoleGrant(db.Model):
    """One role of one user, everywhere or within the centre, provider, district or region with this code."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("user_id", "role", "within", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    within: Mapped[str] = mapped_column(String(20), default=Within.CENTRE.value)
    code: Mapped[str | None] = mapped_column(String(81))

    user: Mapped[User] = relationship(back_populates="grants")


class SignIn(db.Model):
    """One signed-in device. Only a digest of its token is kept, so the table opens no door. `half`: the password was
    right, the code is still to come; `second`: a code was given."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    device_name: Mapped[str] = mapped_column(String(40), default="")
    half: Mapped[bool] = mapped_column(default=False)
    second: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class KnownDevice(db.Model):
    """A device on which somebody has signed in: the digest of the mark in its cookie, a name its owner recognises, a
    keyed digest of where it last was. A new one is told to its owner until they have said that it was they."""

    __tablename__ = "known_device"
    __table_args__ = (UniqueConstraint("user_id", "mark_digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    mark_digest: Mapped[str] = mapped_column(String(64), info={"index_of": None})
    name: Mapped[str] = mapped_column(String(40))
    place_digest: Mapped[str] = mapped_column(String(64), info={"index_of": None})
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class SecondFactor(db.Model):
    """The secret that the app on somebody's phone shares with us, and the step of the last code used: none is taken
    twice. `offered` is a new secret of which no code was seen yet; it soon lapses."""

    __tablename__ = "second_factor"

    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    secret: Mapped[str | None] = mapped_column(EncryptedText)
    offered: Mapped[str | None] = mapped_column(EncryptedText)
    offered_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int | None]


class RecoveryCode(db.Model):
    """One of the codes that let somebody in who lost the phone, once. Only a keyed digest is kept."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    code_digest: Mapped[str] = mapped_column(String(64), unique=True, info={"index_of": None})
    used_at: Mapped[datetime | None]


class FailedTry(db.Model):
    """What the throttle counts: a wrong secret, a certificate code that nobody has, a registration from an address.
    Login and address are kept only as keyed digests, and no longer than they count."""

    __tablename__ = "failed_try"
    __table_args__ = (Index(None, "who_digest", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    who_digest: Mapped[str] = mapped_column(String(64), info={"index_of": None})
    door: Mapped[str | None] = mapped_column(String(10))  # at which an address tried; a login tries none
    at: Mapped[datetime]


class OneTimeLink(db.Model):
    """A link by which a new user sets the first password, once."""

    __tablename__ = "one_time_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ExportRequest(db.Model):
    """Somebody asks for a list with names, of the people registered in these months at these centres (None: at all), or
    of those who left then and may be asked how it went; another one allows or refuses it."""

    __tablename__ = "export_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    asked_at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(12))  # rules.exports.NameList
    first_month: Mapped[date]
    last_month: Mapped[date]
    centres: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    reason: Mapped[str] = mapped_column(EncryptedText)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    granted: Mapped[bool | None]
    open_until: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]

    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])


class AuditEntry(db.Model):
    """Who did or saw what, when, and for which office. Rows are only ever added; no personal data stands in them."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "subject_kind", "subject_id"), Index(None, "by_id", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    office: Mapped[str | None] = mapped_column(Text)  # through which it was done, see rules.trail.office_of
    deed: Mapped[str] = mapped_column(String(12))  # rules.trail.Deed
    action: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]

    by: Mapped[User | None] = relationship()


class TrailSeal(db.Model):
    """The place of one entry in the chain, and the digest that covers it and all before it."""

    __tablename__ = "trail_seal"

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), unique=True)
    digest: Mapped[str] = mapped_column(String(64))


class TrailHead(db.Model):
    """The one row that says where the chain ends. Whoever adds to the chain holds it until the commit."""

    __tablename__ = "trail_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))


append_only(AuditEntry.__table__)
append_only(TrailSeal.__table__)
