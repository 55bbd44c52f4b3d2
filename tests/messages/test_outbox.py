import json
from datetime import timedelta

import pytest

from lms.core import clock
from lms.core.database import db
from lms.messages import actions, queries, transports
from lms.messages.models import OutboxMessage
from lms.messages.rules import MOST_TRIES, Channel, lease_after
from tests.factories.messages import make_message


@pytest.fixture
def runner(app, db_session):
    return app.test_cli_runner()


def test_a_leased_message_is_left_alone_until_the_lease_ends(db_session):
    first, second = make_message(), make_message()
    at = clock.now()
    assert [each.id for each in actions.lease(at=at)] == [first.id, second.id]
    assert actions.lease(at=at) == []
    actions.mark_sent(message_ids=[first.id], at=at)
    assert [each.id for each in actions.lease(at=at + lease_after(1))] == [second.id]


def test_a_printed_slip_is_not_sent_and_a_dead_address_is_given_up(db_session):
    make_message(channel=Channel.PRINT, address=None)
    make_message()
    tries = [len(actions.lease(at=clock.now() + timedelta(days=day))) for day in range(MOST_TRIES + 2)]
    assert tries == [1] * MOST_TRIES + [0, 0]


def test_the_address_is_not_readable_in_the_database(db_session):
    make_message(address="+992901234567")
    assert "901234567" not in db_session.execute(db.text("select address from outbox_message")).scalar_one()


def test_a_person_has_their_messages_the_newest_first(db_session):
    make_message(person_key="other")
    old, new = make_message(code="old"), make_message(code="new")
    assert queries.of_person("key") == [new, old]


def test_the_worker_sends_and_says_nothing_personal(app, runner):
    message = make_message(body="Гулнора, пагоҳ соати 8:30")
    result = runner.invoke(args=["messages", "send"])
    assert result.exit_code == 0
    assert ("Гулнора" in result.output, "901234567" in result.output) == (False, False)
    assert result.output.splitlines()[-1] == "1 sent, 0 to be tried again."
    assert db.session.get(OutboxMessage, message.id).sent_at is not None


def test_the_worker_writes_to_a_file(app, runner, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "MESSAGES_TRANSPORT", "file")
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    make_message(body="Салом")
    runner.invoke(args=["messages", "send"])
    lines = (tmp_path / "outbox/messages.jsonl").read_text().splitlines()
    assert [json.loads(line)["body"] for line in lines] == ["Салом"]


def test_a_line_that_fails_is_tried_again_later(app, runner, monkeypatch):
    def fail(_letter):
        raise OSError("no line to +992901234567")

    monkeypatch.setitem(transports.TRANSPORTS, "console", fail)
    message = make_message()
    result = runner.invoke(args=["messages", "send"])
    assert result.output.splitlines()[-1] == "0 sent, 1 to be tried again."
    assert (message.sent_at, message.tries) == (None, 1)
