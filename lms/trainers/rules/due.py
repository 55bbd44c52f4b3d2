"""What of a trainer's falls due. Standard library only."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lms.trainers.rules.assigning import Career
from lms.trainers.rules.criteria import Policy

WARN_DAYS = 60  # E89


class DueKind(StrEnum):
    """What falls due for a trainer."""

    REFRESHER = "refresher"
    APPRAISAL = "appraisal"
    HEALTH_CHECK = "health-check"
    CONTRACT = "contract"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is overdue or falls due soon for a trainer; `what`: the programme of a refresher, or of a record
    in doubt."""

    kind: DueKind
    trainer_id: int
    name: str
    on: date
    what: str = ""


def due_dates(career: Career, policy: Policy = Policy()) -> list[tuple[DueKind, date, str]]:  # noqa: B008 (frozen)
    """What falls due when: kind, day, and of a refresher and of a record in doubt its programme."""
    found = []
    if not career.is_guest:
        found += [
            (DueKind.REFRESHER, each.good_until(policy.refresher_months), programme)
            for programme, each in career.qualifications.items()
        ]
        found += [
            (DueKind.RECORD, each.doubted_on, programme) for programme, each in career.qualifications.items()
        ]
        found.append((DueKind.APPRAISAL, career.appraisal_due_on(policy), ""))
        found.append((DueKind.HEALTH_CHECK, career.health_due_on, ""))
    found.append((DueKind.CONTRACT, career.contract_until, ""))
    return [(kind, on, what) for kind, on, what in found if on]


def is_near(on: date, day: date) -> bool:
    """Whether something is overdue or falls due within 60 days."""
    return on <= day + timedelta(days=WARN_DAYS)
