"""What goes over the wire to a phone: names, numbers and marks of its own roll calls; the lessons of a course, and
nobody's name with them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import get_template_attribute

from lms.accounts import queries as accounts
from lms.attendance.models import Mark
from lms.centres.messages import room_name
from lms.classes import queries as classes
from lms.core.actors import Actor
from lms.offline.queries import KeptLesson, Packed
from lms.quizzes.queries import Asked
from lms.web.locale import as_short_date, as_time, as_weekday


def packed(roll: Packed, language: str) -> dict[str, Any]:
    """One roll call as JSON, its words in a language."""
    session, call = roll.session, roll.roll_call
    programme = classes.programme_of(session.training_class)
    return {
        "id": session.id,
        "class": session.class_id,
        "title": programme.block_title(session.block, language),
        "day": f"{as_weekday(session.starts_at).capitalize()}, {as_short_date(session.starts_at)}",
        "time": f"{as_time(session.starts_at)}–{as_time(session.ends_at)}",
        "starts": session.starts_at.isoformat(),
        "ends": session.ends_at.isoformat(),
        "room": room_name(session.room),
        "closed": bool(call and call.closed_at),
        "began": call.began_at.isoformat() if call and call.began_at else None,
        "ended": call.ended_at.isoformat() if call and call.ended_at else None,
        "may_change": roll.may_change,
        "to_settle": len(roll.disputed) + roll.without_seat,
        "people": [
            {
                "id": person.id,
                "seat": seat,
                "name": person.registration.full_name,
                "number": person.registration.number,
                "mark": _mark(roll.marks.get(person.id)),
                "disputed": person.id in roll.disputed,
            }
            for person, seat in roll.people
        ],
    }


def lesson(
    kept: KeptLesson, choices: Sequence[str], how_to: Mapping[str, Any], numbers: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """A lesson as JSON; its pages and the ways to answer as the pages with network show them. `numbers`: whom to
    call in danger, which stands with a lesson that speaks of hard things."""
    module, words = kept.lesson.module, kept.words
    standing = get_template_attribute("advisories/notices.html", "notices")
    help_with = get_template_attribute("curriculum/sensitive.html", "whom_to_call")
    player = get_template_attribute("curriculum/films.html", "film")
    return {
        "module": module.slug,
        "title": words["title"],
        "spoken": kept.spoken,
        "sensitive": module.sensitive,
        "help": help_with(numbers) if module.sensitive else "",
        "notices": standing(kept.notices, choices) if kept.notices else "",
        "screens": [
            {
                "title": each["title"], "html": each["html"], "picture": each["picture"],
                "sound": kept.sounds.get(each["id"]), "film": player(small(each["film"])) if each.get("film") else "",
            }
            for each in words["screens"]
        ],
        "objectives": [words["objectives"][each] for each in module.objectives],
        "check": [_question(asked, said, kept.spoken, how_to) for asked, said in kept.check],
    }  # fmt: skip


def _question(asked: Asked, words: Mapping[str, Any], spoken: str, how_to: Mapping[str, Any]) -> dict[str, Any]:
    question = asked.question
    options = get_template_attribute("quizzes/options.html", "options")
    return {
        "asked": [asked.module.edition_id, question.id],
        "kind": question.kind,
        "text": words["text"],
        "how": str(how_to.get(question.kind, "")),
        "html": options(asked, words, frozenset(), spoken),
        "options": len(question.options),
        "correct": sorted(question.correct),
        "tolerance": str(question.tolerance),
        "feedback": dict(words.get("feedback", {})),
        "explain": words["explain"],
    }


def pictures_of(found: Iterable[KeptLesson]) -> set[str]:
    """The addresses of all pictures in lessons and their questions."""
    return {
        address
        for each in found
        for address in (
            *(screen["picture"]["src"] for screen in each.words["screens"] if screen["picture"]),
            *(one for asked, _ in each.check for one in asked.question.pictures.values()),
        )
        if address
    }


def small(film: Mapping[str, Any]) -> dict[str, Any]:
    """A film as a phone keeps it: the small one alone."""
    return {**film, "films": film["films"][:1], "sounds": []}


def films_in(found: Iterable[KeptLesson]) -> set[str]:
    """The addresses of the small films in lessons, of the pictures before them and of their subtitles."""
    films = [screen["film"] for each in found for screen in each.words["screens"] if screen.get("film")]
    return {each["films"][0]["src"] for each in films} | {
        each[beside] for each in films for beside in ("poster", "subtitles") if beside in each
    }


def sounds_in(found: Iterable[KeptLesson]) -> set[str]:
    """The addresses of everything that can be heard in lessons and their questions."""
    return {
        address
        for each in found
        for address in (
            *each.sounds.values(), *(one for _, words in each.check for one in words.get("sound", {}).values()),
        )
    }  # fmt: skip


def owner(actor: Actor) -> dict[str, Any]:
    """Whose marks a phone takes down."""
    return {"id": actor.user_id, "name": accounts.name_of(actor.user_id)}


def _mark(mark: Mark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    return {"id": mark.id, "state": mark.state, "minutes": mark.minutes, "reason": mark.reason}
