"""Forms of trainers."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from lms.curriculum.messages import PROVIDERS
from lms.trainers.messages import EXPERIENCE, KINDS, LEVELS, SEXES, SKILLS, SPOKEN, TEACHING_NAMES
from lms.trainers.models import Trainer
from lms.trainers.rules import About, Criterion, Kind, Sex
from lms.trainers.rules.rubric import Skill
from lms.web.forms import ChangeForm, Form, options, sensible_year

ONE = InputRequired(_l("Please choose one."))
DEGREE = {"": None, "yes": True, "no": False}


def several(label: object, choices=(), description: object = "") -> SelectMultipleField:
    """Boxes to tick."""
    boxes = {"option_widget": CheckboxInput(), "widget": ListWidget()}
    return SelectMultipleField(label, choices=options(choices), description=description, **boxes)


def day(label: object, description: object = "") -> DateField:
    """A day that may be left out."""
    return DateField(label, [Optional(), sensible_year], description=description)


def waiver(label: object) -> StringField:
    """Why a criterion does not count for this person; empty: it counts."""
    return StringField(label, [Length(max=300)], description=_l("Write the reason. Empty means that it counts."))


class TrainerForm(ChangeForm):
    """Somebody who teaches."""

    name = StringField(_l("Name"), [DataRequired(_l("Please enter the name of the person.")), Length(max=200)])
    kind = RadioField(_l("How does this person teach?"), choices=options(KINDS.items()), default=Kind.STAFF.value)
    sex = SelectField(
        _l("Woman or man"), choices=options([("", _l("Not said")), *SEXES.items()]), default="",
        description=_l("Some women learn only with a woman as trainer."),
    )  # fmt: skip
    languages = several(_l("Teaches in"), TEACHING_NAMES.items())
    centre = SelectField(_l("Centre"), description=_l("Choose “All centres” for somebody who travels between centres."))
    account = SelectField(_l("Account"), description=_l("The trainer signs in with it."))
    provider_kind = SelectField(
        _l("Sent by"), choices=options([("", _l("Not recorded")), *PROVIDERS.items()]), default="",
        description=_l("Some topics are better taught by certain providers."),
    )  # fmt: skip
    former_migrant = BooleanField(_l("Worked abroad before"))
    lived_in = several(_l("Has lived in"))
    speaks = several(_l("Also speaks"), SPOKEN.items())
    experience = several(_l("Experience"), EXPERIENCE.items())
    has_degree = SelectField(
        _l("University degree"), choices=options([("", _l("Not recorded")), ("yes", _l("Yes")), ("no", _l("No"))]),
        default="",
        description=_l("Work with migrants, or having been a migrant, stands for a degree."),
    )  # fmt: skip
    waive_degree = waiver(_l("Waive the degree because"))
    born_on = day(_l("Date of birth"))
    waive_age = waiver(_l("Waive the age limit because"))
    waive_tests = waiver(_l("Waive the selection tests because"))
    health_checked_on = day(_l("Last health check"), _l("Only the day. What the doctor found is never recorded here."))
    health_due_on = day(_l("Next health check"), _l("Leave empty for one year after the last one."))
    contract_from = day(_l("Contract from"))
    contract_until = day(_l("Contract until"))

    @staticmethod
    def written(found: Trainer) -> dict:
        """The fields as this record fills them."""
        plain = (
            "name", "kind", "languages", "former_migrant", "lived_in", "speaks", "experience", "born_on",
            "health_checked_on", "health_due_on", "contract_from", "contract_until",
        )  # fmt: skip
        return {
            **{name: getattr(found, name) for name in plain},
            **{f"waive_{criterion}": found.waivers.get(criterion, "") for criterion in Criterion},
            "centre": found.centre_code or "",
            "account": str(found.user_id or ""),
            "sex": found.sex or "",
            "provider_kind": found.provider_kind or "",
            "has_degree": next(key for key, value in DEGREE.items() if value is found.has_degree),
        }

    def about(self) -> About:
        """What was entered."""
        waived = {each.value: self[f"waive_{each}"].data or "" for each in Criterion}
        return About(
            kind=Kind(self.kind.data),
            sex=Sex(self.sex.data) if self.sex.data else None,
            provider_kind=self.provider_kind.data or None,
            speaks=tuple(self.speaks.data),
            lived_in=tuple(self.lived_in.data),
            former_migrant=self.former_migrant.data,
            experience=tuple(self.experience.data),
            born_on=self.born_on.data,
            has_degree=DEGREE[self.has_degree.data],
            waivers={criterion: why for criterion, why in waived.items() if why.strip()},
            health_checked_on=self.health_checked_on.data,
            health_due_on=self.health_due_on.data,
            contract_from=self.contract_from.data,
            contract_until=self.contract_until.data,
        )


class NewTrainerForm(TrainerForm):
    """Somebody who will teach: a form sent twice records one person."""

    form_token = HiddenField(validators=[Length(max=64)])


class QualificationForm(Form):
    """A training of trainers passed, or its refresher."""

    programme = SelectField(_l("Programme"))
    kind = RadioField(
        _l("Which training was passed?"), [ONE],
        choices=options([("training", _l("Training of trainers")), ("refresher", _l("Yearly refresher"))]),
    )  # fmt: skip
    passed_on = DateField(_l("On which day?"), [DataRequired(_l("Please enter the day.")), sensible_year])


class AppraisalForm(Form):
    """An appraisal of somebody's work."""

    held_on = DateField(_l("Day of the appraisal"), [DataRequired(_l("Please enter the day.")), sensible_year])
    criteria_met = RadioField(
        _l("Were the criteria met?"), [ONE], choices=options([("yes", _l("Yes")), ("no", _l("No"))])
    )


class AuthorisationForm(Form):
    """A topic that a guest may teach."""

    module = SelectField(_l("Topic"))
    valid_until = day(_l("Until"), _l("Leave empty for no end."))


class TalkForm(Form):
    """A selection talk: each skill from 1 to 4. Fields are called as the skills."""

    talked_on = DateField(_l("Day of the talk"), [DataRequired(_l("Please enter the day.")), sensible_year])

    def scores(self) -> dict[Skill, int]:
        """What was chosen. Only of a valid form."""
        return {skill: int(self[skill.value].data) for skill in Skill}


for _skill, _label in SKILLS.items():
    setattr(TalkForm, _skill.value, RadioField(_label, [ONE], choices=options(LEVELS.items())))
