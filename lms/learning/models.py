"""Progress through the lessons."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db


class ModuleProgress(db.Model):
    """How far a person got in a module: screens read from the first on, and when the last was read."""

    __tablename__ = "module_progress"
    __table_args__ = (UniqueConstraint("enrolment_id", "module"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    module: Mapped[str] = mapped_column(String(80))
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    screens_read: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
