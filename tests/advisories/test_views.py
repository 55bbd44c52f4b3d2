"""Writing, approving, reading and withdrawing advisories."""

from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import func, select

from lms.advisories import actions, queries
from lms.advisories.models import Advisory
from lms.advisories.rules import Reason
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db
from lms.core.errors import Refused
from lms.curriculum.actions import signing
from lms.curriculum.actions.drafts import begin, write
from lms.curriculum.queries.drafts import draft_files
from lms.curriculum.rules import drafts
from lms.learning import queries as learning
from lms.messages.models import OutboxMessage
from lms.notices.actions import remind
from tests.factories.accounts import make_user
from tests.factories.advisories import make_advisory, make_notice
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer


def form(**changes) -> dict:
    said = {f"{what}_{code}": f"{what} {code}" for what in ("title", "text") for code in ("tg", "ru", "en")}
    today = clock.today()
    until = today + timedelta(days=5)
    return {**said, "place": "", "lesson": "", "starts_on": today.isoformat(), "ends_on": until.isoformat(), **changes}


@pytest.fixture
def trainee(db_session, client):
    made = make_enrolment(country="RU", country_region="moscow")
    return made


def start_of(client, user) -> str:
    client.sign_in(user)
    client.speak("en")
    return client.get("/").page.text


def test_a_second_person_lets_it_stand_and_trainees_and_trainers_read_it(client, trainee):
    author, other, trainer = make_user(role=Role.AUTHOR), make_user(role=Role.ADMIN), make_user(role=Role.TRAINER)
    make_trainer(user=trainer)
    client.sign_in(author)
    client.speak("en")
    shown = client.post("/advisories/new", form(place="RU/moscow")).location
    assert "An approver has to read and approve it" in client.get(shown).page.text
    [made] = db.session.scalars(select(Advisory))
    seen = actions.sign(made)
    client.post(f"{shown}/approve", {"seen": seen})
    assert made.approved_at is None
    assert "title en" not in start_of(client, trainee.registration.user)
    client.sign_in(other)
    client.post(f"{shown}/approve", {"seen": seen})
    assert made.approved_by_id == other.id
    assert "title en" in start_of(client, trainee.registration.user)
    page = start_of(client, trainer)
    assert "title en" in page and "For those going to: Russia: Moscow." in page
    client.post(f"{shown}/read")
    client.post(f"{shown}/read")
    assert "Advisories that you have read" in client.get("/").page.text
    client.sign_in(author)
    assert "1 of 1" in client.get("/advisories").page.text


def test_what_is_approved_is_what_was_looked_at(db_session):
    made = make_advisory(approved=False)
    seen, author = actions.sign(made), make_user(role=Role.AUTHOR)
    changed = make_notice(title="Another")
    actions.change(advisory_id=made.id, notice=changed, seen=seen, by=author.id, at=clock.now())
    with pytest.raises(Refused) as refused:
        actions.approve(advisory_id=made.id, seen=seen, by=make_user(role=Role.ADMIN).id, at=clock.now())
    assert refused.value.reason is Reason.CHANGED_MEANWHILE
    with pytest.raises(Refused) as refused:
        actions.approve(advisory_id=made.id, seen=actions.sign(made), by=author.id, at=clock.now())
    assert refused.value.reason is Reason.OWN_ADVISORY


def test_it_stands_at_the_top_of_the_modules_it_concerns_until_it_lapses(client, trainee):
    first, second = (each.module for each in learning.lessons(trainee)[:2])
    make_advisory(modules=(first.slug,))
    make_advisory(title="For Germany", country="DE", modules=(first.slug,))
    make_advisory(title="Over", starts_on=clock.today() - timedelta(days=9), ends_on=clock.today() - timedelta(days=1),
                  modules=(first.slug,))  # fmt: skip
    client.sign_in(trainee.registration.user)
    client.speak("en")
    page = client.get(f"/course/{first.slug}/1").page.text
    assert ("The road is closed en" in page, "For Germany" in page, "Over" in page) == (True, False, False)
    assert "The road is closed" not in client.get(f"/course/{second.slug}/1").page.text


def test_whoever_reads_the_library_is_told_for_whom_it_is(client, db_session):
    make_advisory(title="For Germany", country="DE", modules=("money",))
    client.speak("en")
    assert "For those going to: Germany." in client.get("/learn/money/").page.text


def test_a_correction_takes_its_place_and_both_stay_on_record(client, db_session):
    old, author, other = make_advisory(), make_user(role=Role.AUTHOR), make_user(role=Role.ADMIN)
    client.sign_in(author)
    client.speak("en")
    assert client.post(f"/advisories/{old.id}/correct", form()).status_code == 422
    client.post(f"/advisories/{old.id}/correct", form(reason="The date was wrong"))
    new = db.session.scalars(select(Advisory).order_by(Advisory.id)).all()[-1]
    assert [each.id for each in queries.standing(clock.today())] == [old.id]
    actions.approve(advisory_id=new.id, seen=actions.sign(new), by=other.id, at=clock.now())
    assert [each.id for each in queries.standing(clock.today())] == [new.id]
    page = client.get(f"/advisories/{old.id}").page.text
    assert "The date was wrong" in page and "Withdrawn" in page


def test_what_nobody_approved_stays_with_its_writers_also_when_it_is_withdrawn(client, db_session):
    made = make_advisory(approved=False)
    made.withdrawn_at, made.withdrawn_because = clock.now(), "Wrong"
    db_session.flush()
    client.sign_in(make_user(role=Role.OFFICER))
    assert client.get(f"/advisories/{made.id}").status_code == 404
    client.speak("en")
    page = client.get("/advisories").page
    assert (f"/advisories/{made.id}" in page.html, "No advisories yet." in page.text) == (False, True)
    client.sign_in(make_user(role=Role.APPROVER))
    assert f"/advisories/{made.id}" in client.get("/advisories").page.html


def test_it_is_withdrawn_at_once_with_a_reason(client, db_session):
    made = make_advisory()
    client.sign_in(make_user(role=Role.AUTHOR))
    assert client.post(f"/advisories/{made.id}/withdraw", {"because": " "}).status_code == 422
    client.post(f"/advisories/{made.id}/withdraw", {"because": "Not true any more"})
    assert (queries.standing(clock.today()), made.withdrawn_because) == ([], "Not true any more")
    trainer = make_user(role=Role.TRAINER)
    client.sign_in(trainer)
    assert client.post(f"/advisories/{made.id}/read").status_code == 409


def test_an_officer_of_a_centre_follows_its_own_trainers_only(client, db_session):
    made = make_advisory()
    make_user(role=Role.TRAINER, centre="here", name="Own Trainer")
    make_user(role=Role.TRAINER, centre="elsewhere", name="Strange Trainer")
    client.sign_in(make_user(role=Role.OFFICER, centre="here"))
    client.speak("en")
    page = client.get(f"/advisories/{made.id}").page.text
    assert ("Own Trainer" in page, "Strange Trainer" in page) == (True, False)
    assert "0 of 1" in client.get("/advisories").page.text
    waiting = make_advisory(approved=False, title="Secret yet")
    assert client.get(f"/advisories/{waiting.id}").status_code == 404
    assert "Secret yet" not in client.get("/advisories").page.text
    assert client.get("/advisories/new").status_code == 404


def test_days_out_of_order_and_a_missing_language_are_refused_beside_the_field(client, db_session):
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    answer = client.post("/advisories/new", form(ends_on="2020-01-01", text_tg=""))
    assert answer.status_code == 422
    assert "The last day is before the first" in answer.page.text
    assert "Please say it in this language too" in answer.page.text


def test_the_notice_is_plain_text_whatever_is_written(client, db_session):
    make_advisory(words={"en": {"title": "<script>alert(1)</script>", "text": "<img src=x onerror=alert(1)>"}},
                  modules=("money",))  # fmt: skip
    page = client.get("/learn/money/").page
    assert "<script>alert" not in page.html and "<img src=x" not in page.html


def news(**changes) -> dict:
    facts = {"topic": "skills", "source": "A ministry", "checked_on": clock.today().isoformat()}
    return {**{name: value for name, value in form().items() if name != "lesson"}, **facts, **changes}


def test_news_goes_through_four_eyes_and_goes_by_itself(client, db_session):
    """It stands in the companion by topic, with where it is from; not at the top of lessons, and nobody confirms it."""
    author, approver = make_user(role=Role.AUTHOR), make_user(role=Role.APPROVER)
    client.sign_in(author)
    client.speak("en")
    assert client.post("/advisories/news/new", news(source=" ")).status_code == 422
    shown = client.post("/advisories/news/new", news(place="RU")).location
    [made] = db.session.scalars(select(Advisory))
    assert "title en" not in client.get("/companion/news").page.text
    client.sign_in(approver)
    client.post(f"{shown}/approve", {"seen": actions.sign(made)})
    client.speak("en")
    text = client.get("/companion/news").page.text
    assert "Recognition of skills and diplomas title en text en For those going to: Russia. From: A ministry." in text
    assert queries.standing(clock.today()) == []
    assert "title en" not in start_of(client, make_enrolment(country="RU").registration.user)
    assert queries.news(made.ends_on + timedelta(days=1)) == []
    client.sign_in(author)
    client.post(f"{shown}/correct", news(source="Another ministry", reason="It moved"))
    assert "Corrects" in client.get(f"/advisories/{made.id + 1}").page.text


def test_an_emergency_brings_a_lesson_to_everybody_on_a_course_in_one_act(client, trainee):
    """Who approves it signs the new lesson, too; the course keeps its version, and its people read the new lesson at
    once and are told that there is something to read."""
    author, approver = make_user(role=Role.AUTHOR), make_user(role=Role.APPROVER)
    elsewhere = make_enrolment(country="DE")
    pinned = trainee.edition_id
    draft = begin(kind="module", slug="money", by=author.id, at=clock.now())
    text = draft_files(draft)["en.md"].replace("\n## ", "\n## Beware: ", 1)
    write(draft_id=draft.id, file="en.md", text=text, revision=0, by=author.id, at=clock.now())
    signing.submit(draft_id=draft.id, media=current_app.config["MEDIA"], by=author.id, at=clock.now())
    client.sign_in(author)
    client.speak("en")
    sent = form(place="RU", lesson=f"draft/{draft.id}", tells="y")
    shown = client.post("/advisories/new", sent).location
    [made] = db.session.scalars(select(Advisory))
    seen = actions.sign(made)
    client.sign_in(make_user(role=Role.ADMIN))
    assert client.post(f"{shown}/approve", {"seen": seen}).status_code == 404  # signs no drafts
    client.sign_in(approver)
    client.speak("en")
    assert "Not published yet" in client.get(shown).page.text
    client.post(f"{shown}/approve", {"seen": seen})
    assert (made.approved_by_id, draft.state, trainee.edition_id) == (approver.id, "published", pinned)
    assert made.lesson == "money" and "Beware: " in client.get("/learn/money/").page.text
    page = start_of(client, trainee.registration.user)
    assert "Read the lesson now" in page
    told = db.session.scalars(select(OutboxMessage).where(OutboxMessage.code == "important-news")).all()
    assert [each.person_key for each in told] == [trainee.registration.key]
    assert elsewhere.registration.key not in {each.person_key for each in told}
    assert "title" not in told[0].body and remind(at=clock.now())[1] == 0  # not taken back by the next reminders
    client.sign_in(author)
    client.speak("en")
    page = client.get(f"{shown}/correct").page.html
    assert '<option selected value="money">' in page and "checked" not in page.split('name="tells"')[1].split(">")[0]


def test_a_lesson_that_does_not_fit_holds_the_whole_emergency_back(client, db_session):
    author, approver = make_user(role=Role.AUTHOR), make_user(role=Role.APPROVER)
    draft = begin(kind="module", slug="money", by=author.id, at=clock.now())
    text = draft_files(draft)["en.md"]
    write(draft_id=draft.id, file="en.md", text=text + "\nMore.\n", revision=0, by=author.id, at=clock.now())
    draft.state = "submitted"
    made = make_advisory(approved=False, lesson="money", draft_id=draft.id, tells=True, writer=author)
    seen = actions.sign(made)
    write(draft_id=draft.id, file="en.md", text=text.replace("## ", "# ", 1), revision=1, by=author.id, at=clock.now())
    for sign, reason in ((seen, Reason.CHANGED_MEANWHILE), (actions.sign(made), drafts.Reason.FAULTY)):
        with pytest.raises(Refused) as refused:
            actions.approve(advisory_id=made.id, seen=sign, by=approver.id, at=clock.now())
        assert refused.value.reason is reason
    assert (made.approved_at, draft.state) == (None, "submitted")


def test_that_it_is_to_be_told_is_part_of_what_was_looked_at(db_session):
    made = make_advisory(approved=False)
    seen, author = actions.sign(made), made.written_by_id
    actions.change(advisory_id=made.id, notice=make_notice(tells=True), seen=seen, by=author, at=clock.now())
    with pytest.raises(Refused) as refused:
        actions.approve(advisory_id=made.id, seen=seen, by=make_user(role=Role.ADMIN).id, at=clock.now())
    assert refused.value.reason is Reason.CHANGED_MEANWHILE


def test_of_a_lesson_whose_new_text_was_withdrawn_the_page_asks_for_another(client, db_session):
    author = make_user(role=Role.AUTHOR)
    draft = begin(kind="module", slug="money", by=author.id, at=clock.now())
    made = make_advisory(approved=False, lesson="money", draft_id=draft.id, writer=author)
    draft.state = "withdrawn"
    client.sign_in(make_user(role=Role.APPROVER))
    client.speak("en")
    page = client.get(f"/advisories/{made.id}").page
    assert "The new text of the lesson was withdrawn. Please choose another lesson" in page.text
    assert (f"/advisories/{made.id}/approve" in page.html, "published together" in page.text) == (False, False)
    shown = client.post(f"/advisories/{made.id}/approve", {"seen": actions.sign(made)}).location
    assert (made.approved_at, "The new text of the lesson" in client.get(shown).page.text) == (None, True)
    client.sign_in(author)
    assert '<option selected value="money">' in client.get(f"{shown}/change").page.html


def told() -> list[tuple[str, str]]:
    found = db.session.execute(
        select(OutboxMessage.subject, OutboxMessage.state).where(OutboxMessage.code == "important-news")
    )
    return [tuple(each) for each in found]


def test_people_are_told_from_its_first_day_once_and_until_its_last(trainee):
    begins = clock.today() + timedelta(days=3)
    made = make_advisory(tells=True, starts_on=begins, ends_on=begins)
    remind(at=clock.now())
    assert told() == []
    for hour in (9, 10):
        remind(at=clock.at_local(begins, hour))
        db.session.flush()
    assert told() == [(f"advisory-{made.id}", "waiting")]
    [expires] = db.session.scalars(select(OutboxMessage.expires_at).where(OutboxMessage.code == "important-news"))
    assert expires == clock.at_local(begins + timedelta(days=1))


def test_what_waits_to_be_told_goes_with_it_also_when_only_its_words_were_corrected(trainee):
    made, by = make_advisory(tells=True), make_user(role=Role.ADMIN).id
    new = actions.write(
        notice=make_notice("A slip less"), corrects_id=made.id, reason="A slip", by=made.written_by_id, at=clock.now()
    )
    actions.approve(advisory_id=new.id, seen=actions.sign(new), by=by, at=clock.now())
    assert told() == [(f"advisory-{made.id}", "waiting")]
    actions.withdraw(advisory_id=new.id, reason="Not so", by=by, at=clock.now())
    assert told() == [(f"advisory-{made.id}", "withdrawn")]


def test_news_was_checked_today_at_the_latest_and_the_same_twice_is_one(client, db_session):
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert "after today" in client.post("/advisories/news/new", news(checked_on=tomorrow)).page.text
    assert client.post("/advisories/news/new", news()).location == client.post("/advisories/news/new", news()).location
    assert db.session.scalar(select(func.count(Advisory.id))) == 1


def test_whoever_is_there_without_an_account_reads_it_on_the_page_of_the_country(client, db_session):
    """E140: most of those whom an emergency abroad concerns are in no course any more."""
    make_advisory(title="Hard frost", country="RU", region="novosibirsk")
    client.speak("en")
    pages = ("ru?region=novosibirsk", "ru?region=samara", "ru", "kz")
    read = ["Hard frost" in client.get(f"/companion/countries/{each}").page.text for each in pages]
    assert read == [True, False, False, False]
