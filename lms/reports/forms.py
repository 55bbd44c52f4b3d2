"""The strip of filters; it stands in the address."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import Length

from lms.accounts.rules.exports import NameList
from lms.reports.messages import GAIN_OF, NAME_LISTS
from lms.reports.rules.gain import Of
from lms.web.forms import Form, options


class MonthsForm(Form):
    """From one month to another."""

    def month(self, name: str) -> date:
        """The first day of the month chosen in this field."""
        return date.fromisoformat(f"{self[name].data}-01")


class FiltersForm(MonthsForm):
    """Which months and people the figures are about. Its `get` needs no token."""

    class Meta(MonthsForm.Meta):
        csrf = False

    first = SelectField(_l("From month"))
    last = SelectField(_l("To month"))
    centre = SelectField(_l("Centre"), default="")
    sex = SelectField(_l("Sex"), default="")
    destination = SelectField(_l("Destination"), default="")


class GainForm(Form):
    """Of what the rows tell, and whose answers count. Its `get` needs no token."""

    class Meta(Form.Meta):
        csrf = False

    of = SelectField(_l("What is listed"), choices=options(GAIN_OF.items()), default=Of.QUESTION.value)
    programme = SelectField(_l("Programme"), default="")
    sex = SelectField(_l("Sex"), default="")
    language = SelectField(_l("Language of the course"), default="")
    centre = SelectField(_l("Centre"), default="")


class AskForm(MonthsForm):
    """Asking for a list with names."""

    kind = RadioField(_l("Who stands on it"), choices=options(NAME_LISTS.items()), default=NameList.REGISTERED.value)
    first = SelectField(_l("From month"))
    last = SelectField(_l("To month"))
    reason = TextAreaField(
        _l("What is the list for?"),
        [Length(min=10, max=1000, message=_l("Please write what the list is for, in at least ten letters."))],
        description=_l("Who gets it, and why names are needed. Your colleague reads this."),
    )
