"""`flask migrate`: prepares an installation, and brings its tables up to date."""

from pathlib import Path

import click
from flask import current_app
from flask_migrate import upgrade

from lms.core.config import keys, make_keys


@click.command("migrate")
def migrate_command() -> None:
    """Make the keys that are missing and bring the tables up to date. Safe to repeat."""
    instance = Path(current_app.instance_path)
    make_keys(instance)
    current_app.config.update(keys(instance))
    upgrade()
    click.echo("The keys and tables are ready.")
