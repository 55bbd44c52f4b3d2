"""The base of all forms: WTForms whose own messages come from this project's catalogue."""

from collections.abc import Iterable

from flask import request
from flask_babel import get_domain, gettext, lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict
from wtforms.fields.choices import SelectChoice

# WTForms has no Tajik of its own: naming its messages here puts them into the catalogue.
WTFORMS_SPEAKS = (
    lazy_gettext("This field is required."),
    lazy_gettext("Not a valid choice."),
    lazy_gettext("Not a valid choice"),
    lazy_gettext("Not a valid date value."),
    lazy_gettext("Not a valid integer value."),
    lazy_gettext("Invalid input."),
)


def options(named: Iterable[tuple[str, object]], group: str | None = None) -> list[SelectChoice]:
    """What a select offers, from (value, label); under a heading when `group` is given."""
    return [SelectChoice(str(value), label, optgroup=group) for value, label in named]


class _Catalogue:
    def gettext(self, text: str) -> str:
        return gettext(text) if text else ""

    def ngettext(self, one: str, many: str, n: int) -> str:
        # Not flask_babel's ngettext: WTForms fills in the values itself.
        return get_domain().get_translations().ungettext(one, many, n)


class Form(FlaskForm):
    """A form whose sentences are in the reader's language."""

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form, formdata):
            """Words only: a file sent where words are expected is as good as nothing."""
            found = super().wrap_formdata(form, formdata)
            return request.form if isinstance(found, CombinedMultiDict) else found

        def get_translations(self, form) -> _Catalogue:
            return _Catalogue()

    def refuse(self, field: str, sentence: str) -> None:
        """Put a refusal of the action beside the field that can cure it."""
        self[field].errors = [*self[field].errors, sentence]
