"""A line of an agency's list, read as the desk's form is: the same questions, the same rules, the same sentences."""

from collections.abc import Callable, Iterable, Mapping

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectField

from lms.registration.forms.desk import DeskForm
from lms.registration.messages import OCCUPATIONS, SEXES, TEACHING_NAMES, UNREADABLE
from lms.registration.rules.importing import DAYS, Row, Wrong
from lms.registration.rules.spelling import spelling, typed_date
from lms.web.forms import Form

ASKED = ("first_time", "has_internet", "reads_alone")  # with yes or no
YES = {"yes": "yes", "ҳа": "yes", "no": "no"}  # besides what pages say for it in each language
USUAL = {"occupation": "unknown", "first_time": "no", "has_internet": "yes", "reads_alone": "yes"}


class ListForm(Form):
    """A list that was looked at, on its way to be registered."""

    sealed = HiddenField()
    centre = SelectField(_l("Centre"), default="")


class LineForm(DeskForm):
    """One line. The centre is asked once, for the whole list."""

    centre = None

    class Meta(DeskForm.Meta):
        csrf = False


def dictionary(places: Callable[[str], Mapping[str, str]], lands: Callable[[str], Iterable[tuple[str, str]]]) -> dict:
    """What people may write into the cells of each column → what the form is told, in every language of the pages."""
    known: dict[str, dict[str, str]] = {each: {} for each in ("sex", "home", "country", "occupation", "language")}
    said: dict[str, str] = {}
    for language in current_app.config["LANGUAGES"]:
        with force_locale(language):
            for column, words in (("sex", SEXES), ("occupation", OCCUPATIONS), ("language", TEACHING_NAMES)):
                known[column] |= {_plain(str(text)): str(code) for code, text in words.items()}
            said |= {_plain(_("Yes")): "yes", _plain(_("No")): "no"}
        known["home"] |= {_plain(name): code for code, name in places(language).items()}
        known["country"] |= {_plain(name): code for code, name in lands(language)}
    for column in known:
        known[column] |= {_plain(code): code for code in known[column].values()}
    return known | dict.fromkeys(ASKED, said | {_plain(text): code for text, code in YES.items()})


def form_of(row: Row, known: Mapping[str, Mapping[str, str]], prepare: Callable[[LineForm], LineForm]) -> LineForm:
    """The form this line fills in; what is left empty is as at the desk."""
    typed = MultiDict()
    usual = {**USUAL, "language": current_app.config["LANGUAGES"][0]}
    cells = {**row.cells, **{key: value for key, value in usual.items() if not row.cells.get(key)}}
    for column, text in cells.items():
        if column in DAYS:
            day = typed_date(text)
            for part in ("day", "month", "year"):
                typed[f"{column}-{part}"] = str(getattr(day, part)) if day else text
        elif column == "first_time":
            went = known[column].get(_plain(text), text)  # the list asks whether somebody went before
            typed[column] = {"yes": "no", "no": "yes"}.get(went, went)
        elif column in known:
            typed[column] = known[column].get(_plain(text), text)
        else:
            typed[column] = text
    typed["safety_training"] = "unknown"
    return prepare(LineForm(formdata=typed))


def wrong_cells(row: Row, form: LineForm, letters: Mapping[str, str]) -> list[Wrong]:
    """What is wrong in the line, cell by cell."""
    if form.validate():
        return []
    first = next(iter(letters.values()))
    return [
        Wrong(f"{letters.get(name, first)}{row.number}", row.cells.get(name, ""), str(said[0] if said else UNREADABLE))
        for name, said in form.errors.items()
        if name
    ]


def _plain(text: str) -> str:
    return spelling(text) or text.lower()
