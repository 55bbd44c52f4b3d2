"""Tables of trainers: who they are, what they passed, how they were appraised, what guests may teach."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.database import db
from lms.trainers.rules import Kind, Merit, merits


class Trainer(db.Model):
    """Somebody who teaches. Signs in through a user account; teaches in these languages. Of health only two dates are
    kept (E81). `waivers`: criterion → why it does not count for this person."""

    __tablename__ = "trainer"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20), default=Kind.STAFF.value)
    sex: Mapped[str | None] = mapped_column(String(1))  # rules.Sex; None: not said
    provider_kind: Mapped[str | None] = mapped_column(String(20))  # curriculum's ProviderKind
    centre_code: Mapped[str | None] = mapped_column(String(40), index=True)
    languages: Mapped[list[str]] = mapped_column(JSON)
    speaks: Mapped[list[str]] = mapped_column(JSON, default=list)  # languages of destinations (E83)
    lived_in: Mapped[list[str]] = mapped_column(JSON, default=list)  # codes of countries (E85)
    former_migrant: Mapped[bool] = mapped_column(default=False)
    experience: Mapped[list[str]] = mapped_column(JSON, default=list)
    born_on: Mapped[date | None]
    has_degree: Mapped[bool | None]
    waivers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    health_checked_on: Mapped[date | None]
    health_due_on: Mapped[date | None]
    contract_from: Mapped[date | None]
    contract_until: Mapped[date | None]
    form_token: Mapped[str | None] = mapped_column(String(64), unique=True)  # a form sent twice is one trainer

    @property
    def merits(self) -> tuple[Merit, ...]:
        """The added qualifications that count in a selection (E83, E85, E86)."""
        return merits(
            experience=self.experience, former_migrant=self.former_migrant, lived_in=self.lived_in, speaks=self.speaks
        )

    qualifications: Mapped[list["Qualification"]] = relationship(back_populates="trainer")
    appraisals: Mapped[list["Appraisal"]] = relationship(order_by="Appraisal.held_on, Appraisal.id")
    tests: Mapped[list["SelectionScore"]] = relationship(order_by="SelectionScore.taken_at, SelectionScore.id")
    talks: Mapped[list["SelectionTalk"]] = relationship(order_by="SelectionTalk.held_on, SelectionTalk.id")
    authorisations: Mapped[list["Authorisation"]] = relationship(order_by="Authorisation.module_slug")

    @property
    def facts(self) -> tuple:
        """What can be corrected."""
        return (
            self.name, self.kind, self.sex, self.provider_kind, self.centre_code, self.user_id, self.languages,
            self.speaks, self.lived_in, self.former_migrant, self.experience, self.born_on, self.has_degree,
            self.waivers, self.health_checked_on, self.health_due_on, self.contract_from, self.contract_until,
        )  # fmt: skip


class Qualification(db.Model):
    """A training of trainers passed for one version of a programme, and the last yearly refresher (E88, E89)."""

    __tablename__ = "qualification"
    __table_args__ = (UniqueConstraint("trainer_id", "programme_slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id"), index=True)
    programme_slug: Mapped[str] = mapped_column(String(80))
    version: Mapped[int] = mapped_column(default=1)  # curriculum's Programme.training
    passed_on: Mapped[date]
    refreshed_on: Mapped[date | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))  # who said so last, or closed the last roll
    doubted_on: Mapped[date | None]  # when a roll was corrected on which this rests: a person looks at it

    trainer: Mapped[Trainer] = relationship(back_populates="qualifications")


class Appraisal(db.Model):
    """One appraisal of a trainer's work, and whether the criteria were met (Box A3.3)."""

    __tablename__ = "appraisal"
    __table_args__ = (UniqueConstraint("trainer_id", "held_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id"), index=True)
    held_on: Mapped[date]
    criteria_met: Mapped[bool]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class SelectionScore(db.Model):
    """A selection test handed in: which, oral or written, and the score (E87)."""

    __tablename__ = "selection_score"
    __table_args__ = (
        UniqueConstraint("trainer_id", "test", "taken_at"),
        CheckConstraint("score between 0 and total", name="score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id"), index=True)
    test: Mapped[str] = mapped_column(String(80))
    oral: Mapped[bool]
    score: Mapped[int]
    total: Mapped[int]
    passed: Mapped[bool]
    taken_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))  # who asked an oral one


class SelectionTalk(db.Model):
    """The talk in which somebody's way of speaking and listening was looked at: skill → 1 to 4 (E84)."""

    __tablename__ = "selection_talk"
    __table_args__ = (UniqueConstraint("trainer_id", "held_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id"), index=True)
    held_on: Mapped[date]
    scores: Mapped[dict[str, int]] = mapped_column(JSON)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Authorisation(db.Model):
    """A topic that a guest or returned migrant may teach, until a day or without an end (E93)."""

    __tablename__ = "authorisation"
    __table_args__ = (UniqueConstraint("trainer_id", "module_slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id"), index=True)
    module_slug: Mapped[str] = mapped_column(String(80))
    valid_until: Mapped[date | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class EditionRead(db.Model):
    """A trainer has confirmed to have read what changed in a version of a module (E61)."""

    __tablename__ = "edition_read"

    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id"), primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True, index=True)
    read_at: Mapped[datetime]
