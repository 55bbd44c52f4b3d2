"""Sentences that belong to no domain."""

from flask_babel import lazy_gettext as _l

from lms.core.printing import Reason as Printing

SENTENCES = {
    Printing.LETTER_NOT_IN_FONT: _l(
        "The letter “%(letter)s” cannot be printed. Please write the name in Tajik, Russian or Latin letters."
    ),
}
