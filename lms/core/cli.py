"""`flask migrate`, `flask backup`, `flask keys`: what an installation needs to live."""

import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

from lms.core import rotation
from lms.core.config import (
    add_index_key,
    add_personal_key,
    index_key_paths,
    keys,
    make_keys,
    personal_key_paths,
    put_key_away,
)
from lms.core.copies import copy_database
from lms.core.encryption import key_name, personal_keys

Steps = Iterable[tuple[str, int]]  # a column, and how many of its values were written anew
key_commands = AppGroup("keys", help="The keys of personal fields.")


@click.command("migrate")
def migrate_command() -> None:
    """Make the keys that are missing and bring the tables up to date. Safe to repeat."""
    instance = Path(current_app.instance_path)
    make_keys(instance)
    current_app.config.update(keys(instance))
    upgrade()
    click.echo("The keys and tables are ready.")


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup_command(file: Path) -> None:
    """Copy the database into a new FILE while everybody works. The keys are not in it: keep them elsewhere."""
    try:
        copy_database(file)
    except FileExistsError:
        raise click.ClickException(f"{file} is there already. Please name a new file.") from None
    except FileNotFoundError:
        raise click.ClickException("There is no pg_dump here. Please install PostgreSQL's client programs.") from None
    except subprocess.CalledProcessError:
        raise click.ClickException("pg_dump could not make the copy; what it said stands above.") from None
    (Path(current_app.instance_path) / "last-copy").touch()
    click.echo(f"The copy is made. Without the keys nobody reads its personal fields: {file}")


@key_commands.command("status")
def status_command() -> None:
    """Say how many values were written with which key."""
    _tell_status()


@key_commands.command("rotate")
def rotate_command() -> None:
    """Make a new key and write all personal fields anew with it, while everybody works. Stopped half-way, it goes on
    where it was when it is started again."""
    _renew("key", add_personal_key, rotation.reseal_all)
    here = {key_name(key) for key in personal_keys()}
    if lost := sum(count for name, count in rotation.written_with().items() if name not in here):
        raise click.ClickException(f"{lost} values cannot be read: the key they were written with is not here.")


@key_commands.command("rotate-index")
def rotate_index_command() -> None:
    """Make a new key for the indexes by which personal fields are found, and make them anew, while everybody works.
    What is nowhere else, such as recovery codes, stays under the old key until it is used, made anew or forgotten."""
    _renew("index key", add_index_key, rotation.reindex_all)


@key_commands.command("retire")
@click.option("--index-in-use", is_flag=True, help="Also index keys under which something is found that is nowhere "
              "else: recovery codes then open nothing, and devices are new ones.")
def retire_command(index_in_use: bool) -> None:
    """Put away the old keys with which nothing is written any more."""
    instance, used = Path(current_app.instance_path), rotation.written_with()
    indexed = rotation.can_be_made_anew() if index_in_use else set().union(*rotation.indexed_with().values())
    _put_away([each for each in personal_key_paths(instance)[:-1] if not used[key_name(each.read_bytes())]])
    _put_away([each for each in index_key_paths(instance)[:-1] if key_name(each.read_bytes()) not in indexed])
    _tell_status()


def _renew(what: str, add: Callable[[Path], int], write_all: Callable[[], Steps]) -> None:
    """Write all anew with the newest key; when nothing was left to write, add a key and write all anew with that. What
    cannot be read, and so cannot be written, stands in the way of no new key."""
    if _told(write_all()):
        click.echo(f"An earlier change of the {what} was not finished: this was going on with it.")
    else:
        click.echo(f"Made the {what} number {add(Path(current_app.instance_path))}.")
    while _told(write_all()):  # somebody may have written with the old key meanwhile
        pass
    _tell_status()


def _put_away(paths: list[Path]) -> None:
    for path in paths:
        click.echo(f"Put away: {put_key_away(path)}. Destroy it once no copy is kept that was written with it.")


def _told(steps: Steps) -> int:
    total = 0
    for column, written in steps:
        click.echo(f"{column}: {written} written anew")
        total += written
    return total


def _tell_status() -> None:
    used = rotation.written_with()
    for path in reversed(personal_key_paths(Path(current_app.instance_path))):
        name = key_name(path.read_bytes())
        click.echo(f"{path.name} ({name}): {used.pop(name, 0)} values")
    for name, count in used.items():
        click.echo(f"a key that is not here ({name}): {count} values")
    indexed = rotation.indexed_with()
    for path in reversed(index_key_paths(Path(current_app.instance_path))):
        name = key_name(path.read_bytes())
        found = [f"{column} {names[name]}" for column, names in indexed.items() if names[name]]
        click.echo(f"{path.name} ({name}): {', '.join(found) or 'nothing'}")
