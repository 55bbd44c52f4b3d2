"""Several people registered at once: what all share, and one line for each person."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Length

from lms.registration.forms.desk import ASKED_AT_DESK
from lms.registration.forms.fields import DayField, NameField, PhoneField, one_of
from lms.registration.forms.steps import CourseForm, JourneyForm, NameForm, member_is_right
from lms.registration.messages import CHOOSE, CHOOSE_ONE, GROUPS, RELATIONS, SEXES
from lms.registration.rules import Occupation, Person, Plan, Relation, Sex, birth_fault
from lms.registration.rules.groups import GroupKind
from lms.web.forms import options


SHORT = {
    "family_name_latin": _l("Family name, passport"),
    "given_name_latin": _l("Given name, passport"),
    "family_name": _l("Family name, own letters"),
    "given_name": _l("Given name, own letters"),
}


class SharedForm(JourneyForm, CourseForm):
    """What people who leave together share: home, journey, language."""

    home = one_of(_l("Home"), [])
    form_token = HiddenField(validators=[Length(max=64)])
    first_time = None  # each person answers for herself
    needs = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.reads_alone.choices = options([("yes", _l("Yes")), ("no", _l("No, wants help with reading"))])
        for each in self:
            if each.name in ASKED_AT_DESK:
                each.label.text = ASKED_AT_DESK[each.name]
            each.description = ""


class GroupForm(SharedForm):
    """A brigade or a family."""

    centre = SelectField(_l("Centre"), default="")
    kind = RadioField(
        _l("Who leaves together"), [InputRequired(CHOOSE_ONE)], choices=options(GROUPS.items()),
        default=GroupKind.BRIGADE.value,
    )  # fmt: skip


class PersonLine(NameForm):
    """One person of several. A line without a name is nobody."""

    birth_date = DayField(_l("Date of birth"), fault=birth_fault)
    sex = SelectField(
        _l("Sex"), [InputRequired(CHOOSE_ONE)], choices=options([("", CHOOSE), *SEXES.items()]), default=""
    )
    phone = PhoneField(_l("Telephone"))
    went_before = BooleanField(_l("Worked abroad before"))
    member = NameField(_l("Family who comes along"))
    relation = SelectField(_l("Relation"), choices=options([("", CHOOSE), *RELATIONS.items()]), default="")
    agrees = BooleanField(_l("This person agrees that we write down the name"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for each in self:
            each.label.text = SHORT.get(each.short_name, each.label.text)
            each.description = ""  # as on the form for one person: hints are noise to who types all day

    class Meta(NameForm.Meta):
        csrf = False  # the shared form carries the token

    @property
    def is_empty(self) -> bool:
        """Whether nothing of a name was typed."""
        return not any(
            each.data for each in (self.family_name_latin, self.given_name_latin, self.family_name, self.given_name)
        )

    def validate(self, extra_validators=None) -> bool:
        """An empty line is right; in the others, who has a name is somebody to the migrant."""
        if self.is_empty:
            return True
        right = super().validate(extra_validators)
        return member_is_right(self, self.member, self.relation, self.agrees) and right

    def validate_person(self) -> bool:
        """As `validate`, for a line that may not be empty."""
        return super().validate() if self.is_empty else self.validate()

    def person(self, shared: SharedForm) -> Person:
        """The answers about this person. Only of a valid form."""
        region, district = shared.home.data.split("/")
        return Person(
            **vars(self.names()),
            birth_date=self.birth_date.data,
            sex=Sex(self.sex.data),
            phone=self.phone.standard,
            region=region,
            district=district,
            jamoat=None,
            language=shared.language.data,
            has_internet=shared.has_internet.data == "yes",
            reads_alone=shared.reads_alone.data == "yes",
            needs=(),
            family=((self.member.data or "", Relation(self.relation.data)),) if self.relation.data else (),
        )

    def plan(self, shared: SharedForm) -> Plan:
        """The journey, which is that of all. Only of a valid form."""
        return Plan(
            country=shared.country.data,
            country_region=(shared.country_region.data or "").partition("/")[2] or None,
            occupation=Occupation(shared.occupation.data),
            departs_on=shared.departs_on.data,
            first_time=not self.went_before.data,
        )
