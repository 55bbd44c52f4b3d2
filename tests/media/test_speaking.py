"""A machine reads what nobody has read aloud yet; the page says so, and an older text is not played."""

from hashlib import sha256
from pathlib import Path

import pytest

from lms.core.actors import Role
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.media import actions
from lms.media.actions import speaking
from lms.media.queries.spoken import SPOKEN_KIND, by_machine, spoken_folder
from lms.media.rules import Reason
from lms.media.rules.parts import screen_text, sign_of
from lms.privacy.views.notice import notice_aloud
from tests.factories.accounts import make_user

LINE = "Read by a machine until somebody has read it aloud."


@pytest.fixture
def place(app, monkeypatch, tmp_path):
    """An empty folder of media, and a voice and an encoder that note what they are asked."""
    monkeypatch.setitem(app.config, "MEDIA", tmp_path)
    asked = []
    monkeypatch.setattr(speaking.shutil, "which", lambda program: program)
    monkeypatch.setattr(speaking, "_run", lambda command, given: asked.append((command, given)) or bytes(100))
    return tmp_path, asked


@pytest.mark.parametrize("code", ["tg", "ru", "en"])
def test_the_notice_is_read_aloud_as_it_stands(app, code):
    # Whoever changes a word of the notice has it read anew: flask privacy speak.
    with app.test_request_context():
        text = notice_aloud(code)
        assert by_machine(text, code) is not None
        [file] = spoken_folder(code).glob("privacy-notice.*")
    data = file.read_bytes()
    assert data[:4] == b"OggS" and b"A machine's voice, not a person's" in data and len(data) <= 400_000


def test_the_page_of_the_notice_plays_it_and_says_who_reads(app, client):
    client.speak("en")
    page = client.get("/privacy").page
    address = page.html.split('<audio controls preload="none" src="')[1].split('"')[0]
    assert LINE in page.text and 'id="speak"' not in page.html
    with client.get(address) as sound:
        assert (sound.status_code, sound.mimetype) == (200, "audio/ogg")
        assert "max-age=31536000" in sound.headers["Cache-Control"]  # another voice has another address
    client.speak("ky")
    page = client.get("/privacy").page
    assert "<audio" not in page.html and 'id="speak"' in page.html


def test_another_text_is_not_played_and_a_persons_reading_comes_first(app, client, place):
    folder, _ = place
    (folder / "spoken/en").mkdir(parents=True)
    (folder / "spoken/en" / f"privacy-notice.{sign_of('What stood here before', 'en')}.0.opus").touch()
    client.speak("en")
    assert "<audio" not in client.get("/privacy").page.html
    with app.test_request_context():
        sign = sign_of(notice_aloud("en"), "en")
    (folder / "privacy").mkdir()
    (folder / "privacy" / f"notice.en.{sign}.mp3").touch()
    page = client.get("/privacy").page
    assert f'src="/media/privacy/notice.en.{sign}.mp3"' in page.html and LINE not in page.text


def test_a_text_is_read_once_and_what_is_older_goes(app, place):
    folder, asked = place
    made = actions.speak(name="patent.screen.why", text="Кӣ?\nМо.", language="tg")
    sign = sha256(bytes(100)).hexdigest()[:12]
    assert made == folder / "spoken/tg" / f"patent.screen.why.{sign_of('Кӣ? Мо.', 'tg')}.{sign}{SPOKEN_KIND}"
    assert [given for _, given in asked[:2]] == ["[[k|'i]]?".encode(), "[[m|'O]].".encode()]
    assert asked[2][0][0] == "opusenc" and "artist=A machine's voice, not a person's" in asked[2][0]
    assert actions.speak(name="patent.screen.why", text="Кӣ?\nМо.", language="tg") is None
    actions.speak(name="patent.screen.whyever", text="Чаро?", language="tg")
    newer = actions.speak(name="patent.screen.why", text="Мо.", language="tg")
    assert {each.name.split(".")[2] for each in (folder / "spoken/tg").iterdir()} == {"why", "whyever"}
    assert newer.exists() and not made.exists()


def test_another_voice_has_another_address_and_takes_the_place_of_the_older_one(app, place, monkeypatch):
    folder, _ = place
    made = []
    for voice in (b"old", b"old", b"new"):
        monkeypatch.setattr(speaking, "_run", lambda command, given, voice=voice: voice * 100)
        actions.speak(name="patent.screen.why", text="Мо.", language="tg", again=True)
        assert [each.read_bytes() for each in (folder / "spoken/tg").iterdir()] == [voice * 100]
        with app.test_request_context():
            made.append(by_machine("Мо.", "tg"))
    assert (made[0] == made[1], made[1] == made[2]) == (True, False)


def test_while_a_text_is_read_anew_the_older_recording_stays(app, place, monkeypatch):
    folder, _ = place
    older = [actions.speak(name="patent.screen.why", text="Мо.", language="tg")]
    monkeypatch.setattr(Path, "write_bytes", lambda self, data: (_ for _ in ()).throw(OSError("the disk is full")))
    for text, again in (("Мо.", True), ("Шумо.", False)):
        with pytest.raises(OSError, match="full"):
            actions.speak(name="patent.screen.why", text=text, language="tg", again=again)
        assert list((folder / "spoken/tg").iterdir()) == older


def test_what_cannot_be_read_aloud_is_said(app, place, monkeypatch):
    with pytest.raises(Refused) as refused:
        actions.speak(name="x", text="Салам", language="ky")
    assert refused.value.reason is Reason.NO_VOICE
    monkeypatch.setattr(speaking.shutil, "which", lambda program: None)
    with pytest.raises(Refused) as refused:
        actions.speak(name="x", text="Салом", language="tg")
    assert refused.value.reason is Reason.NO_SPEAKER
    said = app.test_cli_runner().invoke(args=["media", "speak", "patent-that-is-not"])
    assert said.exit_code == 2 and "patent-that-is-not" in said.output


def test_screens_are_heard_where_lessons_are_and_still_lack_a_person(app, db_session, client, place):
    module = curriculum.newest_module("safe-migration")
    screens = module.words["en"]["screens"]
    said = app.test_cli_runner().invoke(args=["media", "speak", module.slug, "--language", "en"])
    assert f"{len(screens)} screens read aloud" in said.output
    client.speak("en")
    page = client.get(f"/learn/{module.slug}/").page
    address = by_machine_address(app, screens[0])
    assert address in page.html and page.text.count(LINE) == len(screens)
    within = client.get(f"/open/modules/{module.slug}?language=en").page.html
    assert within.count(f'<span class="quiet" lang="en">{LINE}') == len(screens)  # on another site, too
    client.sign_in(make_user(role=Role.AUTHOR))
    desk = client.get(f"/author/modules/{module.slug}/sound").page.text
    assert desk.count("Read by a machine") == len(screens) and f"Without sound: pages {len(screens)}," in desk


def by_machine_address(app, screen):
    with app.test_request_context():
        return by_machine(screen_text(screen), "en")
