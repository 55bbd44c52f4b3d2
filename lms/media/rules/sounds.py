"""Recordings as phones, browsers and recorders make them: recognised by their content, whatever the file is called.

MP3 plays everywhere; MP4 with AAC is what Apple records; WebM and Ogg with Opus are what other browsers record, and
play on Android and on Apple since 2025. Standard library only."""

import struct

from lms.media.rules import mpeg, ogg, webm

KINDS = {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".webm": "audio/webm", ".ogg": "audio/ogg"}
BITRATES = range(1, 15)
APE, APE_SIZE = b"APETAGEX", 32  # of its foot, and of its head


class NoSound(ValueError):
    """This is no recording, or one that is broken."""


def only_the_sound(data: bytes) -> tuple[str, bytes]:
    """The ending for its kind, and the recording without title, place, device and pictures. Raises NoSound."""
    try:
        if data[4:8] == b"ftyp":
            return ".m4a", _mp4(data)
        if data[:4] == webm.EBML:
            return ".webm", _webm(data)
        if data[:4] == b"OggS":
            return ".ogg", ogg.without_tags(data)
        return ".mp3", _mp3(data)
    except (IndexError, ValueError, struct.error):
        raise NoSound from None


def _mp3(data: bytes) -> bytes:
    begin, end = 0, len(data)
    while data.startswith(b"ID3", begin):
        size = 0
        for each in data[begin + 6 : begin + 10]:
            size = size << 7 | each & 0x7F
        begin += 10 + size
    while tag := _tag_at_the_end(data, begin, end):
        end -= tag
    data = data[begin:end]  # cut once, however many tags there are
    at = _after_frame(data, 0)
    _after_frame(data, at)  # chance makes one frame's head, not two in their places
    return data


def _tag_at_the_end(data: bytes, begin: int, end: int) -> int:
    """How many bytes the last tag takes; 0 when there is none. Raises NoSound when it is longer than all there is."""
    if end - begin >= 128 and data.startswith(b"TAG", end - 128):
        return 128
    if end - begin < APE_SIZE or not data.startswith(APE, end - APE_SIZE):
        return 0
    size, _items, flags = struct.unpack_from("<III", data, end - APE_SIZE + 12)
    size += APE_SIZE if flags >> 31 else 0
    if not APE_SIZE <= size <= end - begin:
        raise NoSound
    return size


def _after_frame(data: bytes, at: int) -> int:
    """Where the next frame begins. Raises NoSound when none of layer III begins at `at`."""
    head = struct.unpack_from(">I", data, at)[0]
    version, bitrate, rate = head >> 19 & 3, head >> 12 & 15, head >> 10 & 3
    if head >> 21 != 0x7FF or version == 1 or head >> 17 & 3 != 1 or bitrate not in BITRATES or rate == 3:
        raise NoSound
    low = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
    high = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
    kilobits = (high if version == 3 else low)[bitrate - 1]
    hertz = (44100, 48000, 32000)[rate] >> {3: 0, 2: 1, 0: 2}[version]
    return at + (144 if version == 3 else 72) * kilobits * 1000 // hertz + (head >> 9 & 1)


def _webm(data: bytes) -> bytes:
    clean, codecs = webm.without_tags(data)
    if b"webm" not in data[:80] or codecs != [b"A_OPUS"]:
        raise NoSound
    return clean


def _mp4(data: bytes) -> bytes:
    clean, found = mpeg.without_tags(data)
    tracks = b"".join(found)
    if b"mp4a" not in tracks or b"vide" in tracks:
        raise NoSound
    return clean
