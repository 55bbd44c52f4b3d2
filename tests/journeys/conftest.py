"""A real browser before the real server, on the demo world, on a morning in March."""

import os
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import axe_playwright_python
import pytest
import time_machine
from waitress.server import create_server

from lms.core.database import db, unit_of_work
from lms.demo.world import build_world

MORNING = datetime(2027, 3, 2, 7, 0, tzinfo=ZoneInfo("Asia/Dushanbe"))  # a Tuesday, in the season when most leave
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RUN_AXE = "() => axe.run(document, {resultTypes: ['violations']})"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker holds the one world, and without a browser there is nothing to hold."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("journeys"))
            if not os.environ.get("BROWSER_PATH"):
                item.add_marker(pytest.mark.skip(reason="no Chromium: ./test finds or installs one"))


class Clock:
    """The clock of the server; a journey may move it on."""

    def __init__(self, traveller) -> None:
        self.traveller = traveller

    def move_to(self, moment: datetime) -> None:
        """Let it be this moment now; it goes on ticking from there."""
        self.traveller.move_to(moment)


@pytest.fixture(scope="session")
def morning() -> Iterator[Clock]:
    """The journeys' own time."""
    with time_machine.travel(MORNING, tick=True) as traveller:
        yield Clock(traveller)


@pytest.fixture(scope="session")
def world(morning, new_app) -> Iterator[dict]:
    """The demo world, served on this machine; what `demo.json` would say, with the address in `base_url`."""
    app = new_app(TESTING=False, WTF_CSRF_ENABLED=True)
    with app.app_context(), unit_of_work():
        made = build_world(base_url="", today=MORNING.date())
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    made["base_url"] = f"http://127.0.0.1:{server.effective_port}"
    made["app"] = app
    yield made
    server.close()
    thread.join(timeout=5)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def chromium(world):
    """The browser itself."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["BROWSER_PATH"], args=QUIET)
        yield browser
        browser.close()


class Reader:
    """Somebody at a phone or a desk, and what they would notice about every page."""

    def __init__(self, world: dict, context) -> None:
        self.world, self.context = world, context
        self.page = context.new_page()
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note_request(self, request) -> None:
        if not request.url.startswith((self.world["base_url"], "data:", "blob:")):
            self.elsewhere.append(request.url)

    def _note_console(self, message) -> None:
        # A form with mistakes answers 422, which browsers report here; that is no fault of the page.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.complaints.append(message.text)

    def open(self, path: str) -> None:
        """Go to a page of the site and look at it."""
        self.page.goto(self.world["base_url"] + path)
        self.look()

    def press(self, name: str, *, role: str = "button", exact: bool = False) -> None:
        """Press what is called so, and look at what comes."""
        self.page.get_by_role(role, name=name, exact=exact).first.click()
        self.page.wait_for_load_state()
        self.look()

    def sign_in(self, role: str) -> None:
        """Sign in as one of the demo's people."""
        account = self.world["accounts"][role]
        self.sign_in_as(account["login"], account["password"])

    def sign_in_as(self, login: str, password: str) -> None:
        """Sign in with a login and a password or PIN."""
        self.open("/sign-in")
        self.page.locator("#login").fill(login)
        self.page.locator("#password").fill(password)
        self.page.locator("main form button").click()
        self.page.wait_for_load_state()
        self.look()

    def sign_out(self) -> None:
        """Leave the device to the next person."""
        self.page.locator("header form button").click()
        self.page.wait_for_load_state()

    @property
    def text(self) -> str:
        """The words of the page."""
        return self.page.inner_text("body")

    def look(self) -> None:
        """Fail on what a reader would stumble over: a page wider than the screen, what axe finds, requests to other
        hosts, anything the console complains of."""
        where = self.page.url.removeprefix(self.world["base_url"])
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{where} is {wide} px wider than the screen"
        self.page.evaluate(AXE)
        found = self.page.evaluate(RUN_AXE)["violations"]
        assert not found, f"{where}: " + "; ".join(
            f"{each['id']} at {each['nodes'][0]['html'][:120]}: {each['nodes'][0].get('failureSummary', '')[:160]}"
            for each in found
        )
        assert not self.elsewhere, f"{where} asks other hosts: {self.elsewhere}"
        assert not self.complaints, f"{where}: {self.complaints}"


@pytest.fixture
def reader(world, chromium):
    """A function that seats somebody at a `phone` or a `desk`, reading a language, with or without JavaScript."""
    contexts = []

    def seat(size: dict = PHONE, language: str = "en", *, javascript: bool = True) -> Reader:
        context = chromium.new_context(
            viewport=size, locale=language, java_script_enabled=javascript, reduced_motion="reduce", bypass_csp=False
        )
        contexts.append(context)
        return Reader(world, context)

    yield seat
    for context in contexts:
        context.close()
