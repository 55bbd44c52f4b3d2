"""Forgetting what has had its time, with every count as it was."""

from collections import Counter
from datetime import datetime

from lms.accounts.actions import forget_devices
from lms.accounts.actions.forgetting import forget_sign_ins
from lms.attendance.actions.forgetting import forget_classes, forget_notes
from lms.certificates.actions.forgetting import forget_names
from lms.companion.actions import forget_questions
from lms.core import clock
from lms.core.database import db
from lms.evaluation.actions import forget_words
from lms.messages.actions import forget_letters, forget_old_letters
from lms.privacy import queries
from lms.privacy.actions.correcting import forget_wishes
from lms.privacy.rules.data_map import Kept
from lms.privacy.rules.retention import Plan
from lms.registration import queries as registration
from lms.registration.actions.forgetting import forget, forget_codes

AT_ONCE = 500  # people


class CountsChanged(RuntimeError):
    """Erasing would have changed a figure: nothing was erased."""


def apply_plan(*, plan: Plan, at: datetime) -> tuple[Counter[Kept], bool]:
    """Erase or make anonymous what the plan says is over, of people at most AT_ONCE, and return how many of each kind,
    and whether more people may be over. Only counts of what is over are compared: others work meanwhile. Raises
    CountsChanged."""
    words = queries.figures_before(messages=at - plan[Kept.MESSAGES].length, notes=at - plan[Kept.NOTES].length)
    before = queries.counts(words)
    done = _forget_words(plan, at)
    if queries.counts(words) != before:
        raise CountsChanged
    people = _forget_records(plan, at)
    done[Kept.RECORDS] += people
    return done, people > 0


def what_is_over(*, plan: Plan, at: datetime) -> Counter[Kept]:
    """How many of each kind the plan says are over; they stay."""
    trial = db.session.begin_nested()
    done = _forget_words(plan, at)
    trial.rollback()
    done[Kept.RECORDS] += queries.count_over_records(**_records_of(plan, at))
    return done


def _records_of(plan: Plan, at: datetime) -> dict:
    since = at - plan[Kept.RECORDS].length
    return {"before": clock.local(since).date(), "since": since}


def _forget_records(plan: Plan, at: datetime) -> int:
    people = queries.over_records(**_records_of(plan, at), most=AT_ONCE)
    keys = {each: registration.by_id(each).key for each in people}
    for each in people:
        keys |= registration.merged_into(each)
    theirs = queries.figures_of(keys)
    before = queries.counts(theirs)
    for registration_id in keys:
        forget_names(registration_id=registration_id)
        forget(registration_id=registration_id, at=at)
    forget_letters(person_keys=keys.values(), at=at)
    if queries.counts(theirs) != before:
        raise CountsChanged
    return len(people)


def _forget_words(plan: Plan, at: datetime) -> Counter[Kept]:
    cut = {kind: at - term.length for kind, term in plan.items()}
    held = queries.held()
    theirs = queries.classes_of(held)
    done: Counter[Kept] = Counter()
    done[Kept.RECORDS] = forget_classes(before=clock.local(cut[Kept.RECORDS]).date(), but=theirs, at=at)
    done[Kept.MESSAGES] = forget_old_letters(before=cut[Kept.MESSAGES], but=held.values(), at=at)
    done[Kept.NOTES] = forget_notes(before=cut[Kept.NOTES], but=theirs, at=at)
    done[Kept.NOTES] += forget_words(before=clock.local(cut[Kept.NOTES]).date())
    done[Kept.NOTES] += forget_wishes(before=cut[Kept.NOTES], but=held, at=at)
    done[Kept.NOTES] += forget_questions(before=cut[Kept.NOTES])
    done[Kept.SIGN_INS] = forget_sign_ins(before=cut[Kept.SIGN_INS])
    done[Kept.SIGN_INS] += forget_devices(before=cut[Kept.SIGN_INS]) + forget_codes(before=cut[Kept.SIGN_INS])
    return done
