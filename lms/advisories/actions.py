"""Writing, approving, correcting and withdrawing advisories; confirming that one was read."""

from datetime import datetime

from flask import current_app
from sqlalchemy.exc import IntegrityError

from lms.accounts.actions import record
from lms.advisories import queries
from lms.advisories.models import Advisory, AdvisoryRead
from lms.advisories.rules import Notice, Reason, State
from lms.core import clock
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.events import AdvisoryApproved, AdvisoryWithdrawn, publish
from lms.core.freshness import sign_of
from lms.curriculum.actions import signing
from lms.curriculum.files.faults import Broken
from lms.curriculum.queries import drafts
from lms.curriculum.rules.drafts import State as Draft

KIND = "advisory"


def write(
    *, notice: Notice, by: int, at: datetime, corrects_id: int | None = None, reason: str | None = None
) -> Advisory:
    """Write an advisory, which nobody reads until a second person has approved it. One that corrects another takes its
    place then. The same once more, while it waits, is what there is. Raises NotThere."""
    corrected, said = queries.advisory(corrects_id).id if corrects_id else None, _said(notice)
    if same := queries.waiting_like({**said, "corrects_id": corrected, "reason": reason}, by=by):
        return same
    made = Advisory(corrects_id=corrected, reason=reason, written_at=at, written_by_id=by, **said)
    db.session.add(made)
    db.session.flush()
    record(action="advisory-written", kind=KIND, subject=made.id, by=by, at=at)
    return made


def change(*, advisory_id: int, notice: Notice, seen: str, by: int, at: datetime) -> Advisory:
    """Change what nobody has approved yet: who does so has written it. Raises NotThere, Refused(APPROVED_ALREADY or
    CHANGED_MEANWHILE)."""
    found = _waiting(advisory_id, seen)
    for name, value in _said(notice).items():
        setattr(found, name, value)
    found.written_at, found.written_by_id = at, by
    db.session.flush()
    record(action="advisory-changed", kind=KIND, subject=found.id, by=by, at=at)
    return found


def approve(*, advisory_id: int, seen: str, by: int, at: datetime) -> Advisory:
    """Let an advisory stand; what it corrects is withdrawn, the draft of its lesson is signed and published, and, if it
    tells everybody who is on a course, they are told once it stands. Raises NotThere, Refused(OWN_ADVISORY,
    APPROVED_ALREADY, CHANGED_MEANWHILE when it is not what was looked at, LESSON_NOT_IN_ORDER, LESSON_WITHDRAWN), and
    what signing a draft refuses."""
    found = _waiting(advisory_id, seen)
    if found.written_by_id == by:
        raise Refused(Reason.OWN_ADVISORY)
    if found.draft_id:
        _publish_lesson(found.draft_id, by=by, at=at)
    found.approved_at, found.approved_by_id = at, by
    if found.corrects_id:
        older = queries.advisory(found.corrects_id, to_change=True)
        if older.withdrawn_at is None:
            older.withdrawn_at, older.withdrawn_by_id, older.withdrawn_because = at, by, found.reason or ""
            if found.tells:  # or else what waits to be told of the older one is as true of this one
                _take_back_word(older, by=by, at=at)
    db.session.flush()
    record(action="advisory-approved", kind=KIND, subject=found.id, by=by, at=at)
    if found.tells:
        publish(AdvisoryApproved(at=at, by=by, advisory_id=found.id))
    return found


def withdraw(*, advisory_id: int, reason: str, by: int, at: datetime) -> Advisory:
    """Take an advisory from all pages, at once and without a second person: the careful side. Twice changes nothing.
    Raises NotThere."""
    found = queries.advisory(advisory_id, to_change=True)
    if found.withdrawn_at is None:
        found.withdrawn_at, found.withdrawn_by_id, found.withdrawn_because = at, by, reason
        db.session.flush()
        record(action="advisory-withdrawn", kind=KIND, subject=found.id, by=by, at=at)
        _take_back_word(found, by=by, at=at)
    return found


def confirm(*, advisory_id: int, by: int, at: datetime) -> None:
    """A trainer has read it. Twice changes nothing. Raises NotThere, Refused(NOT_STANDING)."""
    found = queries.advisory(advisory_id)
    if queries.state(found, clock.local(at).date()) is not State.STANDING:
        raise Refused(Reason.NOT_STANDING)
    try:
        with db.session.begin_nested():
            db.session.add(AdvisoryRead(advisory_id=found.id, user_id=by, read_at=at))
    except IntegrityError:  # pressed twice: the first time counts
        pass


def sign(found: Advisory) -> str:
    """A sign of what it says, and of what the draft of its lesson says: what is approved is what was looked at."""
    lesson = (found.lesson, found.draft_id and drafts.stamp(found.draft_id))
    news = (found.topic, found.source, found.checked_on)
    return sign_of(
        found.words, found.starts_on, found.ends_on, found.country, found.region, found.modules, found.tells,
        found.written_by_id, *(lesson if found.lesson else ()), *(news if found.topic else ()),
    )  # fmt: skip


def _take_back_word(found: Advisory, *, by: int, at: datetime) -> None:
    """Of it, and of what it took the place of."""
    if found.tells:
        publish(AdvisoryWithdrawn(at=at, by=by, advisory_id=found.id))
    if found.corrects_id:
        _take_back_word(queries.advisory(found.corrects_id), by=by, at=at)


def _publish_lesson(draft_id: int, *, by: int, at: datetime) -> None:
    """Sign off the draft of a lesson, if nobody has, and publish it: both, or neither."""
    draft, media = drafts.draft(draft_id), current_app.config["MEDIA"]
    if draft.state == Draft.WITHDRAWN:
        raise Refused(Reason.LESSON_WITHDRAWN)
    try:
        with db.session.begin_nested():
            if draft.state == Draft.SUBMITTED:
                signing.approve(draft_id=draft_id, stamp=drafts.stamp(draft_id), media=media, by=by, at=at)
            if draft.state != Draft.PUBLISHED:
                signing.publish_draft(draft_id=draft_id, media=media, by=by, at=at)
    except Broken:
        raise Refused(Reason.LESSON_NOT_IN_ORDER) from None


def _waiting(advisory_id: int, seen: str) -> Advisory:
    found = queries.advisory(advisory_id, to_change=True)
    if found.approved_at or found.withdrawn_at:
        raise Refused(Reason.APPROVED_ALREADY)
    if seen != sign(found):
        raise Refused(Reason.CHANGED_MEANWHILE)
    return found


def _said(notice: Notice) -> dict:
    return {
        "words": {language: dict(said) for language, said in notice.words.items()}, "starts_on": notice.starts_on,
        "ends_on": notice.ends_on, "country": notice.country, "region": notice.region,
        "modules": list(dict.fromkeys([*notice.modules, *filter(None, [notice.lesson])])), "lesson": notice.lesson,
        "draft_id": notice.draft_id, "tells": notice.tells, "topic": notice.topic and notice.topic.value,
        "source": notice.source, "checked_on": notice.checked_on,
    }  # fmt: skip
