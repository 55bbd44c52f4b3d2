"""Photographs as they come from phones: recognised by their content, and freed of everything but the picture. A phone
writes into them where and when they were taken, with what, and often a small second picture. Standard library only."""

import struct
from collections.abc import Iterator

LARGEST = 2 * 1024 * 1024
JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
PNG_SIGN = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
SOI, EOI, SOS, APP0, APP1, APP2, APP14, COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
RESTARTS = range(0xD0, 0xD8)
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # segments that state how large the picture is
ORIENTATION = 0x0112


class NoPicture(ValueError):
    """This is no picture, or one that is broken."""


def kind_of(data: bytes) -> str | None:
    """What kind of picture the bytes are, whatever the name of the file says; None for anything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(PNG_SIGN):
        return PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    return None


def only_the_picture(data: bytes) -> tuple[str, bytes]:
    """The kind, and the picture without place, time, device, comments, thumbnails and whatever follows its end. How a
    JPEG is to be turned is kept. Raises NoPicture."""
    kind = kind_of(data)
    if kind is None:
        raise NoPicture
    try:
        return kind, {JPEG: _jpeg, PNG: _png, WEBP: _webp}[kind](data)
    except (IndexError, struct.error):
        raise NoPicture from None


def size_of(kind: str, data: bytes) -> tuple[int, int]:
    """Width and height that the picture itself states: a few bytes can unfold into gigabytes. Raises NoPicture."""
    try:
        found = {JPEG: _size_of_jpeg, PNG: _size_of_png, WEBP: _size_of_webp}[kind](data)
    except (IndexError, struct.error):
        raise NoPicture from None
    if not all(found):
        raise NoPicture
    return found


def _size_of_jpeg(data: bytes) -> tuple[int, int]:
    for marker, segment in _segments(data):
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", segment, 5)
            return width, height
    raise NoPicture


def _size_of_png(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR":
        raise NoPicture
    return struct.unpack_from(">II", data, 16)


def _size_of_webp(data: bytes) -> tuple[int, int]:
    name = data[12:16]
    if name == b"VP8X":
        return tuple(int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
    if name == b"VP8L":
        packed = struct.unpack_from("<I", data, 21)[0]
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    if name == b"VP8 ":
        return tuple(each & 0x3FFF for each in struct.unpack_from("<HH", data, 26))
    raise NoPicture


def _jpeg(data: bytes) -> bytes:
    out, turned, seen = [b"\xff\xd8"], None, False
    for marker, segment in _segments(data):
        if marker == APP1 and segment[4:10] == b"Exif\x00\x00":
            turned = turned or _orientation(segment[10:])
        if _kept(marker, segment):
            out.append(segment)
        seen = seen or marker == SOS
    if not seen:
        raise NoPicture
    if turned:
        out.insert(1, _only_turned(turned))
    return b"".join([*out, b"\xff\xd9"])


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments of a JPEG up to its end; what follows a scan's head belongs to it."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise NoPicture
        while data[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = data[at + 1]
        if marker == EOI:
            return
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if marker in (0x00, 0x01, SOI) or marker in RESTARTS or end < at + 4 or end > len(data):
            raise NoPicture
        if marker == SOS:
            end = _end_of_scan(data, end)
        yield marker, data[at:end]
        at = end


def _kept(marker: int, segment: bytes) -> bool:
    if marker == APP0:
        return segment[4:9] == b"JFIF\x00"
    if marker == APP2:
        return segment[4:16] == b"ICC_PROFILE\x00"
    return marker == APP14 or not (0xE0 <= marker <= 0xEF or marker == COM)


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the marker after the compressed data stands."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise NoPicture
        following = data[at + 1]
        if following != 0x00 and following not in RESTARTS:
            return at
        at += 2


def _orientation(tiff: bytes) -> int | None:
    """How the picture is to be turned (2 to 8), if it is."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return None
    try:
        at = struct.unpack_from(f"{order}I", tiff, 4)[0]
        count = struct.unpack_from(f"{order}H", tiff, at)[0]
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == ORIENTATION and kind == 3 and 2 <= value <= 8:
                return value
    except struct.error:
        return None
    return None


def _only_turned(value: int) -> bytes:
    tiff = b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, value, 0, 0)
    body = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> bytes:
    out, at = [PNG_SIGN], len(PNG_SIGN)
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise NoPicture
        if name in PNG_KEPT:
            out.append(data[at:end])
        if name == b"IEND":
            return b"".join(out)
        at = end


def _webp(data: bytes) -> bytes:
    size = struct.unpack_from("<I", data, 4)[0]
    body = b"".join(_webp_chunks(data[: 8 + size]))
    if not body:
        raise NoPicture
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    at = 12
    while at < len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length
        if end > len(data):
            raise NoPicture
        chunk = data[at:end]
        if name == b"VP8X":
            flags = chunk[8] & ~0b1100  # neither EXIF nor XMP follows any more
            chunk = chunk[:8] + bytes([flags]) + chunk[9:]
        if name in WEBP_KEPT:
            yield chunk + b"\x00" * (length % 2)
        at = end + length % 2
