"""Forms of the curriculum."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from lms.core.languages import NAMES
from lms.curriculum.messages import OCCASIONS, OUTCOMES
from lms.curriculum.rules.agreements import LONGEST_NAME
from lms.curriculum.rules.drafts import LONGEST_COMMENT, LONGEST_FILE, LONGEST_NOTE, MOST_REVISIONS
from lms.curriculum.rules.proposals import LONGEST_ANSWER, LONGEST_TEXT, Occasion
from lms.web.addresses import LARGEST_ID
from lms.web.forms import Form, options, sensible_year


class ProposalForm(Form):
    """A change that a trainer proposes."""

    text = TextAreaField(
        _l("What should be different?"),
        [DataRequired(_l("Please write what should be different.")), Length(max=LONGEST_TEXT)],
        description=_l("Say which screen, question or step, and how it would be better. Please name no trainees."),
        render_kw={"rows": 6},
    )  # fmt: skip
    occasion = RadioField(
        _l("When did it come to mind?"), choices=options(OCCASIONS.items()), default=Occasion.CLASS.value
    )


class SettleForm(Form):
    """What becomes of a proposal."""

    outcome = RadioField(
        _l("What becomes of it?"), [InputRequired(_l("Please choose one."))], choices=options(OUTCOMES.items())
    )
    answer = StringField(
        _l("Answer to the trainer"), [Length(max=LONGEST_ANSWER)],
        description=_l("Why, or where it will stand. The trainer reads it."),
    )  # fmt: skip


class SeenForm(Form):
    """Which of the saved texts the writer saw, and over which edition."""

    revision = IntegerField(widget=HiddenInput(), validators=[InputRequired(), NumberRange(0, MOST_REVISIONS)])
    base = IntegerField(widget=HiddenInput(), validators=[Optional(), NumberRange(0, LARGEST_ID)])


class TranslationForm(SeenForm):
    """A translation: its text comes in parts, each beside its source."""


class TextForm(SeenForm):
    """One file of a draft."""

    text = TextAreaField(
        _l("Text"), [Length(max=LONGEST_FILE)],
        render_kw={"rows": 28, "spellcheck": "true", "class": "source", "dir": "auto"},
    )  # fmt: skip

    @classmethod
    def of(cls, text: str, revision: int, base: int) -> "TextForm":
        """The form as a page shows it first."""
        return cls(formdata=None, data={"text": text, "revision": revision, "base": base})


class CommentForm(Form):
    """What a reviewer says."""

    text = TextAreaField(
        _l("What do you think of it?"),
        [DataRequired(_l("Please write what you think of it.")), Length(max=LONGEST_COMMENT)], render_kw={"rows": 4},
    )  # fmt: skip
    screen = SelectField(_l("Which screen?"), choices=[], validate_choice=False)
    file = HiddenField()

    @classmethod
    def at(cls, file: str, screens: Iterable[Mapping[str, str]] = ()) -> "CommentForm":
        """The form below a text with these screens."""
        made = cls(formdata=None, data={"file": file})
        made.screen.choices = [("", _l("The whole text")), *((each["id"], each["title"]) for each in screens)]
        return made


class AnswerForm(Form):
    """What the authors answer."""

    answer = StringField(_l("Answer to the reviewer"), [Length(max=LONGEST_COMMENT)])


class ReasonForm(Form):
    """Why a draft is sent back."""

    reason = TextAreaField(
        _l("What is to be changed?"), [Length(max=LONGEST_NOTE)], render_kw={"rows": 3}
    )


class BeginForm(Form):
    """A module that there is not yet."""

    name = StringField(
        _l("Short name"), [DataRequired(), Length(max=60)],
        description=_l("In small English letters with hyphens. It is never shown to trainees and never changed."),
    )  # fmt: skip
    stage = SelectField(_l("Stage"), choices=[], validate_choice=False)
    country = SelectField(_l("Country"), choices=[], validate_choice=False)

    @classmethod
    def offering(cls, stages: Iterable[tuple[str, str]], countries: Iterable[tuple[str, str]]) -> "BeginForm":
        """The form as a page shows it first."""
        made = cls(formdata=None)
        made.stage.choices, made.country.choices = list(stages), [("", _l("All countries")), *countries]
        return made


class NewProgrammeForm(Form):
    """A programme that there is not yet."""

    title = StringField(
        _l("Title"), [DataRequired(_l("Please write what it is called.")), Length(max=120)],
        description=_l("It can be said in the other languages on the next page."),
    )  # fmt: skip
    name = StringField(
        _l("Name in the files"), [DataRequired(_l("Please write a short name.")), Length(max=60)],
        description=_l("Small English letters, numbers and hyphens. It is never changed."),
    )  # fmt: skip
    copy_of = SelectField(_l("Begin with a copy of"))


class WhyForm(Form):
    """What a draft changes and why, a field for each language; made ready by `of`. `seen`: a sign of what was
    there."""

    seen = HiddenField()
    effective_on = DateField(
        _l("To be taught from"), [Optional(), sensible_year],
        description=_l("Without a day: as soon as it is published."),
    )  # fmt: skip

    @classmethod
    def of(cls, codes: Iterable[str], **values: Any) -> "WhyForm":
        """The form for these languages."""
        fields = {
            f"why_{code}": TextAreaField(
                _l("What changes, and why (%(language)s)", language=NAMES.get(code, code)),
                [Length(max=LONGEST_NOTE)], render_kw={"lang": code, "rows": 3},
            )
            for code in codes
        }  # fmt: skip
        return type("WordedWhyForm", (cls,), fields)(**values)


class AgreementForm(SeenForm):
    """Who agreed to the key messages of a module, a field for each language, and when; made ready by `of`."""

    on = DateField(
        _l("On which day?"), [InputRequired(_l("Please write the day on which they agreed.")), sensible_year]
    )

    @classmethod
    def of(cls, codes: Iterable[str], **values: Any) -> "AgreementForm":
        """The form for these languages."""
        fields = {
            f"who_{code}": StringField(
                _l("Who agreed (%(language)s)", language=NAMES.get(code, code)),
                [DataRequired(_l("Please write who agreed, in each language.")), Length(max=LONGEST_NAME)],
                render_kw={"lang": code},
            )
            for code in codes
        }
        return type("WordedAgreementForm", (cls,), fields)(**values)
