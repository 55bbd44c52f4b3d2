"""Ways that stay on this machine: for trying out, and for gateways that fetch."""

import json
import os
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
from flask import current_app

from lms.messages.actions import Letter


def to_console(letter: Letter) -> None:
    """Say that something would be sent, and nothing personal: for trying out."""
    click.echo(f"message {letter.id}: {letter.code}, {letter.channel}, {letter.language}")


def to_file(letter: Letter) -> None:
    """Write `outbox/<key>.json` in the instance folder, whole from the first moment on, for a gateway that fetches it
    and takes it away; nobody else may read it."""
    folder = Path(current_app.instance_path) / "outbox"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = folder / f".{letter.key}"
    with open(half, "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        json.dump(asdict(letter), file, ensure_ascii=False)
    half.rename(folder / f"{letter.key}.json")


def fetched_never(*, before: datetime) -> list[Path]:
    """What no gateway has fetched since before a moment."""
    folder, found = Path(current_app.instance_path) / "outbox", []
    for each in folder.iterdir() if folder.exists() else ():
        with suppress(FileNotFoundError):  # fetched in this very moment
            if each.stat().st_mtime < before.timestamp():
                found.append(each)
    return found


def forget_fetched_never(*, before: datetime) -> int:
    """Take it away; how much it was."""
    old = fetched_never(before=before)
    for each in old:
        each.unlink(missing_ok=True)
    return len(old)
