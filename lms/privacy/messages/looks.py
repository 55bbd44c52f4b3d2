"""Words about who looked."""

from flask_babel import lazy_gettext as _l

from lms.accounts.rules.trail import Deed

DEEDS = {
    Deed.LOOKED: _l("Looked at your data"),
    Deed.OPENED: _l("Opened your telephone number or another hidden detail"),
    Deed.CHANGED: _l("Wrote down or changed something"),
    Deed.MERGED: _l("Put two records of yours together"),
    Deed.PRINTED: _l("Printed your card or your certificate"),
    Deed.EXPORTED: _l("Took your data into a file"),
    Deed.CHECKED: _l("Checked your certificate"),
    Deed.ERASED: _l("Erased some of your data"),
    Deed.HELD: _l("Decided whether your data may be erased"),
}
CENTRAL_OFFICE = _l("The central office")
