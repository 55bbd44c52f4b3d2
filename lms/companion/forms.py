"""Asking and answering."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length, Optional

from lms.web.forms import ChangeForm, Form

LONGEST = 1000


class AskForm(Form):
    """A question, and for which country; or what somebody tells of a centre."""

    text = TextAreaField(_l("Your question"), [DataRequired(), Length(max=LONGEST)])
    country = SelectField(_l("About which country?"), [Optional()])
    of_centre = BooleanField(
        _l("Something is wrong at a centre or in a class"),
        description=_l("Somebody there asks for money, shouts, touches or threatens? Say where it is. No centre and no "
                       "trainer reads it: only the administrators, above them."),
    )  # fmt: skip


class AnswerForm(ChangeForm):
    """The answer, and whether everybody may read it."""

    answer = TextAreaField(_l("Answer"), [DataRequired(), Length(max=2 * LONGEST)])
    is_public = BooleanField(_l("Show question and answer to everybody"))
    shown = TextAreaField(
        _l("The question as everybody reads it"), [Length(max=LONGEST)],
        description=_l("In other words, without anything that tells who asked."), render_kw={"rows": 3},
    )  # fmt: skip

    def validate_shown(self, field: TextAreaField) -> None:
        """Nobody is shown to everybody in the own words: they may tell more than was meant."""
        if self.is_public.data and not (field.data or "").strip():
            raise ValidationError(_("Please write the question in other words first, as everybody may read it."))
