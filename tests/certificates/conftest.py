"""What tests of attendance and of certificates share."""

from tests.attendance.conftest import count_queries

__all__ = ["count_queries"]
