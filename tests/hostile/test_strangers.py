"""What is not yours looks like what does not exist: the same page, the same words, for every address and every role."""

import re

import pytest

from lms.core.actors import Role
from lms.registration.rules import shown_number
from tests.hostile.forms import right_forms
from tests.hostile.world import Place, roles_of, rules, undone

LIMITED = (Role.TRAINEE, Role.OFFICER, Role.TRAINER, Role.PARTNER)  # administrators, authors and M&E work everywhere
NOWHERE = {
    "key": "nothing-there", "token": "nothing-there", "module": "nothing-there", "code": "0000-0000-0000",
    **dict.fromkeys(
        ("class_id", "seat_id", "session_id", "certificate_id", "room_id", "centre_id", "trainer_id", "user_id",
         "attempt_id", "enrolment_id", "message_id", "provider_id", "period_id", "authorisation_id"),
        999_999,
    ),
}  # fmt: skip
PLACES = ("class_id", "seat_id", "session_id", "certificate_id", "centre_id", "trainer_id", "key", "attempt_id",
          "enrolment_id", "message_id", "user_id")  # fmt: skip
# A trainee may take a seat in any centre: there a class of another centre is no stranger's.
OPEN_TO_ALL = {"classes.take_seat", "classes.wait", "classes.stop_waiting", "classes.answer_offer"}
# Nothing is issued, asked, missed, called off or photographed here yet; of a make-up the query names the block.
NOT_YET = {
    "certificates.class_pdf", "quizzes.oral_question", "quizzes.oral_finish", "quizzes.oral_test_question",
    "quizzes.oral_test_finish", "attendance.photo", "classes.desk_make_up", "classes.make_up_slip",
    "classes.cancelled_calendar", "certificates.earlier_pdf", "certificates.earlier_badge",
    "evaluation.type_sheet",
}  # fmt: skip
NO_TEST = {"quizzes.question", "quizzes.finish", "quizzes.show_result"}  # a trainer who has begun no selection test


def guarded(app, role: Role, method: str):
    """The addresses that a role may open and that name a thing which belongs to somebody."""
    return [
        rule
        for rule in rules(app, method)
        if role in roles_of(app, rule) and rule.arguments & set(PLACES) and rule.endpoint not in OPEN_TO_ALL
    ]


def words_of(response) -> tuple[int, str]:
    """What somebody learns from an answer."""
    text = response.page.html if hasattr(response, "page") else response.get_data(as_text=True)
    return response.status_code, re.sub(r'value="[^"]*"|next=[^"]*', "", text)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("role", LIMITED)
def test_what_is_not_yours_is_not_there(app, client, here: Place, there: Place, role, method):
    client.sign_in(here.people[role])
    forms = right_forms(there)
    token = client.token()
    opened = {}
    for rule in guarded(app, role, method):
        sent = {**forms.get(rule.endpoint, {}), "csrf_token": token} if method == "POST" else None
        nothing = {name: value for name, value in NOWHERE.items() if name in rule.arguments}
        with undone():
            theirs = words_of(client.open(there.path(rule), method=method, data=sent))
        with undone():
            absent = words_of(client.open(there.path(rule, **nothing), method=method, data=sent))
        if theirs[0] != 404 or theirs != absent:
            opened[rule.endpoint] = (theirs[0], absent[0])
    assert opened == {}


@pytest.mark.parametrize("role", LIMITED)
def test_what_is_yours_is_there(app, client, here: Place, role):
    client.sign_in(here.people[role])
    closed = {}
    for rule in guarded(app, role, "GET"):
        with undone():
            response = client.get(here.path(rule))
        waits = NOT_YET | (NO_TEST if role is Role.TRAINER else set())
        if response.status_code not in (200, 303) and rule.endpoint not in waits:
            closed[rule.endpoint] = response.status_code
    assert closed == {}


def named_in_forms(here: Place, there: Place) -> list[tuple[Role, str, dict, dict]]:
    """Who sends what where: a form that names a thing of others, and the same with one that does not exist."""
    mine, theirs = here.ids, there.ids
    seats = f"/desk/classes/{mine['class_id']}"
    seat = f"{seats}/seats/{mine['seat_id']}"
    waiting = right_forms(there)["classes.answer_for"]["enrolment"]
    return [
        (Role.OFFICER, f"{seats}/seats", {"key": theirs["key"]}, {"key": "nothing-there"}),
        (Role.OFFICER, f"{seat}/move", {"to": theirs["class_id"]}, {"to": 999_999}),
        (Role.OFFICER, f"{seats}/trainer", {"trainer": theirs["trainer_id"]}, {"trainer": 999_999}),
        (Role.OFFICER, f"{seats}/waiting", {"enrolment": waiting}, {"enrolment": 999_999}),
        (Role.OFFICER, f"{seats}/waiting", {"enrolment": waiting, "answer": "accept"},
         {"enrolment": 999_999, "answer": "accept"}),
        (Role.OFFICER, "/desk/classes/new", {"room": theirs["room_id"]}, {"room": 999_999}),
        (Role.TRAINEE, "/evaluation", {"invitation": there.trainee["invitation"], "item-useful": "5"},
         {"invitation": 999_999, "item-useful": "5"}),
    ]  # fmt: skip


def test_a_form_that_names_what_is_not_yours_learns_nothing(app, client, here: Place, there: Place):
    told = []
    for role, path, theirs, absent in named_in_forms(here, there):
        client.sign_in(here.people[role])
        answers = []
        for sent in (theirs, absent):
            with undone():
                answers.append(words_of(client.post(path, sent, follow_redirects=True)))
        if answers[0] != answers[1]:
            told.append((path, theirs, answers[0][0], answers[1][0]))
    assert told == []


@pytest.mark.parametrize("what", ["number", "phone", "name"])
def test_a_search_finds_nobody_of_another_centre(client, here: Place, there: Place, what):
    from lms.registration.actions.names import keep_keys
    from lms.registration.queries import enrolment

    person = enrolment(there.ids["enrolment_id"]).registration
    person.family_name = "Ғоибова"
    keep_keys(person)
    text = {"number": person.number, "phone": person.phone, "name": "Ғоибова"}[what]
    client.sign_in(here.people[Role.OFFICER])
    for path, field in (("/desk/registrations", "q"), (f"/desk/classes/{here.ids['class_id']}/find", "who")):
        page = client.post(path, {field: text}, follow_redirects=True).page
        assert (shown_number(person.number) in page.text, "Ғоибова" in page.text) == (False, False)


@pytest.mark.parametrize("role", [Role.MNE, Role.AUTHOR, Role.PARTNER])
def test_who_counts_or_writes_reads_no_names(app, client, here: Place, role):
    client.sign_in(here.people[role])
    named = []
    for rule in rules(app, "GET"):
        if role in roles_of(app, rule):
            response = client.get(here.path(rule))
            named += [rule.endpoint] if "Раҳимова" in response.get_data().decode(errors="replace") else []
    assert named == []
