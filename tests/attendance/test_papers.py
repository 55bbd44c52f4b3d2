"""Paper: printed, typed back, photographed; and the trainer's day."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from flask_babel import force_locale
from sqlalchemy import true

from lms.accounts.rules.trail import Deed
from lms.attendance import actions, paper, queries
from lms.attendance.models import SheetPhoto
from lms.attendance.rules import MarkState, Reason
from lms.attendance.rules.marks import Said
from lms.centres.rules import Tenure
from lms.classes import actions as classes_actions
from lms.classes import queries as classes
from lms.classes.actions import bring_family
from lms.classes.models import MakeUp, Seat
from lms.companion import queries as companion
from lms.companion.models import AskedQuestion
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.core.freshness import sign_of
from lms.registration.models import Enrolment
from lms.registration.rules import Relation
from tests.factories.accounts import make_user, noted
from tests.factories.attendance import make_roll_call
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, make_seat, session_of
from tests.factories.pictures import PLACE, jpeg_of_a_phone
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer


@pytest.fixture
def taught(db_session):
    """A class of three with its trainer, on the evening of its day."""
    user = make_user(role=Role.TRAINER)
    centre = make_centre()
    training_class = make_class(trainer=make_trainer(user=user), room=centre.rooms[0])
    for name in ("Ашӯров", "Бобоева", "Валиев"):
        make_seat(training_class=training_class, family_name=name)
    with time_machine.travel(training_class.sessions[-1].ends_at + timedelta(minutes=10), tick=False):
        yield user, training_class


def sheet_path(found) -> str:
    return f"/teach/classes/{found.id}/days/{found.sessions[0].day}/sheet"


def look_and_keep(client, path: str, rows: str):
    page = client.post(path, {"rows": rows}).page
    seen = page.html.split('name="seen" value="')[1].split('"')[0]
    return page, lambda: client.post(path, {"rows": rows, "understood": rows, "keep": "yes", "seen": seen})


def test_every_paper_is_printed_in_every_language(client, taught):
    user, found = taught
    client.sign_in(user)
    for language in ("tg", "en"):
        client.speak(language)
        for kind in ("sheet", "roster", "cards", "log", "roles"):
            response = client.get(f"/teach/classes/{found.id}/papers/{kind}.pdf")
            assert (response.mimetype, response.data[:4]) == ("application/pdf", b"%PDF")
    people = [each.enrolment.registration_id for each in classes.people_in(found.id)]
    printed = {kind: noted(Deed.PRINTED, f"class-{kind}") for kind in paper.PAPERS}
    assert printed == {"sheet": people * 2, "roster": people * 2, "cards": people * 2, "log": [], "roles": []}


def test_the_cards_of_its_activities_are_printed_for_everybody_in_the_class(app, client, taught):
    """Three people and three roles are one set; in the short course only steps that it has."""
    user, found = taught
    client.sign_in(user)
    client.speak("ru")
    with app.test_request_context(), force_locale("ru"):
        sets = {each["title"]: each for each in paper.role_cards(found, "ru").data["sets"]}
    assert (sets["Попросить договор"]["times"], [card["name"] for card in sets["Попросить договор"]["cards"]]) == (
        1, ["Рабочий", "Бригадир", "Наблюдатель"],
    )  # fmt: skip
    session = next(each for each in found.sessions if "Попросить договор" in str(classes.session_plan(each, "ru")))
    page = client.get(f"/teach/sessions/{session.id}/plan").page.text
    assert "Ролевая игра: Попросить договор" in page and "Сложный По-русски и без листа." in page


def test_the_sheet_has_a_line_for_each_of_the_family_to_sign_in_the_joint_blocks(app, taught, db_session):
    _, found = taught
    at = found.sessions[0].starts_at
    seat = make_seat(training_class=found, at=at, family=[("Валиева Ситора", Relation.SPOUSE)])
    member = db_session.get(Enrolment, seat.enrolment_id).registration.family[0]
    bring_family(seat_id=seat.id, member_ids=[member.id], by=None, at=at)
    with app.test_request_context(), force_locale("en"):
        [day] = paper.sheet(found, "en").data["days"]
    joint = [each["title"] for each in day["blocks"]].index("The family hour")
    line = {"cells": ["", "Family: Валиева Ситора", ""], "signs": [n == joint for n in range(len(day["blocks"]))]}
    assert [each["cells"][0] for each in day["rows"]] == [1, 2, 3, 4, ""]
    assert day["rows"][-1] == line


def test_the_sheet_of_a_day_names_those_who_teach_that_day(app, db_session):
    """Who teaches tomorrow is not looked for, and asked to sign, today."""
    first, second = (make_trainer(name=name) for name in ("Баҳром Назаров", "Зарина Саидова"))
    found = make_class(programme="tj-standard", variant="three-day", trainer=first)
    for each in found.days[1]:
        each.trainer = each.block and second
    with app.test_request_context(), force_locale("en"):
        heads = [each["lines"][1] for each in paper.sheet(found, "en").data["days"]]
        whole = paper.roster(found, "en").data["lines"][1]
    assert [each.split(" · ")[1:] for each in heads] == [[first.name], [second.name], [first.name]]
    assert whole.endswith(f" · {first.name}, {second.name}")


def test_a_sheet_typed_back_closes_the_day(client, taught):
    user, found = taught
    client.sign_in(user)
    page, keep = look_and_keep(client, sheet_path(found), "2 3b late 15")
    assert "1 of 3 present all day" in page.text
    assert "The journey and entering Russia Late, 15 minutes" in page.text
    assert queries.marked_in([each.id for each in found.sessions]) == []
    assert keep().status_code == 303
    journey = session_of(found, "journey")
    marks = [queries.marks(journey.id)[line.enrolment.id] for line in queries.roll(journey)]
    assert [(mark.state, mark.minutes, mark.way) for mark in marks] == [
        ("present", None, "paper"), ("absent", None, "paper"), ("late", 15, "paper")
    ]  # fmt: skip
    assert all(call.closed_at for call in queries.roll_calls([each.id for each in found.sessions]).values())


def test_rows_stay_what_was_printed_whoever_gives_up_a_seat_or_comes_as_a_guest(taught, db_session):
    _, found = taught
    first, second = [each for each in found.sessions if each.block][:2]
    later, sooner = make_enrolment(), make_enrolment()  # who registered last says first that they come
    for number, each in enumerate((sooner, later), 1):
        db_session.add(MakeUp(session_id=second.id, enrolment_id=each.id, number=number, taken_at=first.starts_at))
    found.guests_ever = 2
    db_session.flush()
    given_up, new = classes.seats(found.id)[1], make_enrolment()
    given_up.given_up_at = second.starts_at + timedelta(minutes=1)
    db_session.flush()
    db_session.add(Seat(
        class_id=found.id, enrolment_id=new.id, number=2, capacity=given_up.capacity,
        taken_at=second.starts_at + timedelta(minutes=2),
    ))  # fmt: skip
    db_session.flush()
    [sheet] = queries.sheet_days(found)
    rows = {row: person.id for row, person in sheet.rows.items()}
    assert (rows[2], rows[31], rows[32], rows[33]) == (given_up.enrolment_id, sooner.id, later.id, new.id)
    assert {line.enrolment.id: line.seat for line in queries.roll(second)}[given_up.enrolment_id] == 2


def test_the_row_of_a_guest_who_calls_off_is_nobody_elses(db_session):
    """A sheet may be printed already: what is typed back from it must mean those whose names stand on it."""
    found, guests = make_class(), [make_enrolment() for _ in range(3)]
    papers, journey = session_of(found, "papers"), session_of(found, "journey")

    def book(session, block: str, guest) -> None:
        at = clock.now()
        classes_actions.book_make_up(session_id=session.id, enrolment_id=guest.id, block=block, by=None, at=at)

    def rows() -> dict[int, int]:
        return {row: person.id for row, person in queries.sheet_days(found)[0].rows.items()}

    first, second, third = guests
    book(papers, "papers", first)
    book(papers, "papers", second)
    book(journey, "journey", second)
    assert rows() == {31: first.id, 32: second.id}
    classes_actions.cancel_make_up(session_id=papers.id, enrolment_id=first.id, by=None, at=clock.now())
    assert rows() == {32: second.id}
    book(papers, "papers", third)
    book(papers, "papers", first)
    assert rows() == {32: second.id, 33: third.id, 34: first.id}


def test_the_sheets_of_a_class_ask_no_more_however_many_blocks_it_has(db_session, count_queries):
    def asked(**which) -> tuple[int, int]:
        found = make_class(**which)
        make_seat(training_class=found)
        db_session.expire_all()
        len(found.sessions)
        with count_queries() as statements:
            sheets = queries.sheet_days(found)
        return sum(len(each.sessions) for each in sheets), len(statements)

    (few, first), (many, second) = asked(), asked(programme="tj-standard", variant="three-day")
    assert (few < many, first) == (True, second)


def test_what_was_not_looked_at_is_not_kept(client, taught):
    user, found = taught
    client.sign_in(user)
    response = client.post(sheet_path(found), {"rows": "2", "understood": "3", "keep": "yes"})
    assert (response.status_code, "So it is understood" in response.page.text) == (200, True)
    assert client.post(sheet_path(found), {"rows": "26", "understood": "26", "keep": "yes"}).status_code == 422
    assert queries.marked_in([each.id for each in found.sessions]) == []


def test_a_mark_that_came_meanwhile_is_not_typed_over(client, taught):
    user, found = taught
    client.sign_in(user)
    _, keep = look_and_keep(client, sheet_path(found), "2")
    make_roll_call(session=session_of(found, "journey"))
    response = keep()
    assert (response.status_code, "Somebody else changed" in response.page.text) == (422, True)


def test_what_is_typed_in_holds_the_roll_calls_before_it_looks(taught, count_queries):
    _, found = taught
    sessions = [each for each in found.sessions if each.block]
    sheet = {each.id: {one: Said(MarkState.PRESENT) for one in classes.roster(each.id)} for each in sessions}
    with count_queries() as asked:
        actions.type_back(sheet=sheet, rows=[], seen=sign_of([], []), by=None, at=clock.now())
    looked = next(n for n, each in enumerate(asked) if "FROM mark" in each)
    assert sum("WHERE class_session.id =" in each for each in asked[:looked]) >= len(sessions)


def test_two_who_look_after_a_day_do_not_undo_each_other(client, taught):
    user, found = taught
    client.sign_in(user)
    path, day = f"/teach/classes/{found.id}/days/{found.sessions[0].day}", found.sessions[0].day
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(path).page.html)[1]
    sent = [client.post(f"{path}/check", {"done": each, "seen": seen}).status_code for each in ("water", "light")]
    assert (sent, queries.day_check(found.id, day).done) == ([303, 409], ["water"])


def test_a_photograph_is_kept_without_its_place_and_shown_to_those_of_the_class(client, taught):
    user, found = taught
    client.sign_in(user)
    for _ in range(2):
        form = {"day": found.sessions[0].day, "photo": (BytesIO(jpeg_of_a_phone()), "sheet.png")}
        assert client.post(f"/teach/classes/{found.id}/photos", form).status_code == 303
    [photo] = queries.photos(found.id)
    again = actions.keep_photo(
        class_id=found.id, day="another day", data=jpeg_of_a_phone(), by=user.id, at=clock.now()
    )
    assert again.id != photo.id, "the same picture, kept for the wrong day first"
    shown = client.get(f"/teach/classes/{found.id}/photos/{photo.id}")
    assert (shown.mimetype, PLACE in shown.data, shown.headers["Cache-Control"]) == ("image/jpeg", False, "no-store")
    client.sign_in(make_user(role=Role.TRAINER))
    assert client.get(f"/teach/classes/{found.id}/photos/{photo.id}").status_code == 404


def test_who_looks_at_a_photograph_looks_at_those_of_its_day(client, db_session):
    user = make_user(role=Role.TRAINER)
    found = make_class(programme="tj-standard", variant="three-day", trainer=make_trainer(user=user))
    seat, guest = make_seat(training_class=found), make_enrolment()
    db_session.add(MakeUp(session_id=found.days[0][0].id, enrolment_id=guest.id, number=1, taken_at=clock.now()))
    photos = [
        SheetPhoto(class_id=found.id, day=day[0].day, kind="image/jpeg", picture=b"x", size=1, digest=day[0].day,
                   added_at=clock.now())
        for day in found.days[:2]
    ]  # fmt: skip
    db_session.add_all(photos)
    db_session.flush()
    client.sign_in(user)
    client.get(f"/teach/classes/{found.id}/photos/{photos[1].id}")
    seated = db_session.get(Enrolment, seat.enrolment_id).registration_id
    assert noted(Deed.LOOKED, "signed-sheet") == [seated]
    client.get(f"/teach/classes/{found.id}/photos/{photos[0].id}")
    assert noted(Deed.LOOKED, "signed-sheet") == [seated, seated, guest.registration_id]


def test_what_is_no_picture_is_refused_with_a_sentence(client, taught):
    user, found = taught
    client.sign_in(user)
    form = {"day": found.sessions[0].day, "photo": (BytesIO(b"<svg onload='x'/>"), "sheet.jpg")}
    response = client.post(f"/teach/classes/{found.id}/photos", form)
    assert (response.status_code, "JPEG, PNG or WebP" in response.page.text) == (422, True)
    with pytest.raises(Refused) as refused:
        actions.keep_photo(class_id=found.id, day="x", data=b"\xff" * 3_000_000, by=None, at=found.sessions[0].ends_at)
    assert refused.value.reason is Reason.PICTURE_TOO_LARGE


def test_a_trainers_day_is_noted(client, taught):
    user, found = taught
    client.sign_in(user)
    path = f"/teach/classes/{found.id}/days/{found.sessions[0].day}"
    room = found.sessions[0].room
    room.equipment = ["whiteboard", "speakers", "computer", "movable-desks", "cupboard"]
    text = client.get(path).page.text
    assert "Missing in the room: Projector, Screen. Please bring it along." in text
    assert all(each in text for each in ("Whiteboard with two usable sides", "Drinking water"))
    ticked = ["water", "material-0", "equipment-speakers", "equipment-screen", "nonsense", "material-99"]
    client.post(f"{path}/check", {"done": ticked})
    assert queries.day_check(found.id, found.sessions[0].day).done == ["equipment-speakers", "material-0", "water"]
    assert "Not yet looked at: Whiteboard with two usable sides, Computer," in client.get(path).page.text
    assert client.post(f"{path}/questions", {"text": " "}).status_code == 422
    client.post(f"{path}/questions", {"text": "Can my boss keep my passport?"})
    [question] = queries.box(found.id)
    long = client.post(f"{path}/answers", {"question": question.id, "answer": "N" * 2001, "passed_to": "lawyer"})
    assert (long.status_code, "This is too long." in long.page.text, "N" * 2001 in long.page.text) == (422, True, True)
    nowhere = f"/teach/classes/{found.id}/days/another/questions"
    assert (client.post(nowhere, {"text": "What now?"}).status_code, len(queries.box(found.id))) == (404, 1)
    client.post(f"{path}/answers", {"question": question.id, "answer": "No.", "passed_to": "lawyer"})
    client.post(f"{path}/incidents", {"kind": "room", "what": "No light for an hour."})
    text = client.get(path).page.text
    assert all(each in text for each in ("Answered No.", "Passed on: Lawyer", "Room or equipment · No light"))


def test_who_looked_at_a_room_in_time_did_so_when_material_is_ticked_later(client, taught):
    user, found = taught
    client.sign_in(user)
    path, day = f"/teach/classes/{found.id}/days/{found.sessions[0].day}", found.sessions[0].day
    client.post(f"{path}/check", {"done": ["water"]})
    looked_at = queries.day_check(found.id, day).checked_at
    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False):
        client.post(f"{path}/check", {"done": ["water", "material-0"]})
        assert queries.day_check(found.id, day).checked_at == looked_at
        client.post(f"{path}/check", {"done": ["water", "material-0", "light"]})
        assert queries.day_check(found.id, day).checked_at > looked_at


def test_a_block_is_begun_and_over_and_its_minutes_stand_beside_the_plan(client, taught):
    user, found = taught
    session = session_of(found, "journey")
    client.sign_in(user)
    with time_machine.travel(session.starts_at + timedelta(minutes=4), tick=False):
        client.sign_in(user)
        assert client.post(f"/teach/sessions/{session.id}/begin", {"next": "run"}).location.endswith("/run")
        assert "The block began at 9:34." in client.get(f"/teach/sessions/{session.id}/run").page.text
        for material, used in (("film", "yes"), ("booklet", "yes"), ("film", "no"), ("film", "no")):
            client.post(f"/teach/sessions/{session.id}/materials", {"material": material, "used": used})
        assert client.post(f"/teach/sessions/{session.id}/materials", {"material": "gold"}).status_code == 404
    with time_machine.travel(session.ends_at + timedelta(minutes=1), tick=False):
        client.sign_in(user)
        client.post(f"/teach/sessions/{session.id}/over")
        assert "52 minutes of 55 planned" in client.get(f"/teach/sessions/{session.id}/run").page.text
        page = client.get(f"/teach/classes/{found.id}/days/{session.day}").page
    assert "55 9:34–10:26 52 Booklet" in page.text


def test_a_trainee_asks_without_a_name(client, taught, db_session):
    _, found = taught
    person = db_session.get(Enrolment, queries.roll(found.sessions[0])[0].enrolment.id).registration
    client.sign_in(person.user)
    assert client.post("/classes/mine/question", {"text": ""}).status_code == 422
    assert client.post("/classes/mine/question", {"text": "Оё шавҳарам пулро мефиристад?"}).status_code == 303
    [question] = queries.box(found.id)
    assert (question.class_id, question.asked_on) == (found.id, found.last_day)
    assert {each.name for each in question.__table__.columns if each.foreign_keys} == {
        "class_id", "settled_by_id", "handed_on_id"
    }  # fmt: skip


def test_a_question_from_a_class_becomes_one_that_everybody_reads(client, taught, db_session):
    """The trainer hands it on with the own answer; the staff answer in better words; trainer and everybody read it."""
    user, found = taught
    day = f"/teach/classes/{found.id}/days/{found.sessions[0].day}"
    asked = actions.ask(class_id=found.id, text="Корфармои ман Раҳим пул намедиҳад", on=found.last_day)
    actions.answer_question(
        question_id=asked.id, class_id=found.id, answer="Ариза нависед.", passed_to=None, by=user.id, at=clock.now()
    )
    client.sign_in(user)
    client.speak("en")
    for _ in range(2):
        client.post(f"{day}/hand-on", {"question": asked.id})
    assert "With those who answer questions" in client.get(day).page.text
    open_one = actions.ask(class_id=found.id, text="Кай музд медиҳанд?", on=found.first_day)
    client.post(f"{day}/hand-on", {"question": open_one.id})
    handed_on = db_session.get(AskedQuestion, open_one.handed_on_id)
    assert (open_one.settled_at is not None, open_one.settled_by_id) == (True, user.id)
    assert handed_on.asked_at == clock.at_local(found.first_day)
    db_session.delete(open_one)
    db_session.flush()
    db_session.delete(handed_on)
    assert client.post(f"{day}/hand-on", {"question": 9999}).status_code == 404
    client.sign_in(make_user(role=Role.OFFICER))
    client.speak("en")
    [waits] = companion.questions(true())
    text = client.get("/desk/questions").page.text
    assert ("From a class" in text, "No answer yet" in text) == (True, True)
    page = client.get(f"/desk/questions/{waits.id}").page
    assert "Ариза нависед." in page.html and (waits.language, waits.country) == (found.language, None)
    client.speak(found.language)
    assert "Раҳим пул намедиҳад" not in client.get("/companion/questions").page.text
    better = {"answer": "Ба нозироти меҳнат ариза нависед.", "is_public": "y", "shown": "Агар музд надиҳанд, чӣ кунам?"}
    seen = sign_of(*waits.facts)
    client.post(f"/desk/questions/{waits.id}", {**better, "seen": seen})
    text = client.get("/companion/questions").page.text
    assert (better["shown"] in text, better["answer"] in text, "Раҳим" in text) == (True, True, False)
    client.sign_in(user)
    client.speak("en")
    assert f"The staff answered {better['answer']} Everybody can read it now." in client.get(day).page.text


def test_the_uses_of_a_centres_rooms_say_who_looked_at_them(client, taught, db_session):
    user, found = taught
    officer = make_user(role=Role.OFFICER, centre=found.centre.code)
    path, day = f"/desk/centres/{found.centre_id}/inspections", found.sessions[0].day
    client.sign_in(officer)
    assert '<span class="state warn">Nobody has looked yet' in client.get(path).page.html
    found.centre.tenure = Tenure.RENTED.value
    db_session.flush()
    assert '<span class="state bad">Nobody has looked yet' in client.get(path).page.html
    actions.check_day(class_id=found.id, day=day, done=["chairs"], by=user.id, at=found.sessions[0].starts_at)
    text = client.get(path).page.text
    assert "Not everything was looked at" in text and f"Name cards and booklets {user.name}" in text
    client.sign_in(make_user(role=Role.OFFICER, centre="elsewhere"))
    assert client.get(path).status_code == 404
