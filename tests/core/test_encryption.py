"""Personal fields at rest."""

import pytest
from sqlalchemy import text

from lms.core.encryption import decrypt, encrypt, index_of, new_key
from tests.factories.registration import make_registration

OLD, NEW = new_key(), new_key()


def test_a_value_written_with_an_old_key_is_read_beside_the_new_one():
    assert decrypt(encrypt("+992901234567", [OLD]), [NEW, OLD]) == "+992901234567"


def test_without_its_key_nothing_is_read():
    with pytest.raises(KeyError):
        decrypt(encrypt("+992901234567", [OLD]), [NEW])


def test_the_same_text_is_sealed_differently_each_time():
    assert encrypt("a", [OLD]) != encrypt("a", [OLD])


def test_the_index_is_the_same_for_the_same_text_only(app):
    assert index_of("+992901234567") == index_of("+992901234567") != index_of("+992901234568")


def test_the_database_holds_no_telephone_number(db_session):
    made = make_registration(phone="+992901234567")
    db_session.flush()
    stored = db_session.execute(text("select phone from registration where id = :id"), {"id": made.id}).scalar_one()
    assert "901234567" not in stored
    db_session.expire(made)
    assert made.phone == "+992901234567"
