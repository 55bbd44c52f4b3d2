"""A draft on its way: handed to the reviewers, sent back, signed off by somebody else, published (E62–E64)."""

from datetime import datetime
from pathlib import Path

from flask import current_app

from lms.core.errors import Refused
from lms.curriculum import queries
from lms.curriculum.actions.drafts import note_deed
from lms.curriculum.actions.publishing import hold, publish
from lms.curriculum.models import Draft, Edition
from lms.curriculum.queries import checking, drafts
from lms.curriculum.rules.drafts import LONGEST_NOTE, Deed, Reason, State, after, may_sign


def submit(*, draft_id: int, media: Path, by: int, at: datetime) -> Draft:
    """Hand a draft to the reviewers and the approver. Refused: UNCHANGED, FAULTY, NOT_NOW."""
    found = _go(draft_id, Deed.SUBMITTED)
    if drafts.draft_files(found) == drafts.base_files(found):
        raise Refused(Reason.UNCHANGED)
    if checking.faults_of_draft(found, media):
        raise Refused(Reason.FAULTY)
    return _done(found, Deed.SUBMITTED, by=by, at=at)


def recall(*, draft_id: int, by: int, at: datetime) -> Draft:
    """Take a draft back to work on it again: a signature ends with it. Refused(NOT_NOW)."""
    return _done(_go(draft_id, Deed.RECALLED), Deed.RECALLED, by=by, at=at)


def send_back(*, draft_id: int, reason: str, by: int, at: datetime) -> Draft:
    """Give a draft back to its authors, and say why. Refused: NO_REASON, NOT_NOW."""
    found = _go(draft_id, Deed.SENT_BACK)
    if not reason.strip():
        raise Refused(Reason.NO_REASON)
    return _done(found, Deed.SENT_BACK, by=by, at=at, note=reason.strip()[:LONGEST_NOTE])


def approve(*, draft_id: int, stamp: int, media: Path, by: int, at: datetime) -> Draft:
    """Sign a draft off as it was read; `stamp` says which of its texts that was. Whoever wrote in it cannot, unless the
    house is too small for four eyes. Refused: OWN_DRAFT, CHANGED_SINCE, FAULTY, NOT_NOW."""
    found = _go(draft_id, Deed.APPROVED)
    if not may_sign(by, drafts.worked_on(found), four_eyes=current_app.config["FOUR_EYES"]):
        raise Refused(Reason.OWN_DRAFT)
    if stamp != drafts.stamp(draft_id):
        raise Refused(Reason.CHANGED_SINCE)
    if checking.faults_of_draft(found, media):
        raise Refused(Reason.FAULTY)
    return _done(found, Deed.APPROVED, by=by, at=at)


def withdraw(*, draft_id: int, by: int, at: datetime, reason: str = "") -> Draft:
    """Give a draft up; what was written in it is kept. Refused(NOT_NOW)."""
    note = reason.strip()[:LONGEST_NOTE]
    return _done(_go(draft_id, Deed.WITHDRAWN), Deed.WITHDRAWN, by=by, at=at, note=note)


def publish_draft(*, draft_id: int, media: Path, by: int, at: datetime) -> list[Edition]:
    """Make the new edition out of a draft that was signed off, and those of all that stands on it; returns them. Raises
    Broken, when anything anywhere does not fit it: then nothing has changed. Refused: NEWER_EDITION, NOT_NOW."""
    hold()
    found = _go(draft_id, Deed.PUBLISHED)
    if drafts.overtaken(found):
        raise Refused(Reason.NEWER_EDITION)
    made = publish(courses=checking.read_to_publish(found, media), by=by, at=at)
    found.edition_id = queries.newest_id(found.kind, found.slug)
    _done(found, Deed.PUBLISHED, by=by, at=at)
    return made


def _go(draft_id: int, deed: Deed) -> Draft:
    """The draft, if this can be done with it now."""
    found = drafts.draft(draft_id, to_change=True)
    if after(State(found.state), deed) is None:
        raise Refused(Reason.NOT_NOW)
    return found


def _done(found: Draft, deed: Deed, *, by: int, at: datetime, note: str = "") -> Draft:
    found.state = after(State(found.state), deed).value
    note_deed(found, deed, by=by, at=at, note=note)
    return found
