"""Writing down in the draft of a module who agreed to its key messages, and taking it out again (E145)."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lms.core.errors import Refused
from lms.curriculum.actions.drafts import write
from lms.curriculum.files.rewriting import rewrite
from lms.curriculum.files.toml import UNREADABLE
from lms.curriculum.models import Draft
from lms.curriculum.queries import checking, drafts
from lms.curriculum.rules.agreements import agreed_anew, is_to_older_text, taken_out
from lms.curriculum.rules.drafts import Reason

FILE = "module.toml"


def write_agreement(
    *, draft_id: int, who: Mapping[str, str], on: date, revision: int, base: int | None, media: Path, by: int,
    at: datetime,
) -> Draft:  # fmt: skip
    """Write down that somebody (`who`: language → name) agreed to the key messages on a day, over the text that was
    seen. Sent twice, it stands once. Raises NotThere, Refused: AGREED_BEFORE when they had agreed to an older text on
    that day or later, NO_FACTS when the draft cannot be read, OVERTAKEN, CLOSED."""
    row = {"by": dict(who), "on": on}
    found = drafts.draft(draft_id)

    def agreed(facts: Mapping[str, Any]) -> dict[str, Any]:
        would = checking.document_in_work(found, media, agreed=row)
        if would is None:
            raise Refused(Reason.NO_FACTS)
        if is_to_older_text(row, facts, would):
            raise Refused(Reason.AGREED_BEFORE)
        return agreed_anew(facts, row)

    return _changed(draft_id, agreed, revision=revision, base=base, by=by, at=at)


def take_agreement_out(
    *, draft_id: int, which: str, revision: int, base: int | None, by: int, at: datetime
) -> Draft:
    """Take one out, by its sign. Raises NotThere, Refused: NO_FACTS, OVERTAKEN, CLOSED."""
    return _changed(draft_id, lambda facts: taken_out(facts, which), revision=revision, base=base, by=by, at=at)


def _changed(
    draft_id: int, change: Callable[[Mapping[str, Any]], dict[str, Any]], *, revision: int, base: int | None, by: int,
    at: datetime,
) -> Draft:  # fmt: skip
    text = drafts.text_of(drafts.draft(draft_id, to_change=True), FILE)
    try:
        made = rewrite(text, change(tomllib.loads(text)))
    except UNREADABLE:
        raise Refused(Reason.NO_FACTS) from None
    return write(draft_id=draft_id, file=FILE, text=made, revision=revision, base=base, by=by, at=at)
