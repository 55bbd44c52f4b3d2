"""Recordings of almost nothing, as recorders make them."""

import struct


def mp3(frames: int = 3, told: bytes = b"") -> bytes:
    """Frames of MPEG 1, layer III, 64 kbit/s, 44.1 kHz; `told` stands in a tag before them."""
    frame = b"\xff\xfb\x50\x00" + bytes(204)
    size = bytes([len(told) >> 21 & 127, len(told) >> 14 & 127, len(told) >> 7 & 127, len(told) & 127])
    return (b"ID3\x04\x00\x00" + size + told if told else b"") + frame * frames


def box(name: bytes, body: bytes) -> bytes:
    """One box of an MP4."""
    return struct.pack(">I4s", len(body) + 8, name) + body


def m4a(told: bytes = b"") -> bytes:
    """The outline of an MP4 with AAC; `told` stands where a phone writes where it was recorded."""
    track = box(b"trak", box(b"mdia", b"soun mp4a"))
    return box(b"ftyp", b"M4A isom") + box(b"moov", track + box(b"udta", told)) + box(b"mdat", b"sound")


def webm(codec: bytes = b"A_OPUS") -> bytes:
    """The head of a WebM."""
    return b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + bytes(60) + codec + bytes(40)


def ogg() -> bytes:
    """The head of an Ogg file with Opus."""
    return b"OggS" + bytes(24) + b"OpusHead" + bytes(40)
