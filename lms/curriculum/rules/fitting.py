"""Whom a condition of a programme means. Standard library only."""

from collections.abc import Mapping
from typing import Any


def fits(when: Mapping[str, Any], profile: Mapping[str, Any]) -> bool:
    """Whether a person's `profile` meets every condition: a value to equal, or a list to be in."""
    return all(
        profile.get(key) in wanted if isinstance(wanted, (list, tuple)) else profile.get(key) == wanted
        for key, wanted in when.items()
    )
