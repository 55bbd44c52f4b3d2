"""Forms of the desk and of one's own page."""

from dataclasses import replace

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from lms.registration.forms.fields import DayField, PhoneField, one_of
from lms.registration.forms.steps import NameForm, PersonForm, WholeForm
from lms.registration.messages import CHOOSE_ONE, SAFETY, SEXES, TEACHING_NAMES, TOPICS, WAYS
from lms.registration.rules import Basics, Person, Sex, departure_fault
from lms.registration.rules.consulting import Way
from lms.registration.rules.record import SafetyTraining
from lms.web.forms import ChangeForm, Form, options

DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "6", "pattern": "[0-9]*"}


class PinForm(Form):
    """The PIN somebody chooses, shown as digits: it is written down or learned now."""

    pin = StringField(
        _l("Your PIN: six digits"),
        [DataRequired(_l("Please choose six digits.")), Length(max=20)],
        description=_l("With it and your number you sign in. Choose digits that only you know."),
        render_kw=DIGITS,
    )


ASKED_AT_DESK = {
    "sex": _l("Sex"),
    "home": _l("Home"),
    "country": _l("Destination"),
    "country_region": _l("Region of the destination"),
    "occupation": _l("Work"),
    "departs_on": _l("Departure"),
    "first_time": _l("Worked abroad before"),
    "language": _l("Language of the course"),
    "has_internet": _l("Internet on the phone"),
    "reads_alone": _l("Reads alone"),
    "needs": _l("To prepare"),
}


class DeskForm(WholeForm):
    """A registration at the desk, on one page: the same questions in the words of somebody who asks for another."""

    form_token = HiddenField(validators=[Length(max=64)])
    centre = SelectField(_l("Centre"), default="")
    another = BooleanField(_l("This is somebody else: register all the same"))
    safety_training = SelectField(
        _l("Training in safety and first aid"), choices=options(SAFETY.items()), default=SafetyTraining.UNKNOWN.value
    )
    pin = StringField(
        _l("PIN: six digits"), [Length(max=20)], render_kw=DIGITS,
        description=_l("The person types it. Leave it empty, and one is made and shown once."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.first_time.choices = options([("yes", _l("No")), ("no", _l("Yes"))])
        self.reads_alone.choices = options([("yes", _l("Yes")), ("no", _l("No, wants help with reading"))])
        for each in self:
            if each.name in ASKED_AT_DESK:
                each.label.text = ASKED_AT_DESK[each.name]
            if each is not self.pin:
                each.description = ""  # hints all day are noise: the reasons stand together under the form

    def person(self) -> Person:
        """The answers about the person. Only of a valid form."""
        return replace(super().person(), safety_training=self.safety_training.data)


class ForgottenForm(Form):
    """Who forgot the PIN: number and telephone, as registered."""

    number = StringField(
        _l("Registration number"), [DataRequired(_l("Please fill this in.")), Length(max=20)],
        description=_l("Nine digits, on your card."), render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )  # fmt: skip
    phone = PhoneField(_l("Telephone"), description=_l("The one you gave when you registered."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.phone.flags.optional = False


class CodeForm(PinForm):
    """The code from the SMS, and the PIN to be."""

    number = StringField(
        _l("Registration number"), [DataRequired(_l("Please fill this in.")), Length(max=20)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )  # fmt: skip
    one_time_code = StringField(
        _l("Code from the SMS"), [DataRequired(_l("Please fill this in.")), Length(max=20)],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )  # fmt: skip


class ConsultationForm(Form):
    """What somebody asked. Nothing about who it was."""

    topic = RadioField(_l("Topic"), [InputRequired(CHOOSE_ONE)], choices=options(TOPICS.items()))
    way = RadioField(_l("How"), choices=options(WAYS.items()), default=Way.CAME.value)
    sex = SelectField(_l("Sex"), choices=options([("", _l("Not said")), *SEXES.items()]), default="")
    centre = SelectField(_l("Centre"))
    form_token = HiddenField(validators=[Length(max=64)])


class ContactForm(ChangeForm):
    """What people change themselves."""

    phone = PhoneField(_l("Telephone"))
    language = SelectField(_l("In which language do you want to learn?"), choices=options(TEACHING_NAMES.items()))
    departs_on = DayField(_l("When do you leave?"))  # one that has passed may stay; the action refuses a new one


class AgainForm(Form):
    """When somebody who was here before leaves again."""

    departs_on = DayField(_l("When do you leave?"), fault=departure_fault)


class RecordForm(NameForm, PersonForm, ContactForm):
    """What the desk corrects."""

    sex = RadioField(_l("Sex"), [InputRequired(CHOOSE_ONE)], choices=options(SEXES.items()))
    home = one_of(_l("Home"), [])
    language = SelectField(_l("Language of the course"), choices=options(TEACHING_NAMES.items()))
    departs_on = DayField(_l("Departure"))

    def basics(self) -> Basics:
        """Day of birth, sex and home. Only of a valid form."""
        region, district = self.home.data.split("/")
        return Basics(
            birth_date=self.birth_date.data, sex=Sex(self.sex.data), region=region, district=district,
            jamoat=self.place(),
        )  # fmt: skip


class SearchForm(Form):
    """One box for names, numbers and phones."""

    q = StringField(_l("Name, number or telephone"), [Length(max=200)], render_kw={"type": "search"})
