"""Telephone numbers of registrations."""

from lms.core.phones import masked, shown, standard

__all__ = ["masked", "shown", "standard"]
