"""What is taken as a recording, and of which text it is."""

import struct

import pytest

from lms.core.pictures import JPEG, PNG, WEBP, NoPicture, size_of
from lms.media.rules.parts import sign_of
from lms.media.rules.sounds import NoSound, only_the_sound
from tests.factories.pictures import JPEG_PICTURE, PNG_PICTURE, WEBP_PICTURE
from lms.media.rules.ogg import page_sum
from tests.factories.sounds import m4a, mp3, ogg, webm

PLACE = b"+38.5600+068.7700/"


def box(name: bytes, within: bytes) -> bytes:
    """A box of an MP4."""
    return struct.pack(">I4s", 8 + len(within), name) + within


# As telephones write it: what is in it is told at the end.
FILM = box(b"ftyp", b"M4A ") + box(b"mdat", bytes(9000)) + box(b"moov", box(b"trak", b"vide" + bytes(9) + b"mp4a"))
TRACKS = b"".join(struct.pack(">I4s", 8 * (5000 - n) + 4, b"trak") for n in range(5000)) + b"mp4a"
DEEP = box(b"ftyp", b"M4A ") + box(b"moov", TRACKS)  # nested deeper than anybody may follow


class Noted(bytes):
    """Notes every long piece that is copied out of it, or out of such a piece."""

    pieces: list[int] = []

    def __getitem__(self, key):
        found = super().__getitem__(key)
        if isinstance(key, int) or len(found) <= 16:
            return found
        self.pieces.append(len(found))
        return Noted(found)


@pytest.mark.parametrize(
    ("data", "ending"), [(mp3(), ".mp3"), (m4a(), ".m4a"), (webm(), ".webm"), (ogg(), ".ogg"), (DEEP, ".m4a")]
)
def test_a_recording_is_known_by_what_is_in_it(data, ending):
    found, sound = only_the_sound(data)
    assert (found, len(sound)) == (ending, len(data))


def test_what_a_phone_wrote_about_itself_is_gone_and_the_sound_is_where_it_was():
    ape = b"APETAGEX" + struct.pack("<IIII", 2000, len(PLACE) + 32, 1, 1 << 31) + bytes(8)
    for tagged in (mp3(told=PLACE * 9), mp3() + ape + PLACE + ape + b"TAG" + bytes(125)):
        assert only_the_sound(tagged) == (".mp3", mp3())
    for name in (b"uuid", b"udta"):
        long = struct.pack(">I4sQ", 1, name, len(PLACE) + 16) + PLACE
        _, clean = only_the_sound(m4a() + box(b"uuid", PLACE) + long)
        assert (PLACE in clean, clean.endswith(struct.pack(">I4sQ", 1, b"free", len(long)) + bytes(len(PLACE)))) == (
            False, True,
        )  # fmt: skip
    track = box(b"trak", box(b"mdia", box(b"minf", box(b"stsd", b"soun mp4a")))) + box(b"udta", PLACE)
    long = struct.pack(">I4sQ", 1, b"moov", len(track) + 16) + track
    assert PLACE not in only_the_sound(box(b"ftyp", b"M4A isom") + long + box(b"mdat", b"sound"))[1]
    _, clean = only_the_sound(m4a(PLACE))
    assert (PLACE in clean, len(clean), clean.index(b"mdat")) == (False, len(m4a(PLACE)), m4a(PLACE).index(b"mdat"))


def test_tags_are_cut_off_at_once_however_many_there_are():
    tag = b"ID3\x04\x00\x00" + bytes(4)
    data = Noted(tag * 99 + mp3() + (b"TAG" + bytes(125)) * 9)
    assert (only_the_sound(data), data.pieces) == ((".mp3", mp3()), [len(mp3())])


def test_sound_may_look_like_the_name_of_a_codec():
    sound = webm(sound=b"\x1f\x43\xb6\x75" + b"V_ vide theora")
    assert only_the_sound(sound) == (".webm", sound)


def test_what_a_browser_or_phone_wrote_into_opus_is_blanked_where_it_stood():
    for data in (webm(told=PLACE), ogg(PLACE), ogg(PLACE * 400)):
        ending, clean = only_the_sound(data)
        assert (PLACE in data, PLACE in clean, b"moto" in clean, len(clean)) == (True, False, False, len(data))
        assert clean.index(b"sound") == data.index(b"sound")
        assert only_the_sound(clean) == (ending, clean)


def test_the_sums_of_changed_pages_are_made_anew():
    assert page_sum(b"123456789") == 0x89A1897F


@pytest.mark.parametrize(
    "data",
    [
        b"", b"ID3", b"<html><script>alert(1)</script>", b"PK\x03\x04" + bytes(99), b"\xff\xfb\x50\x00" + bytes(500),
        b"%PDF-1.7", b"RIFF\x24\x00\x00\x00WAVEfmt ", webm(b"V_VP9", b"A_OPUS"), FILM,
        b"\x1a\x45\xdf\xa3\x80" + b"\x18\x53\x80\x67\xff" * 5000, webm(b"A_VORBIS"),
        ogg(codec=b"\x80theora"), ogg() + ogg(), ogg()[:-3], ogg() + b"more",
        webm()[:60], m4a()[:40], struct.pack(">I4s", 8, b"ftyp"),
        b"\xff\xfb\x50\x00<script>alert(1)</script>" + bytes(400),
    ],
)  # fmt: skip
def test_anything_else_is_none(data):
    with pytest.raises(NoSound):
        only_the_sound(data)


def test_another_text_or_language_has_another_sign_but_not_another_line_break():
    assert sign_of("One\ntwo", "tg") == sign_of("One  two", "tg")
    assert len({sign_of("One two", "tg"), sign_of("One two", "ru"), sign_of("One three", "tg")}) == 3


@pytest.mark.parametrize(("kind", "data"), [(JPEG, JPEG_PICTURE), (PNG, PNG_PICTURE), (WEBP, WEBP_PICTURE)])
def test_a_picture_states_how_large_it_unfolds(kind, data):
    assert size_of(kind, data) == (4, 2)
    with pytest.raises(NoPicture):
        size_of(kind, data[:12])
