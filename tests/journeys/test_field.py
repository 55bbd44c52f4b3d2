"""Registering people with the network cut: kept encrypted on the device, sent once, forgotten."""

import pytest
from sqlalchemy import select

from lms.accounts.models import RoleGrant
from lms.core.actors import Role
from lms.core.database import db, unit_of_work
from lms.registration.models import Registration
from tests.factories.accounts import make_user
from tests.journeys.stage import PHONE

SECRET = "three quiet mountains"
KEPT = """async () => new Promise(done => {
  const asked = indexedDB.open("field", 1)
  asked.onsuccess = () => {
    const all = asked.result.transaction("people").objectStore("people").getAll()
    all.onsuccess = () => done(JSON.stringify(all.result.map(each => [...new Uint8Array(each.sealed)])))
  }
})"""


def registered(world: dict, family: str) -> list[str]:
    """The centres of those who are called so."""
    with world["app"].app_context():
        return list(db.session.scalars(select(Registration.centre_code).filter_by(family_name_latin=family)))


@pytest.fixture
def officer_of_two(world, morning) -> str:
    """The login of an officer who works at two centres."""
    with world["app"].app_context(), unit_of_work():
        made = make_user(centre="dushanbe", secret=SECRET)
        db.session.add(RoleGrant(user_id=made.id, role=Role.OFFICER, code="khujand"))
        return made.login


def test_people_registered_without_network_are_sent_once_and_forgotten(reader, world, officer_of_two):
    officer = reader(PHONE)
    officer.plug_in()
    officer.sign_in_as(officer_of_two, SECRET)
    officer.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    officer.open("/desk/field")
    officer.wire.cut(True)
    officer.context.set_offline(True)
    officer.page.reload()
    officer.page.locator("#field-form").wait_for()
    officer.fill(
        family_name_latin="Faizov", given_name_latin="Rustam", family_name="Файзов", given_name="Рустам",
        birth_date="3 4 1995", sex="m", home="dushanbe/sino", departs_on="14 4 2027", centre="khujand",
    )  # fmt: skip
    # On a slow tablet one presses twice: it is one person all the same; and nobody types the next into this one.
    keep = officer.page.get_by_role("button", name="Keep this person")
    assert keep.evaluate("button => { button.click(); button.click(); return button.form.inert }")
    officer.page.locator("[data-field=unsent]", has_text="Not yet sent: 1").wait_for()
    assert not officer.page.locator("#field-form").evaluate("form => form.inert")
    officer.page.reload()
    officer.page.locator("[data-field=unsent]", has_text="Not yet sent: 1").wait_for()
    kept = officer.page.evaluate(KEPT)
    assert (len(kept) > 100, "Faizov" in kept, registered(world, "Faizov")) == (True, False, [])
    officer.look()

    # Somebody else at the same device neither sees nor sends whom she kept.
    officer.page.goto("about:blank")
    officer.wire.cut(False)
    officer.context.set_offline(False)
    officer.context.clear_cookies()
    officer.sign_in("officer2")
    officer.open("/desk/field")
    officer.page.locator("[data-field=unsent]", has_text="Not yet sent: 1").wait_for()
    assert registered(world, "Faizov") == []
    officer.sign_out()

    officer.sign_in_as(officer_of_two, SECRET)
    officer.open("/desk/field")
    officer.page.locator("[data-field=unsent]", has_text="Everybody is sent.").wait_for()
    assert (officer.page.evaluate(KEPT), registered(world, "Faizov")) == ("[]", ["khujand"])
