"""A real browser before the real server, on the demo world, on a morning in March."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine

from tests.journeys.stage import MORNING, PHONE, QUIET, Clock, Reader, served


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The journeys of a module share a world, in their order: `./test` deals tests out by file. Without a browser there
    is nothing to hold."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if not os.environ.get("BROWSER_PATH"):
                item.add_marker(pytest.mark.skip(reason="no Chromium: ./test finds or installs one"))


@pytest.fixture(scope="module")
def traveller() -> Iterator[Clock]:
    """The time of a module's journeys."""
    with time_machine.travel(MORNING, tick=True) as traveller:
        yield Clock(traveller)


@pytest.fixture
def morning(traveller: Clock) -> Iterator[Clock]:
    """The clock, to move; the next journey starts on the first morning again."""
    yield traveller
    traveller.move_to(MORNING)


@pytest.fixture(scope="session")
def shapes(common_folder: Path) -> Path:
    """Where it stands which shapes of pages axe has seen, for all workers of a run."""
    folder = common_folder / "shapes"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def world(chromium, traveller: Clock, new_app, demo: tuple[str, dict], shapes: Path) -> Iterator[dict]:
    """The demo world, served on this machine; what `demo.json` would say, with the address in `base_url`."""
    address, made = demo
    with served(new_app(of=address, TESTING=False, WTF_CSRF_ENABLED=True), made) as world:
        yield {**world, "shapes": shapes}


@pytest.fixture(scope="session")
def playwright():
    """What drives browsers."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # as long as a page may take: a busy machine is no fault of the program
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def chromium(playwright):
    """The browser itself."""
    browser = playwright.chromium.launch(executable_path=os.environ["BROWSER_PATH"], args=QUIET)
    yield browser
    browser.close()


@pytest.fixture
def reader(world, chromium) -> Iterator[Callable[..., Reader]]:
    """A function that seats somebody at a `phone` or a `desk`, reading a language, with or without JavaScript."""
    contexts = []

    def seat(size: dict = PHONE, language: str = "en", *, javascript: bool = True) -> Reader:
        context = chromium.new_context(
            viewport=size, locale=language, java_script_enabled=javascript, reduced_motion="reduce"
        )
        contexts.append(context)
        return Reader(world, context, language, javascript=javascript)

    yield seat
    for context in contexts:
        context.close()
