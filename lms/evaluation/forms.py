"""The sheet of questions as a form."""

from flask_babel import gettext as _
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import Optional

from lms.evaluation.rules import LONGEST_WORDS, SCALE, Instrument
from lms.web.forms import Form


def sheet_form(instrument: Instrument, language: str) -> Form:
    """The form of an instrument in the reader's language. Any question may be left out."""
    said = instrument.said(language)
    choices = {str(score): said["scale"][str(score)] for score in range(1, instrument.scale + 1)}

    class SheetForm(Form):
        invitation = HiddenField()

        def answers(self) -> dict[str, int | str | None]:
            """Item id → the score chosen or the words written."""
            return {item.id: _given(self[field_of(item.id)]) for item in instrument.items}

    for item in instrument.items:
        label = said["items"][item.id]
        if item.kind == SCALE:
            field = RadioField(label, [Optional()], choices=choices)
        else:
            field = TextAreaField(
                label,
                [Optional()],
                description=_("Please do not write names or phone numbers."),
                render_kw={"maxlength": LONGEST_WORDS, "rows": 4},
            )
        setattr(SheetForm, field_of(item.id), field)
    return SheetForm()


def field_of(item_id: str) -> str:
    """The name of an item's field on the form."""
    return f"item-{item_id}"


def _given(field) -> int | str | None:
    said = (field.data or "").strip()
    return int(said) if isinstance(field, RadioField) and said else said
