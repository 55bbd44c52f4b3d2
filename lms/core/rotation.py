"""A new key for personal fields while everybody works: values are written anew in small steps, in any order, as often
as it takes. Old and new are read side by side all the while, so it may stop anywhere and go on later."""

from collections import Counter
from collections.abc import Iterator

from nacl.exceptions import CryptoError
from sqlalchemy import Column, Table, Text, literal, select, tuple_, type_coerce, update

from lms.core.database import db, unit_of_work
from lms.core.encryption import EncryptedText, decrypt, encrypt, key_name, personal_keys

BATCH = 200


def encrypted_columns() -> list[Column]:
    """Every column that is encrypted, in whatever room."""
    return [
        column
        for table in db.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, EncryptedText)
    ]


def written_with() -> Counter[str]:
    """How many values were written with which key, by its name."""
    found: Counter[str] = Counter()
    for column in encrypted_columns():
        raw = type_coerce(column, Text)
        for name in db.session.scalars(select(raw).where(raw != "").execution_options(yield_per=BATCH)):
            found[name.partition(".")[0]] += 1
    return found


def reseal_all() -> Iterator[tuple[str, int]]:
    """Write everything anew that was not written with the first key, a batch to a transaction. After each batch: the
    column, and how many values were written. What nobody can read, because its key is lost, is left as it is."""
    for column in encrypted_columns():
        last = None
        while True:
            with unit_of_work():
                last, written = _reseal_some(column, last)
            if last is None:
                break
            yield str(column), written


def _reseal_some(column: Column, last: tuple | None) -> tuple[tuple | None, int]:
    table: Table = column.table
    keys, ids = personal_keys(), list(table.primary_key.columns)
    raw = type_coerce(column, Text)
    stale = select(*ids, raw).where(raw != "", raw.not_like(f"{key_name(keys[0])}.%"))
    if last is not None:
        stale = stale.where(tuple_(*ids) > tuple_(*(literal(value) for value in last)))
    written, last = 0, None
    for *place, sealed in db.session.execute(stale.order_by(*ids).limit(BATCH)).all():
        last = tuple(place)
        try:
            anew = literal(encrypt(decrypt(sealed, keys), keys), Text())
        except (KeyError, CryptoError):
            continue
        here = [each == value for each, value in zip(ids, place, strict=True)]
        # Only what is still as it was read: somebody may have changed it meanwhile, with the new key.
        change = update(table).where(*here, raw == literal(sealed, Text())).values({column: anew})
        written += db.session.execute(change).rowcount
    return last, written
