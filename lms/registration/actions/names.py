"""How a person is written elsewhere than on the card."""

from lms.registration.models import Registration
from lms.registration.rules import spelling


def name_of_account(found: Registration) -> str:
    """What pages call the person who signs in."""
    return f"{found.given_name} {found.family_name}"[:200]


def spelling_of(found: Registration) -> str:
    """All names, as the search compares them."""
    return spelling(f"{found.full_name} {found.latin_name}")[:600]
