"""Forms of advisories."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from lms.advisories.rules import LONGEST_REASON, LONGEST_TEXT, LONGEST_TITLE, Notice
from lms.core.languages import NAMES
from lms.web.forms import Form, options, sensible_year

TITLE, TEXT = "title_", "text_"
_SAY = _l("Please say it in this language too.")


class AdvisoryForm(Form):
    """What every advisory has, whatever the languages; made ready by `advisory_form`."""

    starts_on = DateField(_l("Stands from"), [DataRequired(_l("Please say from which day it stands.")), sensible_year])
    ends_on = DateField(_l("Stands until"), [DataRequired(_l("Please say until which day it stands.")), sensible_year])
    place = SelectField(_l("For whom"), description=_l("Trainees bound for the country or region. Trainers see all."))
    modules = SelectMultipleField(
        _l("At the top of these modules"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    reason = StringField(
        _l("Why is it corrected?"), [Length(max=LONGEST_REASON)],
        description=_l("Stands with the older one, which this one replaces once it is approved."),
    )  # fmt: skip
    seen = HiddenField()

    def validate_ends_on(self, field: DateField) -> None:
        """The last day is not before the first."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_l("The last day is before the first. Please look at both again."))


class WithdrawForm(Form):
    """Why an advisory is taken back."""

    because = StringField(
        _l("Why is it withdrawn?"),
        [DataRequired(_l("Please say why: it stays on record.")), Length(max=LONGEST_REASON)],
    )


def advisory_form(
    languages: Iterable[str], places: Iterable[tuple[str, str]], titles: Iterable[tuple[str, str]], **values: Any
) -> AdvisoryForm:
    """The form with a title and a text in each language, and what may be chosen."""
    fields = {}
    for code in languages:
        named = {"language": NAMES.get(code, code)}
        fields[TITLE + code] = StringField(
            _l("Title (%(language)s)", **named), [DataRequired(_SAY), Length(max=LONGEST_TITLE)],
            render_kw={"lang": code},
        )  # fmt: skip
        fields[TEXT + code] = TextAreaField(
            _l("Text (%(language)s)", **named), [DataRequired(_SAY), Length(max=LONGEST_TEXT)],
            render_kw={"lang": code, "rows": 5},
        )  # fmt: skip
    form = type("WordedAdvisoryForm", (AdvisoryForm,), fields)(data=values)
    form.place.choices = [*options([("", _l("All trainees"))]), *options(places)]
    form.modules.choices = list(titles)
    return form


def notice_of(form: AdvisoryForm, languages: Iterable[str]) -> Notice:
    """What the form says."""
    country, _, region = form.place.data.partition("/")
    return Notice(
        words={
            code: {"title": form[TITLE + code].data.strip(), "text": form[TEXT + code].data.strip()}
            for code in languages
        },
        starts_on=form.starts_on.data, ends_on=form.ends_on.data, country=country or None, region=region or None,
        modules=tuple(form.modules.data),
    )  # fmt: skip


def values_of(found: Any) -> Mapping[str, Any]:
    """What the form shows of an advisory."""
    words = {}
    for code, said in found.words.items():
        words |= {TITLE + code: said["title"], TEXT + code: said["text"]}
    place = "/".join(filter(None, (found.country, found.region)))
    return {
        **words, "starts_on": found.starts_on, "ends_on": found.ends_on, "place": place, "modules": found.modules,
    }  # fmt: skip
