"""Paper: a signed sheet typed back, and a photograph of it kept."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from lms.accounts.actions import record
from lms.attendance import queries
from lms.attendance.actions.opening import held
from lms.attendance.actions.roll import close_said
from lms.attendance.models import SheetPhoto
from lms.attendance.rules import Reason
from lms.attendance.rules.marks import Said, Way
from lms.core.pictures import LARGEST, NoPicture, only_the_picture
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.freshness import refuse_if_changed


def type_back(
    *,
    sheet: Mapping[int, Mapping[int, Said]],
    rows: Sequence[tuple[int, int]],
    seen: str | None = None,
    by: int | None,
    at: datetime,
) -> None:
    """Close the roll calls of a signed sheet (session → enrolment → what is said), as it was typed. All of them or
    none. Raises Refused(CHANGED_MEANWHILE) when a mark came since it was looked at, or somebody else stands in a row
    (row and enrolment), and what `close_roll_call` does."""
    for session_id in sorted(sheet):
        held(session_id)  # a phone that sends now waits, and its marks do not come between looking and writing
    now = queries.marked_in(sheet)
    wanted = sorted(
        (session, person, said.state.value) for session, people in sheet.items() for person, said in people.items()
    )
    refuse_if_changed(seen, now=(now, rows), wanted=(wanted, rows), reason=Reason.CHANGED_MEANWHILE)
    for session_id in sorted(sheet):
        close_said(session_id=session_id, said=sheet[session_id], way=Way.PAPER, by=by, at=at)


def keep_photo(*, class_id: int, day: str, data: bytes, by: int | None, at: datetime) -> SheetPhoto:
    """Keep a photograph of a signed sheet, without where and when it was taken. The same picture of the
    same day once more changes nothing. Raises Refused(NO_PICTURE or PICTURE_TOO_LARGE)."""
    if len(data) > LARGEST:
        raise Refused(Reason.PICTURE_TOO_LARGE)
    try:
        kind, picture = only_the_picture(data)
    except NoPicture:
        raise Refused(Reason.NO_PICTURE) from None
    digest = hashlib.sha256(picture).hexdigest()
    for known in queries.photos(class_id):
        if (known.digest, known.day) == (digest, day):
            return known
    made = SheetPhoto(
        class_id=class_id, day=day, kind=kind, picture=picture, size=len(picture), digest=digest, added_at=at,
        added_by_id=by,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    record(action="sheet-photo-kept", kind="class", subject=class_id, by=by, at=at)
    return made
