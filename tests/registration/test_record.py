"""What is asked later, and the papers that others gave."""

from datetime import date, timedelta

import pytest

from lms.classes.actions import bring_family
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.registration import actions, queries
from lms.registration.messages.why import WHY
from lms.registration.models import Journey, Paper
from lms.registration.rules import Occupation, Relation
from lms.registration.rules.record import Asked, Education, Level, More, NewPaper, PaperKind, Reason, SafetyTraining
from tests.factories.accounts import make_user
from tests.factories.classes import make_seat
from tests.factories.registration import make_registration
from tests.registration.test_views import day

TODAY, DEPARTS = date(2027, 3, 2), date(2027, 3, 20)


def test_what_is_known_is_not_asked_again():
    known = More(safety_training=SafetyTraining.NO, contract_months=0, education=Education.SCHOOL)
    assert More().unknown(first_time=True) == (
        Asked.SAFETY_TRAINING, Asked.CONTRACT_MONTHS, Asked.EDUCATION, Asked.SPEAKS
    )  # fmt: skip
    assert known.unknown(first_time=True) == (Asked.SPEAKS,)
    assert known.unknown(first_time=False) == (Asked.ORIENTED_ON, Asked.SPEAKS)


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({}, None),
        ({"oriented_on": TODAY}, None),
        ({"oriented_on": TODAY + timedelta(1)}, Reason.DAY_AHEAD),
        ({"returned_on": TODAY}, Reason.RETURNED_BEFORE),
        ({"contract_months": 120}, None),
        ({"contract_months": 121}, Reason.CONTRACT_LONG),
        ({"contract_months": -1}, Reason.CONTRACT_LONG),
    ],
)
def test_what_cannot_be(answers, fault):
    assert More(**answers).fault(departs_on=DEPARTS, today=TODAY) == fault


@pytest.mark.parametrize(
    ("paper", "held", "fault"),
    [
        ({}, 0, None),
        ({}, 12, Reason.PAPERS_MANY),
        ({"title": " "}, 0, Reason.PAPER_UNTITLED),
        ({"issued_on": TODAY + timedelta(1)}, 0, Reason.DAY_AHEAD),
        ({"issued_on": TODAY, "valid_until": TODAY - timedelta(1)}, 0, Reason.PAPER_ENDS_FIRST),
    ],
)
def test_papers_that_cannot_be(paper, held, fault):
    given = {"kind": PaperKind.SKILL, "title": "Сварщик", **paper}
    assert NewPaper(**given).fault(today=TODAY, held=held) == fault


def said(**answers) -> dict:
    """The form of what is asked later."""
    return {"safety_training": "unknown", "education": "", "speaks": "", "occupation": "unknown", **answers}


@pytest.fixture
def officer(client, db_session):
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    client.speak("en")
    return client


def test_the_desk_asks_for_the_rest_and_the_record_says_what_is_open(officer):
    made = make_registration(centre_code="dushanbe", safety_training="unknown")
    address = f"/desk/registrations/{made.key}"
    assert "Still to ask: safety training, length of the contract" in officer.get(address).page.text
    assert "Who was trained already does not need the extra day" in officer.get(f"{address}/more").page.text
    answers = {
        "safety_training": "yes", "contract_months": "14", "employer": "Стройград", "education": "vocational",
        "speaks": "talks", "needs": ["talk"], "occupation": "household", **day("oriented_on", date(2024, 5, 1)),
    }  # fmt: skip
    assert officer.post(f"{address}/more", answers).location == address
    page = officer.get(address).page.text
    assert ("14 months" in page, "Still to ask" in page, "A talk alone" in page) == (True, False, True)
    known = queries.more_of(made, queries.journey(made.id))
    assert known == More(
        safety_training=SafetyTraining.YES, contract_months=14, employer="Стройград", education=Education.VOCATIONAL,
        speaks=Level.TALKS, oriented_on=date(2024, 5, 1), needs=("talk",),
        occupation=Occupation.HOUSEHOLD,
    )  # fmt: skip


def test_a_wrong_answer_is_told_and_nothing_is_kept(officer):
    made = make_registration(centre_code="dushanbe")
    long = officer.post(f"/desk/registrations/{made.key}/more", said(contract_months="900"))
    day = {"oriented_on-day": "1", "oriented_on-month": "5", "oriented_on-year": "2099"}
    ahead = officer.post(f"/desk/registrations/{made.key}/more", said(**day))
    assert [each.status_code for each in (long, ahead)] == [422, 422]
    assert ('href="#contract_months">Please write the length' in long.page.html,
            'href="#oriented_on">This day is still to come' in ahead.page.html) == (True, True)  # fmt: skip
    assert queries.journey(made.id).contract_months is None


def test_a_trainee_tells_more_and_records_a_paper(client, db_session):
    made = make_registration()
    client.sign_in(made.user)
    assert client.post("/me/more", said(contract_months="0")).location == "/me"
    for _ in range(2):
        client.post("/me/papers", {"kind": "language", "title": "Русӣ, A1", "number": "77-120"})
    [paper] = queries.papers(made.id)
    assert "Русӣ, A1" in client.get("/me/papers").page.text
    client.post(f"/me/papers/{paper.id}/remove")
    assert queries.papers(made.id) == []


def test_papers_of_others_are_not_there(db_session):
    paper = actions.record_paper(
        registration_id=make_registration().id, paper=NewPaper(kind=PaperKind.SKILL, title="Сварщик"), by=None,
        at=clock.now(),
    )  # fmt: skip
    other = make_registration(phone=None)
    with pytest.raises(NotThere):
        actions.remove_paper(registration_id=other.id, paper_id=paper.id, by=None, at=clock.now())


def test_two_who_ask_at_once_do_not_undo_each_other(db_session):
    made = make_registration()
    with pytest.raises(Refused):
        actions.tell_more(
            registration_id=made.id, more=More(contract_months=6), seen="another", by=None, at=clock.now()
        )


def test_numbers_and_employers_cannot_be_read_in_the_database(db_session):
    made = make_registration()
    actions.tell_more(registration_id=made.id, more=More(employer="Planted employer"), by=None, at=clock.now())
    new = NewPaper(kind=PaperKind.DIPLOMA, title="Planted title", number="Planted number")
    actions.record_paper(registration_id=made.id, paper=new, by=None, at=clock.now())
    rows = [*db_session.execute(_raw(Journey.__table__, "employer")).one(),
            *db_session.execute(_raw(Paper.__table__, "title", "number")).one()]  # fmt: skip
    assert not any("Planted" in value for value in rows)


def _raw(table, *columns: str):
    from lms.core.database import db

    return db.text(f"select {', '.join(columns)} from {table.name}")


def test_every_question_says_why_it_is_asked(officer):
    from lms.registration.forms.desk import DeskForm
    from lms.registration.forms.more import MoreForm
    from lms.registration.forms.steps import STEPS

    technical = {"csrf_token", "seen", "form_token", "pin", "another", "centre"}  # the last one is asked of the officer
    with officer.application.test_request_context():
        forms = [DeskForm(), MoreForm(), *(step() for step in STEPS.values())]
        asked = {field.short_name for form in forms for field in form}
    members = {name for name in asked if name.startswith(("member_", "relation_", "agrees_"))}
    assert asked - technical - members - WHY.keys() == set()


def test_a_name_of_the_family_needs_that_persons_consent_and_a_child_has_none(officer):
    made = make_registration(centre_code="dushanbe")
    address = f"/desk/registrations/{made.key}/family"
    refused = officer.post(address, {"relation": "spouse", "member": "Ашӯров Баҳром"})
    assert (refused.status_code, "ask this person first" in refused.page.text) == (422, True)
    officer.post(address, {"relation": "spouse", "member": "Ашӯров Баҳром", "agrees": "y"})
    officer.post(address, {"relation": "minor", "member": "Фаррух"})
    officer.post(address, {"relation": "parent"})
    assert [(each.name, each.relation, bool(each.agreed_at)) for each in made.family] == [
        ("Ашӯров Баҳром", "spouse", True), ("", "minor", False), ("", "parent", False),
    ]  # fmt: skip
    officer.post(f"{address}/{made.family[0].id}", {"what": "forget"})
    assert [each.name for each in made.family] == [""] * 3
    officer.post(f"{address}/{made.family[0].id}", {"what": "remove"})
    assert [each.relation for each in made.family] == ["minor", "parent"]
    assert officer.post(f"{address}/999999", {"what": "remove"}).status_code == 404


def test_who_has_a_chair_in_a_class_gives_it_back_first(db_session):
    seat = make_seat(family=(("Ашӯров Баҳром", Relation.SPOUSE),))
    registration = queries.enrolment(seat.enrolment_id).registration
    bring_family(seat_id=seat.id, member_ids=[registration.family[0].id], by=None, at=clock.now())
    with pytest.raises(Refused) as refused:
        actions.remove_relative(
            registration_id=registration.id, member_id=registration.family[0].id, by=None, at=clock.now()
        )
    assert refused.value.reason == Reason.FAMILY_SEATED
