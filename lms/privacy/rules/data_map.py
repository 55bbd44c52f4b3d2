"""The data map: what is kept of people, in which fields, why, on what basis, who sees it, and for how long.

The long notice and `docs/data-map.md` are made of it; a test holds it against the tables. Standard library only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """A kind of data, as a person would name it."""

    NAMES = "names"
    BIRTH = "birth"
    PHONE = "phone"
    HOME = "home"
    NEEDS = "needs"
    READING = "reading"
    SKILLS = "skills"
    FAMILY = "family"
    JOURNEY = "journey"
    COURSE = "course"
    CLASSES = "classes"
    ATTENDANCE = "attendance"
    SUPPORT = "support"
    RESULTS = "results"
    CERTIFICATE = "certificate"
    MESSAGES = "messages"
    OPINION = "opinion"
    NOTES = "notes"
    ENTRY = "entry"
    REFERRAL = "referral"
    CHOICES = "choices"
    SIGN_IN = "sign-in"
    TRAIL = "trail"
    TWICE = "twice"
    STAFF = "staff"


class Why(StrEnum):
    """For what it is needed."""

    KNOW = "know"
    REACH = "reach"
    PREPARE = "prepare"
    FIT = "fit"
    HOLD = "hold"
    PROVE = "prove"
    BETTER = "better"
    PROTECT = "protect"
    TEACH = "teach"


class Basis(StrEnum):
    """On what ground the law lets it be kept."""

    TASK = "task"
    CONSENT = "consent"
    DUTY = "duty"


class Who(StrEnum):
    """Who sees it, besides the person."""

    CENTRE = "centre"
    TRAINER = "trainer"
    NOBODY = "nobody"
    CHECKER = "checker"
    ADMIN = "admin"


class Kept(StrEnum):
    """Until when: the kinds of record of the retention plan, and those that the plan leaves alone."""

    RECORDS = "records"
    MESSAGES = "messages"
    NOTES = "notes"
    SIGN_INS = "sign-ins"
    FOREVER = "forever"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the map. A field is a table, or a column of one."""

    what: What
    fields: tuple[str, ...]
    why: Why
    basis: Basis
    who: Who
    kept: Kept


def _registration(*columns: str) -> tuple[str, ...]:
    return tuple(f"registration.{column}" for column in columns)


MAP = (
    Entry(What.NAMES, (*_registration("family_name_latin", "given_name_latin", "family_name", "given_name",
          "patronymic", "number"), "name_key", "retired_number", "names_said"),
          Why.KNOW, Basis.TASK, Who.CENTRE, Kept.RECORDS),
    Entry(What.BIRTH, _registration("birth_date", "sex"), Why.KNOW, Basis.TASK, Who.CENTRE, Kept.RECORDS),
    Entry(What.PHONE, _registration("phone", "phone_index"), Why.REACH, Basis.TASK, Who.CENTRE, Kept.RECORDS),
    Entry(What.HOME, _registration("region", "district", "jamoat", "jamoat_index", "centre_code"), Why.FIT, Basis.TASK,
          Who.CENTRE, Kept.RECORDS),
    Entry(What.NEEDS, _registration("needs"), Why.PREPARE, Basis.CONSENT, Who.TRAINER, Kept.RECORDS),
    Entry(What.READING, _registration("reads_alone", "pictures_first", "has_internet", "language"), Why.FIT, Basis.TASK,
          Who.TRAINER, Kept.RECORDS),
    Entry(What.SKILLS, (*_registration("education", "speaks", "safety_training", "oriented_on"), "paper"), Why.FIT,
          Basis.CONSENT, Who.CENTRE, Kept.RECORDS),
    Entry(What.FAMILY, ("family_member", "companion", "travel_group", "travel_group_member"), Why.PREPARE,
          Basis.CONSENT, Who.TRAINER, Kept.RECORDS),
    Entry(What.JOURNEY, ("journey",), Why.FIT, Basis.TASK, Who.CENTRE, Kept.RECORDS),
    Entry(What.COURSE, ("enrolment", "module_progress"), Why.TEACH, Basis.TASK, Who.CENTRE, Kept.RECORDS),
    Entry(What.CLASSES, ("seat", "wait", "make_up", "booking", "proposed_seat", "unplaced"), Why.HOLD, Basis.TASK,
          Who.TRAINER, Kept.RECORDS),
    Entry(What.ATTENDANCE, ("mark", "walk_in", "contradiction", "sheet_photo"), Why.PROVE, Basis.TASK, Who.TRAINER,
          Kept.RECORDS),
    Entry(What.SUPPORT, ("childcare", "childcare_day", "travel_support", "reimbursement", "guest_support"), Why.PREPARE,
          Basis.CONSENT, Who.CENTRE, Kept.RECORDS),
    Entry(What.RESULTS, ("attempt", "attempt_answer", "sent_go"), Why.PROVE, Basis.TASK, Who.CENTRE, Kept.RECORDS),
    Entry(What.CERTIFICATE, ("certificate", "changes_read"), Why.PROVE, Basis.TASK, Who.CHECKER, Kept.RECORDS),
    Entry(What.MESSAGES, ("outbox_message",), Why.REACH, Basis.TASK, Who.CENTRE, Kept.MESSAGES),
    Entry(What.OPINION, ("invitation", "response", "response_answer", "box_question", "asked_question"), Why.BETTER,
          Basis.CONSENT, Who.NOBODY, Kept.NOTES),
    Entry(What.NOTES, ("incident", "correction_wish"), Why.PROTECT, Basis.TASK, Who.CENTRE, Kept.NOTES),
    Entry(What.ENTRY, ("entry_check",), Why.PROTECT, Basis.CONSENT, Who.CENTRE, Kept.RECORDS),
    Entry(What.REFERRAL, ("referral",), Why.PROTECT, Basis.CONSENT, Who.CENTRE, Kept.RECORDS),
    Entry(What.CHOICES, ("consent", "legal_hold"), Why.PROTECT, Basis.DUTY, Who.CENTRE, Kept.RECORDS),
    Entry(What.SIGN_IN, ("account", "role_grant", "sign_in", "one_time_link", "failed_try", "known_device",
          "second_factor", "recovery_code", "pin_code", "calendar_feed"),
          Why.PROTECT, Basis.TASK, Who.ADMIN, Kept.SIGN_INS),
    Entry(What.TRAIL, ("audit_entry", "trail_seal", "export_request"), Why.PROTECT, Basis.DUTY, Who.ADMIN,
          Kept.FOREVER),
    Entry(What.TWICE, ("lookalike", "merge"), Why.KNOW, Basis.TASK, Who.CENTRE, Kept.RECORDS),
    Entry(What.STAFF, ("trainer", "appraisal", "authorisation", "qualification", "selection_score", "trainer_seat",
          "trainer_time", "trainer_mark", "training_passed", "advisory_read", "edition_read"),
          Why.TEACH, Basis.TASK, Who.ADMIN, Kept.WORK),
)  # fmt: skip
# What holds things together and says nothing about anybody: numbers of rows, moments, what makes a form sent once.
TECHNICAL = re.compile(r"id|key|\w+_id|\w+_at|form_token")


def unmapped(tables: dict[str, Iterable[str]]) -> list[str]:
    """Fields of these tables (name → columns) of which the map says nothing."""
    named = {field for entry in MAP for field in entry.fields}
    return [
        f"{table}.{column}"
        for table, columns in tables.items()
        if table not in named
        for column in columns
        if f"{table}.{column}" not in named and not TECHNICAL.fullmatch(column)
    ]
