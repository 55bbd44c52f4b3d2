"""Files of the curriculum by the addresses under which pages show them."""

from collections.abc import Iterable
from pathlib import Path

from flask import current_app

ADDRESS, BROUGHT = "/media/", "/media/uploads/"


def media_file(address: str) -> Path:
    """Where the picture or sound of an address lies: in the curriculum's folder, or among what authors
    brought along."""
    if address.startswith(BROUGHT):
        return Path(current_app.config["UPLOADS"], address.removeprefix(BROUGHT))
    return Path(current_app.config["MEDIA"], address.removeprefix(ADDRESS))


def media_bytes(addresses: Iterable[str]) -> int:
    """How many bytes these files are together; what is not there any more takes none."""
    return sum(path.stat().st_size for path in map(media_file, addresses) if path.is_file())
