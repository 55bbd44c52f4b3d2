"""An officer of the border or of a ministry sees more, and the look is on record."""

from sqlalchemy import select

from lms.accounts.models import AuditEntry
from lms.certificates.rules import shown_code
from lms.core.actors import Role
from tests.factories.accounts import make_user
from tests.factories.certificates import make_certificate


def looks(db_session, person: int) -> list[tuple[str, int]]:
    """Who looked at certificates of a person."""
    found = db_session.scalars(
        select(AuditEntry).where(AuditEntry.deed == "checked", AuditEntry.subject_id == person)
    )
    return [(each.action, each.by_id) for each in found]


def test_an_officer_with_an_account_sees_the_whole_certificate_and_that_is_recorded(client, db_session):
    found, officer = make_certificate(), make_user(role=Role.CHECKER)
    path = f"/check/{shown_code(found.code)}"
    client.speak("en")
    assert "See the whole certificate" not in client.get(path).page.text
    client.sign_in(officer)
    assert client.get("/").location == "/check"
    assert "See the whole certificate" in client.get(path).page.text
    assert looks(db_session, found.registration_id) == []
    db_session.commit()  # a page that notes something ends what was read before
    page = client.get(f"{path}/whole").page
    for words in (found.name, found.latin_name, "12 May 1990", "The family hour", "Баҳром Ашӯров", "attendance alone"):
        assert words in page.text
    assert looks(db_session, found.registration_id) == [("certificate", officer.id)]


def test_nobody_else_sees_it(client, db_session):
    found = make_certificate()
    path = f"/check/{found.code}/whole"
    assert client.get(path).location.startswith("/sign-in")
    client.sign_in(make_user(role=Role.OFFICER, centre=found.registration.centre_code))
    assert client.get(path).status_code == 404
    client.sign_in(make_user(role=Role.CHECKER))
    assert client.get("/check/0000-0000-0000/whole").status_code == 404
