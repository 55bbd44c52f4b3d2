"""Migrants, their families, journeys, enrolments and groups."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.accounts.models import User
from lms.core.database import db
from lms.core.encryption import EncryptedFlag, EncryptedText
from lms.core.partial import index_where
from lms.registration.rules import Basics, Names, Sex

# An id that went with a merge is given to nobody else: undoing it brings the row back. (SQLite would use it again.)
NEVER_AGAIN = {"sqlite_autoincrement": True}


class Registration(db.Model):
    """One person. `key` stands in addresses, `number` on the card; neither says anything about the other."""

    __tablename__ = "registration"
    __table_args__ = (
        # Of those few that were merged only: nobody shall look among the others by it.
        index_where("merged_into_id is not null", "ix_registration_merged", "merged_into_id"),
        Index(None, "centre_code", "id"),  # the newest of a centre
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(24), unique=True)
    number: Mapped[str] = mapped_column(String(9), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), unique=True)
    family_name_latin: Mapped[str] = mapped_column(String(100))
    given_name_latin: Mapped[str] = mapped_column(String(100))
    family_name: Mapped[str] = mapped_column(String(100))
    given_name: Mapped[str] = mapped_column(String(100))
    patronymic: Mapped[str | None] = mapped_column(String(100))
    birth_date: Mapped[date] = mapped_column(index=True)
    sex: Mapped[str] = mapped_column(String(1))
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    phone_index: Mapped[str | None] = mapped_column(String(64), index=True, info={"index_of": "phone"})
    region: Mapped[str] = mapped_column(String(40))
    district: Mapped[str] = mapped_column(String(40), index=True)
    jamoat: Mapped[str | None] = mapped_column(EncryptedText)
    # figures are counted by it
    jamoat_index: Mapped[str | None] = mapped_column(String(64), info={"index_of": "jamoat"})
    language: Mapped[str] = mapped_column(String(8))
    has_internet: Mapped[bool]
    reads_alone: Mapped[bool] = mapped_column(EncryptedFlag)
    pictures_first: Mapped[bool | None] = mapped_column(EncryptedFlag)  # as chosen; see rules.profile.pictures_first
    education: Mapped[str | None] = mapped_column(String(12))  # rules.record.Education
    speaks: Mapped[str | None] = mapped_column(String(8))  # rules.record.Level, of the language of the destination
    safety_training: Mapped[str] = mapped_column(String(8), default="unknown", server_default="unknown")
    oriented_on: Mapped[date | None]  # when such a course was last taken, here or elsewhere
    needs: Mapped[str | None] = mapped_column(EncryptedText)  # codes, space-separated; disability is sensitive
    centre_code: Mapped[str | None] = mapped_column(String(40))  # the centre that serves this person
    created_at: Mapped[datetime] = mapped_column(index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    form_token: Mapped[str | None] = mapped_column(String(64), unique=True)  # a form sent twice is one registration
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id"))  # it is one with that
    erased_at: Mapped[datetime | None]  # from then on the row only counts: see actions.forgetting

    family: Mapped[list["FamilyMember"]] = relationship(back_populates="registration", order_by="FamilyMember.id")
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    journeys: Mapped[list["Journey"]] = relationship(back_populates="registration", order_by="Journey.id")

    @property
    def full_name(self) -> str:
        """Family name, given name, patronymic, in the person's own letters."""
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)

    @property
    def names(self) -> Names:
        """All names, each on its own."""
        return Names(
            family_name_latin=self.family_name_latin,
            given_name_latin=self.given_name_latin,
            family_name=self.family_name,
            given_name=self.given_name,
            patronymic=self.patronymic,
        )

    @property
    def basics(self) -> Basics:
        """Day of birth, sex and home."""
        return Basics(
            birth_date=self.birth_date, sex=Sex(self.sex), region=self.region, district=self.district,
            jamoat=self.jamoat,
        )  # fmt: skip

    @property
    def latin_name(self) -> str:
        """The name as in the passport."""
        return f"{self.family_name_latin} {self.given_name_latin}"


class FamilyMember(db.Model):
    """Somebody of the family who will come to the joint blocks. As little as possible is kept: the name only if that
    person agreed, and of a child none; without a name it is a chair."""

    __tablename__ = "family_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    name: Mapped[str] = mapped_column(EncryptedText)
    relation: Mapped[str] = mapped_column(EncryptedText)
    agreed_at: Mapped[datetime | None]

    registration: Mapped[Registration] = relationship(back_populates="family")


class Journey(db.Model):
    """One departure: where to, when, for what work."""

    __tablename__ = "journey"
    __table_args__ = NEVER_AGAIN

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    country: Mapped[str] = mapped_column(String(2))
    country_region: Mapped[str | None] = mapped_column(String(60))
    occupation: Mapped[str] = mapped_column(String(40))
    departs_on: Mapped[date] = mapped_column(index=True)
    first_time: Mapped[bool]
    contract_months: Mapped[int | None]  # 0: leaves without a contract
    employer: Mapped[str | None] = mapped_column(EncryptedText)
    returned_on: Mapped[date | None]
    created_at: Mapped[datetime]

    registration: Mapped[Registration] = relationship(back_populates="journeys")

    @property
    def bound_for(self) -> tuple[str | None, str]:
        """The region, if it is known, and the country: where lessons may differ (E35)."""
        return self.country_region, self.country


class Enrolment(db.Model):
    """A person in one edition of a programme. The edition never changes under a running course. Of several courses the
    person's pages are about the one turned to last."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("journey_id", "programme_slug"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    journey_id: Mapped[int] = mapped_column(ForeignKey("journey.id"))
    programme_slug: Mapped[str] = mapped_column(String(80))
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    variant: Mapped[str] = mapped_column(String(60))
    enrolled_at: Mapped[datetime]
    turned_to_at: Mapped[datetime]

    registration: Mapped[Registration] = relationship()
    journey: Mapped[Journey] = relationship()


class Group(db.Model):
    """A brigade or a family that leaves together. Each person has an own record; the foreman speaks for all."""

    __tablename__ = "travel_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(24), unique=True)
    kind: Mapped[str] = mapped_column(String(10))  # rules.groups.GroupKind
    foreman_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    centre_code: Mapped[str | None] = mapped_column(String(40), index=True)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    form_token: Mapped[str | None] = mapped_column(String(64), unique=True)

    foreman: Mapped[Registration] = relationship()


class GroupMember(db.Model):
    """Somebody in a group. A person leaves with one group at a time."""

    __tablename__ = "travel_group_member"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("travel_group.id"), index=True)
