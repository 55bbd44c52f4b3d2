"""On a slow phone: what is pressed twice was pressed once, what was asked for last stands, and nothing waits for ever.
Scripts of the pages alone, without a house behind them."""

from base64 import b64encode
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "lms"
SOON = "const soon = () => new Promise(done => setTimeout(done, 30));"
# A picture that is quick to make smaller, and one that takes until `go` is called.
PICTURES = """
  const made = [];
  window.createImageBitmap = file => new Promise(done => made.push(() => done({width: 4, height: 4, file})));
  HTMLCanvasElement.prototype.getContext = () => ({drawImage: picture => { drawn = picture.file.name }});
  HTMLCanvasElement.prototype.toBlob = function (done) { done(new Blob([drawn])) };
  const choose = name => {
    const chosen = new DataTransfer();
    chosen.items.add(new File(["x".repeat(99)], name));
    input.files = chosen.files;
    input.dispatchEvent(new Event("change"));
  };
  const sent = async () => input.files[0].text();
  let drawn;
"""


@pytest.fixture
def page(chromium):
    """A page of its own."""
    page = chromium.new_page()
    page.set_default_timeout(10_000)
    yield page
    page.close()


def script(name: str) -> str:
    """One of the scripts of the pages."""
    return (ROOT / name).read_text()


def test_a_press_at_work_is_not_begun_again_and_of_two_drawings_the_later_stands(page):
    address = f"data:text/javascript;base64,{b64encode(script('offline/code/turns.js').encode()).decode()}"
    told = page.evaluate(
        """async address => {
            const {once, inTurn} = await import(address), shown = [], begun = [], ends = []
            let facts = 0, presses = 0, failures = 0
            const settled = () => new Promise(done => setTimeout(done))  // all that can go on has gone on
            const ended = () => new Promise(done => ends.push(done))
            const end = async () => { ends.shift()(); await settled() }
            const draw = inTurn(async () => {
                const seen = facts
                begun.push(seen)
                await ended()
                if (seen === 3) throw new Error("drawn badly")
                shown.push(seen)
            })
            const press = once(async () => { presses += 1; await ended(); presses += 10 })
            for (facts = 0; facts < 3; facts += 1) { draw(); await settled() }
            facts = 2
            const atOnce = [...begun]
            await end(); await end()
            facts = 3
            draw().catch(() => { failures += 1 }); await settled(); await end()
            facts = 4
            draw(); await settled(); await end()
            press(); press(); await settled(); await end()
            press(); await settled(); await end()
            return [atOnce, begun, shown, presses, failures, ends.length]
        }""",
        address,
    )
    assert told == [[0], [0, 2, 3, 4], [0, 2, 4], 22, 1, 0]


def test_a_photograph_is_sent_once_it_is_smaller_and_the_one_that_was_chosen_last(page):
    page.set_content("<form data-shrinks><input type=file name=picture><button>Send</button></form>")
    page.add_script_tag(content=script("web/static/photo.js"))
    told = page.evaluate(
        f"""async () => {{
            const form = document.querySelector("form"), input = document.querySelector("input"), sends = [];
            {SOON} {PICTURES}
            form.addEventListener("submit", event => {{
                if (!event.defaultPrevented) sends.push(input.files[0].name + input.files[0].size);
                event.preventDefault();
            }});
            choose("first"); choose("second"); made[1](); await soon(); made[0](); await soon();
            const last = await sent();
            choose("third"); document.querySelector("button").click();
            const early = sends.length;
            made[2](); await soon();
            choose("fourth"); made[3](); await soon();
            return [last, early, sends, await sent()];
        }}"""
    )
    assert told == ["second", 0, ["picture.jpg5"], "fourth"]


def test_a_microphone_that_is_only_coming_is_asked_for_once(page):
    page.set_content(
        "<form data-records data-start=Start data-stop=Stop><input type=file><p hidden><button type=button data-record>"
        "</button><button type=button data-listen></button></p><p role=status></p></form>"
    )
    asked = page.evaluate(
        """source => {
            let asked = 0
            const getUserMedia = () => { asked += 1; return new Promise(() => {}) }
            Object.defineProperty(navigator, "mediaDevices", {value: {getUserMedia}})
            new Function(source)()
            const button = document.querySelector("[data-record]")
            button.click(); button.click()
            return asked
        }""",
        script("web/static/record.js"),
    )
    assert asked == 1


def test_who_keeps_pages_on_a_phone_that_cannot_is_told_so_and_may_press_again(page):
    """Where no worker may be installed, "one moment" does not stand there for ever."""
    page.set_content(
        "<div data-keep='[]' data-wait='One moment' data-partly='Not everything' data-done='All of it' hidden>"
        "<button>Keep</button><p role=status></p></div>"
    )
    page.evaluate(
        """() => Object.defineProperty(navigator, "serviceWorker", {value: {
            register: () => Promise.reject(new Error("refused")), ready: new Promise(() => {}), addEventListener() {},
        }})"""
    )
    page.add_script_tag(content=script("web/static/companion.js"), type="module")
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("Not everything").wait_for()
    assert page.get_by_role("button", name="Keep").is_enabled()


@pytest.fixture
def phone(page):
    """A page on which what a phone keeps can be used, and a roll call it has taken along."""
    files = {path.name: path.read_text() for path in (ROOT / "offline" / "code").glob("*.js")}

    def answer(route) -> None:
        name = route.request.url.removeprefix("https://phone.example/")
        kind = "text/javascript" if name else "text/html"
        route.fulfill(body=files.get(name, "<!doctype html>"), content_type=kind)

    page.route("https://phone.example/**", answer)
    page.goto("https://phone.example/")
    page.evaluate(
        """async () => {
            const roll = {id: 5, class: 1, starts: "9", ends: "9", people: [{id: 7, mark: null}]}
            window.pack = {user: {id: 1}, token: "t", now: new Date().toISOString(), sessions: [roll], kept: []}
            window.asked = []
            window.fetch = () => new Promise((done, fail) => asked.push({
                fail, answer: told => done(new Response(JSON.stringify(told))),
            }))
            window.times = async number => {
                for (let looks = 0; asked.length < number; looks += 1) {
                    if (looks > 1000) throw new Error(`not asked ${number} times`)
                    await new Promise(done => setTimeout(done, 10))
                }
            }
        }"""
    )
    return page


def test_what_is_to_be_sent_while_the_network_is_tried_in_vain_is_tried_again_at_once(phone):
    """The network comes back while a try is under way that began without it: nobody waits for the next one."""
    left = phone.evaluate(
        """async () => {
            const sync = await import("/sync.js"), store = await import("/store.js")
            await store.takeAlong(pack, await store.asking())
            await store.keepAll(5, () => [{kind: "mark", person: 7, state: "absent"}])
            sync.send(); await times(1)
            const again = sync.send()
            asked[0].fail(new TypeError("no network")); await times(2)
            asked[1].answer({...pack, kept: (await store.waiting()).map(({id}) => id)})
            await again
            return [(await store.waiting()).length, asked.length]
        }"""
    )
    assert left == [0, 2]


def test_no_name_comes_back_with_an_answer_that_was_under_way_when_somebody_left(phone):
    """Of a roll that was asked for, and of marks that were sent; and what was sent need not be sent again."""
    left = phone.evaluate(
        """async () => {
            const sync = await import("/sync.js"), store = await import("/store.js")
            await store.takeAlong(pack, await store.asking())
            await store.keepAll(5, () => [{kind: "mark", person: 7, state: "absent"}])
            const taken = sync.take(); await times(1)
            const sent = sync.send(); await times(2)
            await store.forget()
            asked[0].answer(pack); await taken
            asked[1].answer({...pack, kept: (await store.waiting()).map(({id}) => id)}); await sent
            return [(await store.rolls()).length, (await store.waiting()).length]
        }"""
    )
    assert left == [0, 0]
