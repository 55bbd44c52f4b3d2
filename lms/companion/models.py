"""Questions asked without a name."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db
from lms.core.encryption import EncryptedText


class AskedQuestion(db.Model):
    """A question that somebody asked without saying who (E137, E153). Nothing of the person is kept; what is asked may
    tell more than was meant, so it is encrypted. `shown` is how the question stands among those that people ask, once
    it `is_public`. What is `of_centre` tells of something wrong there, and is never shown to others."""

    __tablename__ = "asked_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True)
    language: Mapped[str] = mapped_column(String(8))
    country: Mapped[str | None] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(EncryptedText)
    asked_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(EncryptedText)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    shown: Mapped[str | None] = mapped_column(Text)
    is_public: Mapped[bool] = mapped_column(default=False)
    from_class: Mapped[bool] = mapped_column(default=False)  # from the box of a class, without saying which
    of_centre: Mapped[bool] = mapped_column(default=False)  # of a centre or its people: no centre reads it

    @property
    def facts(self) -> tuple[str | None, str | None, bool]:
        """The answer as it stands: what whoever answers has seen."""
        return self.answer, self.shown, self.is_public
