"""The world of these tests, and somebody who does not behave."""

import pytest

from tests.hostile.world import Place, make_place


@pytest.fixture
def here(db_session) -> Place:
    """The centre one works at."""
    return make_place(code="here")


@pytest.fixture
def there(db_session) -> Place:
    """Another centre."""
    return make_place(code="there")
