"""The key pages of every role, on a phone and at a desk, in every language, on sheets for designers to look at.

    python -m tests.screenshots --out FOLDER [--language tg] [--role officer]
"""

import argparse
import base64
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import time_machine
from flask_migrate import upgrade

import lms.app
from lms.core import clock
from lms.core.database import unit_of_work
from lms.curriculum.actions import publish
from lms.curriculum.files.folder import read_courses
from lms.demo.world import build_world
from tests.conftest import settings
from tests.journeys.pages import PAGES, sign_in_quietly
from tests.journeys.stage import DESK, MORNING, PHONE, QUIET, served

LANGUAGES = ("tg", "ru", "en", "uz", "ky")
SIZES = {"360": PHONE, "1280": DESK}
SHEET = """<!doctype html><meta charset="utf-8"><style>
body{{margin:16px;background:#888;font:16px sans-serif}}main{{display:flex;flex-wrap:wrap;gap:16px;align-items:start}}
figure{{margin:0;background:#fff}}figcaption{{padding:4px 8px;background:#222;color:#fff}}
img{{display:block;width:{width}px}}
</style><main>{figures}</main>"""
FIGURE = '<figure><figcaption>{name}</figcaption><img src="data:image/png;base64,{picture}"></figure>'


def main() -> None:
    """Lay the sheets."""
    asked = _asked()
    asked.out.mkdir(parents=True, exist_ok=True)
    with time_machine.travel(MORNING, tick=True), _house() as (app, made), served(app, made) as world:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_browser_path(), args=QUIET)
            for role in asked.role or PAGES:
                for language in asked.language or LANGUAGES:
                    for size, viewport in SIZES.items():
                        pictures = list(_pictures(browser, world, role, language, viewport))
                        _lay(browser, pictures, viewport, asked.out / f"{role}-{size}-{language}.png")
            browser.close()


def _pictures(browser, world: dict, role: str, language: str, viewport: dict) -> Iterator[tuple[str, bytes]]:
    context = browser.new_context(viewport=viewport, locale=language, reduced_motion="reduce")
    page = context.new_page()
    if role != "visitor":
        sign_in_quietly(page, world, role)
    page.goto(f"{world['base_url']}/language/{language}?next=/")
    for path in PAGES[role]:
        page.goto(world["base_url"] + path.format(**world))
        yield path.format(**world), page.screenshot(full_page=True)
    context.close()


def _lay(browser, pictures: list[tuple[str, bytes]], viewport: dict, file: Path) -> None:
    width = viewport["width"] if viewport is PHONE else viewport["width"] // 2
    figures = "".join(
        FIGURE.format(name=name, picture=base64.b64encode(picture).decode()) for name, picture in pictures
    )
    page = browser.new_page(viewport={"width": 2000, "height": 800})
    page.set_content(SHEET.format(figures=figures, width=width))
    page.screenshot(path=file, full_page=True)
    page.close()
    print(file)


def _house():
    class House:
        """An application with the demo world on a database of its own, gone afterwards; and what that world says."""

        def __enter__(self):
            self.folder = tempfile.mkdtemp()
            uri = f"sqlite:///{self.folder}/sheets.db"
            app = lms.app.create_app({**settings(uri), "TESTING": False})
            with app.app_context():
                upgrade()
                with unit_of_work():
                    publish(courses=read_courses(app.config["COURSES"], app.config["MEDIA"]), by=None, at=clock.now())
                with unit_of_work():
                    return app, build_world(base_url="", today=MORNING.date())

        def __exit__(self, *_fault) -> None:
            shutil.rmtree(self.folder, ignore_errors=True)

    return House()


def _browser_path() -> str | None:
    return os.environ.get("BROWSER_PATH") or shutil.which("chromium")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("instance/sheets"), help="the folder for the sheets")
    parser.add_argument("--language", action="append", choices=LANGUAGES, help="only this language")
    parser.add_argument("--role", action="append", choices=tuple(PAGES), help="only this role")
    return parser.parse_args()


if __name__ == "__main__":
    main()
