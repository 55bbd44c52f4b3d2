"""Forms of the curriculum."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from lms.curriculum.messages import OCCASIONS, OUTCOMES
from lms.curriculum.rules.proposals import LONGEST_ANSWER, LONGEST_TEXT, Occasion
from lms.web.forms import Form, options


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
