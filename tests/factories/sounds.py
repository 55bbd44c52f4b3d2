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


def m4a(told: bytes = b"", *, head: bytes = b"") -> bytes:
    """The outline of an MP4 with AAC; `told` stands where a phone writes where it was recorded, `head` where it writes
    when."""
    within = box(b"minf", box(b"stsd", b"soun mp4a"))
    track = box(b"trak", _head(b"tkhd", head) + box(b"mdia", _head(b"mdhd", head) + within))
    moov = box(b"moov", _head(b"mvhd", head) + track + box(b"udta", told))
    return box(b"ftyp", b"M4A isom") + moov + box(b"mdat", b"sound")


def _head(name: bytes, body: bytes) -> bytes:
    return box(name, body) if body else b""


def element(name: str, body: bytes = b"", size: bytes | None = None) -> bytes:
    """One element of a WebM."""
    return bytes.fromhex(name) + (struct.pack(">Q", 1 << 56 | len(body)) if size is None else size) + body


def webm(*codecs: bytes, told: bytes = b"", sound: bytes = b"") -> bytes:
    """A WebM as browsers record it, its sizes unknown; `told` stands wherever somebody may write about himself."""
    tracks = b"".join(
        element("ae", element("d7", b"\1") + (element("536e", told) if told else b"") + element("86", each))
        for each in codecs or (b"A_OPUS",)
    )
    written = element("bf", b"summ") + element("4d80", told) + element("5741", told) + element("7ba9", told)
    said = element("1254c367", element("7373", told)) if told else b""
    cluster = element("1f43b675", element("e7", b"\0") + element("a3", b"sound"), size=b"\x01" + b"\xff" * 7)
    inside = element("1549a966", written if told else b"") + element("1654ae6b", tracks) + cluster + said + sound
    return element("1a45dfa3", element("4282", b"webm")) + element("18538067", inside, size=b"\x01" + b"\xff" * 7)


def ogg(told: bytes = b"", codec: bytes = b"OpusHead") -> bytes:
    """An Ogg file with Opus; `told` stands among the comments, which go on over several pages when it is long."""
    comments = b"OpusTags" + struct.pack("<I", 4) + b"moto" + struct.pack("<II", 1, len(told)) + told
    found = page(2, codec.ljust(19, b"\1"), 0)
    for n in range(0, len(comments) + 1, 2550):
        found += page(int(n > 0), comments[n : n + 2550], len(found), goes_on=n + 2550 <= len(comments))
    return found + page(4, b"sound", 9)


def page(kind: int, body: bytes, number: int, *, goes_on: bool = False) -> bytes:
    """One page of an Ogg file."""
    sizes = bytes([255] * (len(body) // 255)) + (b"" if goes_on else bytes([len(body) % 255]))
    return b"OggS\0" + struct.pack("<BQIIIB", kind, 0, 7, number, 0, len(sizes)) + sizes + body


def _pressed(by: bytes) -> bytes:
    """How the pictures of a film are pressed, and by which program."""
    return bytes(12) + by[:4].ljust(4, b"\0") + bytes(26) + by.ljust(32, b"\0") + bytes(4)


def mp4_film(
    told: bytes = b"", *, size: int = 0, codec: bytes = b"avc1", more: bytes = b"", head: bytes = b"",
    name: bytes = b"", wrote: bytes = b"",
) -> bytes:  # fmt: skip
    """The outline of an MP4 with pictures and sound; `told` stands where a phone writes where it was taken, `head`
    where it writes when, `name` where it names what wrote a track; `more` is a track of another kind,
    `wrote` the program that pressed the pictures, whose maker has four letters."""
    kinds = [(b"vide", codec), (b"soun", b"mp4a"), *([(more, b"gpmd")] if more else [])]
    tracks = b"".join(
        box(b"trak", _head(b"tkhd", head) + box(b"mdia", _head(b"mdhd", head)
            + box(b"hdlr", bytes(8) + kind + bytes(12) + name)
            + box(b"minf", box(b"stbl", box(b"stsd", bytes(8) + box(each, _pressed(wrote * (each == codec))))))))
        for kind, each in kinds
    )  # fmt: skip
    moov = box(b"moov", _head(b"mvhd", head) + tracks + (box(b"udta", told) if told else b""))
    return box(b"ftyp", b"isomavc1") + moov + box(b"mdat", b"film".ljust(size, b"\1"))
