"""`python -m lms.run`: prepares an installation in one go, says who can sign in, and serves it."""

import argparse
import json
import sys
from itertools import count
from pathlib import Path
from threading import Thread
from time import sleep

from flask import Flask
from flask_migrate import upgrade
from waitress import serve

from lms.accounts import actions as accounts
from lms.accounts import queries as users
from lms.app import create_app
from lms.classes import actions as classes
from lms.core import clock
from lms.core.actors import Grant, Role
from lms.core.config import keys, make_keys
from lms.core.database import unit_of_work
from lms.curriculum import queries as curriculum
from lms.curriculum.actions import publish_folder
from lms.curriculum.files.faults import Broken
from lms.curriculum.files import folder
from lms.curriculum.files.folder import fingerprint
from lms.demo.world import build_world, world_exists

THREADS = 8
UNLIKE = {
    "shorter": "a shorter course is near", "early": "took the course long before leaving",
    "elsewhere": "took one elsewhere", "work": "lessons more for the work",
}  # fmt: skip


def main() -> None:
    """Read the command line, prepare, serve until stopped."""
    options = argparse.ArgumentParser(prog="./run", description=__doc__)
    options.add_argument("--port", type=int, default=8000)
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--empty", action="store_true", help="without the demo world")
    chosen = options.parse_args()
    address = f"http://{chosen.host}:{chosen.port}"
    app = create_app()
    with app.app_context():
        prepare(app)
        if chosen.empty:
            welcome_first_administrator(address)
        else:
            welcome_demo(app, address)
    print(f"\nOpen {address} in a browser. Stop with Ctrl+C.", flush=True)
    Thread(target=pass_offers, args=(app,), daemon=True).start()
    serve(app, host=chosen.host, port=chosen.port, threads=THREADS, ident=None)


def pass_offers(app: Flask, *, pause: float = 60, times: int | None = None) -> None:
    """Pass seats on that were offered and not answered in time, every minute, as a clock does for a larger
    installation; `times` for tests, else without end."""
    for n in count() if times is None else range(times):
        sleep(pause if n else 0)
        with app.app_context():
            try:
                with unit_of_work():
                    classes.pass_lapsed_offers(at=clock.now())
            except Exception as error:  # the next minute is another try; nothing personal goes into a log
                app.logger.error("offers were not passed on: %s", type(error).__name__)


def prepare(app: Flask) -> None:
    """Keys, tables and the curriculum, each only as far as something is missing or has changed."""
    instance = Path(app.instance_path)
    make_keys(instance)
    app.config.update(keys(instance))
    upgrade()
    publish_changes(app, instance / "published")


def publish_changes(app: Flask, note: Path) -> None:
    """Publish the curriculum unless its files are those of the last time, as they stand in `note`: reading all of them
    takes seconds. One that is not in order is said so, file by file, and the one before stays in service."""
    files = files_of(app)
    if note.exists() and note.read_text() == files and curriculum.latest_ids(curriculum.MODULE):
        return
    try:
        with unit_of_work():
            done = publish_folder(folder=app.config["COURSES"], media=app.config["MEDIA"], by=None, at=clock.now())
    except Broken as broken:
        if not curriculum.latest_ids(curriculum.MODULE):
            raise SystemExit(f"The curriculum cannot be published yet.\n{broken}") from None
        print(f"The curriculum was not published anew: what was published before stays in service.\n{broken}")
        return
    if done.brought:
        app.extensions["announce_uploads"]()
    note.write_text(files)
    if done.made:
        print(f"Published {len(done.made)} new editions of the curriculum.")
    if done.older:
        print(f"{len(done.older)} files are older than what authors have published since, which stays in service.")


def files_of(app: Flask) -> str:
    """A sign of the curriculum's files, and of those that read them."""
    return fingerprint(app.config["COURSES"], app.config["MEDIA"], Path(folder.__file__).parent)


def welcome_first_administrator(address: str) -> None:
    """An administrator's account and the link with which its owner sets the password, at each start until it is set."""
    administrators = users.users([Role.ADMIN])
    if any(each.secret_hash for each in administrators):
        return
    with unit_of_work():
        admin = administrators[0] if administrators else accounts.create_user(
            login="admin", name="Administrator", language="en", grants=[Grant(Role.ADMIN)], secret=None, by=None,
            at=clock.now(),
        )  # fmt: skip
        token = accounts.make_link(user_id=admin.id, by=None, at=clock.now())
    print(f"The first administrator sets a password here, once, within three days:\n  {address}/set-password/{token}")


def welcome_demo(app: Flask, address: str) -> None:
    """The demo world, made on the first start, and who can sign in to it. A house in which people are already gets
    none."""
    path = Path(app.instance_path) / "demo.json"
    if not world_exists():
        print("Building the demo world: about 300 people and 30 classes. This happens once.", flush=True)
        with unit_of_work():
            world = build_world(base_url=address, today=clock.today())
        path.write_text(json.dumps(world, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if not path.exists():
        welcome_first_administrator(address)
    else:
        print("\nWho can sign in (login, password):")
        made = json.loads(path.read_text(encoding="utf-8"))
        for role, account in made["accounts"].items():
            print(f"  {role:<9} {account['login']:<14} {account['password']}")
        for what, number in made.get("unlike", {}).items():
            print(f"  trainee   {number:<14} {made['accounts']['trainee']['password']}  {UNLIKE[what]}")


if __name__ == "__main__":
    sys.exit(main())
