"""Who sees and writes referrals."""

from sqlalchemy import ColumnElement, false, true

from lms.core.actors import Actor, Role
from lms.referrals.models import Referral

READERS = (Role.OFFICER, Role.MNE, Role.ADMIN)


def can_change_services(actor: Actor) -> bool:
    """The directory is kept by administrators: a wrong number sends somebody in need to a closed door."""
    return actor.has(Role.ADMIN)


def referrals_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Of which centres somebody reads how many there were."""
    if actor.everywhere(*READERS):
        return true()
    centres = actor.centres(*READERS)
    return Referral.centre_code.in_(centres) if centres else false()
