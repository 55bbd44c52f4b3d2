"""Ways that stay on this machine: for trying out, and for gateways that fetch."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask import current_app

from lms.messages.actions import Letter


def to_console(letter: Letter) -> None:
    """Say that something would be sent, and nothing personal: for trying out."""
    click.echo(f"message {letter.id}: {letter.code}, {letter.channel}, {letter.language}")


def to_file(letter: Letter) -> None:
    """Append to `outbox/messages.jsonl` in the instance folder, whence a gateway may fetch it."""
    folder = Path(current_app.instance_path) / "outbox"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "messages.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(letter), ensure_ascii=False) + "\n")
