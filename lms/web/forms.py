"""The base of all forms: WTForms whose own messages come from this project's catalogue."""

from collections.abc import Iterable

from flask_babel import gettext, lazy_gettext, ngettext
from flask_wtf import FlaskForm
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
        return ngettext(one, many, n)


class Form(FlaskForm):
    """A form whose sentences are in the reader's language."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form) -> _Catalogue:
            return _Catalogue()

    def refuse(self, field: str, sentence: str) -> None:
        """Put a refusal of the action beside the field that can cure it."""
        self[field].errors = [*self[field].errors, sentence]

