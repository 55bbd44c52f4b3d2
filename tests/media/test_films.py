"""Films in the browser: kept with all that goes with them, played in the lesson, refused when they are none (E58)."""

import io

import pytest
import sqlalchemy as sa
from flask import current_app
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from lms.core import clock
from lms.core.actors import Role
from lms.curriculum import queries as curriculum
from lms.curriculum.actions.exporting import export
from lms.curriculum.files.names import misnamed
from lms.curriculum.queries import checking
from lms.media import actions, queries
from lms.media.models import Film
from lms.media.rules.films import LONGEST_SAID, NoFilm, NoSubtitles, name_of, only_the_film, only_the_subtitles
from lms.media.rules.sounds import only_the_sound
from tests.factories.accounts import make_user
from tests.factories.drafts import make_draft, sign_and_publish
from tests.factories.pictures import PNG_PICTURE
from tests.factories.sounds import box, m4a, mp3, mp4_film, webm

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too

CODES = ("tg", "ru", "en")
PLACE = b"+38.56+068.77/"
SUBTITLES = (
    b"\xef\xbb\xbf1\r\n00:00:01,000 --> 00:00:02,500\r\n<b>Show</b> the <script>card</script>.\r\n\r\nNOTE by me\r\n"
)


@pytest.fixture
def author(app, db_session, client, monkeypatch, tmp_path):
    """At the desk of an author, with an empty folder."""
    monkeypatch.setitem(app.config, "UPLOADS", tmp_path / "media")
    found = make_user(role=Role.AUTHOR)
    client.sign_in(found)
    client.speak("en")
    return found


def send(client, query="", **files):
    words = {f"words_{code}": f"The road ({code})" for code in CODES} | {f"said_{code}": "You walk." for code in CODES}
    sent = {name.replace("__", "."): FileStorage(io.BytesIO(data), "x.html") if isinstance(data, bytes) else data
            for name, data in files.items()}  # fmt: skip
    boundary, body = encode_multipart({"csrf_token": client.token(), **words, **sent})
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(f"/author/modules/money/films{query}", data=body, content_type=kind)


def block(film, code="en"):
    return f"::: film\n![{film.words[code]}]({film.file})\n\n{film.said[code]}\n:::"


def test_a_film_with_all_that_goes_with_it_is_played_in_the_lesson(author, client, db_session):
    answer = send(client, film=mp4_film(PLACE, size=2_100_000), small=webm(b"V_VP8", b"A_OPUS"), poster=PNG_PICTURE,
                  sound__en=mp3(), subtitles__en=SUBTITLES, said_en="")  # fmt: skip
    assert answer.status_code == 303
    [film] = db_session.query(Film).all()
    assert film.said["en"] == "Show the card."
    page = client.get("/author/modules/money/films").page.html
    assert block(film) in page and "Small film, 0.1 MB" in page and "Film, 2.2 MB" in page
    texts = {code: curriculum.latest("module", "money").sources[f"{code}.md"] for code in CODES}
    with_it = {f"{code}_md": f"{text.rstrip()}\n\n{block(film, code)}\n" for code, text in texts.items()}
    found = make_draft(**with_it)
    assert checking.faults_of_draft(found, current_app.config["MEDIA"]) == []
    sign_and_publish(found)
    html = client.get("/learn/money/").page.html
    player = html.split("<video")[1].split("</figure>")[0]
    names = [f"{film.stem}{each}" for each in (".png", ".small.webm", ".mp4", ".en.vtt", ".en.mp3")]
    assert [name for name in names if f"/media/uploads/{name}" not in player] == []
    kinds = {name: client.get(f"/media/uploads/{name}") for name in names}
    assert [each.mimetype for each in kinds.values()] == [
        "image/png", "video/webm", "video/mp4", "text/vtt", "audio/mpeg"
    ]  # fmt: skip
    assert PLACE not in kinds[names[2]].data and b"script" not in kinds[names[3]].data
    for each in kinds.values():
        each.close()


@pytest.mark.both
def test_a_film_brought_anew_keeps_what_was_not_chosen_and_the_old_one_stays(author, client, db_session):
    send(client, film=mp4_film(), subtitles__tg=SUBTITLES)
    [old] = db_session.query(Film).all()
    assert send(client, film=mp4_film(), subtitles__tg=SUBTITLES).status_code == 303  # pressed twice
    other = SUBTITLES.replace(b"card", b"paper")
    assert send(client, f"?like={old.id}", subtitles__tg=other, sound__ru=m4a()).status_code == 303
    new, same = queries.films("money")
    assert (same.id, new.endings) == (old.id, [".mp4", ".ru.m4a", ".tg.vtt"])
    read = {each.stem: (queries.folder() / f"{each.stem}.tg.vtt").read_text() for each in (new, old)}
    assert "paper" in read[new.stem] and "card" in read[old.stem]
    assert client.get("/author/modules/health/films", query_string={"like": old.id}).status_code == 404


def test_a_film_sent_twice_in_the_same_moment_stands_once(author, client, db_session):
    send(client, film=mp4_film())
    [film] = db_session.query(Film).all()
    again = {each.name: getattr(film, each.name) for each in Film.__table__.columns if each.name != "id"}
    with pytest.raises(sa.exc.IntegrityError), db_session.begin_nested():
        db_session.execute(sa.insert(Film).values(again))
    assert send(client, film=mp4_film()).status_code == 303
    assert db_session.query(Film).count() == 1


def test_a_film_brought_anew_says_what_its_subtitles_say_unless_somebody_wrote_it(author, client, db_session):
    send(client, film=mp4_film(), subtitles__en=SUBTITLES, said_en="")
    [old] = queries.films("money")
    page = client.get(f"/author/modules/money/films?like={old.id}").page.html.split("<section")[0]
    assert "Show the card." not in page and page.count("You walk.") == 2  # what was written stands there to be changed
    assert send(client, f"?like={old.id}", sound__ru=m4a(), said_en="").status_code == 303
    other = SUBTITLES.replace(b"card", b"paper")
    assert send(client, f"?like={old.id}", subtitles__en=other, said_en="").status_code == 303
    said = [each.said["en"] for each in queries.films("money")]
    assert said == ["Show the paper.", "Show the card.", "Show the card."]


def test_what_is_said_has_one_limit_and_nothing_of_it_is_cut_off(author, client, db_session):
    much = "a" * LONGEST_SAID
    for files in ({"said_en": much + "b"}, {"said_en": "", "subtitles__en": SUBTITLES.replace(b"card", much.encode())}):
        answer = send(client, film=mp4_film(), **files)
        assert (answer.status_code, "at most 6000 characters" in answer.page.text) == (422, True)
        assert files["said_en"] in answer.page.html
    assert send(client, film=mp4_film(), said_en=f"{much[3:]}\r\n.\r\n").status_code == 303
    assert db_session.query(Film).one().said["en"].startswith(much[3:])


@pytest.mark.both
@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "Please choose the film."),
        ({"film": b"<!doctype html><script>alert(1)</script>"}, "This is not a film that phones play"),
        ({"film": b"PK\x03\x04" + bytes(2000)}, "This is not a film that phones play"),
        ({"film": m4a()}, "This is not a film that phones play"),
        ({"film": mp4_film(codec=b"hvc1")}, "This is not a film that phones play"),
        ({"film": mp4_film(more=b"meta")}, "This is not a film that phones play"),
        ({"film": webm()}, "This is not a film that phones play"),
        ({"film": mp4_film(size=2_000_001)}, "a small one of at most 2 MB"),
        ({"film": mp4_film(), "small": mp4_film(size=2_000_001)}, "a small one of at most 2 MB"),
        ({"film": mp4_film(size=25_000_000)}, "at most 25 MB"),
        ({"film": mp4_film(), "sound__tg": b"<html>"}, "This is not a recording"),
        ({"film": mp4_film(), "subtitles__tg": b"<html>"}, "These are not subtitles"),
        ({"film": mp4_film(), "poster": b"<svg onload=alert(1)>"}, "SVG drawings can hold programs"),
        ({"film": mp4_film(), "words_ru": ""}, "what the film shows"),
        ({"film": mp4_film(), "said_ru": ""}, "what is seen and said"),
    ],
)
def test_what_is_no_film_is_refused_with_a_sentence_and_nothing_is_kept(author, client, db_session, files, sentence):
    answer = send(client, **files)
    assert (answer.status_code, sentence in answer.page.text) == (422, True)
    assert (db_session.query(Film).count(), queries.folder().exists()) == (0, False)
    assert "The road (tg)" in answer.page.html  # nothing typed is lost


def test_fifty_megabytes_are_refused_before_they_are_read_and_strangers_may_send_little(author, client):
    answer = send(client, film=bytes(50_000_000))
    assert (answer.status_code, "at most 32 megabytes" in answer.page.text) == (413, True)
    client.sign_in(make_user(role=Role.TRAINEE))
    answer = send(client, film=bytes(3_000_000))
    assert (answer.status_code, "2 мегабайт" in answer.page.text or "2 megabytes" in answer.page.text) == (413, True)


@pytest.mark.both
def test_an_exported_folder_brings_films_along(author, client, db_session, monkeypatch, tmp_path):
    send(client, film=mp4_film(), subtitles__tg=SUBTITLES, sound__tg=webm())
    [film] = db_session.query(Film).all()
    names = [f"{film.stem}{each}" for each in film.endings]
    assert sorted(names) == sorted(f"{film.stem}{each}" for each in (".mp4", ".tg.vtt", ".tg.weba"))
    written = export(folder=tmp_path / "out").written
    assert {f"uploads/{each}" for each in (*names, "films.toml")} <= set(written)
    assert list(misnamed(tmp_path / "out", dict.fromkeys(("tg", "ru", "en", "uz", "ky")))) == []
    db_session.execute(sa.delete(Film))
    monkeypatch.setitem(current_app.config, "UPLOADS", tmp_path / "there")
    assert actions.bring_in(folder=tmp_path / "out", by=None, at=clock.now()) == 1
    assert [each.sign for each in queries.films("money")] == [film.sign]
    assert all((queries.folder() / each).exists() for each in names)
    db_session.execute(sa.delete(Film))
    (tmp_path / "out" / "uploads" / names[0]).write_bytes(b"<script>")
    assert [each.file for each in actions.faults_in(folder=tmp_path / "out")] == ["uploads/films.toml"]


def test_a_film_in_a_folder_that_tells_where_it_was_taken_is_not_taken(author, client, db_session, tmp_path):
    send(client, film=mp4_film(PLACE), subtitles__tg=SUBTITLES.replace(b"card", b"<<b>i>card"))
    [film], out = db_session.query(Film).all(), tmp_path / "out"
    export(folder=out)
    assert actions.faults_in(folder=out) == []
    place, endings = out / "uploads", [".mp4", ".tg.vtt"]
    files = {each: (place / f"{film.stem}{each}").read_bytes() for each in endings}
    for raw in ({".mp4": mp4_film(PLACE)}, {".tg.vtt": SUBTITLES}):
        name, told = name_of(files | raw), place / "films.toml"
        for ending, data in (files | raw).items():
            (place / f"{name}{ending}").write_bytes(data)
        told.write_text(told.read_text().replace(film.stem, name))
        [fault] = actions.faults_in(folder=out)
        assert (fault.file, "Bring the same film once more" in str(fault.cure)) == ("uploads/films.toml", True)
        told.write_text(told.read_text().replace(name, film.stem))


@pytest.mark.source
def test_only_times_and_words_are_left_of_subtitles():
    clean, words = only_the_subtitles(
        b"WEBVTT by me\n\nSTYLE\n::cue{background:url(//x)}\n\nfirst\n00:01.000 --> 00:02.000 line:0\n"
        b"<v Ali>One</v>\ntwo\n"
    )
    assert (clean, words) == (b"WEBVTT\n\n00:01.000 --> 00:02.000\nOne\ntwo\n", "One two")
    for wrong in (b"", b"WEBVTT\n", b"\xff\xfe1", b"00:01.000 --> 00:02.000\n\nnothing"):
        with pytest.raises(NoSubtitles):
            only_the_subtitles(wrong)


@pytest.mark.source
def test_a_film_that_breaks_off_is_none():
    whole = mp4_film(PLACE)
    assert only_the_film(whole)[1] == whole.replace(b"udta" + PLACE, b"free" + bytes(len(PLACE)))
    for wrong in (b"", whole[:60], whole[:4] + b"ftyp", webm(b"V_VP8")[:20]):
        with pytest.raises(NoFilm):
            only_the_film(wrong)


@pytest.mark.source
@pytest.mark.parametrize(("version", "bytes_of_a_time"), [(0, 4), (1, 8)])
def test_nothing_in_a_film_or_a_recording_says_when_it_was_taken_and_with_what(version, bytes_of_a_time):
    day, camera = b"\xe5\x3a\x7c\x11".rjust(bytes_of_a_time, b"\1"), b"Camera of Ali"
    head = bytes([version, 0, 0, 3]) + day * 2 + b"how long"
    film, sound = mp4_film(head=head, name=camera, wrote=b"Cam of Ali") + box(b"prft", PLACE), m4a(head=head)
    for whole, clean in ((film, only_the_film(film)[1]), (sound, only_the_sound(sound)[1])):
        gone = whole.replace(day, bytes(bytes_of_a_time)).replace(camera, bytes(len(camera))).replace(b"udta", b"free")
        gone = gone.replace(b"Cam of Ali", bytes(10)).replace(b"Cam ", bytes(4))
        gone = gone.replace(b"prft" + PLACE, b"free" + bytes(len(PLACE)))
        assert (day in whole, clean == gone) == (True, True)
    for short in (mp4_film(head=head[:6]), mp4_film(head=b"")[:-4].replace(b"hdlr", b"mdhd")):
        with pytest.raises(NoFilm):
            only_the_film(short)
