"""Forgetting what has had its time, with every count as it was."""

from collections import Counter
from datetime import datetime

from lms.accounts.actions.forgetting import forget_sign_ins
from lms.attendance.actions.forgetting import forget_notes
from lms.certificates.actions.forgetting import forget_names
from lms.core import clock
from lms.evaluation.actions import forget_words
from lms.messages.actions import forget_settled
from lms.privacy import queries
from lms.privacy.rules.data_map import Kept
from lms.privacy.rules.retention import Plan
from lms.registration.actions.forgetting import forget

AT_ONCE = 500  # records: whoever runs this goes on until nothing is left


class CountsChanged(RuntimeError):
    """Erasing would have changed a figure: nothing was erased."""


def apply_plan(*, plan: Plan, at: datetime) -> Counter[Kept]:
    """Erase or make anonymous what the plan says is over, and return how many of each kind. Raises CountsChanged."""
    before = queries.counts()
    done: Counter[Kept] = Counter()
    cut = {kind: at - term.length for kind, term in plan.items()}
    day = clock.local(cut[Kept.RECORDS]).date()
    for registration_id in queries.over_records(before=day, since=cut[Kept.RECORDS], most=AT_ONCE):
        forget_names(registration_id=registration_id)
        forget(registration_id=registration_id, at=at)
        done[Kept.RECORDS] += 1
    done[Kept.MESSAGES] = forget_settled(before=cut[Kept.MESSAGES])
    done[Kept.NOTES] = forget_notes(before=cut[Kept.NOTES])
    done[Kept.NOTES] += forget_words(before=clock.local(cut[Kept.NOTES]).date())
    done[Kept.SIGN_INS] = forget_sign_ins(before=cut[Kept.SIGN_INS])
    if queries.counts() != before:
        raise CountsChanged
    return done
