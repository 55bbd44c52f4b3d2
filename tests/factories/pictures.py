"""Pictures of four by two pixels as a browser makes them, and what a phone adds: where, when, with what."""

import struct
import zlib
from base64 import b64decode

JPEG_PICTURE = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8"
    "ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAAR"
    "CAACAAQDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAZEAEAAgMAAAAAAAAAAAAAAAAAAgQ0gbH/xAAVAQEBAAAAAAAAAAAA"
    "AAAAAAABAv/EABgRAAIDAAAAAAAAAAAAAAAAAAABAjEy/9oADAMBAAIRAxEAPwCBdyp64AFRc9M//9k="
)
PNG_PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAYAAAB/qH1jAAAAFklEQVR4AWI6YKDwH4QZoIAJSsMpAAAAAP//u2VeYwAAAAZJREFUAwB5UAQj"
    "CuIevgAAAABJRU5ErkJggg=="
)
WEBP_PICTURE = b64decode(
    "UklGRlYAAABXRUJQVlA4WAoAAAAQAAAAAwAAAQAAQUxQSAkAAAAA//8AAP//AAAAVlA4ICYAAABwAQCdASoEAAIABABoJZACdAFAAAD+54su"
    "DQ+AKCofg7j/vZAAAA=="
)

PLACE = struct.pack(">6I", 38, 1, 33, 1, 3600, 100)  # 38° 33′ 36″
MODEL, DAY = b"Samsung SM-A125F\x00", b"2026:05:12 09:31:07\x00"


def exif(turned: int = 6) -> bytes:
    """What stands in the EXIF part of a photograph: model, day, how to turn it, latitude and longitude, a thumbnail."""
    entries = 4
    data_at = 8 + 2 + 12 * entries + 4
    gps_at = data_at + len(MODEL) + len(DAY)
    gps_data = gps_at + 2 + 12 * 4 + 4
    first = struct.pack(">HHII", 0x0110, 2, len(MODEL), data_at)
    first += struct.pack(">HHIHH", 0x0112, 3, 1, turned, 0)
    first += struct.pack(">HHII", 0x0132, 2, len(DAY), data_at + len(MODEL))
    first += struct.pack(">HHII", 0x8825, 4, 1, gps_at)
    gps = struct.pack(">HHI4s", 1, 2, 2, b"N\x00\x00\x00") + struct.pack(">HHII", 2, 5, 3, gps_data)
    gps += struct.pack(">HHI4s", 3, 2, 2, b"E\x00\x00\x00") + struct.pack(">HHII", 4, 5, 3, gps_data)
    return (
        b"MM\x00*" + struct.pack(">IH", 8, entries) + first + struct.pack(">I", 0) + MODEL + DAY
        + struct.pack(">H", 4) + gps + struct.pack(">I", 0) + PLACE + JPEG_PICTURE
    )  # fmt: skip


def jpeg_of_a_phone(turned: int = 6) -> bytes:
    """A JPEG with EXIF, XMP, a comment, a maker's segment, and a second picture after its end."""
    parts = (
        (0xE1, b"Exif\x00\x00" + exif(turned)), (0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta/>" + MODEL),
        (0xE2, b"MPF\x00" + MODEL), (0xED, b"Photoshop 3.0\x00" + PLACE), (0xFE, b"taken at home" + PLACE),
    )  # fmt: skip
    added = b"".join(struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in parts)
    return JPEG_PICTURE[:2] + added + JPEG_PICTURE[2:] + b"SEFT" + PLACE + MODEL


def png_of_a_phone() -> bytes:
    """A PNG with EXIF, words and a time, and something after its end."""
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    added = chunk(b"eXIf", exif()) + chunk(b"tEXt", b"Model\x00" + MODEL)
    added += chunk(b"tIME", b"\x07\xea\x05\x0c\x09\x1f\x07")
    return PNG_PICTURE[:33] + added + PNG_PICTURE[33:] + PLACE


def webp_of_a_phone() -> bytes:
    """A WebP with EXIF and XMP, and the flags that announce them."""
    def chunk(name: bytes, body: bytes) -> bytes:
        return name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)

    body = bytearray(WEBP_PICTURE[12:])
    body[8] |= 0b1100
    whole = bytes(body) + chunk(b"EXIF", exif()) + chunk(b"XMP ", b"<x:xmpmeta/>" + MODEL)
    return b"RIFF" + struct.pack("<I", len(whole) + 4) + b"WEBP" + whole + PLACE
