"""Forms of classes."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, IntegerField, SelectField, SelectMultipleField, StringField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from lms.centres.rules import LARGEST_CLASS
from lms.classes.messages import AUDIENCES
from lms.registration.forms.desk import DeskForm
from lms.registration.forms.lists import ListForm
from lms.web.forms import ChangeForm, Form, options, sensible_year


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


class ProjectForm(Form):
    """What a class is a part of."""

    project = StringField(
        _l("Course or project it is a part of, or who pays for it"), [Length(max=80)],
        description=_l("Choose a name that is there already, so that its people are counted together."),
        render_kw={"list": "projects", "autocomplete": "off"},
    )  # fmt: skip


class PermissionForm(Form):
    """One person more than the class has seats: who permits it, and why."""

    permitted_by = StringField(
        _l("Who permits it"), [DataRequired(_l("Please write a name.")), Length(max=100)],
    )  # fmt: skip
    reason = StringField(
        _l("Why"), [DataRequired(_l("Please write the reason.")), Length(max=300)],
        description=_l("It stays on record with the seat."),
    )  # fmt: skip


def _after_start(form: Form, field: TimeField) -> None:
    if field.data and form.starts.data and field.data <= form.starts.data:
        raise StopValidation(gettext("The end must come after the beginning."))


class MoveForm(ChangeForm):
    """Another date, hour, room or trainer for a class or one of its days."""

    on = DateField(_l("Date"), [DataRequired(_l("Please enter a date.")), sensible_year])
    starts = TimeField(_l("Begins at"), [InputRequired(_l("Please enter a time."))])
    room = SelectField(_l("Room"), [InputRequired(_l("Please choose a room."))], coerce=int)
    trainer = SelectField(_l("Trainer"), [InputRequired(_l("Please choose a trainer."))], coerce=int)


class DropForm(ChangeForm):
    """Where a day was dragged to."""

    on = DateField(_l("Date"), [DataRequired(_l("Please enter a date.")), sensible_year])


class LineForm(Form):
    """One line of a day, changed by hand."""

    starts = TimeField(_l("Begins at"), [InputRequired(_l("Please enter a time."))])
    ends = TimeField(_l("Ends at"), [InputRequired(_l("Please enter a time.")), _after_start])
    room = SelectField(_l("Room"), [InputRequired(_l("Please choose a room."))], coerce=int)
    trainer = SelectField(_l("Trainer"), [Optional()], coerce=int)


class SplitForm(Form):
    """A second class for some of the people of a class."""

    people = SelectMultipleField(
        _l("Who goes to the second class"), coerce=int, option_widget=CheckboxInput(), widget=ListWidget()
    )
    on = DateField(_l("First day"), [DataRequired(_l("Please enter a date.")), sensible_year])
    room = SelectField(_l("Room"), [InputRequired(_l("Please choose a room."))], coerce=int)
    trainer = SelectField(_l("Trainer"), [InputRequired(_l("Please choose a trainer."))], coerce=int)


class MergeForm(Form):
    """The class that takes the people of another."""

    into = SelectField(_l("Class"), [InputRequired(_l("Please choose a class."))], coerce=int)


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


class SendForm(DeskForm):
    """A registration by another agency: the questions of the desk. The PIN is the person's own business, and who is
    registered already is the centre's."""

    another = None
    pin = None
    agreed = BooleanField(_l("The person says yes"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.agreed.description = _l("to being registered, and to the centre reading these answers.")


class SendListForm(ListForm):
    """A list of people whom another agency registers at once."""

    agreed = BooleanField(_l("Each of these people says yes"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.agreed.description = _l("to being registered, and to the centre reading these answers.")
