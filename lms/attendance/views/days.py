"""A trainer's day: what to bring and look at, blocks as planned and as they were, the question box, what went wrong."""

from collections import Counter

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.attendance import actions, queries
from lms.attendance.forms import AnswerForm, AskForm, IncidentForm
from lms.attendance.messages import CHECKS, INCIDENTS, MATERIALS, PASSED_TO
from lms.attendance.rules.days import Material, checklist, known, missing, of_room, to_bring
from lms.attendance.views.papers import class_to_read
from lms.attendance.views.room import CALLERS, blueprint, session_to_call, session_to_change
from lms.centres.messages import gaps_sentence
from lms.centres.models import Room
from lms.classes import queries as classes
from lms.classes.models import ClassSession, TrainingClass
from lms.companion import queries as companion
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.core.freshness import sign_of
from lms.curriculum.messages import LEVELS, METHODS
from lms.curriculum.rules import mix
from lms.registration import queries as registration
from lms.web.access import actor, only
from lms.web.addresses import sent_id
from lms.web.locale import language


@blueprint.get("/teach/classes/<int:class_id>/days/<day>")
@only(*CALLERS)
def day(class_id: int, day: str):
    """One day of a class, before, during and after."""
    return _day_page(class_to_read(class_id), day)


@blueprint.post("/teach/classes/<int:class_id>/days/<day>/check")
@only(*CALLERS)
def check_day(class_id: int, day: str):
    """Note what is looked after."""
    found = class_to_read(class_id)
    sessions = _sessions(found, day)
    done = known(request.form.getlist("done"), _listed(sessions), len(_materials(sessions)))
    actions.check_day(
        class_id=found.id, day=day, done=done, seen=request.form.get("seen"), by=actor().user_id, at=clock.now()
    )
    flash(_("It is noted."))
    return redirect(url_for(".day", class_id=found.id, day=day), 303)


@blueprint.post("/teach/classes/<int:class_id>/days/<day>/questions")
@only(*CALLERS)
def write_question(class_id: int, day: str):
    """Write down a question from the class, without a name."""
    found, form = class_to_read(class_id), AskForm()
    _sessions(found, day)
    if not form.validate_on_submit():
        return _day_page(found, day, ask=form), 422
    actions.ask(class_id=found.id, text=form.text.data, on=clock.today())
    return redirect(url_for(".day", class_id=found.id, day=day, _anchor="box"), 303)


@blueprint.post("/teach/classes/<int:class_id>/days/<day>/answers")
@only(*CALLERS)
def answer_question(class_id: int, day: str):
    """Write down the answer to a question, or who answers it."""
    found, form, question_id = class_to_read(class_id), AnswerForm(), sent_id("question", request.form)
    _sessions(found, day)
    if not form.validate_on_submit():
        return _day_page(found, day, answer=form, wrong=question_id), 422
    actions.answer_question(
        question_id=question_id, class_id=found.id, answer=form.answer.data,
        passed_to=form.passed_to.data, by=actor().user_id, at=clock.now(),
    )  # fmt: skip
    return redirect(url_for(".day", class_id=found.id, day=day, _anchor="box"), 303)


@blueprint.post("/teach/classes/<int:class_id>/days/<day>/hand-on")
@only(*CALLERS)
def hand_on_question(class_id: int, day: str):
    """Hand a question on to those who answer what people ask."""
    found = class_to_read(class_id)
    _sessions(found, day)
    actions.hand_on_question(
        question_id=sent_id("question", request.form), class_id=found.id, language=found.language, by=actor().user_id,
        at=clock.now(),
    )  # fmt: skip
    flash(_("It is with those who answer questions. Their answer will stand here."))
    return redirect(url_for(".day", class_id=found.id, day=day, _anchor="box"), 303)


@blueprint.post("/teach/classes/<int:class_id>/days/<day>/incidents")
@only(*CALLERS)
def note_incident(class_id: int, day: str):
    """Write down something that went wrong."""
    found, form = class_to_read(class_id), IncidentForm()
    _sessions(found, day)
    if not form.validate_on_submit():
        return _day_page(found, day, incident=form), 422
    actions.note_incident(
        class_id=found.id, day=day, kind=form.kind.data, text=form.what.data, by=actor().user_id, at=clock.now()
    )
    flash(_("It is written down, for you and those who run the centre."))
    return redirect(url_for(".day", class_id=found.id, day=day), 303)


@blueprint.get("/teach/sessions/<int:session_id>/run")
@only(*CALLERS)
def run(session_id: int):
    """A block under way: its steps, with a clock for the block and for each step."""
    session = session_to_call(session_id)
    programme = classes.programme_of(session.training_class)
    return render_template(
        "attendance/run.html",
        session=session,
        block=programme.block_title(session.block, language()),
        call=queries.roll_call(session.id),
        parts=classes.session_plan(session, language()),
        following=queries.next_block(session),
        methods=METHODS,
        levels=LEVELS,
        materials=MATERIALS,
        used=queries.materials_used([session.id]).get(session.id, []),
        now=clock.now(),
    )


@blueprint.post("/teach/sessions/<int:session_id>/over")
@only(*CALLERS)
def over(session_id: int):
    """The block is over now."""
    session, at = session_to_change(session_id), clock.now()
    actions.end_block(session_id=session.id, ended_at=at, by=actor().user_id, at=at)
    return redirect(url_for(".run", session_id=session.id), 303)


@blueprint.post("/teach/sessions/<int:session_id>/materials")
@only(*CALLERS)
def note_material(session_id: int):
    """A kind of material was used in the block, or was not after all."""
    session, chosen = session_to_change(session_id), request.form.get("material")
    if chosen not in MATERIALS:
        raise NotThere
    actions.note_material(
        session_id=session.id, material=Material(chosen), used=request.form.get("used") == "yes", by=actor().user_id,
        at=clock.now(),
    )  # fmt: skip
    return redirect(url_for(".run", session_id=session.id, _anchor="materials"), 303)


@blueprint.route("/classes/mine/question", methods=["GET", "POST"])
@only(Role.TRAINEE)
def ask():
    """The box in which somebody of the class puts a question, without a name."""
    seat = classes.own_seat(registration.own_enrolment(actor().user_id).id)
    if seat is None:
        raise NotThere
    form = AskForm()
    if form.validate_on_submit():
        actions.ask(class_id=seat.class_id, text=form.text.data, on=clock.today())
        flash(_("Your question is in the box. Nobody can see who asked."))
        return redirect(url_for("classes.mine"), 303)
    return render_template("attendance/ask.html", form=form), 422 if form.errors else 200


def _sessions(found: TrainingClass, day: str) -> list[ClassSession]:
    """The blocks of one day. Raises NotThere."""
    sessions = [each for each in found.sessions if each.day == day and each.block]
    if not sessions:
        raise NotThere
    return sessions


def _materials(sessions: list[ClassSession]) -> list[str]:
    parts = [part for each in sessions for part in classes.session_plan(each, language())]
    return list(dict.fromkeys(thing for part in parts for thing in part.materials))


def _shares(found: TrainingClass, sessions: list[ClassSession]) -> list[tuple[str, int]]:
    planned = (classes.method_minutes(found.edition_id, found.variant, each.block) for each in sessions)
    return mix.shares(sum(planned, Counter()))


def _rooms(sessions: list[ClassSession]) -> list[Room]:
    return list({each.room_id: each.room for each in sessions}.values())


def _listed(sessions: list[ClassSession]) -> list[str]:
    rooms = _rooms(sessions)
    site = rooms[0].centre.site
    return checklist(
        [thing for room in rooms for thing in room.equipment],
        child_corner=site.child_corner, prayer_room=site.prayer_room,
    )  # fmt: skip


def _day_page(
    found: TrainingClass, day: str, *, ask: AskForm | None = None, answer: AnswerForm | None = None,
    incident: IncidentForm | None = None, wrong: int | None = None,
):
    sessions = _sessions(found, day)
    listed = _listed(sessions)
    check = queries.day_check(found.id, day)
    done = check.done if check else []
    materials, box = _materials(sessions), queries.box(found.id)
    return render_template(
        "attendance/day.html",
        found=found,
        day=day,
        sessions=sessions,
        programme=classes.programme_of(found),
        calls=queries.roll_calls([each.id for each in sessions]),
        used=queries.materials_used([each.id for each in sessions]),
        shares=_shares(found, sessions),
        methods=METHODS,
        kinds_of_material=MATERIALS,
        materials=dict(zip(to_bring(len(materials)), materials, strict=True)),
        items={each: CHECKS[each] for each in listed},
        gaps=[gaps_sentence(room) for room in _rooms(sessions) if room.gaps],
        done=done,
        seen=sign_of(done),
        brought=len(done) - len(of_room(done)),
        missing=[str(CHECKS[each]) for each in missing(listed, done)],
        check=check,
        box=box,
        staff_answers=companion.answers_to(each.handed_on_id for each in box if each.handed_on_id),
        passed_to=PASSED_TO,
        incidents=[each for each in queries.incidents(found.id) if each[0].day == day],
        kinds=INCIDENTS,
        ask=ask or AskForm(formdata=None),
        wrong=wrong,
        answer=answer or AnswerForm(formdata=None),
        incident=incident or IncidentForm(formdata=None),
        return_to=url_for(".day", class_id=found.id, day=day),
    )  # fmt: skip
