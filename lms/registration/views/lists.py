"""Lists of people from an agency: the empty list, the full one looked at, and everybody in it registered at once. What
reads a list is public: an agency with an account sends its own (E163)."""

import json
import secrets
import zlib
from base64 import b64decode, b64encode
from functools import partial

from flask import abort, current_app, render_template, request
from flask_babel import gettext as _
from nacl.exceptions import CryptoError

from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.core import clock
from lms.core.actors import Role
from lms.core.encryption import decrypt, encrypt
from lms.core.errors import NotThere, Refused
from lms.registration import actions, cards, queries, sheets
from lms.registration.forms.desk import ASKED_AT_DESK
from lms.registration.forms.lists import LineForm, ListForm, dictionary, form_of, wrong_cells
from lms.registration.messages import EVIDENCE, LIST_LABELS, OCCUPATIONS, SEXES, TEACHING_NAMES
from lms.registration.permissions import can_serve_registration
from lms.registration.rules import shown_number
from lms.registration.rules.importing import COLUMNS, MOST_ROWS, Row, read_rows
from lms.registration.rules.spelling import spelling
from lms.registration.views import blueprint
from lms.registration.views.choices import centre_chosen, with_centres, with_choices, with_choices_of
from lms.registration.views.record import pdf
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/desk/lists/empty.xlsx")
@only(Role.OFFICER, Role.ADMIN)
def empty_list():
    """The list to give to an agency."""
    return empty_sheet()


def empty_sheet():
    """The answer that is the empty list, its columns and choices named in the reader's language."""
    offered = {
        "sex": list(SEXES.values()), "home": list(queries.district_names(language()).values()),
        "country": [name for _code, name in queries.destinations(language())], "occupation": list(OCCUPATIONS.values()),
        "language": list(TEACHING_NAMES.values()),
        **dict.fromkeys(("first_time", "has_internet", "reads_alone"), [_("Yes"), _("No")]),
    }  # fmt: skip
    content = sheets.empty_list(
        {key: str(LIST_LABELS.get(key) or ASKED_AT_DESK.get(key)) for key in COLUMNS},
        {key: [str(words) for words in found] for key, found in offered.items()},
        _("One line for each person. Leave the grey line as it is. Dates like 12.05.1990."),
    )
    return current_app.response_class(
        content, mimetype=SHEET, headers={"Content-Disposition": 'attachment; filename="people.xlsx"'}
    )


@blueprint.route("/desk/lists", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN)
def lists():
    """Look at a list that an agency has filled in: what is wrong stands cell by cell, and nobody is registered yet."""
    if request.method == "GET":
        return render_template("registration/lists.html", most=MOST_ROWS)
    try:
        rows, forms, wrong = sent_list()
    except Refused as refused:
        return render_template("registration/lists.html", most=MOST_ROWS, refused=refusal(refused)), 422
    if wrong:
        return render_template("registration/lists.html", most=MOST_ROWS, wrong=wrong), 422
    return _looked_at(with_centres(ListForm(formdata=None, sealed=seal(rows))), forms)


@blueprint.post("/desk/lists/register")
@only(Role.OFFICER, Role.ADMIN)
def register_list():
    """Register everybody of the list but those who are left out: all of them, or nobody."""
    of_all = with_centres(ListForm())
    token, rows = opened(of_all.sealed.data or "")
    all_forms, left_out = forms_of(rows), set(request.form.getlist("leave"))
    people = people_of(all_forms, left_out)
    if not of_all.validate():
        return _looked_at(of_all, all_forms, left_out), 422
    try:
        made = actions.register_list(
            people=people, language=language(), token=token,
            centre_for=lambda region: centre_chosen(of_all) or current_app.extensions["centre_for"](region),
            by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _looked_at(of_all, all_forms, left_out, refused=refusal(refused)), 422
    return render_template(
        "registration/list_done.html", made=made, left_out=len(left_out), shown_number=shown_number
    )


@blueprint.post("/desk/lists/cards.pdf")
@only(Role.OFFICER, Role.ADMIN)
def list_cards():
    """The cards of several people, ten to a sheet."""
    found = [queries.registration(actor(), key) for key in request.form.getlist("key")[:MOST_ROWS]]
    if not found or not all(can_serve_registration(actor(), each) for each in found):
        raise NotThere
    content = cards.render(found, paper="a4")
    people = [each.id for each in found]
    trail.note_each_while_reading(what=Deed.PRINTED, people=people, by=actor().user_id, at=clock.now(), of="card")
    return pdf(content, "cards.pdf")


def _looked_at(of_all: ListForm, forms: list, left_out: set[str] | None = None, **told: object) -> str:
    known = queries.alike_for_each(actor(), [form.person() for _row, form in forms])
    alike = {row.number: found for (row, _form), found in zip(forms, known, strict=True)}
    if left_out is None:
        left_out = {str(number) for number, found in alike.items() if found or number in twice_in(forms)}
    return render_template(
        "registration/list.html", form=of_all, people=lines_told(forms), twice=twice_in(forms), evidence=EVIDENCE,
        alike=alike, left_out=left_out, **told,
    )  # fmt: skip


def sent_list() -> tuple[list[Row], list, list]:
    """The list of this request: its rows, the form that each fills in, and what is wrong in which cell. Raises
    Refused(importing Reason)."""
    file = request.files.get("file")
    found = read_rows(sheets.lines_of(file.read() if file else b""))
    if not isinstance(found, tuple):
        raise Refused(found)
    rows, letters = found
    forms = forms_of(rows)
    return rows, forms, [each for row, form in forms for each in wrong_cells(row, form, letters)]


def people_of(forms: list, left_out: set[str]) -> dict:
    """The person and the plan of each line that is not left out, by the number of the line. Raises NotThere for one
    that was right when the list was looked at and is not any more."""
    kept = [(row, form) for row, form in forms if str(row.number) not in left_out]
    if not all(form.validate() for _row, form in kept):
        raise NotThere
    return {row.number: (form.person(), form.plan()) for row, form in kept}


def lines_told(forms: list) -> list[tuple]:
    """Number, person and plan of each line, for the page that shows them once more."""
    return [(row.number, form.person(), form.plan()) for row, form in forms]


def forms_of(rows: list[Row]) -> list:
    """Each row with the form that it fills in."""
    known = dictionary(queries.district_names, queries.destinations)
    prepare = partial(with_choices_of, with_choices(LineForm(formdata=None)))
    return [(row, form_of(row, known, prepare)) for row in rows]


def twice_in(forms: list) -> set[int]:
    """Lines of who stands in the list already, further up."""
    seen, twice = set(), set()
    for row, form in forms:
        person = form.person()
        key = (person.birth_date, spelling(f"{person.family_name_latin} {person.given_name_latin}"))
        twice |= {row.number} if key in seen else set()
        seen.add(key)
    return twice


def seal(rows: list[Row]) -> str:
    """The rows, for whoever sent them to send back: nobody else reads or changes them."""
    lines = [[row.number, row.cells] for row in rows]
    told = json.dumps([actor().user_id, secrets.token_urlsafe(12), lines], ensure_ascii=False)
    packed = b64encode(zlib.compress(told.encode(), 9)).decode()
    return encrypt(packed, current_app.config["PERSONAL_KEYS"])


def opened(sealed: str) -> tuple[str, list[Row]]:
    """The sign of the list and its rows, as `seal` closed them. Anybody else's, or a changed one, is a bad request."""
    try:
        packed = b64decode(decrypt(sealed, current_app.config["PERSONAL_KEYS"]))
        whose, token, rows = json.loads(zlib.decompress(packed))
    except (KeyError, ValueError, CryptoError, zlib.error):  # whoever changed it has sent nothing that we made
        abort(400)
    if whose != actor().user_id:
        abort(400)
    return token, [Row(number, cells) for number, cells in rows]
