"""Who of the family comes along."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from lms.registration.forms.fields import NameField
from lms.registration.forms.steps import member_is_right
from lms.registration.messages import CHOOSE, CHOOSE_ONE, RELATIONS
from lms.registration.rules import Relation
from lms.web.forms import Form, options


class RelativeForm(Form):
    """One more of the family: the name only if that person agrees, and never a child's."""

    relation = SelectField(
        _l("Relation"), [InputRequired(CHOOSE_ONE)], choices=options([("", CHOOSE), *RELATIONS.items()]), default=""
    )
    member = NameField(_l("Name"))
    agrees = BooleanField(_l("This person agrees that we write down the name"))

    def validate(self, extra_validators=None) -> bool:
        """Who is named agreed to it."""
        right = super().validate(extra_validators)
        return member_is_right(self, self.member, self.relation, self.agrees) and right

    def relative(self) -> tuple[str, Relation]:
        """Name and relation. Only of a valid form."""
        return self.member.data or "", Relation(self.relation.data)
