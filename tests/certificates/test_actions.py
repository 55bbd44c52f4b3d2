"""Issuing, revoking and replacing."""

from copy import deepcopy
from dataclasses import asdict
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from lms.attendance import actions as attendance
from lms.attendance.rules import MarkState
from lms.certificates import actions, printing, queries
from lms.certificates.models import Certificate
from lms.certificates.rules import Lack, Missing, Reason, RevokedFor, Way, serial_is_right
from lms.classes import actions as seats
from lms.classes.models import Seat
from lms.core import clock
from lms.core.errors import Refused
from lms.core.events import EnrolmentsProgressed
from lms.messages.models import OutboxMessage
from lms.registration import queries as registration
from tests.factories.attendance import make_attendance, make_roll_call
from tests.factories.certificates import correct_name, make_certificate
from tests.factories.classes import make_class, make_seat, session_of
from tests.factories.registration import make_enrolment

FROZEN = (
    "serial", "code", "signed", "name", "latin_name", "language", "evidence", "issued_at", "expires_on", "revoked_at",
    "replaced_at",
)  # fmt: skip


def test_the_last_missing_block_issues_the_certificate(db_session):
    enrolment = make_enrolment()
    training_class = make_class()
    make_seat(training_class=training_class, enrolment=enrolment)
    sessions = [each for each in training_class.sessions if each.block]
    for session in sessions[:-1]:
        make_roll_call(session=session)
    assert queries.of_enrolment(enrolment.id) is None
    make_roll_call(session=sessions[-1])
    found = queries.of_enrolment(enrolment.id)
    assert found.issued_at == sessions[-1].ends_at
    assert serial_is_right(found.serial)
    assert found.name == "Раҳимова Гулнора Баҳромовна"
    assert found.latin_name == enrolment.registration.latin_name
    assert found.evidence["minutes"] == 390
    assert [block["id"] for block in found.evidence["blocks"]] == [each.block for each in sessions]


def test_in_the_middle_of_a_class_nobody_is_looked_at_closer(db_session):
    seat, other = (make_seat(training_class=found) for found in [make_class()] * 2)
    ids, blocks = [seat.enrolment_id, other.enrolment_id], [each for each in seat.training_class.sessions if each.block]
    for each in blocks:
        assert queries.hopeful(ids) == []
        make_roll_call(session=each, states={other.enrolment_id: MarkState.ABSENT} if each is blocks[0] else None)
    assert queries.hopeful(ids) == ([] if queries.of_enrolment(seat.enrolment_id) else [seat.enrolment_id])


def test_a_missed_block_gives_none_until_it_is_made_up_elsewhere(db_session):
    enrolment = make_enrolment()
    first = make_class()
    make_seat(training_class=first, enrolment=enrolment)
    make_attendance(training_class=first, missed={"family-hour": enrolment.id})
    assert queries.of_enrolment(enrolment.id) is None
    assert queries.missing_for(enrolment) == [Missing(Lack.BLOCK_MISSED, "family-hour")]
    second = make_class(first_day=first.last_day + timedelta(days=1))
    session = session_of(second, "family-hour")
    seats.book_make_up(
        session_id=session.id, enrolment_id=enrolment.id, block="family-hour", by=None,
        at=first.sessions[-1].ends_at,
    )  # fmt: skip
    make_roll_call(session=session)
    blocks = queries.of_enrolment(enrolment.id).evidence["blocks"]
    assert blocks[-1]["centre"] == second.centre.names
    assert blocks[-1]["on"] == second.first_day.isoformat()
    assert blocks[0]["centre"] == first.centre.names


def test_a_correction_by_an_officer_issues_it_too(db_session):
    enrolment = make_enrolment()
    training_class = make_class()
    make_seat(training_class=training_class, enrolment=enrolment)
    make_attendance(training_class=training_class, missed={"papers": enrolment.id})
    session = session_of(training_class, "papers")
    attendance.mark(
        session_id=session.id, enrolment_id=enrolment.id, state=MarkState.LATE, by=None,
        at=session.ends_at + timedelta(days=1),
    )  # fmt: skip
    assert queries.of_enrolment(enrolment.id) is not None


def test_progress_told_twice_issues_one(db_session):
    found = make_certificate()
    actions.issue_if_earned(EnrolmentsProgressed(clock.now(), None, (found.enrolment_id,)))
    assert queries.count() == 1
    assert queries.of_enrolment(found.enrolment_id) == found


def test_the_person_is_told_in_her_language(db_session):
    found = make_certificate(language="tg")
    message = db_session.scalar(select(OutboxMessage).where(OutboxMessage.code == "certificate-issued"))
    assert (message.person_key, message.language) == (found.registration.key, "tg")
    assert message.body == "Сертификати шумо тайёр аст. Онро дар сомона ё аз марказ гиред."


def test_nothing_that_changes_later_changes_it(db_session):
    """Neither the row, nor what its square says, nor one byte of the paper."""
    found = make_certificate()
    frozen = deepcopy({each: getattr(found, each) for each in FROZEN})
    paper = printing.pdf([found], site="https://lms.example")
    person, seat = found.registration, db_session.scalar(select(Seat).where(Seat.enrolment_id == found.enrolment_id))
    held = seat.training_class
    person.family_name, person.given_name_latin, person.number = "Каримова", "Other", "000000000"
    held.centre.names, held.sessions[0].trainer.name = {"tg": "Дигар", "en": "Other"}, "Каси дигар"
    session = session_of(held, "papers")
    attendance.mark(
        session_id=session.id, enrolment_id=found.enrolment_id, state=MarkState.ABSENT, by=None,
        at=session.ends_at + timedelta(days=1),
    )  # fmt: skip
    db_session.flush()
    db_session.expire_all()
    assert queries.missing_for(registration.enrolment(found.enrolment_id)) != []
    assert {each: getattr(found, each) for each in FROZEN} == frozen
    assert printing.pdf([found], site="https://lms.example") == paper


def test_a_revoked_one_is_not_issued_again_by_itself_but_by_a_person(db_session):
    old = make_certificate()
    actions.revoke(certificate_id=old.id, reason=RevokedFor.MISTAKE, by=None, at=clock.now())
    actions.issue_if_earned(EnrolmentsProgressed(clock.now(), None, (old.enrolment_id,)))
    assert queries.of_enrolment(old.enrolment_id) is None
    new = actions.issue(enrolment_id=old.enrolment_id, by=None, at=clock.now())
    assert queries.of_enrolment(old.enrolment_id) == new
    with pytest.raises(Refused) as refused:
        actions.issue(enrolment_id=old.enrolment_id, by=None, at=clock.now())
    assert refused.value.reason is Reason.STANDS_ALREADY


def test_a_corrected_name_gives_a_new_one_in_place_of_the_old(db_session):
    old = make_certificate()
    with pytest.raises(Refused) as refused:
        actions.replace(certificate_id=old.id, by=None, at=clock.now())
    assert refused.value.reason is Reason.SAME_NAMES
    correct_name(old)
    new = actions.replace(certificate_id=old.id, by=None, at=clock.now())
    assert (old.replaced_by_id, new.name) == (new.id, "Раҳимова Гулнор Баҳромовна")
    said = {"way": Way.PASSPORT, "on": clock.today().isoformat()}
    assert (new.evidence, new.expires_on) == ({**old.evidence, "names": said}, old.expires_on)
    assert queries.of_enrolment(old.enrolment_id) == new
    assert {old.serial, old.code}.isdisjoint({new.serial, new.code})


def test_what_does_not_stand_is_neither_revoked_nor_replaced(db_session):
    found = make_certificate()
    actions.revoke(certificate_id=found.id, reason=RevokedFor.MISTAKE, by=None, at=clock.now())
    for again in (
        lambda: actions.revoke(certificate_id=found.id, reason=RevokedFor.MISUSE, by=None, at=clock.now()),
        lambda: actions.replace(certificate_id=found.id, by=None, at=clock.now()),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.reason is Reason.NOT_STANDING


def test_the_sweep_issues_what_was_not_issued(db_session, app, monkeypatch):
    monkeypatch.setitem(app.extensions, "listeners", {})
    enrolment = make_enrolment()
    training_class = make_class()
    make_seat(training_class=training_class, enrolment=enrolment)
    make_attendance(training_class=training_class)
    at = training_class.sessions[-1].ends_at
    assert actions.issue_earned(since=at - timedelta(days=2), by=None, at=at) == 1
    assert actions.issue_earned(since=at - timedelta(days=2), by=None, at=at) == 0
    assert db_session.scalar(select(func.count(Certificate.id))) == 1


def test_a_certificate_in_a_language_pages_do_not_speak_is_in_the_programmes_own(db_session):
    enrolment = make_enrolment()
    enrolment.registration.language = "sgh"
    assert make_certificate(enrolment=enrolment).language == "tg"


def test_the_evidence_is_plain_data(db_session):
    found = make_certificate()
    enrolment = make_enrolment()
    assert asdict(queries.evidence([enrolment])[enrolment.id])["blocks"] == ()
    assert found.evidence["assessment"] is None
