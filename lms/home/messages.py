"""Words of the start pages."""

from flask_babel import lazy_gettext as _l

from lms.home.rules import Stop

STOPS = {
    Stop.REGISTERED: _l("Registered"),
    Stop.SEAT: _l("A seat in a class"),
    Stop.CLASS: _l("All blocks attended"),
    Stop.ASSESSMENT: _l("Final questions answered"),
    Stop.CERTIFICATE: _l("Certificate"),
}
