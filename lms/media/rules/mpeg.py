"""MP4 files: what a phone or an editor wrote about itself, the day and the place beside the film is blanked. Sound and
pictures stay as they were, and with them what the program that compressed them wrote among them: its own name, version
and settings (x264 does), never a place, a day or a person. Standard library only."""

import struct
from collections.abc import Iterator

LONG = b"\0\0\0\1"  # the size of a box stands behind its name, in eight bytes
INSIDE = {  # which boxes are looked into, by the one around them
    b"": b"moov", b"moov": b"trak", b"trak": b"mdia", b"mdia": b"minf", b"minf": b"stbl", b"stbl": b"stsd",
}  # fmt: skip
BEFORE = {b"stsd": 8}  # bytes of its own that a box has before those within it: version, flags, how many
TOLD = (b"udta", b"meta", b"uuid", b"prft")  # where a phone or an editor writes what, where, with what, when
HEADS = (b"mvhd", b"tkhd", b"mdhd")  # of the whole, a track, its content: version, flags, when made, when changed
PICTURES = (b"avc1", b"avc3")
MAKER, COMPRESSOR = (20, 24), (50, 82)  # in these: which company's program, and its name
HANDLER, NAME = b"hdlr", 24  # what wrote a track names itself behind so many bytes


def without_tags(data: bytes) -> tuple[bytes, list[bytes]]:
    """The file with its tags blanked, and its tracks. Raises ValueError, IndexError, struct.error when it is broken."""
    clean, tracks = bytearray(data), []
    for at, end, name in _boxes(data, 0, len(data)):
        inside = at + (16 if clean[at : at + 4] == LONG else 8)
        if name in TOLD:  # blanked, not cut out: other boxes count bytes from the beginning
            clean[at + 4 : at + 8] = b"free"
            _blank(clean, inside, end, end)
        elif name in HEADS:
            _blank(clean, inside + 4, inside + (20 if data[inside] else 12), end)
        elif name == HANDLER:
            _blank(clean, inside + NAME, end, end)
        elif name in PICTURES:
            for begin, until in (MAKER, COMPRESSOR):
                _blank(clean, at + begin, at + until, end)
        elif name == b"trak":
            tracks.append(data[at:end])
    return bytes(clean), tracks


def _blank(clean: bytearray, begin: int, until: int, end: int) -> None:
    if not begin <= until <= end:
        raise ValueError
    clean[begin:until] = bytes(until - begin)


def kind_of(track: bytes) -> bytes:
    """What a track holds: "vide", "soun", or something else."""
    at = track.find(b"hdlr")
    return track[at + 12 : at + 16] if at >= 0 else b""


def _boxes(data: bytes, at: int, end: int, around: bytes = b"") -> Iterator[tuple[int, int, bytes]]:
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, at)
        head = 16 if size == 1 else 8
        size = end - at if size == 0 else size
        if head == 16:
            size = struct.unpack_from(">Q", data, at + 8)[0]
        if size < head or at + size > end:
            raise ValueError
        yield at, at + size, name
        if name == INSIDE.get(around):
            yield from _boxes(data, at + head + BEFORE.get(name, 0), at + size, name)
        at += size
