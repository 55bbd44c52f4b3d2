"""Signing in, and giving roles."""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import select

from lms.accounts import actions, queries
from lms.accounts.models import AuditEntry
from lms.accounts.rules import Reason
from lms.core import clock
from lms.core.actors import Grant, Role
from lms.core.database import unit_of_work
from lms.core.errors import Refused
from tests.at_once import at_once
from tests.factories.accounts import make_user

SECRET = "three quiet mountains"


def sign_in(login="zaynab", secret=SECRET, address="10.0.0.1", at=None):
    return actions.sign_in(login=login, secret=secret, address=address, at=at or clock.now())


def test_a_signed_in_device_is_known_until_it_signs_out(db_session):
    user = make_user(login="zaynab", secret=SECRET, role=Role.OFFICER, centre="bokhtar")
    token, found, half = sign_in()
    assert half is False
    assert found.id == user.id
    actor = queries.present(token, clock.now()).actor
    assert (actor.user_id, actor.grants) == (user.id, frozenset({Grant(Role.OFFICER, "bokhtar")}))
    assert queries.present(token, clock.now() + timedelta(hours=13)) is None
    actions.sign_out(token=token, at=clock.now())
    assert queries.present(token, clock.now()) is None


def test_a_registration_number_may_be_typed_with_spaces(db_session):
    make_user(login="304819275", secret="482915")
    assert not isinstance(sign_in(login="3048 1927 5", secret="482915"), Reason)


def test_the_sixth_try_must_wait_even_with_the_right_secret(db_session):
    make_user(login="zaynab", secret=SECRET)
    for _ in range(5):
        assert sign_in(secret="wrong") is Reason.WRONG_SECRET
    assert sign_in() is Reason.TOO_MANY_TRIES
    assert not isinstance(sign_in(at=clock.now() + timedelta(minutes=2)), Reason)


def test_one_persons_wrong_tries_do_not_lock_out_the_next_at_the_same_address(db_session):
    make_user(login="zaynab", secret=SECRET)
    for _ in range(6):
        sign_in(login="somebody", secret="wrong")
    assert not isinstance(sign_in(), Reason)


def test_a_closed_account_cannot_be_used_and_its_devices_are_out(db_session):
    admin, user = make_user(role=Role.ADMIN), make_user(login="zaynab", secret=SECRET)
    token, *_ = sign_in()
    actions.set_open(user_id=user.id, is_open=False, by=admin.id, at=clock.now())
    assert sign_in() is Reason.ACCOUNT_CLOSED
    assert queries.present(token, clock.now()) is None


def test_nobody_changes_their_own_roles(db_session):
    admin = make_user(role=Role.ADMIN)
    with pytest.raises(Refused) as refused:
        actions.set_grants(user_id=admin.id, grants=[], by=admin.id, at=clock.now())
    assert refused.value.reason is Reason.OWN_ACCOUNT


def test_roles_are_replaced_and_the_change_is_on_record(db_session):
    admin, user = make_user(role=Role.ADMIN), make_user(role=Role.OFFICER, centre="bokhtar")
    actions.set_grants(user_id=user.id, grants=[Grant(Role.MNE)], by=admin.id, at=clock.now())
    db_session.expire(user)
    assert queries.as_actor(user).grants == frozenset({Grant(Role.MNE)})
    last = db_session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (last.action, last.subject_id, last.by_id) == ("roles-changed", user.id, admin.id)


def test_a_link_sets_the_password_once(db_session):
    user = make_user(login="new")
    token = actions.make_link(user_id=user.id, by=None, at=clock.now())
    with pytest.raises(Refused) as refused:
        actions.use_link(token=token, password="short", at=clock.now())
    assert refused.value.reason is Reason.PASSWORD_SHORT
    actions.use_link(token=token, password=SECRET, at=clock.now())
    assert not isinstance(sign_in(login="new"), Reason)
    with pytest.raises(Refused) as refused:
        actions.use_link(token=token, password=SECRET, at=clock.now())
    assert refused.value.reason is Reason.LINK_SPENT


def test_a_login_is_given_once(db_session):
    make_user(login="zaynab")
    with pytest.raises(Refused) as refused:
        make_user(login=" Zaynab ")
    assert refused.value.reason is Reason.LOGIN_TAKEN


def test_a_link_that_two_use_in_the_same_moment_serves_one(new_app, monkeypatch):
    app, read, both = new_app(), queries.open_link, Barrier(2)

    def read_together(*link):
        found = read(*link)
        with suppress(BrokenBarrierError):  # SQLite lets one writer in at a time
            both.wait(timeout=1)
        return found

    monkeypatch.setattr(queries, "open_link", read_together)
    with app.app_context(), unit_of_work():
        token = actions.make_link(user_id=make_user().id, by=None, at=clock.now())
    passwords = ("three quiet mountains", "four loud rivers run")
    faults = at_once(app, [partial(actions.use_link, token=token, password=each, at=clock.now()) for each in passwords])
    assert [each.reason for each in faults] == [Reason.LINK_SPENT]
