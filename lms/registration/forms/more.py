"""What is asked later, of the person at the desk or on one's own page."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from lms.registration.forms.fields import OptionalDayField, yes_no
from lms.registration.messages import CHOOSE, EDUCATIONS, LEVELS, NEEDS, OCCUPATIONS, PAPERS, SAFETY
from lms.registration.messages.why import WHY
from lms.registration.rules import Occupation
from lms.registration.rules.record import (
    LONGEST_TEXT,
    Education,
    Level,
    More,
    NewPaper,
    PaperKind,
    SafetyTraining,
    day_fault,
)
from lms.web.forms import ChangeForm, Form, options

_AS_IT_IS = {"autocomplete": "off"}


class MoreForm(ChangeForm):
    """Everything that is asked later, each question with its reason."""

    safety_training = SelectField(
        _l("Training in safety and first aid"), choices=options(SAFETY.items()), default=SafetyTraining.UNKNOWN.value
    )
    contract_months = IntegerField(
        _l("Length of the contract in months (0: no contract)"), [Optional()], widget=TextInput(),
        render_kw={"inputmode": "numeric", "maxlength": "3", **_AS_IT_IS},
    )  # fmt: skip
    employer = StringField(_l("Employer"), [Length(max=LONGEST_TEXT)], render_kw=_AS_IT_IS)
    occupation = SelectField(_l("Work"), choices=options(OCCUPATIONS.items()))
    oriented_on = OptionalDayField(_l("Last orientation course"), fault=day_fault)
    education = SelectField(_l("Education"), choices=options([("", CHOOSE), *EDUCATIONS.items()]), default="")
    speaks = SelectField(
        _l("The language of the country of destination"), choices=options([("", CHOOSE), *LEVELS.items()]), default=""
    )
    needs = SelectMultipleField(
        _l("To prepare"), choices=options(NEEDS.items()), option_widget=CheckboxInput(), widget=ListWidget()
    )
    returned_on = OptionalDayField(_l("Back home since"), fault=day_fault)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for each in self:
            each.description = WHY.get(each.short_name, "")
            if each.short_name in ("contract_months", "employer"):
                each.flags.optional = True

    def more(self) -> More:
        """The answers. Only of a valid form."""
        return More(
            education=Education(self.education.data) if self.education.data else None,
            speaks=Level(self.speaks.data) if self.speaks.data else None,
            safety_training=SafetyTraining(self.safety_training.data),
            oriented_on=self.oriented_on.data,
            contract_months=self.contract_months.data,
            occupation=Occupation(self.occupation.data),
            employer=(self.employer.data or "").strip() or None,
            returned_on=self.returned_on.data,
            needs=tuple(self.needs.data or ()),
        )


class PaperForm(Form):
    """A diploma or a certificate that others gave."""

    kind = SelectField(_l("What it is"), choices=options(PAPERS.items()), default=PaperKind.DIPLOMA.value)
    title = StringField(
        _l("What it says"), [Length(max=LONGEST_TEXT)], render_kw=_AS_IT_IS,
        description=_l("For example: welder, grade 4; Russian, level A1."),
    )  # fmt: skip
    number = StringField(_l("Number of the paper"), [Length(max=60)], render_kw=_AS_IT_IS)
    issued_on = OptionalDayField(_l("Issued on"), fault=day_fault)
    valid_until = OptionalDayField(_l("Valid until"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.number.flags.optional = True

    def paper(self) -> NewPaper:
        """The paper. Only of a valid form."""
        return NewPaper(
            kind=PaperKind(self.kind.data),
            title=" ".join((self.title.data or "").split()),
            number=(self.number.data or "").strip() or None,
            issued_on=self.issued_on.data,
            valid_until=self.valid_until.data,
        )


class EntryCheckForm(Form):
    """Whether somebody looked if the country is closed to them. What they found is not asked."""

    looked = yes_no(_l("Have you looked?"), yes=_l("Yes"), no=_l("Not yet"))
    looked_on = OptionalDayField(_l("On which day?"))
    agrees = BooleanField(
        _l("You may note this: yes or no, and the day"), [DataRequired(_l("Without this word nothing is noted."))],
        description=_l("It can be taken back at any time; then the note is erased."),
    )  # fmt: skip


class DeskEntryCheckForm(EntryCheckForm):
    """The same at the desk."""

    looked = yes_no(_l("Has the person looked?"), yes=_l("Yes"), no=_l("Not yet"))
    agrees = BooleanField(
        _l("The person agrees that this is noted"), [DataRequired(_l("Without this word nothing is noted."))],
        description=_l("It can be taken back at any time; then the note is erased."),
    )  # fmt: skip
