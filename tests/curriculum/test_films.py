"""Films: small ones first, never without words, and everybody is told what they take (E57, E58)."""

from dataclasses import replace
from pathlib import Path

import pytest

from lms.curriculum import queries
from lms.curriculum.files.films import SMALL, filmed
from lms.curriculum.files.layers import Folder
from lms.curriculum.files.texts import read_text
from lms.curriculum.rules.films import megabytes

FILM = "::: film\n![The road](road.mp4)\n\nYou **walk**.\n:::"


def _read(body: str):
    source = f'+++\ntitle = "T"\n+++\n\n## One {{#one}}\n\n{body}\n'
    return read_text(source, file="en.md", folder="walking", facts={}, labels={"film": "Film"})


def _folder(tmp_path: Path, **sizes: int) -> Folder:
    media = tmp_path / "media" / "walking"
    media.mkdir(parents=True)
    for name, size in sizes.items():
        (media / name.replace("_", ".")).write_bytes(b"x" * size)
    return Folder(path=tmp_path / "walking", root=tmp_path, media=media.parent, slug="walking", stage="travel",
                  country=None, languages={}, sources={}, known_facts={})  # fmt: skip


def _filmed(folder: Folder) -> dict:
    return filmed(folder, _read(FILM).screens[0], "en").get("film", {})


@pytest.mark.source
def test_the_words_of_a_film_stand_on_the_screen_and_on_paper():
    screen = _read(FILM).screens[0]
    assert (screen["film"], screen["blocks"]) == ({"file": "walking/road.mp4", "alt": "The road"}, ["film"])
    assert screen["html"] == (
        '<section class="block film"><p class="name">Film</p>\n<p>You <strong>walk</strong>.</p>\n</section>'
    )


@pytest.mark.source
@pytest.mark.parametrize(
    ("body", "cure"),
    [
        (FILM, None),
        (FILM.replace("You **walk**.", ""), "Write below the film"),
        (FILM.replace("![The road](road.mp4)", ""), "Begin a film with"),
        (FILM.replace("The road", " "), "Begin a film with"),
        (FILM.replace("road.mp4", "../road.mp4"), "Begin a film with"),
        (FILM.replace("road.mp4", "road.svg"), "Begin a film with"),
        (f"{FILM}\n\n{FILM}", "at most one film"),
    ],
)
def test_a_film_says_what_it_shows_and_stands_alone(body, cure):
    said = [fault.cure.sentence for fault in _read(body).faults]
    assert [cure in each for each in said] == [True] if cure else said == []


@pytest.mark.source
def test_the_small_film_is_played_first_and_what_lies_beside_it_is_found(tmp_path):
    folder = _folder(tmp_path, road_mp4=SMALL + 1, road_small_webm=300, road_en_mp3=20, road_en_vtt=10, road_svg=5)
    found = _filmed(folder)
    assert [(each["src"], each["kind"], each["size"]) for each in found["films"]] == [
        ("/media/walking/road.small.webm", "video/webm", 300), ("/media/walking/road.mp4", "video/mp4", SMALL + 1),
    ]  # fmt: skip
    assert [each["src"] for each in found["sounds"]] == ["/media/walking/road.en.mp3"]
    assert (found["poster"], found["subtitles"]) == ("/media/walking/road.svg", "/media/walking/road.en.vtt")
    assert folder.faults == []


@pytest.mark.source
@pytest.mark.parametrize(
    ("files", "cure"),
    [({}, "is missing"), ({"road_small_mp4": 9}, "is missing"), ({"road_mp4": SMALL}, None),
     ({"road_mp4": SMALL + 1}, "Put a small one"),
     ({"road_mp4": 9 * SMALL, "road_small_mp4": SMALL + 1}, "Put a small one")],
)  # fmt: skip
def test_nobody_is_made_to_load_a_large_film(tmp_path, files, cure):
    folder = _folder(tmp_path, **files)
    _filmed(folder)
    said = [fault.cure.sentence for fault in folder.faults]
    assert [cure in each for each in said] == [True] if cure else said == []


@pytest.mark.source
@pytest.mark.parametrize(("size", "said"), [(1, 0.1), (100_000, 0.1), (100_001, 0.2), (2_000_000, 2.0)])
def test_what_a_film_takes_is_never_said_smaller(size, said):
    assert megabytes(size) == said


def test_a_film_is_loaded_only_when_asked_for_and_in_pieces(client, db_session):
    client.speak("tg")
    html = client.get("/learn/ru-living-and-transport/").page.html
    player = html.split("<video")[1].split("</figure>")[0]
    assert 'preload="none"' in player and player.index("first-days.small.mp4") < player.index("first-days.mp4")
    assert 'srclang="tg"' in player and "Филми хурдҳаҷм, 0,1 МБ" in player
    with client.get("/media/living-and-transport/first-days.mp4", headers={"Range": "bytes=0-99"}) as piece:
        assert (piece.status_code, piece.mimetype, len(piece.data)) == (206, "video/mp4", 100)


def test_every_module_shows_something_and_one_that_does_not_is_marked(db_session):
    modules = queries.modules()
    assert [each.slug for each in modules if not each.has_visual_aid] == []
    bare = {code: {**said, "screens": [{**each, "picture": None, "film": None} for each in said["screens"]]}
            for code, said in modules[0].words.items()}  # fmt: skip
    assert not replace(modules[0], words=bare).has_visual_aid
