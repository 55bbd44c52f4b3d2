"""A new key for personal fields while everybody works: values are written anew in small steps, in any order, as often
as it takes. Old and new are read side by side all the while, so it may stop anywhere and go on later."""

from collections import Counter
from collections.abc import Iterator

from nacl.exceptions import CryptoError
from sqlalchemy import Column, Table, Text, func, literal, select, tuple_, type_coerce, update

from lms.core.database import db, unit_of_work
from lms.core.encryption import (
    NAME_LENGTH,
    EncryptedBytes,
    EncryptedText,
    decrypt,
    index_keys,
    index_of,
    key_name,
    personal_keys,
    seal,
    unseal,
)

BATCH, BATCH_OF_FILES = 200, 10


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
    return sum((_written_with(column) for column in encrypted_columns()), Counter())


def _written_with(column: Column) -> Counter[str]:
    raw = type_coerce(column, Text)
    name = func.substr(raw, 1, NAME_LENGTH)
    rows = db.session.execute(select(name, func.count()).where(raw != "").group_by(name))
    return Counter({key: count for key, count in rows})


def index_columns() -> list[Column]:
    """Every column that holds keyed digests, in whatever room. `info["index_of"]` names the encrypted column beside it
    of which it is made; None for what is nowhere else, so that only its owner can make it anew."""
    return [column for table in db.metadata.sorted_tables for column in table.columns if "index_of" in column.info]


def indexed_with() -> dict[str, Counter[str]]:
    """How many digests of each column were made with which key, by its name."""
    return {str(column): _written_with(column) for column in index_columns()}


def can_be_made_anew() -> set[str]:
    """The keys, by their names, of the digests that can be made anew: what they are made of is here and can be read."""
    here, found = [key_name(key) for key in personal_keys()], set()
    for column in index_columns():
        if column.info["index_of"]:
            source = type_coerce(column.table.columns[column.info["index_of"]], Text)
            name = func.substr(type_coerce(column, Text), 1, NAME_LENGTH)
            readable = column.is_not(None), func.substr(source, 1, NAME_LENGTH).in_(here)
            found |= set(db.session.scalars(select(name).where(*readable).distinct()))
    return found


def reindex_all() -> Iterator[tuple[str, int]]:
    """Make every digest anew that can be, as `reseal_all` does with what is encrypted. One of a text that nobody can
    read is left as it is."""
    for column in index_columns():
        last = None if column.info["index_of"] else ()
        while last != ():
            with unit_of_work():
                last, written = _reindex_some(column, last)
            if last != ():
                yield str(column), written


def _reindex_some(column: Column, last: tuple | None) -> tuple[tuple, int]:
    table: Table = column.table
    source, ids = type_coerce(table.columns[column.info["index_of"]], Text), list(table.primary_key.columns)
    raw = type_coerce(column, Text)
    stale = select(*ids, raw, source).where(raw.not_like(f"{key_name(index_keys()[0])}%"), source.is_not(None))
    if last is not None:
        stale = stale.where(tuple_(*ids) > tuple_(*(literal(value) for value in last)))
    written, last, keys = 0, (), personal_keys()
    for *place, old, sealed in db.session.execute(stale.order_by(*ids).limit(BATCH)).all():
        last = tuple(place)
        try:
            anew = index_of(decrypt(sealed, keys))
        except (KeyError, CryptoError):
            continue
        here = [each == value for each, value in zip(ids, place, strict=True)]
        change = update(table).where(*here, raw == old).values({column: anew})
        written += db.session.execute(change).rowcount
    return last, written


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
    most = BATCH_OF_FILES if isinstance(column.type, EncryptedBytes) else BATCH
    for *place, sealed in db.session.execute(stale.order_by(*ids).limit(most)).all():
        last = tuple(place)
        try:
            anew = literal(seal(unseal(sealed, keys), keys), Text())
        except (KeyError, CryptoError):
            continue
        here = [each == value for each, value in zip(ids, place, strict=True)]
        # Only what is still as it was read: somebody may have changed it meanwhile, with the new key.
        change = update(table).where(*here, raw == literal(sealed, Text())).values({column: anew})
        written += db.session.execute(change).rowcount
    return last, written
