"""The roll call with the network cut: one tap for everybody, cards before the camera, reloaded, crashed, two phones, an
answer lost, signed out."""

import os
import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import func, select

from lms.accounts import actions as accounts
from lms.attendance import queries as rolls
from lms.attendance.models import Mark
from lms.classes import queries as classes
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db, unit_of_work
from lms.registration import queries as registration
from tests.factories.accounts import make_user
from tests.factories.classes import make_class, make_seat, session_of
from tests.factories.registration import make_registration
from tests.factories.trainers import make_trainer
from tests.journeys.film import film, seen
from tests.journeys.stage import PHONE, QUIET, Reader

SECRET = "three quiet mountains"
STOPPED_CLOCK = "() => { const at = Date.now(), real = Date.now; Date.now = () => at; go = () => { Date.now = real } }"
PRESSED = """(row, given) => {
    for (const each of given) row.querySelector(`[value="${each}"], [data-minutes="${each}"]`).click()
}"""
# The server's answer comes to the phone, and before it is drawn somebody is marked and the roll closed: of whom is what
# waits to be sent, and with which mark in sight was it made?
CLOSED_BEFORE_DRAWN = """async ([session, place]) => {
    const address = performance.getEntriesByType("resource").find(each => each.name.includes("/store")).name
    const store = await import(address), roll = await store.roll(session), person = roll.people[place]
    person.mark = {id: 99, state: "absent", minutes: null, reason: null}
    const [user, token] = [await store.about("owner"), await store.about("token")]
    const seen = roll.people[2]
    seen.mark = {id: 98, state: "late", minutes: 5, reason: null}
    await store.settle({user, token, now: new Date().toISOString(), sessions: [roll]})
    document.querySelectorAll("[data-part=people] li")[2].querySelector("[value=present]").click()
    document.querySelector("[data-part=close]").click()
    const closed = async () => (await store.waiting()).some(each => each.kind === "close")
    for (let looks = 0; looks < 500 && !await closed(); looks += 1) await new Promise(done => setTimeout(done, 20))
    const placed = id => roll.people.findIndex(each => each.id === id)
    return (await store.waiting()).map(({person, knew}) => [placed(person), knew ?? null])
}"""
LATE_PACK = """const real = window.fetch, waits = new Promise(done => { window.come = done })
window.fetch = async (path, ...more) => {
    const answer = await real(path, ...more)
    if (String(path).startsWith("/offline/pack")) { await answer.clone().text(); window.underWay = true; await waits }
    return answer
}"""
TAKEN = """() => new Promise(done => {
    indexedDB.open("roll-calls").onsuccess = ({target: {result}}) => {
        const asked = result.transaction("about").objectStore("about").get("taken")
        asked.onsuccess = () => { result.close(); done(asked.result) }
    }
})"""


@dataclass(frozen=True)
class Taught:
    """A class of today with a trainer of its own, and somebody who has no seat in it."""

    app: object
    login: str
    user_id: int
    session_id: int
    stranger: str
    numbers: tuple[str, ...]

    @property
    def path(self) -> str:
        return f"/teach/sessions/{self.session_id}/roll-call"

    def states(self) -> list[str | None]:
        """What the server has of everybody, by seat."""
        with self.app.app_context():
            return [line.state and line.state.value for line in rolls.roll(classes.session(self.session_id))]

    def marks(self) -> int:
        """How many marks the server keeps, superseded ones too."""
        with self.app.app_context():
            return db.session.scalar(select(func.count()).where(Mark.session_id == self.session_id))


@pytest.fixture
def teach(world, morning):
    """A function that makes a class of some people for today; the trainer may have one tomorrow, too."""

    def make(people: int, *, tomorrow: bool = False) -> Taught:
        app = world["app"]
        with app.app_context(), unit_of_work():
            at = clock.now() - timedelta(days=3)
            user = make_user(role=Role.TRAINER, secret=SECRET)
            trainer = make_trainer(user=user)
            made = make_class(trainer=trainer, first_day=clock.today(), at=at)
            if tomorrow:
                make_class(trainer=trainer, first_day=clock.today() + timedelta(days=1), at=at)
            seats = [
                make_seat(training_class=made, at=at, family_name=f"Шарипов{'' if number else 'а'}")
                for number in range(people)
            ]
            found = registration.people([each.enrolment_id for each in seats])
            numbers = tuple(found[each.enrolment_id].registration.number for each in seats)
            stranger = make_registration().number
            return Taught(app, user.login, user.id, session_of(made, "safe-departure").id, stranger, numbers)

    return make


def opened(reader: Reader, taught: Taught) -> Reader:
    """The roll call open on this phone, the worker at its post."""
    if reader.wire is None:
        reader.plug_in()
    reader.sign_in_as(taught.login, SECRET)
    reader.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    reader.open(taught.path)
    rows(reader).first.wait_for()
    return reader


def rows(reader: Reader):
    return reader.page.locator("[data-part=people] li")


def tap(reader: Reader, place: int, state: str = "Present") -> None:
    """Mark the person in this place of the roll; done when it is shown, and then it is on the disk."""
    label = rows(reader).nth(place).get_by_text(state, exact=True)
    label.click()
    reader.page.wait_for_function("label => label.control.checked", arg=label.element_handle())


def cut(reader: Reader, yes: bool = True) -> None:
    """Cut the network of a phone, and let the browser say so; or mend it."""
    assert reader.page.viewport_size == PHONE
    reader.wire.cut(yes)
    reader.context.set_offline(yes)


def foot(reader: Reader) -> str:
    return reader.page.inner_text(".stick")


def all_sent(reader: Reader) -> None:
    reader.page.locator("[data-part=unsent]", has_text="Everything is sent").wait_for()


def test_25_people_marked_offline_survive_a_reload_and_are_sent_once(reader, teach):
    taught = teach(24)
    trainer = opened(reader(PHONE), taught)
    cut(trainer)
    for place in range(24):
        tap(trainer, place, "Late" if place == 3 else "Present")
    rows(trainer).nth(3).get_by_role("button", name="15").click()
    trainer.page.get_by_text("Somebody came who is not on the roll").click()
    mistyped = taught.stranger[:-1] + ("x" if taught.stranger[-1] != "X" else "y")
    trainer.page.get_by_label("Registration number on the card").fill(mistyped)
    trainer.page.get_by_role("button", name="Add").click()
    trainer.page.locator("[data-part=arrived]", has_text="This number was mistyped").wait_for()
    trainer.page.get_by_label("Registration number on the card").fill(taught.stranger)
    trainer.page.get_by_role("button", name="Add").click()
    trainer.page.locator("[data-part=unsent]", has_text="Marks not yet sent: 26").wait_for()
    trainer.page.reload()
    rows(trainer).nth(23).wait_for()
    assert trainer.page.get_attribute("#roll-app", "data-page") == "phone"
    assert "24 of 24 present" in foot(trainer)
    assert "Marks not yet sent: 26" in foot(trainer)
    trainer.look()
    assert taught.marks() == 0

    cut(trainer, False)
    all_sent(trainer)
    assert taught.states() == ["present"] * 3 + ["late"] + ["present"] * 21
    assert taught.marks() == 26


def test_25_people_take_one_tap_each_that_was_not_simply_there_and_one_to_close(reader, teach):
    taught = teach(25)
    trainer = opened(reader(PHONE), taught)
    cut(trainer)
    trainer.page.evaluate("window.taps = 0; addEventListener('pointerdown', () => { window.taps += 1 }, true)")
    for place, state in ((2, "Absent"), (9, "Late"), (20, "Absent")):
        tap(trainer, place, state)
    rows(trainer).nth(9).get_by_role("button", name="15").click()
    close = trainer.page.get_by_role("button", name="All others are present (22): close")
    # The moment in which it can be taken back lasts as long as this machine needs.
    trainer.page.evaluate(STOPPED_CLOCK)
    close.click()
    trainer.page.locator("[data-part=closed]", has_text="The roll call is closed.").wait_for()
    assert trainer.page.evaluate("window.taps") == 5
    assert "23 of 25 present" in foot(trainer)
    trainer.look()
    trainer.page.get_by_role("button", name="Take it back").click()  # a tap too many costs nothing
    close.wait_for()
    trainer.page.evaluate("window.go()")

    close.click()
    cut(trainer, False)
    trainer.page.locator(".card.next").wait_for()
    away = {2: "absent", 9: "late", 20: "absent"}
    assert taught.states() == [away.get(place, "present") for place in range(25)]
    assert taught.marks() == 26  # late, and then late by a quarter of an hour
    assert "Closed at" in trainer.text


def test_on_a_slow_phone_early_taps_count_and_a_press_given_twice_is_one(reader, teach):
    """Whoever taps before the page is whole loses no mark, and closing twice leaves the moment to take it back."""
    taught = teach(3)
    trainer = opened(reader(PHONE), taught)
    trainer.context.new_cdp_session(trainer.page).send("Emulation.setCPUThrottlingRate", {"rate": 20})
    trainer.page.add_init_script("""new MutationObserver((_seen, observer) => {
        const third = document.querySelector('#roll li:nth-child(3) input[value=absent]')
        if (third) { third.click(); observer.disconnect() }
    }).observe(document, {childList: true, subtree: true})""")
    trainer.page.reload()
    rows(trainer).nth(2).get_by_label("Absent").and_(trainer.page.locator(":checked")).wait_for(state="attached")
    all_sent(trainer)
    assert taught.states() == [None, None, "absent"]
    rows(trainer).nth(2).evaluate(PRESSED, ["late", "15", "left-early", "30"])  # before any of it is drawn
    rows(trainer).nth(2).get_by_role("button", name="30", pressed=True).wait_for()
    all_sent(trainer)
    assert taught.states() == [None, None, "left-early"]

    cut(trainer)
    trainer.page.evaluate(STOPPED_CLOCK)
    trainer.page.locator("[data-part=close]").evaluate("button => { button.click(); button.click() }")
    # Two who are present, and that it is closed.
    trainer.page.locator("[data-part=unsent]", has_text="Marks not yet sent: 3").wait_for()
    trainer.page.get_by_role("button", name="Take it back").click()
    all_sent(trainer)
    trainer.page.get_by_text("Somebody came who is not on the roll").click()
    number = trainer.page.get_by_label("Registration number on the card")
    number.fill(taught.stranger)
    number.evaluate("field => { field.form.requestSubmit(); field.value = '482' }")  # and the next card is begun
    trainer.page.get_by_text("gets a seat when this is sent").last.wait_for()
    trainer.page.locator("[data-part=unsent]", has_text="Marks not yet sent: 1").wait_for()
    assert number.input_value() == "482"


def test_a_roll_that_was_asked_for_before_a_mark_and_comes_after_it_takes_nothing_back(reader, teach):
    taught = teach(3)
    trainer = opened(reader(PHONE), taught)
    trainer.page.add_init_script(LATE_PACK)
    trainer.page.reload()
    trainer.page.wait_for_function("() => window.underWay")
    tap(trainer, 2, "Absent")
    all_sent(trainer)
    assert taught.states() == [None, None, "absent"]
    before = trainer.page.evaluate(TAKEN)
    trainer.page.evaluate("window.come()")
    trainer.page.wait_for_function(f"async before => await ({TAKEN})() !== before", arg=before)
    tap(trainer, 0)  # what is drawn from here on knows of it
    assert "Without a mark: 1" in foot(trainer)
    assert trainer.page.get_by_role("button", name="All others are present (1): close").is_visible()


def test_a_roll_that_another_page_of_the_phone_forgot_is_asked_for_anew(reader, teach):
    """No name stays on the page, and nobody whose mark was sent meanwhile counts as unmarked."""
    taught = teach(3)
    trainer = opened(reader(PHONE), taught)
    all_sent(trainer)
    cut(trainer)
    tap(trainer, 2, "Absent")
    trainer.page.evaluate("""async () => {
        const address = performance.getEntriesByType("resource").find(each => each.name.includes("/store")).name
        await (await import(address)).forget()
    }""")
    with trainer.page.expect_navigation():
        cut(trainer, False)
    rows(trainer).nth(2).locator("[value=absent]:checked").wait_for(state="attached")
    all_sent(trainer)
    assert (taught.states(), "Without a mark: 2" in foot(trainer)) == ([None, None, "absent"], True)


def test_no_name_stays_on_a_page_of_a_phone_that_another_person_took(reader, teach):
    trainer = opened(reader(PHONE), teach(3))
    all_sent(trainer)
    cut(trainer)
    trainer.page.evaluate("""async () => {
        const address = performance.getEntriesByType("resource").find(each => each.name.includes("/store")).name
        const store = await import(address)
        const another = {user: {id: 2 ** 30, name: "Another"}, token: "", now: new Date().toISOString(), sessions: []}
        await store.takeAlong(another, await store.asking())
    }""")
    with trainer.page.expect_navigation():
        cut(trainer, False)


def test_what_the_phone_has_and_does_not_show_yet_counts_when_the_roll_is_closed(reader, teach):
    taught = teach(3)
    trainer = opened(reader(PHONE), taught)
    all_sent(trainer)
    cut(trainer)
    assert trainer.page.evaluate(CLOSED_BEFORE_DRAWN, [taught.session_id, 1]) == [
        [2, None], [0, None], [-1, None],  # nobody here had seen the mark that another phone gave meanwhile
    ]  # fmt: skip


def test_cards_before_the_camera_mark_people_without_network(world, teach, playwright, tmp_path):
    taught = teach(3)
    numbers = [taught.numbers[2], taught.stranger, taught.numbers[0]]
    camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
              f"--use-file-for-fake-video-capture={film(tmp_path / 'cards.y4m', numbers)}"]  # fmt: skip
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "phone", executable_path=os.environ["BROWSER_PATH"], args=[*QUIET, *camera], viewport=PHONE,
        locale="en",
    )  # fmt: skip
    try:
        trainer = opened(Reader(world, context, "en"), taught)
        cut(trainer)
        trainer.page.get_by_role("button", name="Scan cards").click()
        trainer.page.locator("[data-part=arrivals] li", has_text=taught.stranger[:4]).wait_for()
        trainer.page.locator("[data-part=there]", has_text="2 of 3 present").wait_for()
        trainer.look()
        trainer.page.get_by_role("button", name="Scan cards").click()
        assert not trainer.page.is_visible("video")
        cut(trainer, False)
        all_sent(trainer)
        assert taught.states() == ["present", None, "present", "present"]
    finally:
        context.close()


def test_where_no_camera_may_be_used_a_photograph_is_looked_at_on_the_phone(reader, teach, tmp_path):
    taught = teach(2)
    trainer = reader(PHONE)
    trainer.context.add_init_script("Object.defineProperty(navigator, 'mediaDevices', {value: undefined})")
    opened(trainer, taught)
    cut(trainer)
    picture = trainer.page.get_by_label("Photograph a card")
    trainer.page.locator("[data-part=photo]").wait_for()  # before, nobody can give it a picture
    for name, number in (("hand.jpg", taught.numbers[1]), ("table.jpg", None)):
        (seen(number, 1) if number else Image.new("L", (640, 480), 200)).save(tmp_path / name)
        picture.set_input_files(tmp_path / name)
        said = "is present" if number else "No card was recognised"
        trainer.page.locator("[data-part=scanned]", has_text=said).wait_for()
    trainer.look()
    cut(trainer, False)
    all_sent(trainer)
    assert taught.states() == [None, "present"]


def test_an_answer_that_is_lost_sends_again_and_keeps_once(reader, teach):
    taught = teach(2)
    trainer = opened(reader(PHONE), taught)
    answers = []

    def lose(route):
        answers.append(route.fetch().status)
        route.abort()

    trainer.context.route("**/offline/sync", lose)
    tap(trainer, 0)
    trainer.page.locator("[data-part=state]", has_text="There is no network").wait_for()
    assert "Marks not yet sent: 1" in foot(trainer)
    assert (set(answers), len(answers) < 9, taught.marks()) == ({200}, True, 1)  # it may have tried again meanwhile
    trainer.context.unroute("**/offline/sync")
    tap(trainer, 1)
    all_sent(trainer)
    assert taught.marks() == 2


def test_two_phones_that_differ_are_both_kept_and_settled_by_a_person(reader, teach):
    taught = teach(2)
    one, other = (opened(reader(PHONE), taught) for _ in range(2))
    cut(one), cut(other)
    tap(one, 0, "Present")
    tap(other, 0, "Absent")
    for phone in (one, other):
        cut(phone, False)
        all_sent(phone)
    assert (taught.states(), taught.marks()) == (["absent", None], 2)
    rows(other).first.get_by_text("To settle").wait_for()
    other.open(f"/teach/sessions/{taught.session_id}/differences")
    assert "phone 1" in other.text and "phone 2" in other.text
    other.page.locator("label", has_text="Late").click()
    other.press("It was so")
    assert "Nothing contradicts here" in other.text
    assert taught.states() == ["late", None]


def test_a_killed_browser_and_an_ended_sign_in_lose_nothing(world, teach, chromium, tmp_path):
    taught = teach(2, tomorrow=True)

    def launch():
        return chromium.browser_type.launch_persistent_context(
            tmp_path, executable_path=os.environ["BROWSER_PATH"], args=QUIET, viewport=PHONE, locale="en"
        )

    context = launch()
    trainer = opened(Reader(world, context, "en"), taught)
    cut(trainer)
    tap(trainer, 0)
    tap(trainer, 1, "Absent")
    crash(context, trainer)

    context = launch()
    try:
        before, trainer = trainer, Reader(trainer.world, context, "en")
        trainer.wire = before.wire
        cut(trainer)
        trainer.page.goto(trainer.world["base_url"] + taught.path)
        rows(trainer).first.wait_for()
        assert trainer.page.get_attribute("#roll-app", "data-page") == "phone"
        assert "Marks not yet sent: 2" in foot(trainer)
        end_sign_in(trainer, taught)
        trainer.page.get_by_role("link", name="Sign in", exact=True).first.wait_for()
        assert taught.marks() == 0
        assert held(trainer) == {"rolls": DAY, "outbox": 2}  # of tomorrow nothing waits: its names are gone
        trainer.sign_in_as(taught.login, SECRET)
        trainer.open(taught.path)
        all_sent(trainer)
        assert taught.states() == ["present", "absent"]
        names_go_after_a_day_and_a_half_and_where_one_signs_in(trainer, taught)
    finally:
        context.close()


DAY = 6  # blocks of a one-day class
LATER = """hours => new Promise(done => { const asked = indexedDB.open("roll-calls"); asked.onsuccess = () => {
  const work = asked.result.transaction("about", "readwrite"), about = work.objectStore("about")
  about.get("ahead").onsuccess = ({target}) => { about.put(target.result + hours * 3600000, "ahead") }
  work.oncomplete = () => { asked.result.close(); done() } } })"""


def names_go_after_a_day_and_a_half_and_where_one_signs_in(trainer: Reader, taught: Taught) -> None:
    """Without network by what the phone knows of the server's clock; with it, when the page to sign in is shown."""
    holds(trainer, rolls=2 * DAY, outbox=0)  # they come by themselves, beside what is sent
    cut(trainer)
    trainer.page.reload()
    rows(trainer).first.wait_for()
    trainer.page.evaluate(LATER, 48)  # seven in the morning, in two days: today's class is long past
    trainer.page.reload()
    trainer.page.locator("#rolls a").first.wait_for()
    assert held(trainer) == {"rolls": DAY, "outbox": 0}
    end_sign_in(trainer, taught)
    trainer.page.goto(f"{trainer.world['base_url']}/sign-in")
    assert held(trainer) == {"rolls": 0, "outbox": 0}


def end_sign_in(trainer: Reader, taught: Taught) -> None:
    """Somebody of the office ends it while the phone has no network, and then it has."""
    with taught.app.app_context(), unit_of_work():
        accounts.end_sessions(user_id=taught.user_id, at=clock.now())
    cut(trainer, False)


def crash(context, trainer: Reader) -> None:
    """End the whole browser at once, as a phone without power does: no page hears of it."""
    session = context.new_cdp_session(trainer.page)
    try:
        session.send("Browser.crash")
    except Exception as gone:  # what else could it answer
        assert "closed" in str(gone)


def test_signing_out_clears_the_names_and_says_first_what_is_not_sent(reader, teach):
    taught = teach(2)
    trainer = opened(reader(PHONE), taught)
    trainer.context.route("**/offline/sync", lambda route: route.abort())
    tap(trainer, 0)
    trainer.page.locator("header form button").click()
    warning = trainer.page.locator("#leaving")
    warning.wait_for()
    assert "Marks not yet sent: 1" in warning.inner_text()
    warning.get_by_role("button", name="Sign out all the same").click()
    trainer.page.wait_for_url("**/")
    assert held(trainer) == {"rolls": 0, "outbox": 1}
    trainer.context.unroute("**/offline/sync")
    trainer.sign_in_as(taught.login, SECRET)
    trainer.open(taught.path)
    all_sent(trainer)
    assert taught.marks() == 1
    trainer.open("/programmes/tj-pilot")  # not a page of the desk
    trainer.page.locator("header form button").click()
    trainer.page.wait_for_url("**/")
    assert held(trainer) == {"rolls": 0, "outbox": 0}
    a_lesson_without_sound_is_read_in_the_phone_s_own_voice(trainer)
    the_companion_works_without_network(trainer)


VOICE = """() => {
  window.said = []
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
  speechSynthesis.getVoices = () => [{lang: "tg-TJ", localService: true}]
  speechSynthesis.speak = each => said.push(each.text)
}"""


def a_lesson_without_sound_is_read_in_the_phone_s_own_voice(someone: Reader) -> None:
    """Of a phone that has a voice for the language; another one shows no button, and neither does a page that was
    recorded, as what we do with people's data was."""
    someone.language = "tg"
    someone.open("/companion/")
    someone.speak("tg")
    someone.open("/learn/safe-migration/")
    assert not someone.page.locator("#speak").is_visible()
    someone.context.add_init_script(f"({VOICE})()")
    someone.open("/learn/safe-migration/")
    someone.page.locator("#speak").click()
    said, shown = someone.page.evaluate("said"), someone.page.locator("#to-speak h2").all_inner_texts()
    assert [each for each in said if each in shown] == shown
    assert said.index(someone.page.locator(".block.do li").first.inner_text()) > 0
    someone.open("/privacy")  # there is a recording of it
    assert someone.page.locator("audio").count() and not someone.page.locator("#speak").count()


def the_companion_works_without_network(someone: Reader) -> None:
    """Kept once, it is all there: phrases, a tick, a question typed without the tails of its letters, the sums."""
    page, base = someone.page, someone.world["base_url"]
    someone.open("/companion/")
    page.wait_for_function("caches.match('/companion/').then(kept => !!kept)")  # opened before there was a worker
    page.locator("[data-keep] button").click()
    page.locator("[data-keep] [role=status]", has_text="ҳамааш дар ин телефон").wait_for()
    page.goto(f"{base}/companion/countries/kz")
    page.locator("[data-keep] button").click()
    page.locator("[data-keep] [role=status]", has_text="ҳамааш дар ин телефон").wait_for()
    cut(someone)
    card = page.evaluate("fetch('/companion/countries/kz/card.pdf').then(found => found.text())")
    assert card.startswith("%PDF")
    page.goto(f"{base}/companion/phrases/ru")
    page.locator("[data-search]").fill("салом")
    found = page.locator(".phrases li:visible")
    assert 0 < found.count() < 20 and "Здравствуйте" in page.locator(".phrases").first.inner_text()
    page.goto(f"{base}/companion/countries/ru")
    page.locator("[data-tick]").first.evaluate("box => box.click()")
    page.reload()
    assert page.locator("[data-tick]").first.is_checked() and not page.locator("[data-tick]").nth(1).is_checked()
    page.goto(f"{base}/companion/questions")
    page.locator("[data-search]").fill("дустам кор ёфт")
    found = page.locator("details:visible summary").all_inner_texts()
    assert len(found) < 4 and any(each.startswith("Дӯстам кор ёфт") for each in found)
    page.goto(f"{base}/companion/money")
    for name, value in {"amount": "10 000", "fixed": "100", "percent": "1", "rate": "0,12"}.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[data-sum=sent] button").click()
    assert re.sub(r"\D", "", page.inner_text("[data-out=arrives]")) == "1176"


HELD = """() => new Promise(done => { const asked = indexedDB.open("roll-calls"); asked.onsuccess = () => {
    const stores = ["rolls", "outbox"], now = asked.result.transaction(stores), found = {}
    stores.forEach(each => { now.objectStore(each).count().onsuccess = e => { found[each] = e.target.result } })
    now.oncomplete = () => { asked.result.close(); done(found) } } })"""


def held(reader: Reader) -> dict[str, int]:
    """How many roll calls with names and how many entries are on the phone."""
    return reader.page.evaluate(HELD)


def holds(reader: Reader, *, rolls: int, outbox: int) -> None:
    """Wait until so many of them are."""
    looked = f"async wanted => {{ const found = await ({HELD})(); return found.rolls + ' ' + found.outbox === wanted }}"
    reader.page.wait_for_function(looked, arg=f"{rolls} {outbox}")
