"""WebM files: what a phone or browser wrote about itself, the day and the place is blanked, the sound stays where it
was. Standard library only."""

from collections.abc import Iterator

EBML, SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
PARENTS = {SEGMENT, b"\x15\x49\xa9\x66", b"\x16\x54\xae\x6b", b"\xae"}  # Info, Tracks, TrackEntry
DEEPEST = 3  # a TrackEntry stands in Tracks in the Segment; deeper ones are no recording
CLUSTER, CODEC = b"\x1f\x43\xb6\x75", b"\x86"
TOLD = {b"\x12\x54\xc3\x67", b"\x19\x41\xa4\x69", b"\x10\x43\xa7\x70"}  # Tags, Attachments, Chapters
# Title, name of the file, day, programs that wrote it, name of a track: these are emptied where they stand.
WORDS = {b"\x7b\xa9", b"\x73\x84", b"\x44\x61", b"\x4d\x80", b"\x57\x41", b"\x53\x6e"}
CHECKSUM, VOID = b"\xbf", b"\xec"

Element = tuple[bytes, int, int, int]  # its id, where it begins, where its content begins and ends


def without_tags(data: bytes) -> tuple[bytes, list[bytes]]:
    """The file with its tags blanked, and the codecs of its tracks. Raises ValueError, IndexError when it is broken."""
    clean, codecs = bytearray(data), []
    for name, begin, body, end in _elements(data, 0, len(data)):
        if name in WORDS:
            clean[body:end] = bytes(end - body)
        elif name in TOLD or name == CHECKSUM:
            clean[begin:end] = _void(end - begin)
        elif name == CODEC:
            codecs.append(data[body:end].rstrip(b"\0"))
    return bytes(clean), codecs


def _elements(data: bytes, at: int, end: int, depth: int = 0) -> Iterator[Element]:
    """Every element down to those of tracks. A cluster of unknown size, as browsers write it, ends where the next
    begins, so what is in it stands beside it."""
    while at < end:
        name, body = _id(data, at), 0
        size, body = _size(data, at + len(name))
        if size is None and name not in (SEGMENT, CLUSTER):
            raise ValueError
        ends = end if size is None else body + size
        if ends > end:
            if name in TOLD or name in WORDS or name in PARENTS:
                raise ValueError
            return  # the last piece of sound of a recording that broke off
        yield name, at, body, ends
        if name in PARENTS:
            if depth == DEEPEST:
                raise ValueError
            yield from _elements(data, body, ends, depth + 1)
        at = body if size is None and name == CLUSTER else ends


def _id(data: bytes, at: int) -> bytes:
    length = 9 - data[at].bit_length()
    if length > 4:
        raise ValueError
    return data[at : at + length]


def _size(data: bytes, at: int) -> tuple[int | None, int]:
    """The size that stands there, None when it is not known, and where it ends."""
    length = 9 - data[at].bit_length()
    if length > 8 or at + length > len(data):
        raise ValueError
    value = int.from_bytes(data[at : at + length]) & (1 << 7 * length) - 1
    return (None if value == (1 << 7 * length) - 1 else value), at + length


def _void(length: int) -> bytes:
    """An element that says nothing, of this length in all."""
    width = 8 if length > 9 else 1
    return (VOID + (1 << 7 * width | length - 1 - width).to_bytes(width)).ljust(length, b"\0")
