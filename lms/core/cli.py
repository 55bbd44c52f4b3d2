"""`flask migrate`, `flask backup`, `flask keys`: what an installation needs to live."""

import subprocess
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

from lms.core import rotation
from lms.core.config import add_personal_key, keys, make_keys, personal_key_paths, put_key_away
from lms.core.copies import copy_database
from lms.core.encryption import key_name, personal_keys

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
    instance, newest = Path(current_app.instance_path), key_name(personal_keys()[0])
    if set(rotation.written_with()) <= {newest}:
        click.echo(f"Made the key number {add_personal_key(instance)}.")
    else:
        click.echo("An earlier change of keys was not finished: going on with it.")
    while _one_pass():  # somebody may have written with the old key meanwhile
        pass
    _tell_status()
    here = {key_name(key) for key in personal_keys()}
    if lost := sum(count for name, count in rotation.written_with().items() if name not in here):
        raise click.ClickException(f"{lost} values cannot be read: the key they were written with is not here.")


@key_commands.command("retire")
def retire_command() -> None:
    """Put away the old keys with which nothing is written any more."""
    used = rotation.written_with()
    for path in personal_key_paths(Path(current_app.instance_path))[:-1]:
        if not used[key_name(path.read_bytes())]:
            click.echo(f"Put away: {put_key_away(path)}. Destroy it once no copy is kept that was written with it.")
    _tell_status()


def _one_pass() -> int:
    total = 0
    for column, written in rotation.reseal_all():
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
