"""Forms of classes."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from lms.centres.rules import LARGEST_CLASS
from lms.classes.messages import AUDIENCES
from lms.web.forms import Form, options, sensible_year


class ClassForm(Form):
    """A new class. Days after the first may be left empty: then the following working days are proposed."""

    course = SelectField(_l("Programme"), [InputRequired(_l("Please choose a programme."))])
    room = SelectField(_l("Room"), [InputRequired(_l("Please choose a room."))], coerce=int)
    trainer = SelectField(_l("Trainer"), [InputRequired(_l("Please choose a trainer."))], coerce=int)
    language = SelectField(_l("Language of the class"))
    first_day = DateField(_l("First day"), [DataRequired(_l("Please enter a date.")), sensible_year])
    day_2 = DateField(_l("Second day"), [Optional(), sensible_year])
    day_3 = DateField(_l("Third day"), [Optional(), sensible_year])
    day_4 = DateField(_l("Fourth day"), [Optional(), sensible_year])
    day_5 = DateField(_l("Fifth day"), [Optional(), sensible_year])
    capacity = IntegerField(
        _l("Number of seats"),
        [Optional(), NumberRange(1, LARGEST_CLASS, _l("A class has 1 to %(most)s seats.", most=LARGEST_CLASS))],
        description=_l("Leave empty for as many as the room holds, at most %(most)s.", most=LARGEST_CLASS),
    )


class AudienceForm(Form):
    """For whom a class is."""

    audience = SelectField(_l("For whom"), choices=options(AUDIENCES.items()))


class PermissionForm(Form):
    """One person more than the class has seats: who permits it, and why."""

    permitted_by = StringField(
        _l("Who permits it"), [DataRequired(_l("Please write a name.")), Length(max=100)],
    )  # fmt: skip
    reason = StringField(
        _l("Why"), [DataRequired(_l("Please write the reason.")), Length(max=300)],
        description=_l("It stays on record with the seat."),
    )  # fmt: skip


class TrainerForm(Form):
    """Another trainer for what is still to come."""

    trainer = SelectField(_l("Trainer"), [InputRequired(_l("Please choose a trainer."))], coerce=int)


class PlanForm(Form):
    """What an officer may ask of the planner."""

    least = IntegerField(
        _l("Smallest class"),
        [Optional(), NumberRange(1, LARGEST_CLASS, _l("A class has 1 to %(most)s seats.", most=LARGEST_CLASS))],
        description=_l("Leave empty to place everybody, if need be alone."),
    )
