"""Forms of trainers."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from lms.trainers.messages import TEACHING_NAMES
from lms.web.forms import Form, options, sensible_year


class TrainerForm(Form):
    """Somebody who will teach."""

    name = StringField(_l("Name"), [DataRequired(_l("Please enter the name of the person.")), Length(max=200)])
    languages = SelectMultipleField(
        _l("Teaches in"), choices=options(TEACHING_NAMES.items()), option_widget=CheckboxInput(), widget=ListWidget()
    )
    centre = SelectField(_l("Centre"), description=_l("Choose “All centres” for somebody who travels between centres."))
    account = SelectField(_l("Account"), description=_l("The trainer signs in with it."))
    form_token = HiddenField(validators=[Length(max=64)])
    former_migrant = BooleanField(_l("Worked abroad before"))
    contract_until = DateField(_l("Contract until"), [Optional(), sensible_year])


class QualificationForm(Form):
    """A training of trainers passed, or its refresher."""

    programme = SelectField(_l("Programme"))
    kind = RadioField(
        _l("Which training was passed?"), [InputRequired(_l("Please choose one."))],
        choices=options([("training", _l("Training of trainers")), ("refresher", _l("Yearly refresher"))]),
    )  # fmt: skip
    passed_on = DateField(_l("On which day?"), [DataRequired(_l("Please enter the day.")), sensible_year])
