"""What a journey needs: the demo world served on this machine, a clock that can be moved, and a reader before it."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import axe_playwright_python
from waitress.server import create_server

from lms.core.database import db
from tests.conftest import DEMO_DAY
from tests.journeys.wire import Wire

MORNING = datetime.combine(DEMO_DAY, time(7), ZoneInfo("Asia/Dushanbe"))
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
# By how much the page, or a row of choices (which would cut the last one), is wider than its room.
WIDE = """() => Math.max(...[document.documentElement, ...document.querySelectorAll('.segments')].map(
    each => each.scrollWidth - each.clientWidth))"""
# Which kinds of elements stand in which on this page, whatever the words: pages of one shape get one verdict of axe.
KIND = """each => (each.parentElement?.tagName || '') + '>' + each.tagName + '.' + each.className +
    each.getAttributeNames()"""
SHAPE = f"""() => [...new Set([...document.querySelectorAll('*')].map({KIND}))].sort().join() + innerWidth"""
# How an element looks, wherever that may matter to axe: whether it is seen, in which colours, and whether its letters
# are large.
LOOK = f"""each => {{
    const is = getComputedStyle(each), large = parseFloat(is.fontSize) >= (is.fontWeight >= 700 ? 18.66 : 24);
    const seen = each.checkVisibility({{visibilityProperty: true, opacityProperty: true}});
    return ({KIND})(each) + (seen ? [is.color, is.backgroundColor, is.backgroundImage, large] : 'hidden');
}}"""
# How a page looks: what stands around the main part and that itself, and then what can be scrolled. A phone and a desk
# show mostly the same: who has judged each of these on some page need not judge them again.
LOOKS = f"""() => {{
    const kind = {KIND}, look = {LOOK}, parts = [new Set(), new Set()], scrolled = new Set();
    for (const each of document.querySelectorAll('*')) {{
        parts[each.closest('main') ? 1 : 0].add(look(each));
        const more = each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight;
        const cut = more && getComputedStyle(each).overflow != 'visible';
        if (cut && !look(each).endsWith('hidden')) scrolled.add(kind(each) + 'scrolls');
    }}
    return [...parts.map(each => [...each].sort().join()), ...scrolled];
}}"""
# What the contrast of words depends on: how they look, and what lies behind them. Keeps the first words of each such
# paint on the page, and says which there are.
PAINTS = f"""() => {{
    const look = {LOOK}, known = new Map([[null, '']]), first = window.firstOfEachPaint = new Map();
    const behind = each => {{
        if (!known.has(each)) {{
            const is = getComputedStyle(each);
            const own = [is.backgroundColor, is.backgroundImage, is.opacity, is.position] + ';';
            known.set(each, (own == 'rgba(0, 0, 0, 0),none,1,static;' ? '' : own) + behind(each.parentElement));
        }}
        return known.get(each);
    }};
    for (const each of document.body.querySelectorAll('*')) {{
        if (!each.value && ![...each.childNodes].some(node => node.nodeType == 3 && node.data.trim())) continue;
        const paint = look(each) + behind(each);
        if (!first.has(paint) && each.checkVisibility({{visibilityProperty: true}})) first.set(paint, each);
    }}
    return [...first.keys()];
}}"""
# All that axe knows, of the whole page; but contrast only of the words whose paint has not been judged on any page yet,
# since to find out what lies behind each letter takes longer than all the rest. It need not fetch the style sheets
# again: none of its rules that we ask reads them.
RUN_AXE = """async unjudged => {
    const told = {resultTypes: ['violations'], preload: {assets: ['media']}, iframes: false};
    const found = await axe.run(document, {...told, rules: {'color-contrast': {enabled: false}}});
    const include = unjudged.map(paint => window.firstOfEachPaint.get(paint));
    if (!include.length) return found.violations;
    const contrast = await axe.run({include}, {...told, runOnly: ['color-contrast']});
    return [...found.violations, ...contrast.violations];
}"""


@contextmanager
def served(app, made: dict) -> Iterator[dict]:
    """`app` served; what its demo world says of itself, with the address in `base_url`."""
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield {**made, "app": app, "base_url": f"http://127.0.0.1:{server.effective_port}"}
    finally:
        server.close()
        thread.join(timeout=5)
        with app.app_context():
            db.engine.dispose()


class Clock:
    """The clock of the server; a journey may move it on."""

    def __init__(self, traveller) -> None:
        self.traveller = traveller

    def move_to(self, moment: datetime) -> None:
        """Let it be this moment now; it goes on ticking from there."""
        self.traveller.move_to(moment)


class Reader:
    """Somebody at a phone or a desk, and what they would notice about every page."""

    def __init__(self, world: dict, context, language: str, *, javascript: bool = True) -> None:
        self.world, self.context, self.language, self.javascript = world, context, language, javascript
        self.wire: Wire | None = None
        self.page = context.new_page()
        self.page.set_default_timeout(30_000)
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note_request(self, request) -> None:
        if not request.url.startswith((self.world["base_url"], "data:", "blob:")):
            self.elsewhere.append(request.url)

    def _note_console(self, message) -> None:
        # A form with mistakes answers 422, which browsers report here, and so does a cut network: no fault of the page.
        known = ("the server responded with a status of 4", "net::ERR_")
        if message.type == "error" and not any(each in message.text for each in known):
            self.complaints.append(message.text)

    def plug_in(self) -> None:
        """Reach the server over a wire of one's own from now on."""
        self.wire = Wire(int(self.world["base_url"].rsplit(":", 1)[1]))
        self.world = {**self.world, "base_url": self.wire.address}

    def open(self, path: str) -> None:
        """Go to a page of the site and look at it."""
        self.page.goto(self.world["base_url"] + path)
        self.look()

    def press(self, name: str | re.Pattern, *, exact: bool = False) -> None:
        """Press the button or the link that is called so, and look at what comes."""
        page = self.page.locator("main")
        button, link = (page.get_by_role(role, name=name, exact=exact) for role in ("button", "link"))
        self.go(button.or_(link).first)

    def go(self, where) -> None:
        """Press this, and look at what comes."""
        with self.page.expect_navigation():  # on a slow machine it begins only after the press
            where.click()
        self.look()

    def press_main(self) -> None:
        """Press the one main button of the page."""
        self.go(self.page.locator("main .main:is(button, .button)").first)

    def fill(self, **values: str) -> None:
        """Type into fields, choose in selects, tick boxes: by the name of the field; `day` fields as "12 5 1990"."""
        for name, value in values.items():
            if self.page.locator(f"[name='{name}-day']").count():
                for part, typed in zip(("day", "month", "year"), value.split(), strict=True):
                    self.page.locator(f"[name='{name}-{part}']").fill(typed)
                continue
            field = self.page.locator(f"[name='{name}']").first
            kind = field.evaluate("field => field.tagName == 'SELECT' ? 'select' : field.type")
            if kind in ("radio", "checkbox"):
                self.page.locator(f"[name='{name}'][value='{value}']").check(force=True)
            elif kind == "select":
                field.select_option(value)
            else:
                field.fill(value)

    def send(self) -> None:
        """Send the form of the page."""
        self.go(self.page.locator("main form[method=post] button").first)

    def sign_in(self, role: str) -> None:
        """Sign in as one of the demo's people."""
        account = self.world["accounts"][role]
        self.sign_in_as(account["login"], account["password"])

    def sign_in_as(self, login: str, password: str) -> None:
        """Sign in with a login and a password or PIN, and look at what comes in the language of this reader."""
        self.page.goto(f"{self.world['base_url']}/sign-in")
        self.fill(login=login, password=password)
        with self.page.expect_navigation():
            self.page.locator("main form[method=post] button").first.click()
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.speak(self.language)
        else:
            self.look()

    def speak(self, language: str) -> None:
        """Choose a language in the header."""
        self.go(self.tongue(language))

    def tongue(self, language: str):
        """The way to another language; once somebody has picked one, the others stand folded away."""
        folded = self.page.locator("header .tongues summary")
        if folded.count():
            folded.click()
        return self.page.locator(f"header .tongues [lang={language}]")

    def sign_out(self) -> None:
        """Leave the device to the next person."""
        with self.page.expect_navigation():  # a module looks first whether the phone still holds something unsent
            self.page.locator("header form button").click()
        self.look()

    @property
    def path(self) -> str:
        """Where the reader is."""
        return self.page.url.removeprefix(self.world["base_url"])

    @property
    def heading(self) -> str:
        """The one heading of the page."""
        return self.page.inner_text("h1")

    @property
    def text(self) -> str:
        """The words of the page."""
        return self.page.inner_text("main")

    def look(self) -> None:
        """Fail on what a reader would stumble over: a page wider than the screen, what axe finds, requests to other
        hosts, anything the console complains of."""
        wide = self.page.evaluate(WIDE)
        assert wide <= 0, f"{self.path}, or a row of choices on it, is {wide} px too wide"
        found = self._violations() if self.javascript else []  # axe itself is JavaScript
        assert not found, f"{self.path}: " + "; ".join(
            f"{each['id']} at {each['nodes'][0]['html'][:120]}: {each['nodes'][0].get('failureSummary', '')[:160]}"
            for each in found
        )
        assert not self.elsewhere, f"{self.path} asks other hosts: {self.elsewhere}"
        assert not self.complaints, f"{self.path}: {self.complaints}"

    def _violations(self) -> list[dict]:
        [shape] = self._notes([self.page.evaluate(SHAPE)])
        if shape.exists():  # quickly asked for, and mostly known
            return []
        looks = self._notes(self.page.evaluate(LOOKS))
        found = [] if all(each.exists() for each in looks) else self._asked_of_axe()
        for each in () if found else (shape, *looks):
            each.touch()
        return found

    def _notes(self, seen: list[str]) -> list[Path]:
        return [self.world["shapes"] / sha256(each.encode()).hexdigest() for each in seen]

    def _asked_of_axe(self) -> list[dict]:
        if not self.page.evaluate("'axe' in window"):  # the same page at its other size has it already
            self.page.evaluate(AXE)
        paints = self.page.evaluate(PAINTS)
        notes = dict(zip(paints, self._notes(paints), strict=True))
        unjudged = [paint for paint in paints if not notes[paint].exists()]
        found = self.page.evaluate(RUN_AXE, unjudged)
        for paint in () if found else unjudged:
            notes[paint].touch()
        return found

    def fetch(self, path: str) -> bytes:
        """What a link gives that is no page: a PDF, a calendar file, a table."""
        answer = self.context.request.get(self.world["base_url"] + path)
        assert answer.status == 200, f"{path} answers {answer.status}"
        return answer.body()
