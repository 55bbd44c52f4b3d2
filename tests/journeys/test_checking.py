"""Checking certificates with the network cut; and checkers that read the same squares in the same way."""

import re
from base64 import b64encode
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
import segno
from PIL import Image, ImageOps
from playwright.sync_api import expect
from sqlalchemy import select

from lms.certificates import actions, queries
from lms.certificates.models import Certificate
from lms.certificates.rules import RevokedFor
from lms.certificates.rules.record import as_token
from lms.core import clock
from lms.core.database import db, unit_of_work
from tests.certificates.mutations import KEYS, ORIGINALS, SIGNS, refused, squares
from tests.journeys.film import HELD, held, square
from tests.journeys.film import seen as card_in_hand
from tests.journeys.stage import MORNING, Reader

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "certificate-format.md").read_text()
# However slow this machine is, the page waits for an answer that is under way.
PATIENT = """;(() => {
    const real = window.setTimeout
    window.setTimeout = (work, after, ...more) => after < 5000 ? real(work, after, ...more) : 0
})()"""
LABORATORY = "https://checker.example/"
FACTS = {
    "keys": [
        {"id": each.id, "public": each.public.hex(), "since": str(each.since), "until": each.until and str(each.until)}
        for each in KEYS.values()
    ],
    "not_valid": {},
}
# RFC 8032, 7.1: public key, message, signature of tests 1 to 3.
VECTORS = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
     "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
]  # fmt: skip


@pytest.fixture
def laboratory(chromium):
    """A page that can load the two checkers: the program's own, and the one written from the document."""
    files = {
        **{path.name: path.read_text() for path in (ROOT / "lms" / "certificates" / "code").glob("*.js")},
        **{path.name: path.read_text() for path in (ROOT / "lms" / "offline" / "code").glob("*.js")},
        "checker.js": (ROOT / "tests" / "certificates" / "checker.js").read_text(),
    }
    page = chromium.new_page()

    def answer(route) -> None:
        name = route.request.url.removeprefix(LABORATORY)
        kind = "text/javascript" if name else "text/html"
        route.fulfill(body=files.get(name, "<!doctype html>"), content_type=kind)

    page.route(f"{LABORATORY}**", answer)
    page.goto(LABORATORY)
    yield page
    page.close()


def told_by_both(page, tokens: list[str], today: str = "2026-12-01", facts: dict = FACTS) -> list[tuple[str, str]]:
    """What the checker written from the document says of each, and what the program's own says."""
    told = page.evaluate(
        """async ([tokens, facts, today]) => {
            const {check} = await import("/checker.js"), {worth} = await import("/square.js"), told = []
            for (const each of tokens)
                told.push([(await check(each, facts, today)).verdict, (await worth(each, facts, today)).verdict])
            return told
        }""",
        [tokens, facts, today],
    )
    return [(one.replace(" ", "-"), other) for one, other in told]


def test_the_document_is_enough_to_write_a_checker_from(laboratory):
    [example] = re.findall(r"^[A-Z2-7]{100,}$", DOCUMENT, re.M)
    said = laboratory.evaluate(
        "async ([text, facts]) => (await import('/checker.js')).check(text, facts, '2026-12-01')",
        [f"HTTPS://LMS.EXAMPLE/C/{example}", FACTS],
    )
    assert said == {
        "verdict": "valid", "key": 1, "serial": "TJ-2026-0000188-R", "initials": "Р. З. К.", "programme": "tj-pilot",
        "edition": 3, "minutes": 390, "first": "2026-11-03", "last": "2026-11-03", "issued": "2026-11-03",
        "until": "2028-11-03",
    }  # fmt: skip
    wrong = re.findall(r"^\| `([A-Z2-7]+)` \| .+? \| \*(.+?)\* \|$", DOCUMENT, re.M)
    expected = [verdict.replace(" ", "-") for _token, verdict in wrong]
    assert len(wrong) == 5 and [refused(token) for token, _ in wrong] == expected
    assert told_by_both(laboratory, [token for token, _ in wrong]) == [(each, each) for each in expected]


def test_all_checkers_say_the_same_of_right_and_of_changed_squares(laboratory):
    tokens = list(squares(400, seed=3))
    assert told_by_both(laboratory, tokens) == [(each, each) for each in map(refused, tokens)]
    right = as_token(ORIGINALS[0])
    gone = {"TJ-2026-0000188-R": {"state": "revoked", "on": "2026-11-05", "reason": "mistake"}}
    assert told_by_both(laboratory, [right, right.lower()]) == [("valid", "valid")] * 2
    assert told_by_both(laboratory, [right], today="2028-11-03") == [("valid", "valid")]
    assert told_by_both(laboratory, [right], today="2028-11-04") == [("expired", "expired")]
    assert told_by_both(laboratory, [right], facts={**FACTS, "not_valid": gone}) == [("revoked", "revoked")]


def test_a_camera_that_was_stopped_while_it_started_is_not_read_beside_the_next(laboratory):
    """Whoever taps twice stops a camera that is only coming; the one begun after it is read alone, and each tap while
    one is asked for asks for no second."""
    told = laboratory.evaluate(
        """async () => {
            const {openScanner} = await import("/scanner.js")
            document.body.innerHTML = "<button></button><p><input type=file></p>"
            const [button, photo] = [document.querySelector("button"), document.querySelector("p")]
            const streams = [], readers = [], plays = []
            const settled = () => new Promise(done => setTimeout(done, 20))
            const track = () => ({stopped: false, stop() { this.stopped = true }})
            const stream = () => { const one = track(); return {one, getTracks: () => [one]} }
            const given = give => () => { const made = stream(); give(made); return made }
            const asked = () => new Promise(give => streams.push(given(give)))
            Object.defineProperty(navigator, "mediaDevices", {value: {getUserMedia: asked}})
            self.BarcodeDetector = class {
                static getSupportedFormats() { return Promise.resolve(["qr_code"]) }
                detect() { readers.push(video.srcObject); return Promise.resolve([{rawValue: "x"}]) }
            }
            const play = () => new Promise(done => plays.push(done))
            const video = {hidden: true, videoWidth: 9, videoHeight: 9, play}
            openScanner({button, video, photo}, {found() {}, nothing() {}})
            button.click(); button.click()
            const askedOnce = streams.length
            const first = streams[0](); await settled()
            button.click(); await settled()           // stopped before it plays
            button.click(); const second = streams[1](); await settled()
            plays.forEach(done => done()); await settled()
            return [askedOnce, first.one.stopped, second.one.stopped, readers.length,
                    readers.every(each => each === second)]
        }"""
    )
    assert told == [1, True, False, 1, True]


def test_photographs_are_read_in_the_order_in_which_they_were_taken(laboratory):
    """Of two squares the verdict is of the one that was photographed last, however long the first takes."""
    told = laboratory.evaluate(
        """async () => {
            const {openScanner} = await import("/scanner.js"), made = [], told = []
            document.body.innerHTML = "<button></button><p><input type=file></p><video></video>"
            const [button, photo, video] = ["button", "p", "video"].map(each => document.querySelector(each))
            const field = photo.querySelector("input"), settled = () => new Promise(done => setTimeout(done, 20))
            self.BarcodeDetector = class {
                static getSupportedFormats() { return Promise.resolve(["qr_code"]) }
                detect({name}) { return Promise.resolve([{rawValue: name}]) }
            }
            const picture = ({name}) => ({name, width: 9, height: 9})
            window.createImageBitmap = file => new Promise(done => made.push(() => done(picture(file))))
            openScanner({button, video, photo}, {found(text) { told.push(text) }, nothing() {}})
            for (const name of ["first", "second"]) {
                const chosen = new DataTransfer()
                chosen.items.add(new File(["x"], name))
                field.files = chosen.files
                field.dispatchEvent(new Event("change"))
            }
            await settled(); made[1]?.(); await settled(); made[0](); await settled(); made[1](); await settled()
            return told
        }"""
    )
    assert told == ["first", "second"]


def test_a_browser_without_ed25519_proves_the_same(laboratory):
    """The vectors of RFC 8032, each also with one bit of key, message or signature changed."""
    told = laboratory.evaluate(
        """async vectors => {
            const {verifySlowly, sha512} = await import("/signature.js")
            const bytes = text => Uint8Array.from(text.match(/../g) ?? [], each => parseInt(each, 16))
            const turned = (found, n) => found.map((each, at) => at === n ? each ^ 1 : each)
            const told = []
            for (const [key, message, signature] of vectors.map(each => each.map(bytes))) told.push([
                verifySlowly(key, message, signature), verifySlowly(turned(key, 3), message, signature),
                verifySlowly(key, Uint8Array.of(...message, 0), signature),
                verifySlowly(key, message, turned(signature, 1)), verifySlowly(key, message, turned(signature, 40)),
                verifySlowly(key, message, signature.subarray(1)),
            ])
            const long = Uint8Array.from({length: 300}, (_, n) => n % 251)
            for (const length of [0, 111, 112, 127, 128, 300]) {
                const theirs = new Uint8Array(await crypto.subtle.digest("SHA-512", long.subarray(0, length)))
                told.push(sha512(long.subarray(0, length)).join() === theirs.join())
            }
            return told
        }""",
        VECTORS,
    )
    assert told == [[True, False, False, False, False, False]] * 3 + [True] * 6


def as_jpeg(picture: Image.Image) -> str:
    """A picture as a phone keeps it, for an address."""
    file = BytesIO()
    picture.save(file, "JPEG", quality=80)
    return b64encode(file.getvalue()).decode()


def test_squares_of_every_size_are_read_from_pictures_turned_leaning_and_grainy(laboratory):
    """Small ones with the shortest address and the least on it, large ones with a long address in small letters; each
    other one, and a registration card, as the camera above a screen shows it: mirrored."""
    chance, texts = Random(7), {}
    for site in ("HTTPS://P.TJ/C/", "HTTPS://pdo.example.tj/training/C/"):
        for length in range(120, 401, 20):
            text = site + "".join(chance.choices(SIGNS, k=length))
            texts[segno.make(text, error="m", micro=False).version] = text
    assert sorted(texts) == list(range(6, 17))
    pictures = [as_jpeg(ImageOps.mirror(card_in_hand("482915377", 0)))]
    for version, text in sorted(texts.items()):
        seen = held(square(text), HELD[version % len(HELD)], grain=0.2)
        pictures.append(as_jpeg(ImageOps.mirror(seen) if version % 2 else seen))
    read = laboratory.evaluate(
        """async pictures => {
            const {readPicture} = await import("/picture.js"), brush = document.createElement("canvas").getContext("2d")
            const read = []
            for (const each of pictures) {
                const picture = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${each}`)).blob())
                brush.canvas.width = picture.width; brush.canvas.height = picture.height
                brush.drawImage(picture, 0, 0)
                read.push(readPicture(brush.getImageData(0, 0, picture.width, picture.height)))
            }
            return read
        }""",
        pictures,
    )
    assert read == ["482915377", *(text for _version, text in sorted(texts.items()))]


@pytest.fixture
def papers(world, morning) -> tuple[Certificate, Certificate]:
    """A certificate of the demo world that is valid, and one that was revoked."""
    with world["app"].app_context(), unit_of_work():
        valid = queries.by_code(world["certificate_code"])
        other = db.session.scalar(select(Certificate).order_by(Certificate.id).limit(1))
        if other.stands:
            actions.revoke(certificate_id=other.id, reason=RevokedFor.MISTAKE, by=None, at=clock.now())
        return valid, other


def prepared(reader, script: str = "") -> Reader:
    """A phone on which the checking page was opened once, with network; and then the network is cut."""
    phone = reader()
    phone.context.add_init_script(script + PATIENT)
    phone.page.clock.set_system_time(MORNING)
    phone.open("/check")
    expect(phone.page.locator("[data-part=kept]")).to_be_visible()
    phone.context.set_offline(True)
    return phone


def paste(phone: Reader, text: str) -> str:
    """Paste what a square says; the verdict."""
    phone.page.locator("#code").fill(text)
    phone.page.locator("main form button").click()
    verdict = phone.page.locator("#checker [data-part=verdict]:not([aria-busy=true])")
    verdict.wait_for()
    return verdict.inner_text()


def changed(square: str) -> str:
    """The square with one letter of its signature made another one."""
    return square[:-9] + ("7" if square[-9] != "7" else "6") + square[-8:]


def test_a_border_guard_checks_squares_with_the_network_cut(reader, papers):
    valid, revoked = (as_token(each.signed) for each in papers)
    phone = prepared(reader)
    phone.page.reload()
    said = paste(phone, f"HTTPS://LMS.EXAMPLE/C/{valid}")
    assert "✔ Valid" in said and papers[0].serial in said and "one day" in said
    assert "A square can be copied and shown by somebody else" in said and "shown on this device before" not in said
    assert papers[0].name.split()[0] not in said
    assert "shown on this device before, at 07:0" in paste(phone, valid)
    assert "Since 2 March 2027. Reason: Issued by mistake." in paste(phone, revoked)
    assert "It proves nothing." in paste(phone, changed(valid))
    foreign = next(each for each in squares(99) if refused(each) == "unknown-key")
    unknown = paste(phone, foreign)
    assert "does not know the key" in unknown and "Not valid" not in unknown  # it may be newer than the list
    phone.context.set_offline(False)
    unknown = paste(phone, foreign)
    assert "signed with a key that we do not know" in unknown and "✘ Not valid" in unknown
    phone.context.set_offline(True)
    code = paste(phone, papers[0].code)
    assert "A code can be looked up only with network" in code and "Not valid" not in code
    assert not phone.elsewhere and not phone.complaints


def test_with_network_a_square_of_an_unknown_key_is_refused_at_once(reader, papers):
    """The list is read twice within one second: when the page opens, and because the key is not on it."""
    phone, foreign = reader(), next(each for each in squares(99) if refused(each) == "unknown-key")
    phone.context.add_init_script(PATIENT)
    for _from_the_worker in range(2):
        phone.open("/check")
        expect(phone.page.locator("[data-part=kept]")).to_be_visible()
        phone.page.goto("about:blank")
        phone.page.goto(f"{phone.world['base_url']}/check#{foreign}")
        expect(phone.page.locator("[data-part=said]")).to_contain_text("signed with a key that we do not know")
    phone.page.evaluate("() => { window.fetch = () => new Promise(() => {}) }")  # an answer that does not come
    phone.page.locator("#code").fill(foreign)
    phone.page.locator("main form button").click()
    expect(phone.page.locator("[data-part=said]")).to_contain_text("One moment")


def test_the_verdict_on_the_page_is_of_the_square_that_was_shown_last(reader, papers):
    """While the list is asked for the key of one square, another is read: the first one has nothing more to say."""
    phone, foreign = reader(), next(each for each in squares(99) if refused(each) == "unknown-key")
    phone.context.add_init_script(PATIENT)
    phone.open("/check")
    expect(phone.page.locator("[data-part=kept]")).to_be_visible()
    phone.page.evaluate("() => { window.fetch = () => new Promise((_done, fail) => { window.refuse = fail }) }")
    phone.page.locator("#code").fill(foreign)
    phone.page.locator("main form button").click()
    expect(phone.page.locator("[data-part=said]")).to_contain_text("One moment")
    assert "✔ Valid" in paste(phone, as_token(papers[0].signed))
    phone.page.evaluate("() => { refuse(); return new Promise(done => setTimeout(done, 100)) }")
    expect(phone.page.locator("[data-part=state]")).to_have_text("✔ Valid")
    phone.page.locator("#code").fill(foreign)  # and as long as nothing else is shown, it has
    phone.page.locator("main form button").click()
    expect(phone.page.locator("[data-part=said]")).to_contain_text("One moment")
    phone.page.evaluate("() => refuse()")
    expect(phone.page.locator("[data-part=said]")).to_contain_text("does not know the key")


def test_a_square_scanned_by_the_phone_itself_opens_without_network_and_says_how_old_the_list_is(reader, papers):
    phone = prepared(reader)
    phone.page.goto(f"{phone.world['base_url']}/C/{as_token(papers[0].signed)}")
    expect(phone.page.locator("[data-part=state]")).to_have_text("✔ Valid")
    listed = phone.page.locator("[data-part=list]")
    assert "of 2 March 2027, 07:" in listed.inner_text() and "It is old" not in listed.inner_text()
    phone.tongue("tg").click()
    expect(phone.page.locator("[data-part=state]")).to_have_text("✔ Эътибор дорад")
    assert "Раҳимова" not in phone.text
    phone.page.clock.set_system_time(MORNING + timedelta(days=8))
    phone.page.reload()
    expect(listed).to_contain_text("Рӯйхат куҳна аст")


def test_a_square_is_read_from_a_photograph_with_the_network_cut(reader, papers, tmp_path):
    """On a phone whose browser may not use the camera, and has no reader of squares of its own."""
    phone = prepared(reader, "Object.defineProperty(navigator, 'mediaDevices', {value: undefined})")
    phone.page.reload()
    picture = phone.page.get_by_label("Photograph the square")
    expect(phone.page.locator("[data-part=photo]")).to_be_visible()  # before, nobody can give it a picture
    nothing, paper = Image.new("L", (640, 480), 200), square(f"HTTPS://LMS.EXAMPLE/C/{as_token(papers[0].signed)}")
    for seen, said in ((nothing, "No square was recognised"), (held(paper, HELD[3]), "✔ Valid")):
        seen.save(tmp_path / "seen.jpg")
        picture.set_input_files(tmp_path / "seen.jpg")
        expect(phone.page.locator("#checker [data-part=verdict]")).to_contain_text(said)
    assert papers[0].serial in phone.text
