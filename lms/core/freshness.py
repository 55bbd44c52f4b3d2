"""Two people with one form: a sign of what the page showed comes back with it, so that a change made in between is
noticed and not silently undone."""

from enum import StrEnum

from lms.core.encryption import index_of, indexes_of
from lms.core.errors import Refused


class Reason(StrEnum):
    """Why something cannot be changed any more as it was seen."""

    CHANGED_MEANWHILE = "changed-meanwhile"


def sign_of(*facts: object) -> str:
    """A short sign of these facts, from which they cannot be read."""
    return _short(index_of(repr(facts)))


def _short(digest: str) -> str:
    return digest[-16:]


def refuse_if_changed(
    seen: str | None, *, now: tuple, wanted: tuple, reason: StrEnum = Reason.CHANGED_MEANWHILE
) -> None:
    """Raises Refused(CHANGED_MEANWHILE) when `seen` is not the sign of what is there `now`. A command has seen nothing;
    and a form sent twice finds what it `wanted` and may be done again in peace."""
    if seen and now != wanted and seen not in map(_short, indexes_of(repr(now))):
        raise Refused(reason)
