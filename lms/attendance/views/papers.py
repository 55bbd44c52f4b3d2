"""Paper: what is printed of a class, and the signed sheet typed back."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.attendance import actions, permissions, queries
from lms.attendance.messages import STATES
from lms.attendance.paper import PAPERS, block_letters, papers_of, printed
from lms.attendance.queries import SheetDay
from lms.attendance.rules import MarkState, is_too_early
from lms.attendance.rules.marks import Said
from lms.core.pictures import LARGEST
from lms.attendance.rules.sheet import LONGEST, Typed, read_sheet
from lms.attendance.views.room import CALLERS, blueprint
from lms.classes import queries as classes
from lms.classes.models import TrainingClass
from lms.classes.permissions import can_read_names, can_run_class
from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.core.freshness import sign_of
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal

KINDS = ", ".join(PAPERS)


@blueprint.get("/teach/classes/<int:class_id>/papers")
@only(*CALLERS)
def papers(class_id: int):
    """Everything on paper of a class."""
    return _papers_page(class_to_read(class_id))


@blueprint.get(f"/teach/classes/<int:class_id>/papers/<any({KINDS}):kind>.pdf")
@only(*CALLERS)
def paper(class_id: int, kind: str):
    """One paper, to print."""
    found = class_to_read(class_id)
    content, people = printed(kind, found, language(), at=clock.now())
    trail.note_each_while_reading(
        what=Deed.PRINTED, people=people, by=actor().user_id, at=clock.now(), of=f"class-{kind}",
        centre=found.centre.code,
    )  # fmt: skip
    return Response(
        content,
        mimetype="application/pdf",
        headers={"Content-Disposition": f"inline; filename={kind}-{class_id}.pdf"},
    )


@blueprint.get("/teach/classes/<int:class_id>/days/<day>/sheet")
@only(*CALLERS)
def typed_sheet(class_id: int, day: str):
    """Where a signed sheet is typed back."""
    found = _class_to_type(class_id)
    return _sheet_page(found, queries.sheet_day(found, day))


@blueprint.post("/teach/classes/<int:class_id>/days/<day>/sheet")
@only(*CALLERS)
def type_sheet(class_id: int, day: str):
    """Show what was understood; with the second button, keep it."""
    found = _class_to_type(class_id)
    sheet = queries.sheet_day(found, day)
    text = request.form.get("rows", "")[:LONGEST]
    typed = read_sheet(text, rows=sheet.rows.keys(), blocks=len(sheet.sessions))
    mine = _to_type(sheet)
    looked_at = request.form.get("keep") and request.form.get("understood") == text
    if typed.unclear or not looked_at or not mine:
        return _sheet_page(found, sheet, text=text, typed=typed), 422 if typed.unclear else 200
    try:
        actions.type_back(
            sheet=_said(sheet, typed, mine), rows=_rows(sheet), seen=request.form.get("seen"), by=actor().user_id,
            at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _sheet_page(found, sheet, text=text, typed=typed, refused=refusal(refused)), 422
    flash(_("The sheet is typed in, and the roll calls of the day are closed."))
    return redirect(url_for(".papers", class_id=found.id), 303)


@blueprint.post("/teach/classes/<int:class_id>/photos")
@only(*CALLERS)
def keep_photo(class_id: int):
    """Keep a photograph of a signed sheet."""
    found, day = class_to_read(class_id), request.form.get("day", "")
    if day not in queries.held_days(found):
        raise NotThere
    sent = request.files.get("photo")
    data = sent.read(LARGEST + 1) if sent else b""
    try:
        actions.keep_photo(class_id=found.id, day=day, data=data, by=actor().user_id, at=clock.now())
    except Refused as refused:
        return _papers_page(found, refused=refusal(refused)), 422
    flash(_("The photograph is kept. Where and when it was taken was removed from it."))
    return redirect(url_for(".papers", class_id=found.id), 303)


@blueprint.get("/teach/classes/<int:class_id>/photos/<int:photo_id>")
@only(*CALLERS)
def photo(class_id: int, photo_id: int):
    """The photograph, for those who may read the names of the class."""
    of = class_to_read(class_id)
    found = queries.photo(of.id, photo_id)
    days = queries.sheet_days(of, only=found.day)
    people = [each.registration_id for day in days for each in day.rows.values()]
    answer = Response(found.picture, mimetype=found.kind, headers={"Content-Disposition": "inline"})
    trail.note_each_while_reading(
        what=Deed.LOOKED, people=people, by=actor().user_id, at=clock.now(), of="signed-sheet", centre=of.centre.code
    )
    return answer


def class_to_read(class_id: int) -> TrainingClass:
    """The class, if the visitor may read who is in it. Raises NotThere."""
    found = classes.training_class(class_id)
    if not can_read_names(actor(), found, classes.own_trainer_id(actor().user_id)):
        raise NotThere
    return found


def _class_to_type(class_id: int) -> TrainingClass:
    """The roll of trainers is called on its own page."""
    found = class_to_read(class_id)
    if classes.for_trainers(found):
        raise NotThere
    return found


@dataclass(frozen=True, slots=True)
class _Exception:
    """Somebody who was not simply present, in which blocks (none: all day), and how."""

    row: int
    name: str
    blocks: tuple[str, ...]
    said: Said


def _to_type(sheet: SheetDay) -> list[int]:
    """The sessions of the day that this person may mark now."""
    today, calls = clock.today(), queries.roll_calls([each.id for each in sheet.sessions])
    return [
        each.id
        for each in sheet.sessions
        if permissions.can_change_marks(actor(), each, calls.get(each.id), today)
        and not is_too_early(today, clock.local(each.starts_at).date())
    ]


def _said(sheet: SheetDay, typed: Typed, mine: list[int]) -> Mapping[int, Mapping[int, Said]]:
    present = Said(MarkState.PRESENT)
    row_of = {person.id: row for row, person in sheet.rows.items()}
    return {
        each.id: {
            person: typed.said.get((row_of[person], block), present) for person in sheet.expected[each.id]
        }
        for block, each in enumerate(sheet.sessions)
        if each.id in mine
    }


def _rows(sheet: SheetDay) -> list[tuple[int, int]]:
    return [(row, person.id) for row, person in sheet.rows.items()]


def _exceptions(sheet: SheetDay, typed: Typed, titles: list[str]) -> list[_Exception]:
    together: dict[tuple[int, Said], list[str]] = {}
    for (row, block), said in sorted(typed.said.items(), key=lambda each: each[0]):
        together.setdefault((row, said), []).append(titles[block])
    names = {row: person.registration.full_name for row, person in sheet.rows.items()}
    return [
        _Exception(row, names[row], () if len(blocks) == len(titles) else tuple(blocks), said)
        for (row, said), blocks in together.items()
    ]


def _sheet_page(
    found: TrainingClass, sheet: SheetDay, *, text: str = "", typed: Typed | None = None, refused: str | None = None
):
    programme, mine = classes.programme_of(found), _to_type(sheet)
    titles = [programme.block_title(each.block, language()) for each in sheet.sessions]
    return render_template(
        "attendance/type_sheet.html",
        found=found,
        sheet=sheet,
        title=programme.day_title(sheet.id, language()),
        letters=block_letters(len(sheet.sessions), language()),
        titles=titles,
        may_type=bool(mine),
        others=len(sheet.sessions) - len(mine),
        text=text,
        typed=typed,
        exceptions=_exceptions(sheet, typed, titles) if typed else [],
        refused=refused,
        seen=sign_of(queries.marked_in(mine), _rows(sheet)),
        states=STATES,
    )  # fmt: skip


def _papers_page(found: TrainingClass, *, refused: str | None = None):
    return render_template(
        "attendance/papers.html",
        found=found,
        programme=classes.programme_of(found),
        days=queries.held_days(found),
        photos=queries.photos(found.id),
        kinds=papers_of(found),
        refused=refused,
        may_run=can_run_class(actor(), found),
        return_to=url_for(".papers", class_id=found.id),
    )
