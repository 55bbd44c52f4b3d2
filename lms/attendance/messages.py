"""Sentences about attendance."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from lms.attendance.rules import MarkState, Reason
from lms.attendance.rules.days import THING, IncidentKind, Item, Material, PassedTo
from lms.attendance.rules.eligibility import Eligibility
from lms.attendance.rules.marks import AbsentFor, Way
from lms.centres.messages import EQUIPMENT
from lms.classes.rules import Reason as Seating
from lms.curriculum.queries import place_name
from lms.curriculum.rules.programme import Programme
from lms.web.locale import as_date, as_short_date, as_time
from lms.web.sentences import sentence

SENTENCES = {
    Reason.TOO_EARLY: _l("This block is held on %(date)s. The roll is called on that day."),
    Reason.NOT_EVERYBODY_MARKED: _l(
        "People without a mark: %(count)s. Please mark everybody, then close the roll call."
    ),
    Reason.CLASS_CANCELLED: _l("This block was cancelled, so there is no roll to call."),
    Reason.CHANGED_MEANWHILE: _l(
        "Somebody else changed this roll call meanwhile. Below it stands as it is now: please look at it and mark once "
        "more what is different."
    ),
    Reason.DAY_OVER: _l("The day of this block is over. Please ask an officer of the centre to correct the roll call."),
    Reason.NUMBER_UNKNOWN: _l(
        "Nobody could be seated with this number. Please look at the card again; if it is right, ask the person’s own "
        "centre."
    ),
    Reason.MANY_UNKNOWN: _l(
        "Many unknown numbers were sent, so this one was not looked up. It is kept; an officer can look for the person "
        "and give the seat."
    ),
    Reason.CARD_LOST: _l(
        "This card was reported lost and does not count any more. Please ask for the new one, or look for the name."
    ),
    Reason.NOT_ON_ROLL: _l("This person is not on the roll any more. Please ask an officer of the centre."),
    Reason.OWN_ROLL: _l("You take part in this training yourself. Please let somebody else call its roll."),
    Reason.NOT_YOURS: _l("This block is not yours any more. Please ask an officer of the centre to call its roll."),
    Reason.NOT_UNDERSTOOD: _l("This mark could not be read. Please mark the person once more."),
    Reason.NO_PICTURE: _l("This is not a picture that can be kept. Please choose a JPEG, PNG or WebP picture."),
    Reason.PICTURE_TOO_LARGE: _l("This picture is too large. Please choose one of at most 2 megabytes."),
}

ABSENT_FOR = {
    AbsentFor.UNWELL: _l("Unwell"),
    AbsentFor.FAMILY: _l("Something in the family"),
    AbsentFor.WORK: _l("Had to work"),
    AbsentFor.ROAD: _l("Could not get here"),
    AbsentFor.PAPERS: _l("Getting papers"),
    AbsentFor.UNKNOWN: _l("Nobody knows"),
}

ITEMS = {
    Item.CHAIRS: _l("A chair and a table for everybody"),
    Item.POWER: _l("Electricity, sockets, a torch for power cuts"),
    Item.LIGHT: _l("Light, warmth, fresh air"),
    Item.WATER: _l("Drinking water"),
    Item.TOILET: _l("Toilets for women and men"),
    Item.FIRST_AID: _l("First-aid box"),
    Item.WAYS_OUT: _l("Ways out are free"),
    Item.CHILD_CORNER: _l("Child corner"),
    Item.PRAYER_ROOM: _l("Prayer room"),
    Item.SHEETS: _l("Sign-in sheet and pens"),
    Item.CARDS: _l("Name cards and booklets"),
}

# A line of a day's checklist, by its key.
CHECKS = {**ITEMS, **{THING.format(each.value): label for each, label in EQUIPMENT.items()}}

MATERIALS = {
    Material.BOOKLET: _l("Booklet"),
    Material.ROLE_CARDS: _l("Role cards"),
    Material.FLIP_CHART: _l("Flip chart or board"),
    Material.POSTER: _l("Poster"),
    Material.PICTURES: _l("Pictures"),
    Material.FILM: _l("Film"),
    Material.SOUND: _l("Sound recording"),
    Material.SAMPLES: _l("Sample documents"),
    Material.PHONE: _l("Lessons on the phone"),
}

PASSED_TO = {
    PassedTo.CENTRE: _l("Officer of the centre"),
    PassedTo.MINISTRY: _l("Ministry"),
    PassedTo.CONSULATE: _l("Consulate"),
    PassedTo.LAWYER: _l("Lawyer"),
}

INCIDENTS = {
    IncidentKind.HEALTH: _l("Somebody fell ill or was hurt"),
    IncidentKind.SAFETY: _l("Danger"),
    IncidentKind.QUARREL: _l("Quarrel or insult"),
    IncidentKind.ROOM: _l("Room or equipment"),
    IncidentKind.PAYMENT: _l("Somebody asked for money"),
    IncidentKind.OTHER: _l("Something else"),
}

WAYS = {
    Way.PAGE: _l("on a page"),
    Way.PHONE: _l("on a phone"),
    Way.PAPER: _l("typed from paper"),
    Way.SETTLED: _l("settled by a person"),
}

STATES = {
    MarkState.PRESENT: _l("Present"),
    MarkState.LATE: _l("Late"),
    MarkState.LEFT_EARLY: _l("Left early"),
    MarkState.ABSENT: _l("Absent"),
}

# One sign for a cell of the grid; the word stands in the key above it and in the cell for those who listen.
SIGNS = {
    MarkState.PRESENT: "✔",
    MarkState.LATE: "◷",
    MarkState.LEFT_EARLY: "◁",
    MarkState.ABSENT: "✘",
}


def walk_in_sentence(refused: str | None) -> str:
    """Why somebody who came got no seat, in words."""
    for reasons in (Reason, Seating):
        if refused in {each.value for each in reasons}:
            said = sentence(reasons(refused))
            return said if "%(" not in said else _(  # what it would name was not kept
                "This course does not fit this person’s journey. The page of the class says why when you give the seat."
            )
    return ""


def describe(found: Eligibility, programme: Programme, language: str) -> str:
    """How far somebody is, in words, the same on every page: "5 of 6 blocks; missing: the family hour; next: Bokhtar,
    12 May, 14:00", and when not everything can be reached any more before the departure (E19, E117)."""
    said = _progress(found, programme, language)
    if not found.out_of_reach:
        return said
    return _(
        "%(progress)s. As planned now, not everything can be attended before the departure on %(day)s: %(blocks)s.",
        progress=said.rstrip("."),
        day=as_date(found.departs_on),
        blocks=_titles(found.out_of_reach, programme, language),
    )


def _progress(found: Eligibility, programme: Programme, language: str) -> str:
    standing = found.standing
    facts = {"attended": len(standing.attended), "all": standing.all}
    ahead = _titles(standing.ahead, programme, language)
    if standing.missing:
        said = _missing(bool(standing.ahead), bool(found.next))
        missing = _titles(standing.missing, programme, language)
        return said % {**facts, "missing": missing, "ahead": ahead, "next": _chance(found, language)}
    if not standing.attended:
        return ngettext(
            "The course has %(num)s block, which is still to come.",
            "The course has %(num)s blocks, all still to come.",
            standing.all,
        )
    if standing.ahead:
        return _("%(attended)s of %(all)s blocks; still to come: %(ahead)s", **facts, ahead=ahead)
    return ngettext("The only block is attended.", "All %(num)s blocks are attended.", standing.all)


def _missing(ahead: bool, following: bool) -> str:
    if ahead and following:
        return _("%(attended)s of %(all)s blocks; missing: %(missing)s; next: %(next)s; still to come: %(ahead)s")
    if ahead:
        return _("%(attended)s of %(all)s blocks; missing: %(missing)s; still to come: %(ahead)s")
    if following:
        return _("%(attended)s of %(all)s blocks; missing: %(missing)s; next: %(next)s")
    return _("%(attended)s of %(all)s blocks; missing: %(missing)s")


def _chance(found: Eligibility, language: str) -> str:
    if found.next is None:
        return ""
    starts = found.next.starts
    return _(
        "%(centre)s, %(day)s, %(time)s",
        centre=place_name(found.next.centre, language), day=as_short_date(starts), time=as_time(starts),
    )  # fmt: skip


def _titles(blocks: Iterable[str], programme: Programme, language: str) -> str:
    return ", ".join(programme.block_title(block, language) for block in blocks)
