import json
from datetime import UTC, datetime, timedelta

import pytest

from lms.core import clock
from lms.core.database import db
from lms.messages import actions, queries, transports
from lms.messages.models import OutboxMessage
from lms.messages.rules import LEASE, MOST_TRIES, Channel, State, Undeliverable
from lms.messages.transports.local import forget_fetched_never
from tests.factories.messages import make_message
from tests.messages.conftest import NOON

BOTH = {Channel.SMS, Channel.EMAIL}
SOON = timedelta(minutes=1)


def taken(at, channels=BOTH) -> list[int]:
    return [each.id for each in actions.lease(channels=channels, at=at)]


def state(message: OutboxMessage) -> tuple[str, str | None]:
    db.session.refresh(message)
    return message.state, message.fault


def test_a_leased_message_is_left_alone_until_the_lease_ends(db_session):
    first, second = make_message(), make_message()
    at = clock.now()
    assert taken(at) == [first.id, second.id]
    assert taken(at) == []
    actions.mark_sent(message_ids=[first.id], at=at)
    assert taken(at + LEASE) == [second.id]


def test_a_message_over_which_its_workers_die_is_left_to_the_desk(db_session):
    message = make_message()
    took = [len(taken(NOON + LEASE * n)) for n in range(MOST_TRIES + 2)]
    assert took == [1] * MOST_TRIES + [0, 0]
    assert state(message) == ("failed", "no-answer")


def test_a_slip_is_not_sent(db_session):
    make_message(channel=Channel.PRINT, address=None)
    assert taken(clock.now()) == []


def test_no_sms_is_taken_out_at_night_but_an_email_is(db_session):
    sms, mail = make_message(), make_message(channel=Channel.EMAIL, address="a@example.tj")
    night = NOON.replace(hour=23)
    assert taken(night) == [mail.id]
    actions.mark_sent(message_ids=[mail.id], at=night)
    assert taken(night + timedelta(hours=9)) == [sms.id]


def test_what_has_lost_its_sense_is_not_sent(db_session):
    message = make_message(expires_at=NOON + timedelta(hours=1))
    assert taken(NOON + timedelta(hours=1)) == []
    assert state(message) == ("late", None)


def test_nobody_is_told_the_same_thing_twice(db_session):
    first = make_message(subject="class-7")
    assert make_message(subject="class-7").id == first.id
    others = [make_message(subject="class-8"), make_message(subject="class-7", person_key="other"), make_message()]
    assert len({first.id, *(each.id for each in others)}) == 4


def test_what_was_withdrawn_is_not_sent_until_it_is_true_again(db_session):
    message = make_message(subject="class-7")
    actions.withdraw(message_ids=[message.id], at=NOON)
    assert (taken(NOON), state(message)) == ([], ("withdrawn", None))
    make_message(subject="class-7", body="Пагоҳ")
    assert [(each.id, each.body) for each in actions.lease(channels=BOTH, at=NOON)] == [(message.id, "Пагоҳ")]


def test_what_waits_says_what_is_true_now_unless_somebody_is_sending_it(db_session):
    first = make_message(subject="class-7", expires_at=NOON + SOON)
    key = first.key
    make_message(subject="class-7", body="Пагоҳ", address="+992901111111", expires_at=NOON + LEASE * 3)
    db_session.refresh(first)
    assert (first.body, first.address, first.expires_at, first.key != key) == (
        "Пагоҳ", "+992901111111", NOON + LEASE * 3, True
    )  # fmt: skip
    assert taken(NOON) == [first.id]
    make_message(subject="class-7", body="Дигар")
    db_session.refresh(first)
    assert (first.body, first.tries) == ("Пагоҳ", 1)


def test_the_address_is_not_readable_in_the_database(db_session):
    make_message(address="+992901234567")
    assert "901234567" not in db_session.execute(db.text("select address from outbox_message")).scalar_one()


def test_a_person_has_their_messages_the_newest_first(db_session):
    make_message(person_key="other")
    old, new = make_message(code="old"), make_message(code="new")
    assert queries.of_people(["key"]) == [new, old]


def test_the_worker_sends_and_says_nothing_personal(send):
    message = make_message(body="Гулнора, пагоҳ соати 8:30")
    said = send()
    assert said == [f"message {message.id}: seat-taken, sms, tg", "1 sent, 0 to be tried again, 0 given up."]
    assert state(message) == ("sent", None)


def test_what_a_slow_line_is_sending_is_never_free_for_another_worker(send, noon, monkeypatch):
    messages = [make_message(person_key=f"key-{n}") for n in range(3)]
    sent, free = [], []

    def slow(letter) -> None:
        noon.shift(timedelta(minutes=2))
        sent.append(letter.id)
        free.append(letter.id in [each.id for each in queries.due(clock.now(), channels=BOTH, most=9)])

    monkeypatch.setattr("lms.messages.cli.ways", lambda: {Channel.SMS: slow})
    assert send() == ["3 sent, 0 to be tried again, 0 given up."]
    assert (sent, free, [each.tries for each in messages]) == ([each.id for each in messages], [False] * 3, [1] * 3)


def test_the_worker_writes_to_a_file(app, send, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "MESSAGES_TRANSPORT", "file")
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    message = make_message(body="Салом")
    send()
    [file] = (tmp_path / "outbox").iterdir()
    assert (file.name, file.stat().st_mode & 0o777) == (f"{message.key}.json", 0o600)
    assert json.loads(file.read_text())["body"] == "Салом"
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    assert [forget_fetched_never(before=written + timedelta(days=each)) for each in (-1, 1)] == [0, 1]


def test_without_a_way_out_everything_is_for_paper(app, send, monkeypatch):
    monkeypatch.setitem(app.config, "MESSAGES_TRANSPORT", "paper")
    message = make_message()
    assert send() == []
    wanted = db.session.scalars(db.select(OutboxMessage).where(queries.needs_somebody(NOON))).all()
    assert wanted == [message]
    assert queries.backlog() == (0, None)


def test_a_wrong_setting_is_named(app, send, monkeypatch):
    monkeypatch.setitem(app.config, "MESSAGES_TRANSPORT", "pigeon")
    assert send() == ["Error: LMS_MESSAGES_TRANSPORT must be one of: paper, console, file, gateway."]


def failing(monkeypatch, *faults: BaseException | None) -> list[int]:
    """Let the line fail with each of these in turn, then be well; which messages came over it."""
    left, came = list(faults), []

    def line(letter):
        came.append(letter.id)
        if left and (fault := left.pop(0)):
            raise fault

    monkeypatch.setitem(transports.LOCAL, "console", line)
    return came


def test_a_line_that_fails_is_tried_again_later_and_its_words_are_not_logged(send, monkeypatch, noon, caplog):
    came = failing(monkeypatch, OSError("no line to +992901234567"))
    message = make_message()
    assert send() == ["0 sent, 1 to be tried again, 0 given up."]
    assert send() == []
    noon.shift(SOON * 2)
    assert send() == ["1 sent, 0 to be tried again, 0 given up."]
    assert (came, state(message)) == ([message.id] * 2, ("sent", None))
    assert [each.getMessage() for each in caplog.records] == [f"message {message.id} not sent: OSError"]


def test_after_the_last_try_the_desk_is_asked(send, monkeypatch, noon):
    failing(monkeypatch, *[OSError()] * MOST_TRIES)
    message = make_message()
    for _ in range(MOST_TRIES):
        send()
        noon.move_to(message.next_try_at if message.state == State.WAITING else NOON)
        if queries.quiet().hold(clock.local(clock.now())):
            noon.shift(timedelta(hours=11))
    assert state(message) == ("failed", "no-answer")
    wanted = db.session.scalars(db.select(OutboxMessage).where(queries.needs_somebody(clock.now()))).all()
    assert wanted == [message]


def test_a_refusal_is_not_tried_again(send, monkeypatch, noon):
    came = failing(monkeypatch, Undeliverable())
    message = make_message()
    assert send() == ["0 sent, 0 to be tried again, 1 given up."]
    noon.shift(timedelta(days=1))
    assert (send(), came, state(message)) == ([], [message.id], ("failed", "refused"))


def test_a_dead_line_does_not_use_up_the_messages(send, monkeypatch):
    came = failing(monkeypatch, *[OSError()] * 9)
    messages = [make_message() for _ in range(5)]
    assert send() == ["0 sent, 3 to be tried again, 0 given up."]
    assert [(each.tries, each.leased_until) for each in messages] == [(1, None)] * 3 + [(0, None)] * 2
    assert came == [each.id for each in messages[:3]]


def test_what_the_desk_has_told_or_printed_is_not_sent_any_more(send):
    told, printed, sent = make_message(), make_message(channel=Channel.PRINT), make_message()
    actions.mark_sent(message_ids=[sent.id], at=NOON)
    actions.settle(message_ids=[told.id, sent.id], how=State.TOLD, by=None, at=NOON)
    actions.settle(message_ids=[printed.id], how=State.PRINTED, by=None, at=NOON)
    assert send() == []
    assert [state(each)[0] for each in (told, printed, sent)] == ["told", "printed", "sent"]


@pytest.mark.parametrize(("address", "other_key"), [("+992901234567", False), ("+992937654321", True)])
def test_a_corrected_number_is_tried_again(send, monkeypatch, address, other_key):
    failing(monkeypatch, Undeliverable())
    message = make_message()
    send()
    key = message.key
    actions.try_again(message_id=message.id, address=address, at=NOON)
    assert send() == ["1 sent, 0 to be tried again, 0 given up."]
    assert (message.address, message.key != key) == (address, other_key)


def test_a_secret_needs_nobody_and_is_forgotten_once_it_is_settled(db_session):
    sent, given_up, late = (make_message(body="Code 123456", secret=True, expires_at=NOON + LEASE) for _ in range(3))
    assert {each.shown for each in (sent, given_up, late)} == {""}
    assert [each.body for each in actions.lease(channels=BOTH, at=NOON)] == ["Code 123456"] * 3
    actions.mark_sent(message_ids=[sent.id], at=NOON)
    actions.give_up(message_id=given_up.id, at=NOON)
    actions.lease(channels=BOTH, at=NOON + LEASE * 2)
    assert [(state(each)[0], each.body) for each in (sent, given_up, late)] == [
        ("sent", ""), ("failed", ""), ("late", "")
    ]  # fmt: skip
    wanted = db.select(OutboxMessage.id).where(queries.needs_somebody(NOON))
    assert db_session.scalars(wanted).all() == []
    plain = make_message(body="Come on Monday")
    actions.mark_sent(message_ids=[plain.id], at=NOON)
    assert (state(plain)[0], plain.body) == ("sent", "Come on Monday")


def test_many_are_told_of_their_subjects_once_in_as_many_statements_as_one(db_session, count_queries):
    def notice(person: str, subject: str = "journey-1") -> actions.Notice:
        return actions.Notice(person, Channel.SMS, "+992901234567", "tg", "seat-missing", "Words", subject)

    def asked(*notices: actions.Notice) -> int:
        with count_queries() as statements:
            actions.queue_once(notices, at=NOON)
        return len(statements)

    assert asked(notice("a")) == asked(notice("a"), *(notice(each) for each in "bcdef"))
    actions.withdraw(message_ids=[db.session.scalar(db.select(OutboxMessage.id).filter_by(person_key="a"))], at=NOON)
    asked(notice("a"), notice("a", "journey-2"))
    rows = db.session.execute(db.select(OutboxMessage.person_key, OutboxMessage.subject, OutboxMessage.state))
    assert sorted(map(tuple, rows)) == sorted(
        [(each, "journey-1", "waiting") for each in "abcdef"] + [("a", "journey-2", "waiting")]
    )


@pytest.mark.source
def test_one_subject_may_be_written_of_to_more_people_than_a_statement_can_name(db_session):
    assert queries.about_each({(f"p{number}", "news", "one") for number in range(300_000)}) == {}
