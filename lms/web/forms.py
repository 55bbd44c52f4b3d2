"""The base of all forms: WTForms that speaks this project's sentences, in the reader's language."""

from collections.abc import Iterable

from flask import request
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict
from wtforms import Field, HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from lms.web.addresses import YEARS

# What WTForms may say on our forms, and how this house says it. WTForms fills in values such as %(max)d itself.
_CHOOSE = lazy_gettext("Please choose from what is offered.")
SPOKEN = {
    "This field is required.": lazy_gettext("Please fill this in."),
    "Not a valid choice.": _CHOOSE,
    "Invalid Choice: could not coerce.": _CHOOSE,
    "Invalid choice(s): one or more data inputs could not be coerced.": _CHOOSE,
    "'%(value)s' is not a valid choice for this field.": _CHOOSE,
    "Not a valid date value.": lazy_gettext("There is no such date. Please enter day, month and year."),
    "Not a valid time value.": lazy_gettext("Please enter a time, for example 8:30."),
    "Not a valid integer value.": lazy_gettext("Please enter a whole number."),
    "Not a valid float value.": lazy_gettext("Please enter a number, for example 24.5."),
    "Number must be between %(min)s and %(max)s.": lazy_gettext("Please enter a number between %(min)s and %(max)s."),
    "Field cannot be longer than %(max)d character.": lazy_gettext(
        "This is too long. At most %(max)d letters and digits fit here."
    ),
}


def options(named: Iterable[tuple[str, object]], group: str | None = None) -> list[SelectChoice]:
    """What a select offers, from (value, label); under a heading when `group` is given."""
    return [SelectChoice(str(value), label, optgroup=group) for value, label in named]


def sensible_year(_form: FlaskForm, field: Field) -> None:
    """Validator of dates: not the year 1, nor 9999."""
    if field.data and field.data.year not in YEARS:
        raise StopValidation(gettext("Please look at the year again."))


class _Catalogue:
    def gettext(self, text: str) -> str:
        return str(SPOKEN.get(text, text))

    def ngettext(self, one: str, _many: str, _number: int) -> str:
        return self.gettext(one)


class Form(FlaskForm):
    """A form whose sentences are in the reader's language."""

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form, formdata):
            """Words only: a file sent where words are expected is as good as nothing."""
            found = super().wrap_formdata(form, formdata)
            return request.form if isinstance(found, CombinedMultiDict) else found

        def get_translations(self, form) -> _Catalogue:
            return _Catalogue()

    def process(self, formdata=None, obj=None, data=None, **kwargs) -> None:
        """What is kept (`obj`, `data`) fills a form that is asked for. One that was sent says only what was sent: left
        out, a field is empty and does not say what it hid. Other values are what is usual, and nobody's. Other forms
        of the same page, made with `formdata=None`, were not sent."""
        if formdata is not None and self.is_submitted():
            obj = data = None
        super().process(formdata, obj, data, **kwargs)

    def refuse(self, field: str, sentence: str) -> None:
        """Put a refusal of the action beside the field that can cure it; pages show one thing for each field, so
        several refusals become one."""
        self[field].errors = [" ".join(map(str, [*self[field].errors, sentence]))]


class ChangeForm(Form):
    """A form that changes what is kept. `seen` is the sign of what its page showed: see `core.freshness`."""

    seen = HiddenField()
