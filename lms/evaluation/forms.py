"""The sheet of questions as a form."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Optional, Regexp

from lms.evaluation.rules import LONGEST_WORDS, SCALE, Instrument, typed_scores
from lms.registration.messages import SEXES
from lms.web.forms import Form, options

KEY = r"^[0-9a-f]{32}\Z"  # of a sheet of paper


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


class PaperForm(Form):
    """What stands on a sheet of paper: the number of its edition, the scores in one row, who it is at most by sex, and
    what was written. Made by `paper_form`."""

    instrument: Instrument
    number: int  # of the edition of which the class is asked

    key = HiddenField(validators=[Regexp(KEY)])
    edition = StringField(
        _l("Edition of the questions"), [DataRequired()], description=_l("The number at the foot of the sheet."),
        render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4},
    )  # fmt: skip
    scores = StringField(
        _l("Scores in the order of the sheet"), [DataRequired()],
        description=_l("A digit a question, one after the other; 0 where nothing is ticked."),
        render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 40},
    )  # fmt: skip
    sex = RadioField(_l("Woman or man"), [Optional()], choices=options(SEXES.items()))

    def validate_edition(self, field: StringField) -> None:
        """The edition of which the class is asked: another has other questions, or in another order."""
        if (field.data or "").strip() != str(self.number):
            raise ValidationError(_("This class is asked the questions of edition %(number)s. A sheet of another "
                                    "edition cannot be counted.", number=self.number))  # fmt: skip

    def validate_scores(self, field: StringField) -> None:
        """A digit for each scale."""
        if typed_scores(self.instrument, field.data or "") is None:
            count = sum(item.kind == SCALE for item in self.instrument.items)
            raise ValidationError(_("Please type one digit from 0 to %(most)s for each of the %(count)s questions.",
                                    most=self.instrument.scale, count=count))  # fmt: skip

    def answers(self) -> dict[str, int | str | None]:
        """Item id → the score or the words on the sheet."""
        words = [item for item in self.instrument.items if item.kind != SCALE]
        told = {item.id: (self[field_of(item.id)].data or "").strip() for item in words}
        return {**(typed_scores(self.instrument, self.scores.data or "") or {}), **told}

    def said_sex(self) -> str | None:
        """What the sheet says, if it is asked."""
        return (self.sex.data or None) if "sex" in self else None


def paper_form(instrument: Instrument, language: str, *, number: int, asks_sex: bool, key: str) -> PaperForm:
    """The form of a sheet of paper, of which `number` is the edition and `key` its own."""
    said, room = instrument.said(language), {"maxlength": LONGEST_WORDS, "rows": 2}
    words = {
        field_of(item.id): TextAreaField(said["items"][item.id], [Optional()], render_kw=room)
        for item in instrument.items if item.kind != SCALE
    }  # fmt: skip
    form = type("SheetOfPaper", (PaperForm,), {"instrument": instrument, "number": number, **words})(data={"key": key})
    if not asks_sex:
        del form.sex
    return form


def field_of(item_id: str) -> str:
    """The name of an item's field on the form."""
    return f"item-{item_id}"


def _given(field) -> int | str | None:
    said = (field.data or "").strip()
    return int(said) if isinstance(field, RadioField) and said else said
