"""Forms about one's own data."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField

from lms.privacy.rules.reasons import LONGEST_REASON, LONGEST_WISH
from lms.web.forms import Form


class WishForm(Form):
    """What is wrong in one's record."""

    words = TextAreaField(
        _l("What is wrong, and how is it right?"),
        description=_l("For example: my family name is written with ӣ. The centre reads it and corrects it."),
        render_kw={"rows": 4, "maxlength": LONGEST_WISH},
    )


class HoldForm(Form):
    """Why a record must stay."""

    reason = StringField(_l("Why must this record stay?"), render_kw={"maxlength": LONGEST_REASON})
