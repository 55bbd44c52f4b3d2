"""The desk's pages of providers, centres, rooms and opening hours."""

from lms.centres.views import centres, hours, jamoats, providers, rooms
from lms.centres.views.blueprint import blueprint

__all__ = ["blueprint", "centres", "hours", "jamoats", "providers", "rooms"]
