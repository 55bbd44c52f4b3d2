"""Which pages each role finds in the bar on top of its desk."""

from flask import url_for
from flask_babel import lazy_gettext as _l

from lms.core.actors import Role
from lms.web.access import visitor

# Endpoint, name, and who sees it; in the order of the bar.
BAR = (
    ("home.start", _l("Today"), tuple(Role)),
    ("classes.teach", _l("My classes"), (Role.TRAINER,)),
    ("trainers.own_record", _l("My record"), (Role.TRAINER,)),
    ("registration.search", _l("People"), (Role.OFFICER, Role.ADMIN)),
    ("classes.week", _l("Classes"), (Role.OFFICER, Role.ADMIN, Role.MNE)),
    ("notices.desk", _l("Messages"), (Role.OFFICER, Role.ADMIN)),
    ("certificates.list_certificates", _l("Certificates"), (Role.OFFICER, Role.ADMIN)),
    ("centres.index", _l("Centres"), (Role.OFFICER, Role.ADMIN)),
    ("trainers.index", _l("Trainers"), (Role.OFFICER, Role.ADMIN)),
    ("curriculum.author", _l("Curriculum"), (Role.AUTHOR, Role.ADMIN)),
    ("reports.overview", _l("Figures"), (Role.MNE, Role.OFFICER, Role.ADMIN)),
    ("accounts.list_users", _l("Accounts"), (Role.ADMIN,)),
)


def for_visitor() -> list[tuple[str, object]]:
    """Address and name of each page in the visitor's bar; none without sign-in."""
    actor = visitor()
    if actor is None or not actor.has(*(role for role in Role if role is not Role.TRAINEE)):
        return []
    return [(url_for(endpoint), name) for endpoint, name, roles in BAR if actor.has(*roles)]
