"""A role limited to a centre, a provider, a district or a region: on no page, list, count, search, feed or file does
anything of the others appear. What is planted elsewhere changes not one letter of what such a person reads."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import pytest
import time_machine
from flask.testing import FlaskClient

from lms.accounts import actions as accounts
from lms.accounts.models import User
from lms.centres import actions as centres
from lms.centres import queries as places
from lms.core import clock
from lms.core.actors import EVERYWHERE_ONLY, LIMITED_ONLY, Grant, Role, Within
from lms.core.database import db
from tests.factories.accounts import make_user
from tests.factories.centres import make_room
from tests.factories.certificates import make_certificate
from tests.factories.classes import make_class, make_seat
from tests.factories.messages import make_message
from tests.factories.registration import make_enrolment, make_group
from tests.factories.trainers import make_trainer
from tests.hostile.world import Place, roles_of, rules

MARKER = "Ғоибшоҳ"
SIGN = re.compile(MARKER, re.IGNORECASE)
# What changes from one opening to the next by itself: tokens of forms, and of what is sent but once.
TOKENS = re.compile(r'(?:value|content|data-\w+|name)="[\w.\-]{16,}"|"token": ?"[^"]+"|"now": ?"[^"]+"|DTSTAMP:\w+')
# Paper of one's own classes takes long to set, and its pages are asked for elsewhere.
PAPER = re.compile(r"^/language/|\.pdf$|/card$|/slips?$|/sheet$|/papers|/form$|/QR|\.svg$")
PUBLISHED = ("/dates",)  # when and where classes are, of every centre: anybody may read it


def limited(here: Place, role: Role, within: Within) -> User:
    """Somebody whose role ends where `here` does."""
    centre = places.centre(here.ids["centre_id"])
    codes = {
        Within.CENTRE: centre.code, Within.PROVIDER: centre.provider.code, Within.REGION: centre.region,
        Within.DISTRICT: f"{centre.region}/{centre.district}",
    }  # fmt: skip
    made = make_user(role=role, centre=centre.code if role in LIMITED_ONLY else None, name="Маҳдуд")
    accounts.set_grants(
        user_id=made.id, grants=[Grant(role, codes[within], within)], by=here.people[Role.ADMIN].id, at=clock.now()
    )
    return made


def move_away(here: Place) -> None:
    """All centres but `here` are in another region."""
    for centre in places.centres():
        if centre.id != here.ids["centre_id"]:
            centre.region, centre.district = "khatlon", "bokhtar"
    db.session.flush()


def plant(here: Place, there: Place) -> None:
    """One more of everything, with the marker in each name."""
    centre = places.centre(there.ids["centre_id"])
    named = {"centre_code": centre.code, "family_name": MARKER, "family_name_latin": "Ghoibshoh"}
    room = make_room(centre=centre, name=MARKER)
    trainer = make_trainer(name=MARKER, centre_code=centre.code)
    make_trainer(name=MARKER, centre_code=centre.code, contract_until=clock.today())  # something is due
    training_class = make_class(room=room, trainer=trainer)
    enrolment = make_enrolment(**named, phone="+992901999999")
    make_seat(training_class=training_class, enrolment=enrolment)
    make_certificate(enrolment=make_enrolment(**named, phone="+992901999998"))
    make_group(centre_code=centre.code)
    make_message(person_key=enrolment.registration.key)
    far = clock.today()
    centres.close_days(centre_id=centre.id, first_day=far, last_day=far, why=MARKER, by=None, at=clock.now())
    move_away(here)


def read_all(app, client: FlaskClient, here: Place, role: Role) -> Iterator[tuple[str, str]]:
    """Every page and file that this role may read, about what is `here`."""
    for rule in rules(app, "GET"):
        if not {None, role} & set(roles_of(app, rule)) or PAPER.search(rule.rule) or "sign" in rule.endpoint:
            continue
        path = here.path(rule)
        yield path, TOKENS.sub("", text_of(client.get(path)))


def text_of(response) -> str:
    """What can be read in an answer; of a workbook, the text of all its sheets."""
    data = response.get_data()
    try:
        with ZipFile(BytesIO(data)) as book:
            return "\n".join(book.read(name).decode(errors="replace") for name in sorted(book.namelist())
                             if "docProps" not in name)  # fmt: skip
    except BadZipFile:
        return f"{response.status_code} {data.decode(errors='replace')}"


def difference(path: str, before: str, after: str) -> str:
    """Where two answers begin to differ."""
    place = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), -1)
    return f"{path}: …{before[max(0, place - 60) : place + 60]}… is now …{after[place : place + 60]}…"


@pytest.mark.parametrize(
    ("role", "within"),
    [
        pytest.param(Role.OFFICER, Within.PROVIDER, marks=pytest.mark.strict),
        # What follows asks by the same conditions, with another column.
        pytest.param(Role.MNE, Within.REGION, marks=pytest.mark.source),
        pytest.param(Role.OFFICER, Within.DISTRICT, marks=pytest.mark.source),
        pytest.param(Role.TRAINER, Within.CENTRE, marks=pytest.mark.source),
        pytest.param(Role.PARTNER, Within.DISTRICT, marks=pytest.mark.source),
    ],
)
def test_what_is_elsewhere_changes_nothing_of_what_one_reads(app, client, here: Place, there: Place, role, within):
    move_away(here)
    client.sign_in(limited(here, role, within))
    with time_machine.travel(clock.now(), tick=False):
        compare(app, client, here, there, role)


def compare(app, client: FlaskClient, here: Place, there: Place, role: Role) -> None:
    """Read everything, plant, read everything again."""
    before = dict(read_all(app, client, here, role))
    plant(here, there)
    after = dict(read_all(app, client, here, role))
    assert [path for path, text in after.items() if SIGN.search(text)] == []
    changed = [path for path in after if after[path] != before[path] and path not in PUBLISHED]
    assert [difference(path, before[path], after[path]) for path in changed] == []
    assert sum(text.startswith("200") for text in after.values()) >= 20


@pytest.mark.parametrize("within", list(Within))
def test_searching_finds_ones_own_and_nobody_elses(client, here: Place, there: Place, within):
    move_away(here)
    plant(here, there)
    client.sign_in(limited(here, Role.OFFICER, within))
    for text, found in ((MARKER, False), ("Ghoibshoh", False), ("901999999", False), ("Раҳимова", True)):
        page = client.post("/desk/registrations", {"q": text}, follow_redirects=True).page
        table = page.html.split("<main")[1]
        assert ("/desk/registrations/" in table.replace("/desk/registrations/new", ""), text) == (found, text)
        page = client.post(f"/desk/classes/{here.ids['class_id']}/find", {"who": text}, follow_redirects=True).page
        assert ("give a seat" in page.text.lower() and MARKER in page.text) is False


@pytest.mark.parametrize("within", [Within.PROVIDER, Within.DISTRICT, Within.REGION])
def test_a_wider_role_reaches_the_centres_there_and_new_ones_too(client, here: Place, there: Place, within):
    move_away(here)
    client.sign_in(limited(here, Role.OFFICER, within))
    mine, theirs = (f"/desk/classes/{each.ids['class_id']}" for each in (here, there))
    assert [client.get(path).status_code for path in (mine, theirs)] == [200, 404]
    home, other = (places.centre(each.ids["centre_id"]) for each in (here, there))
    other.region, other.district, other.provider_id = home.region, home.district, home.provider_id
    db.session.flush()
    assert client.get(theirs).status_code == 200


@pytest.mark.parametrize("within", [Within.PROVIDER, Within.DISTRICT, Within.REGION])
def test_a_limit_that_has_no_centre_opens_nothing(client, here: Place, within):
    user = make_user(role=Role.OFFICER)
    accounts.set_grants(
        user_id=user.id, grants=[Grant(Role.OFFICER, "nowhere", within)], by=here.people[Role.ADMIN].id, at=clock.now()
    )
    client.sign_in(user)
    for path in ("/desk/registrations", "/desk/certificates", "/reports"):
        assert "Раҳимова" not in client.get(path).get_data(as_text=True)
    assert client.get(f"/desk/classes/{here.ids['class_id']}").status_code == 404


@pytest.mark.parametrize("role", sorted(EVERYWHERE_ONLY))
def test_a_role_that_counts_everywhere_cannot_be_limited(client, here: Place, role):
    client.sign_in(here.people[Role.ADMIN])
    client.speak("en")
    form = {"name": "Маҳдуд", "login": "limited", "language": "tg", "role": role, "place": "centre:here"}
    response = client.post("/accounts/new", form)
    assert (response.status_code, "cannot be limited" in response.page.text) == (422, True)
