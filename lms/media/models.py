"""Recordings, pictures and films that authors brought along; the files themselves lie in the instance's folder."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db


class Recording(db.Model):
    """A recording of one text. `sign` is that of the text as it was read: while a part of a module has this text, the
    recording is played with it."""

    __tablename__ = "recording"
    __table_args__ = (Index(None, "module", "part", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(String(80))
    part: Mapped[str] = mapped_column(String(200))  # rules.parts.Part.name
    language: Mapped[str] = mapped_column(String(8))
    sign: Mapped[str] = mapped_column(String(32))
    file: Mapped[str] = mapped_column(String(48))
    size: Mapped[int]
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Picture(db.Model):
    """A picture for a module, the same in all languages; `words` say in each what it shows."""

    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(String(80), index=True)
    file: Mapped[str] = mapped_column(String(48))
    size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Film(db.Model):
    """A film for a module with all that goes with it: `file` is the film itself, `endings` are those of all its files,
    the film's own included ("{stem}{ending}"). `words` say in each language what it shows, `said` what is seen and said
    in it. Never changed: with other subtitles it is another film."""

    __tablename__ = "film"

    id: Mapped[int] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(String(80), index=True)
    sign: Mapped[str] = mapped_column(String(32), unique=True)  # of all that its pages show: sent twice, it is one
    file: Mapped[str] = mapped_column(String(48))
    endings: Mapped[list[str]] = mapped_column(JSON)
    size: Mapped[int]
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    said: Mapped[dict[str, str]] = mapped_column(JSON)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    @property
    def stem(self) -> str:
        """What all its files are called, without their endings."""
        return self.file.rpartition(".")[0]
