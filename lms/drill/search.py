"""Looking for a planted text in files, in every spelling and wrapping in which it could lie there."""

import base64
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path


def spellings(planted: str) -> set[bytes]:
    """The ways in which a planted text could stand in a file."""
    digits = "".join(letter for letter in planted if letter.isalnum())
    texts = {planted, digits, digits[-9:], f"{digits[-9:-7]} {digits[-7:-4]} {digits[-4:]}",
             f"{digits[-9:-7]} {digits[-7:-4]} {digits[-4:-2]} {digits[-2:]}"}  # fmt: skip
    found = {text.encode(code) for text in texts for code in ("utf-8", "utf-16-le")}
    for text in {planted, digits}:
        for before in range(3):  # base64 writes a text in three ways, by where it begins
            wrapped = base64.b64encode(b"\0" * before + text.encode())
            found.add(wrapped[before + 1 : -4] if before else wrapped[:-4])
    return found


def contents(path: Path) -> Iterator[bytes]:
    """What a file holds, and what the files hold that are packed in it; of a PDF the words, too, as they are read."""
    raw = path.read_bytes()
    yield raw
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    if raw.startswith(b"%PDF"):
        for stream in raw.split(b"stream\n")[1:]:
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(stream)
        yield _words(raw)


def _words(pdf: bytes) -> bytes:
    """The words of a PDF: in its streams they stand as numbers of the signs of its own fonts."""
    from pypdf import PdfReader  # takes a while, and only the drill needs it

    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).encode()


def finds(folder: Path, planted: dict[str, str]) -> dict[Path, list[str]]:
    """Every file below the folder, and which of the planted texts (by name) are found in it."""
    wanted = {name: spellings(text) for name, text in planted.items()}
    return {
        path: sorted(
            {name for raw in contents(path) for name, forms in wanted.items() if any(each in raw for each in forms)}
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
