"""The worker on real lines: an HTTP gateway that fails, is slow and repeats itself, and a mail server."""

import json

import pytest

from lms.core.database import db
from lms.messages.rules import FIRST_PAUSE, MOST_TRIES, Channel
from lms.messages.transports.gateway import Gateway
from lms.messages.transports.mail import MailServer
from tests.factories.messages import make_message
from tests.messages.lines import mail_line, telephone_line

FILE = """
url = "{url}"
{more}
[fields]
phone = "{{to}}"
text = "{{text}}"
id = "{{key}}"
[headers]
Authorization = "Bearer {{secret}}"
[answers]
refused = [422]
known = [409]
{answers}
"""
SENT, LATER, REFUSED = (
    ["1 sent, 0 to be tried again, 0 given up."], ["0 sent, 1 to be tried again, 0 given up."],
    ["0 sent, 0 to be tried again, 1 given up."],
)  # fmt: skip


@pytest.fixture
def line():
    with telephone_line() as line:
        yield line


@pytest.fixture
def described(app, tmp_path, monkeypatch, line):
    """A function that describes the gateway in its file."""

    def describe(more: str = "", answers: str = "") -> None:
        (tmp_path / "sms.toml").write_text(FILE.format(url=line.url, more=more, answers=answers))

    monkeypatch.setitem(app.config, "MESSAGES_TRANSPORT", "gateway")
    monkeypatch.setitem(app.config, "SMS_GATEWAY", str(tmp_path / "sms.toml"))
    monkeypatch.setitem(app.config, "SMS_SECRET", "open sesame")
    describe()
    return describe


@pytest.mark.parametrize("more", ["", 'format = "form"', 'method = "GET"'])
def test_a_text_goes_out_as_the_file_says(described, send, line, more):
    described(more)
    message = make_message(body="Пагоҳ, соати 8:30 & баъд")
    assert send() == SENT
    assert [each["fields"] for each in line.requests] == [
        {"phone": "+992901234567", "text": "Пагоҳ, соати 8:30 & баъд", "id": message.key}
    ]
    assert line.requests[0]["headers"]["Authorization"] == "Bearer open sesame"


def test_a_gateway_that_fails_is_tried_again_and_nothing_is_lost(described, send, line, noon):
    make_message()
    line.moods = ["500", "hangs up", "429", "302"]
    for _ in range(4):
        assert send() == LATER
        noon.shift(FIRST_PAUSE * 2**MOST_TRIES / 8)
    assert send() == SENT
    assert len(line.texts) == 1


def test_a_gateway_that_has_sent_and_says_so_too_late_does_not_send_twice(described, send, line, noon):
    message = make_message()
    described("timeout = 0.3")
    line.moods = ["slow"]
    assert send() == LATER
    assert line.taken.wait(30)  # on a slow machine it hears of it only after nobody waits any more
    assert list(line.texts) == [message.key]
    described()
    noon.shift(FIRST_PAUSE)
    assert send() == SENT
    assert [each["fields"]["id"] for each in line.requests] == [message.key] * 2
    assert list(line.texts) == [message.key]


def test_a_gateway_that_says_that_it_knows_the_message_has_sent_it(described, send, line):
    make_message()
    line.moods = ["409"]
    assert send() == SENT


def test_a_gateway_that_answers_twice_is_heard_once(described, send, line):
    make_message()
    make_message(person_key="other", address="+992937654321")
    line.moods = ["twice", "twice"]
    assert send() == ["2 sent, 0 to be tried again, 0 given up."]
    assert len(line.texts) == 2


def test_a_worker_that_dies_after_sending_makes_no_second_text(described, send, line, noon, monkeypatch):
    make_message()
    with monkeypatch.context() as broken:
        broken.setattr("lms.messages.actions.mark_sent", lambda **_facts: (_ for _ in ()).throw(SystemExit))
        send()
    noon.shift(600)
    assert send() == SENT
    assert (len(line.requests), len(line.texts)) == (2, 1)


def test_a_number_that_the_gateway_refuses_is_left_to_the_desk(described, send, line, noon):
    message = make_message()
    line.moods = ["422"]
    assert send() == REFUSED
    noon.shift(86400)
    assert (send(), message.state, message.fault, line.texts) == ([], "failed", "refused", {})


@pytest.mark.parametrize(
    ("said", "outcome"),
    [({"result": [{"status": "queued"}]}, SENT), ({"result": [{"status": "bad-number"}]}, REFUSED),
     ({"result": [{"status": "no money"}]}, LATER), ({}, LATER)],
)  # fmt: skip
def test_a_gateway_that_always_says_200_is_read(described, send, line, said, outcome):
    described(answers='[answers.body]\nfield = "result.0.status"\naccepted = ["queued"]\nrefused = ["bad-number"]')
    make_message()
    line.moods = [json.dumps(said)]
    assert send() == outcome


def test_nothing_personal_is_logged_when_a_line_fails(described, send, line, caplog):
    caplog.set_level("DEBUG")
    make_message(body="Пагоҳ")
    line.moods = ["500"]
    send()
    assert [word for word in ("901234567", "Пагоҳ", "sesame") if word in caplog.text] == []


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ('url = "ftp://x"\n[fields]', "url must begin with https:// or http://"),
        ('url = "http://x"\nformat = "xml"\n[fields]', "format must be one of: json, form"),
        ('url = "http://x"\ntimeout = 60\n[fields]', "timeout must be a number of at most 20 seconds"),
        ('url = "http://x"\ntimeout = "10"\n[fields]', "timeout must be a number of at most 20 seconds"),
        ('url = "http://x"\n[fields]\n[answers.body]\nrefused = ["no"]',
         "[answers.body] must have a field and what is accepted in it"),
        ('url = "http://x"\n[fields]\nto = "{name}"',
         "in braces there may stand only: to, digits, text, key, language, secret"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_work_says_why(tmp_path, told, fault):
    (tmp_path / "sms.toml").write_text(told)
    with pytest.raises(ValueError, match="sms.toml: ") as raised:
        Gateway.read(tmp_path / "sms.toml")
    assert str(raised.value).endswith(fault)


def test_an_email_goes_out_once_and_a_refused_address_is_left_to_the_desk(app, send, monkeypatch, noon):
    with mail_line() as box:
        monkeypatch.setitem(app.config, "MESSAGES_TRANSPORT", "gateway")
        monkeypatch.setitem(app.config, "SMTP_URL", box.url)
        monkeypatch.setitem(app.config, "MAIL_FROM", "centre@example.tj")
        good, late, bad = (
            make_message(channel=Channel.EMAIL, address=f"{name}@example.tj") for name in ("a", "b", "c")
        )
        box.moods = ["250 ok", "451 later", "550 nobody"]
        assert send() == ["1 sent, 1 to be tried again, 1 given up."]
        noon.shift(FIRST_PAUSE)
        assert send() == SENT
    db.session.expire_all()
    assert [each.state for each in (good, late, bad)] == ["sent", "sent", "failed"]
    assert [f"<{each.key}@example.tj>" in letter for each, letter in zip((good, late), box.letters, strict=True)] == [
        True, True,
    ]  # fmt: skip


def test_a_password_is_not_sent_unencrypted():
    with mail_line() as box:
        server = MailServer.at(box.url.replace("://", "://me:secret@"), sender="a@b.tj", subject="x")
        with pytest.raises(ConnectionError), server._connection():
            pass


def test_lines_that_fail_leave_nothing_of_a_person_in_the_log(described, send, line, noon, caplog):
    described('method = "GET"')  # everything stands in the address then
    message = make_message(body="Planted words")
    line.moods = ["500", "hangs up", "422"]
    for _ in range(3):
        assert send() in (LATER, REFUSED)
        noon.shift(FIRST_PAUSE * 2**MOST_TRIES / 8)
    assert (caplog.text.count("not sent"), caplog.text.count("was refused")) == (2, 1)
    assert [each for each in ("Planted", "901234567", message.person_key) if each in caplog.text] == []
