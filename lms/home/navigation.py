"""Which pages each role finds in the bar on top of its desk, and by which keys."""

from typing import NamedTuple

from flask import request, url_for
from flask_babel import lazy_gettext as _l

from lms.core.actors import Role
from lms.web.access import visitor

STAFF = tuple(role for role in Role if role is not Role.TRAINEE)

# Endpoint, name, keys, and who sees it; in the order of the bar. No two have the same keys.
BAR = (
    ("home.start", _l("Today"), "g t", tuple(Role)),
    ("classes.teach", _l("My classes"), "g y", (Role.TRAINER,)),
    ("trainers.own_record", _l("My record"), "g d", (Role.TRAINER,)),
    ("curriculum.activities", _l("Activities"), "g l", (Role.TRAINER,)),
    ("registration.search", _l("People"), "g p", (Role.OFFICER, Role.ADMIN)),
    ("classes.week", _l("Classes"), "g c", (Role.OFFICER, Role.ADMIN, Role.MNE)),
    ("classes.shared_calendar", _l("Classes"), "g n", (Role.PARTNER,)),
    ("notices.desk", _l("Messages"), "g m", (Role.OFFICER, Role.ADMIN)),
    ("certificates.list_certificates", _l("Certificates"), "g s", (Role.OFFICER, Role.ADMIN)),
    ("centres.index", _l("Centres"), "g e", (Role.OFFICER, Role.ADMIN)),
    ("trainers.index", _l("Trainers"), "g r", (Role.OFFICER, Role.ADMIN)),
    ("curriculum.author", _l("Curriculum"), "g k", (Role.AUTHOR, Role.ADMIN)),
    ("curriculum.drafts", _l("Drafts"), "g w", (Role.AUTHOR, Role.ADMIN, Role.REVIEWER, Role.APPROVER)),
    ("advisories.index", _l("Advisories"), "g v", (Role.OFFICER, Role.AUTHOR, Role.APPROVER, Role.ADMIN)),
    ("companion.questions", _l("Questions"), "g q", (Role.OFFICER, Role.AUTHOR, Role.ADMIN)),
    ("reports.overview", _l("Figures"), "g f", (Role.MNE, Role.OFFICER, Role.ADMIN)),
    ("accounts.list_users", _l("Accounts"), "g a", (Role.ADMIN,)),
    ("accounts.own", _l("My account"), "g x", STAFF),
)
# What is begun often, from whatever page.
BEGIN = (
    ("registration.register_at_desk", _l("Register somebody"), "n p", (Role.OFFICER, Role.ADMIN)),
    ("classes.register_for_centre", _l("Register somebody"), "n r", (Role.PARTNER,)),
    ("registration.consultations", _l("Log the consultation"), "n l", (Role.OFFICER, Role.ADMIN)),
    ("classes.new", _l("New class"), "n c", (Role.OFFICER, Role.ADMIN)),
)


class Way(NamedTuple):
    """A page that somebody may go to, and the keys that lead there."""

    address: str
    name: object
    keys: str
    here: str = ""  # what aria-current says


def for_visitor() -> list[Way]:
    """The pages of the visitor's bar, the one marked under which this page lies; none without sign-in."""
    path, ways = request.path, _ways(BAR)
    above = max((each.address for each in ways if f"{path}/".startswith(f"{each.address}/")), key=len, default=None)
    here = "page" if above == path else "true"
    return [each._replace(here=here) if each.address == above else each for each in ways]


def begin_for_visitor() -> list[Way]:
    """What the visitor may begin from every page."""
    return _ways(BEGIN)


def _ways(known) -> list[Way]:
    actor = visitor()
    if actor is None or not actor.has(*STAFF):
        return []
    return [Way(url_for(endpoint), name, keys) for endpoint, name, keys, roles in known if actor.has(*roles)]
