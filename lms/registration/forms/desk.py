"""Forms of the desk and of one's own page."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length

from lms.registration.forms.fields import DayField, PhoneField
from lms.registration.forms.steps import NameForm, WholeForm
from lms.web.forms import Form

DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "6", "pattern": "[0-9]*"}


class PinForm(Form):
    """The PIN somebody chooses, shown as digits: it is written down or learned now."""

    pin = StringField(
        _l("Your PIN: six digits"),
        [DataRequired(_l("Please choose six digits.")), Length(max=20)],
        description=_l("With it and your number you sign in. Choose digits that only you know."),
        render_kw=DIGITS,
    )


class DeskForm(WholeForm):
    """A registration at the desk, on one page."""

    form_token = HiddenField(validators=[Length(max=64)])
    pin = StringField(
        _l("PIN: six digits"), [Length(max=20)], render_kw=DIGITS,
        description=_l("The person types it. Leave it empty, and one is made and shown once."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for each in self:
            if each is not self.pin:
                each.description = ""  # the officer knows why; eight hours of hints are noise


class ContactForm(Form):
    """What people change themselves."""

    phone = PhoneField(_l("Telephone"))
    departs_on = DayField(_l("When do you leave?"))  # one that has passed may stay; the action refuses a new one


class RecordForm(NameForm, ContactForm):
    """What the desk corrects."""


class SearchForm(Form):
    """One box for names, numbers and phones."""

    class Meta(Form.Meta):
        csrf = False

    q = StringField(_l("Name, number or telephone"), [Length(max=200)], render_kw={"type": "search"})
