"""Reads of providers, centres, rooms and jamoats, of when they are open, and of what falls due."""

from lms.centres.queries.due import due
from lms.centres.queries.opening import opening, openings, why_not_held
from lms.centres.queries.places import (
    centre,
    centre_by_code,
    centre_code_taken,
    centre_for,
    centres,
    centres_for,
    closed_period,
    code_for,
    districts,
    jamoat,
    jamoats,
    provider,
    providers,
    regions,
    room,
    room_name_taken,
    scopes,
    visible_centre,
)

__all__ = [
    "centre",
    "centre_by_code",
    "centre_code_taken",
    "centre_for",
    "centres",
    "centres_for",
    "closed_period",
    "code_for",
    "districts",
    "due",
    "jamoat",
    "jamoats",
    "opening",
    "openings",
    "provider",
    "providers",
    "regions",
    "room",
    "room_name_taken",
    "scopes",
    "visible_centre",
    "why_not_held",
]
