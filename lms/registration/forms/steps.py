"""What is asked, in five short steps."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from lms.registration.forms.fields import DayField, NameField, PhoneField, one_of, yes_no
from lms.registration.messages import (
    ASK_FIRST,
    CHOOSE,
    CHOOSE_ONE,
    NEEDS,
    OCCUPATIONS,
    REGION_ELSEWHERE,
    RELATION_MISSING,
    RELATIONS,
    SEXES,
    TEACHING_NAMES,
)
from lms.registration.messages.why import WHY
from lms.registration.rules import (
    MOST_FAMILY,
    Names,
    Need,
    Occupation,
    Person,
    Plan,
    Relation,
    Sex,
    birth_fault,
    departure_fault,
)
from lms.web.forms import Form, options

MEMBER_PARTS = ("member", "relation", "agrees")


class StepForm(Form):
    """One step; what was typed in it waits for the others. Each question says why it is asked."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for each in self:
            each.description = each.description or WHY.get(each.short_name, "")

    def typed(self) -> dict[str, list[str]]:
        """The answers by name, those of this step's own fields only: a cookie holds no more."""
        kept: dict[str, list[str]] = {}
        for field in self:
            if isinstance(field, DayField):
                kept |= {box: [typed] for box, typed in zip(field.boxes, field.typed, strict=True)}
            elif isinstance(field, SelectMultipleField):
                kept[field.name] = list(dict.fromkeys(field.data))
            elif isinstance(field, BooleanField):
                kept |= {field.name: ["y"]} if field.data else {}
            elif field is not self.csrf_token:
                kept[field.name] = [(field.data or "").strip()]
        return kept


class NameForm(StepForm):
    """Step 1: names."""

    family_name_latin = NameField(
        _l("Family name as in the passport"),
        latin=True,
        missing=_l("Please write the family name as in the passport."),
        description=_l("In Latin letters, for example Rahimova. It stands on the certificate."),
    )
    given_name_latin = NameField(
        _l("Given name as in the passport"),
        latin=True,
        missing=_l("Please write the given name as in the passport."),
        description=_l("In Latin letters, for example Gulnora."),
    )
    family_name = NameField(
        _l("Family name in Tajik or Russian letters"),
        missing=_l("Please write the family name in Tajik or Russian letters."),
        description=_l("For example Раҳимова."),
    )
    given_name = NameField(
        _l("Given name in Tajik or Russian letters"),
        missing=_l("Please write the given name in Tajik or Russian letters."),
        description=_l("For example Гулнора."),
    )
    patronymic = NameField(_l("Patronymic"))

    def names(self) -> Names:
        """The names. Only of a valid form."""
        return Names(
            family_name_latin=self.family_name_latin.data,
            given_name_latin=self.given_name_latin.data,
            family_name=self.family_name.data,
            given_name=self.given_name.data,
            patronymic=self.patronymic.data or None,
        )


class PersonForm(StepForm):
    """Step 2: who and where from."""

    birth_date = DayField(
        _l("Date of birth"), fault=birth_fault, description=_l("In digits: day, month, year. For example 12 5 1990.")
    )
    sex = RadioField(_l("You are"), [InputRequired(CHOOSE_ONE)], choices=options(SEXES.items()))
    phone = PhoneField(_l("Telephone"), description=_l("So that we can tell you about your class."))
    home = one_of(
        _l("Where you live"), [],
        description=_l("So that we find the centre near you."),
    )  # fmt: skip
    jamoat = StringField(
        _l("Jamoat or town"), [Length(max=100)],
        render_kw={"autocomplete": "off", "list": "jamoats"},
    )  # fmt: skip

    def place(self) -> str | None:
        """The jamoat or town, as it is kept. Only of a valid form."""
        return "".join(each for each in self.jamoat.data or "" if each.isprintable()).strip() or None


class JourneyForm(StepForm):
    """Step 3: where to, when, for what work."""

    country = one_of(_l("Which country are you going to?"), [])
    country_region = SelectField(
        _l("Which region there?"), default="",
        description=_l("If you do not know it yet, leave it as it is."),
    )  # fmt: skip
    occupation = one_of(
        _l("What work will you do?"), OCCUPATIONS.items(), description=_l("So that the lessons fit your work.")
    )
    departs_on = DayField(
        _l("When do you leave?"), fault=departure_fault,
        description=_l("Day, month, year. If you are not sure, write what you plan. You can change it later."),
    )  # fmt: skip
    first_time = yes_no(
        _l("Have you worked abroad before?"), yes=_l("No, this is the first time"), no=_l("Yes, I have")
    )

    def validate(self, extra_validators=None) -> bool:
        """The region lies in the country."""
        right = super().validate(extra_validators)
        if self.country_region.data and not self.country_region.data.startswith(f"{self.country.data}/"):
            self.refuse("country_region", REGION_ELSEWHERE)
            return False
        return right


class CourseForm(StepForm):
    """Step 4: how this person learns best."""

    language = one_of(_l("In which language do you want to learn?"), TEACHING_NAMES.items())
    has_internet = yes_no(
        _l("Is there internet on your phone?"), yes=_l("Yes"), no=_l("No"),
        description=_l("With internet you can read a part at home. Without it we do everything in class."),
    )  # fmt: skip
    reads_alone = yes_no(
        _l("Do you read easily by yourself?"), yes=_l("Yes"), no=_l("I would like help with reading"),
        description=_l("Many people prefer to listen. In class everything is explained aloud."),
    )  # fmt: skip
    needs = SelectMultipleField(
        _l("What should the centre prepare for you?"), choices=options(NEEDS.items()),
        option_widget=CheckboxInput(), widget=ListWidget(),
        description=_l("Choose nothing or as much as you need. Only the centre sees it."),
    )  # fmt: skip


class FamilyForm(StepForm):
    """Step 5: who comes along to the family hour. Fields `member_1`, `relation_1`, `agrees_1` and so on."""

    @property
    def members(self) -> list[tuple[NameField, SelectField, BooleanField]]:
        """Name, relation and consent of each."""
        return [tuple(self[f"{each}_{n}"] for each in MEMBER_PARTS) for n in range(1, MOST_FAMILY + 1)]

    @property
    def names_family(self) -> bool:
        """Whether anything of a family was typed, right or wrong."""
        return any(name.data or relation.data for name, relation, _agrees in self.members)

    @property
    def family(self) -> tuple[tuple[str, Relation], ...]:
        """Who comes along, each with the name or, of a child and of who stays unnamed, without."""
        return tuple(
            (name.data or "", Relation(relation.data)) for name, relation, _agrees in self.members if relation.data
        )

    def validate(self, extra_validators=None) -> bool:
        """Who has a name is somebody to the migrant, and agreed to be named."""
        right = super().validate(extra_validators)
        return all([member_is_right(self, *each) for each in self.members]) and right


def member_is_right(form: Form, name: NameField, relation: SelectField, agrees: BooleanField) -> bool:
    """Whether somebody of the family may be written down like this; says why not beside the field."""
    if name.data and not relation.data:
        form.refuse(relation.short_name, RELATION_MISSING)
        return False
    if name.data and relation.data != Relation.MINOR and not agrees.data:
        form.refuse(name.short_name, ASK_FIRST)
        return False
    return True


_WHO = options([("", CHOOSE), *RELATIONS.items()])
for _n in range(1, MOST_FAMILY + 1):
    setattr(FamilyForm, f"member_{_n}", NameField(_l("Name")))
    setattr(FamilyForm, f"relation_{_n}", SelectField(_l("Relation"), choices=_WHO, default=""))
    setattr(FamilyForm, f"agrees_{_n}", BooleanField(_l("This person agrees that we write down the name")))

STEPS: dict[str, type[Form]] = {
    "name": NameForm, "you": PersonForm, "journey": JourneyForm, "course": CourseForm, "family": FamilyForm,
}  # fmt: skip


class WholeForm(NameForm, PersonForm, JourneyForm, CourseForm, FamilyForm):
    """All five steps at once."""

    def person(self) -> Person:
        """The answers about the person. Only of a valid form."""
        region, district = self.home.data.split("/")
        return Person(
            **vars(self.names()),
            birth_date=self.birth_date.data,
            sex=Sex(self.sex.data),
            phone=self.phone.standard,
            region=region,
            district=district,
            jamoat=self.place(),
            language=self.language.data,
            has_internet=self.has_internet.data == "yes",
            reads_alone=self.reads_alone.data == "yes",
            needs=tuple(Need(code) for code in self.needs.data or ()),
            family=self.family,
        )

    def plan(self) -> Plan:
        """The answers about the journey. Only of a valid form."""
        return Plan(
            country=self.country.data,
            country_region=(self.country_region.data or "").partition("/")[2] or None,
            occupation=Occupation(self.occupation.data),
            departs_on=self.departs_on.data,
            first_time=self.first_time.data == "yes",
        )
