"""The training of trainers: which of its forms is the yearly one. Standard library only."""

from collections.abc import Mapping
from typing import Any


def is_refresher(when: Mapping[str, Any]) -> bool:
    """Whether a variant, as its condition says, is for those who are trainers already (E89)."""
    return when.get("first_time") is False
