"""Who finished an older version of a course and leaves soon is told what changed: once, in words, until it is read."""

import copy
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from lms.accounts.models import User
from lms.certificates import actions, queries
from lms.certificates.models import ChangesRead
from lms.certificates.queries.changes import changes_for
from lms.core import clock
from lms.curriculum import queries as curriculum
from lms.curriculum.models import Edition
from lms.messages.models import OutboxMessage
from lms.registration import actions as people
from lms.registration import queries as registration
from tests.factories.certificates import make_certificate


def publish_anew(db_session, slug: str, change) -> Edition:
    """The next edition of a module with its Tajik words changed, and of the course that teaches it."""
    module = _next(db_session, curriculum.latest("module", slug))
    change(module.document["words"]["tg"])
    db_session.flush()
    programme = _next(db_session, curriculum.latest("programme", "tj-pilot"))
    programme.document["pins"] = {**programme.document["pins"], slug: module.id}
    db_session.flush()
    db_session.commit()
    return programme


def _next(db_session, old: Edition) -> Edition:
    made = Edition(
        kind=old.kind, slug=old.slug, number=old.number + 1, digest="new", sources=old.sources,
        document=copy.deepcopy(old.document), published_at=clock.now(),
    )  # fmt: skip
    db_session.add(made)
    return made


def say_more(words: dict) -> None:
    words["screens"][1]["html"] += "<p>Қоидаи нав: дар панҷ рӯз.</p>"


def say_it_prettier(words: dict) -> None:
    words["screens"][1]["html"] = words["screens"][1]["html"].replace("<p>", '<p class="pretty"> ')


@pytest.fixture
def leaving(db_session):
    """Somebody with a certificate who leaves in ten days, and a lesson of the course."""
    found = make_certificate(departs_on=clock.today() + timedelta(days=10), language="tg")
    enrolment = registration.enrolment(found.enrolment_id)
    assert enrolment.programme_slug == "tj-pilot"
    programme = curriculum.programme(enrolment.edition_id)
    bound_for = enrolment.journey.bound_for
    slug = next(
        each for each in programme.variant(enrolment.variant).online
        if curriculum.module_in(programme, each, bound_for).edition_id == programme.pins[each]
    )  # fmt: skip
    return enrolment, slug


def changed(enrolment, days: int = 0) -> list[str]:
    return [m.slug for m, _ in changes_for([enrolment], today=clock.today() + timedelta(days=days), language="tg")]


def test_what_changed_is_told_until_it_is_read(client, db_session, leaving):
    enrolment, slug = leaving
    client.sign_in(db_session.get(User, enrolment.registration.user_id))
    client.speak("tg")
    assert "/me/changes" not in client.get("/").page.html
    publish_anew(db_session, slug, say_more)
    assert changed(enrolment) == [slug]
    assert "/me/changes" in client.get("/").page.html
    page = client.get("/me/changes").page
    assert "Қоидаи нав: дар панҷ рӯз." in page.text and page.html.count('class="card"') == 1
    assert client.post("/me/changes", {}).status_code == 303
    assert changed(enrolment) == [] and "/me/changes" not in client.get("/").page.html
    client.post("/me/changes", {})
    publish_anew(db_session, slug, say_more)  # and again when it changes again
    assert changed(enrolment) == [slug]


def test_only_words_count_only_to_who_leaves_soon_with_a_certificate(db_session, leaving):
    enrolment, slug = leaving
    publish_anew(db_session, slug, say_it_prettier)
    assert changed(enrolment) == []
    publish_anew(db_session, slug, say_more)
    assert [changed(enrolment, days) for days in (-21, -20, 10, 11)] == [[], [slug], [slug], []]
    assert enrolment.edition_id != curriculum.newest_id("programme", "tj-pilot"), "it keeps its version"
    [certificate] = queries.of_person(enrolment.registration_id)
    certificate.revoked_at = clock.now()
    db_session.flush()
    assert changed(enrolment) == []


def test_a_message_is_written_once(db_session, leaving):
    enrolment, slug = leaving
    count = select(func.count(OutboxMessage.id)).where(OutboxMessage.code == "course-changed")
    assert actions.tell_of_changes(at=clock.now()) == 0
    publish_anew(db_session, slug, say_more)
    assert [actions.tell_of_changes(at=clock.now()) for _ in range(2)] == [1, 1]
    assert db_session.scalar(count) == 1
    actions.read_changes(begun=[enrolment], at=clock.now())
    assert actions.tell_of_changes(at=clock.now()) == 0


def test_what_was_read_of_one_course_is_not_read_of_another_that_goes_on(db_session, leaving):
    enrolment, slug = leaving
    other = people.begin_course(
        registration_id=enrolment.registration_id, slug="tj-awareness", by=None, at=clock.now()
    )
    publish_anew(db_session, slug, say_more)
    actions.read_changes(begun=[enrolment, other], at=clock.now())
    assert db_session.scalars(select(ChangesRead.enrolment_id)).all() == [enrolment.id]
