"""Making a record that is not needed any more nobody's, while what is counted stays."""

from datetime import datetime

from sqlalchemy import delete, select, update

from lms.accounts.actions import trail
from lms.accounts.actions.forgetting import forget_account
from lms.accounts.rules.trail import Deed
from lms.core.database import db
from lms.core.encryption import ERASED, EncryptedText
from lms.registration import queries
from lms.registration.models import Enrolment, PinCode, Registration

NOBODY = "—"
OF_NAMES = ("name_key", "retired_number", "lookalike", "merge")  # what leads to a person by name or old number


def forget(*, registration_id: int, at: datetime) -> None:
    """Take from a record everything by which somebody could know whose it was: names, number, telephone, home but the
    district, the day of birth but the year, needs, family, every free text. Journey, course, attendance and certificate
    stay as counts. Raises NotThere."""
    found = queries.by_id(registration_id)
    for name in ("family_name_latin", "given_name_latin", "family_name", "given_name"):
        setattr(found, name, NOBODY)
    found.patronymic = None
    found.number = f"x{found.id:08d}"
    found.birth_date = found.birth_date.replace(month=1, day=1)
    found.phone = found.phone_index = found.jamoat = found.jamoat_index = found.needs = found.pictures_first = None
    found.form_token, found.erased_at = None, at
    db.session.flush()
    _forget_texts(registration_id)
    if found.user_id:
        forget_account(user_id=found.user_id, at=at)
    trail.note(what=Deed.ERASED, person=registration_id, by=None, at=at, of="record")


def forget_codes(*, before: datetime) -> int:
    """Remove codes for a new PIN that ended before a moment; how many."""
    return db.session.execute(delete(PinCode).where(PinCode.expires_at < before)).rowcount


def _forget_texts(registration_id: int) -> None:
    """Every encrypted field that hangs on the record or on one of its enrolments, in whatever room."""
    own = {
        Registration.__table__: [registration_id],
        Enrolment.__table__: list(
            db.session.scalars(select(Enrolment.id).where(Enrolment.registration_id == registration_id))
        ),
    }
    for table in db.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table not in own or table.name == "registration":
                continue
            here = key.parent.in_(own[key.column.table])
            if table.name in OF_NAMES:
                db.session.execute(delete(table).where(here))
                continue
            for column in table.columns:
                if isinstance(column.type, EncryptedText):
                    db.session.execute(update(table).where(here, column.is_not(None)).values({column: ERASED}))
