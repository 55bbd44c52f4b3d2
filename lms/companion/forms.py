"""Asking and answering."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from lms.web.forms import Form

LONGEST = 1000


class AskForm(Form):
    """A question, and for which country."""

    text = TextAreaField(_l("Your question"), [DataRequired(), Length(max=LONGEST)])
    country = SelectField(_l("About which country?"), [Optional()])


class AnswerForm(Form):
    """The answer, and whether everybody may read it."""

    answer = TextAreaField(_l("Answer"), [DataRequired(), Length(max=2 * LONGEST)])
    is_public = BooleanField(_l("Show question and answer to everybody"))
    shown = StringField(_l("The question as everybody reads it"), [Optional(), Length(max=300)])
