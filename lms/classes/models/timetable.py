"""Classes and their sessions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.centres.models import Centre, Room
from lms.classes.rules.audience import Audience
from lms.core.database import db
from lms.core.overlap import never_overlap
from lms.trainers.models import Trainer

LARGEST_CLASS = 25  # E69


class TrainingClass(db.Model):
    """One run of a programme variant at one centre. It keeps the programme edition it was made from."""

    __tablename__ = "training_class"
    __table_args__ = (CheckConstraint(f"capacity between 1 and {LARGEST_CLASS}", name="capacity"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    programme_slug: Mapped[str] = mapped_column(String(80))
    variant: Mapped[str] = mapped_column(String(60))
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    language: Mapped[str] = mapped_column(String(8))
    capacity: Mapped[int]
    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date]
    audience: Mapped[str] = mapped_column(String(12), default=Audience.ALL.value)  # for whom it is reserved
    project: Mapped[str | None] = mapped_column(String(80))  # the course or project it is a part of, or who pays (E5)
    guests_ever: Mapped[int] = mapped_column(default=0)  # the number of the last guest who came for a make-up
    cancelled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    # How often its timetable was changed, and when last: what a calendar asks to know which entry is the newer.
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime | None]

    centre: Mapped[Centre] = relationship(lazy="joined")
    sessions: Mapped[list["ClassSession"]] = relationship(
        back_populates="training_class", order_by="ClassSession.starts_at"
    )

    @property
    def days(self) -> list[list["ClassSession"]]:
        """The time log day by day."""
        found: dict[str, list[ClassSession]] = {}
        for session in self.sessions:
            found.setdefault(session.day, []).append(session)
        return list(found.values())

    @property
    def in_several_rooms(self) -> bool:
        """Whether it is not held in one room from beginning to end."""
        return len({each.room_id for each in self.sessions}) > 1

    @property
    def in_several_places(self) -> bool:
        """Whether some of its days are held elsewhere than others."""
        return self.in_several_rooms and len({each.place for each in self.sessions}) > 1

    @property
    def places(self) -> list[tuple[Room, list[datetime]]]:
        """Where people come to, each place with the beginning of each day there, in order of time."""
        found: dict[int | None, tuple[Room, list[datetime]]] = {}
        for first, *_rest in self.days:
            found.setdefault(first.place, (first.room, []))[1].append(first.starts_at)
        return list(found.values())

    @property
    def here(self) -> list["ClassSession"]:
        """Its sessions in the place where it is held now, in order of time. When what is left of a class goes
        elsewhere, the days that have begun stay where they were."""
        last = self.sessions[-1]
        return [each for each in self.sessions if each.room_id == last.room_id or each.place == last.place]

    @property
    def room(self) -> Room:
        """The first room in the place where it is held now."""
        return self.here[0].room

    @property
    def away(self) -> Room | None:
        """The borrowed place where it is held now, if that is not in rooms of its centre (E110): never in both."""
        return self.room if self.room.away else None

    @property
    def step_free(self) -> bool:
        """Whether one is known to get in without steps wherever it is still held."""
        return all(each.without_steps for each in {session.room for session in self.here})

    @property
    def place_names(self) -> dict[str, str]:
        """What people are told where to come, by language: the centre, or the place to which it goes."""
        return self.room.place_names

    def coming_start(self, at: datetime) -> datetime:
        """When its next session begins there; of a class that is over, its first."""
        first = self.here[0].starts_at
        return min((each.starts_at for each in self.here if each.starts_at > at), default=first)

    def goes_on(self, at: datetime) -> bool:
        """Whether one of its blocks is still to begin; a prayer at the end is nothing that could be called off."""
        return any(each.block and each.starts_at > at and not each.cancelled_at for each in self.sessions)


class ClassSession(db.Model):
    """One line of the time log: a block with its trainer, or a break (`break_kind`)."""

    __tablename__ = "class_session"
    __table_args__ = (
        Index("ix_class_session_class_time", "class_id", "starts_at"),
        Index("ix_class_session_room_time", "room_id", "starts_at"),
        Index("ix_class_session_trainer_time", "trainer_id", "starts_at"),
        Index("ix_class_session_guest_time", "guest_id", "starts_at"),
        CheckConstraint("(block is null) <> (break_kind is null)", name="block_or_break"),
        CheckConstraint("ends_at > starts_at", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"))
    day: Mapped[str] = mapped_column(String(60))
    block: Mapped[str | None] = mapped_column(String(60))
    break_kind: Mapped[str | None] = mapped_column(String(20))
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"))
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("trainer.id"))
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("trainer.id"))  # who comes besides, to tell of it (E95)
    cancelled_at: Mapped[datetime | None]

    training_class: Mapped[TrainingClass] = relationship(back_populates="sessions")
    room: Mapped[Room] = relationship()
    trainer: Mapped[Trainer | None] = relationship(foreign_keys=[trainer_id])
    guest: Mapped[Trainer | None] = relationship(foreign_keys=[guest_id], lazy="selectin")  # asked only where one comes

    @property
    def place(self) -> int | None:
        """The borrowed place where it is held; None: a room of the centre."""
        return self.room_id if self.room.away else None

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def training_minutes(self) -> int:
        """Minutes that count as training: none in a break (E14)."""
        return self.minutes if self.block else 0


# What is cancelled gives its time, room and trainer back. A break keeps the room; it has no trainer to keep.
_PLANNED = {"starts": "starts_at", "ends": "ends_at", "where": "cancelled_at is null"}
CLASS_ONCE = never_overlap(ClassSession.__table__, "class_id", **_PLANNED)
ROOM_ONCE = never_overlap(ClassSession.__table__, "room_id", **_PLANNED)
TRAINER_ONCE = never_overlap(ClassSession.__table__, "trainer_id", **_PLANNED)
GUEST_ONCE = never_overlap(ClassSession.__table__, "guest_id", **_PLANNED)
