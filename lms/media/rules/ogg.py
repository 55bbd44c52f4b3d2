"""Ogg files with Opus: what a phone wrote about itself and the place is blanked, the sound stays where it was. Standard
library only."""

import struct
from collections.abc import Iterator

HEAD, TAGS = b"OpusHead", b"OpusTags"
_TABLE = []
for _byte in range(256):
    _rest = _byte << 24
    for _bit in range(8):
        _rest = (_rest << 1) ^ (0x04C11DB7 if _rest & 0x80000000 else 0)
    _TABLE.append(_rest & 0xFFFFFFFF)


def without_tags(data: bytes) -> bytes:
    """The file with empty comments. Raises ValueError when it is not one stream of Opus from the first byte to the
    last; struct.error, IndexError when it breaks off."""
    clean, pages = bytearray(data), list(_pages(data))
    places = _second_packet(data, pages)
    said = bytes(clean[at] for at in places)
    if not data[pages[0][2] :].startswith(HEAD) or not said.startswith(TAGS):
        raise ValueError
    for at, byte in zip(places, (TAGS + bytes(8)).ljust(len(said), b"\0"), strict=True):
        clean[at] = byte
    for begin, end, body, _sizes in pages:
        if any(body <= at < end for at in (places[0], places[-1])) or places[0] < begin < places[-1]:
            struct.pack_into("<I", clean, begin + 22, 0)
            struct.pack_into("<I", clean, begin + 22, page_sum(clean[begin:end]))
    return bytes(clean)


def _pages(data: bytes) -> Iterator[tuple[int, int, int, bytes]]:
    """Begin, end and body of each page, and the sizes of what is in it."""
    at, stream = 0, data[14:18]
    while at < len(data):
        if data[at : at + 4] != b"OggS" or data[at + 14 : at + 18] != stream or (at and data[at + 5] & 2):
            raise ValueError
        body = at + 27 + data[at + 26]
        sizes = data[at + 27 : body]
        end = body + sum(sizes)
        if end > len(data) or len(sizes) != data[at + 26]:
            raise ValueError
        yield at, end, body, sizes
        at = end


def _second_packet(data: bytes, pages: list[tuple[int, int, int, bytes]]) -> list[int]:
    """Where every byte of the second packet stands: it may go on over several pages."""
    packet, places = 0, []
    for _begin, _end, body, sizes in pages:
        at = body
        for size in sizes:
            if packet == 1:
                places += range(at, at + size)
            at += size
            packet += size < 255
            if packet > 1:
                return places
    raise ValueError


def page_sum(page: bytes) -> int:
    """The sum that stands in the head of a page, made while its own place holds noughts."""
    found = 0
    for byte in page:
        found = (found << 8 & 0xFFFFFFFF) ^ _TABLE[found >> 24 ^ byte]
    return found
