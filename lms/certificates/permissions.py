"""Who sees, prints and takes back certificates."""

from sqlalchemy import ColumnElement

from lms.certificates.models import Certificate
from lms.core.actors import Actor
from lms.registration.permissions import can_see_registration, can_serve_registration, registrations_visible_to


def can_see_certificate(actor: Actor, certificate: Certificate) -> bool:
    """A certificate is part of the registration: who sees one sees the other (E20)."""
    return can_see_registration(actor, certificate.registration)


def certificates_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The same rule as a condition."""
    return Certificate.registration.has(registrations_visible_to(actor))


def can_manage_certificate(actor: Actor, certificate: Certificate) -> bool:
    """Revoke, replace, issue again: the staff that serve the person."""
    return can_serve_registration(actor, certificate.registration)
