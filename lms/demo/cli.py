"""`flask demo`."""

import json
from pathlib import Path

import click
from flask import current_app

from lms.core import clock
from lms.core.database import unit_of_work
from lms.demo.world import SEED, build_world, world_exists


@click.command("demo")
@click.option("--seed", default=SEED, show_default=True)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day around which the world is built.")
@click.option("--base-url", default="http://127.0.0.1:8000", show_default=True)
def demo_command(seed: int, today, base_url: str) -> None:
    """Build the demo world in a database without people, and write instance/demo.json."""
    if world_exists():
        raise click.ClickException("There are people in this database: the demo world is only built in an empty one.")
    with unit_of_work():
        world = build_world(base_url=base_url, today=today.date() if today else clock.today(), seed=seed)
    path = Path(current_app.instance_path) / "demo.json"
    path.write_text(json.dumps(world, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    click.echo(f"The demo world is built; {path.name} says who can sign in.")
