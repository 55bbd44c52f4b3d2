"""The sentences as they are loaded."""

from pathlib import Path

import pytest

from lms.web.catalogues import catalogue

pytestmark = pytest.mark.source

FOLDER = str(Path(__file__).parents[2] / "translations")


def test_no_line_ends_between_a_quotation_or_a_value_and_what_tajik_adds_to_it():
    sentences = [each for each in catalogue(FOLDER, "tg")._catalog.values() if isinstance(each, str)]
    held = [each for each in sentences if "»\u2011ро" in each]
    assert held and not [each for each in sentences if "»-ро" in each or ")s-ро" in each]
    assert any("-" in each for each in sentences)  # between words it stays as it is
