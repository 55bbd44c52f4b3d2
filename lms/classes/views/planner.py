"""The planner at the desk: what it proposes for four weeks, one class of it, accepting that class."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.centres import queries as centres
from lms.classes import actions
from lms.classes.forms import PlanForm
from lms.classes.messages import COUNTED
from lms.classes.models import Proposal
from lms.classes.queries import planner as queries
from lms.classes.rules.planner import WhyNot
from lms.classes.views.desk import DESK
from lms.classes.views.room import blueprint, telling
from lms.classes.views.suiting import better_taught, missing_in
from lms.core import clock, languages
from lms.curriculum import queries as curriculum
from lms.curriculum.messages import PROVIDERS
from lms.curriculum.queries import place_name
from lms.registration import queries as registration
from lms.registration.messages import NEEDS
from lms.registration.models import Enrolment
from lms.registration.rules import shown_number
from lms.trainers.messages import name_and_kind
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import sentence

SHOWN = 50


@blueprint.get("/desk/classes/planner")
@only(*DESK)
def planner():
    """The proposals class by class, four weeks as a strip, and who is not placed and why."""
    return _page(PlanForm(formdata=None))


@blueprint.post("/desk/classes/planner")
@only(*DESK)
def plan_weeks():
    """Plan anew; what was proposed before and not accepted goes."""
    form = PlanForm()
    if not form.validate_on_submit():
        return _page(form), 422
    made = actions.plan_weeks(actor=actor(), least=form.least.data or 1, at=clock.now())
    flash(_("Planned. Proposed classes: %(count)s.", count=len(made.proposed)))
    return redirect(url_for(".planner"), 303)


@blueprint.get("/desk/classes/planner/<int:proposal_id>")
@only(*DESK)
def proposed_class(proposal_id: int):
    """One proposal: where, when, with whom, who would sit in it."""
    found = queries.proposal(actor(), proposal_id)
    return render_template(
        "classes/planner_class.html",
        found=found,
        people=queries.people_of(found),
        programme=curriculum.programme(found.edition_id),
        trainer=name_and_kind(found.trainer) if found.trainer else "",
        better=_better(found),
        missing=_missing(found),
        needs=NEEDS,
        district=registration.district_names(language()),
        shown_number=shown_number,
        place_name=place_name,
    )


@blueprint.post("/desk/classes/planner/<int:proposal_id>/accept")
@only(*DESK)
def accept_proposal(proposal_id: int):
    """Make the class and seat its people."""
    with telling():
        accepted = actions.accept_proposal(actor=actor(), proposal_id=proposal_id, at=clock.now())
        flash(_("The class is accepted. Seated and told: %(count)s.", count=accepted.seated))
        if accepted.families_out:
            flash(_("Seated without the family, who are booked elsewhere or find no chair: %(count)s.",
                    count=accepted.families_out))  # fmt: skip
        if accepted.left_out:
            flash(_("Left out, because they have another seat or leave on another day: %(count)s.",
                    count=accepted.left_out))  # fmt: skip
    day = _day(request.form.get("day"))
    return redirect(url_for(".planner", **({"day": day.isoformat()} if day else {})), 303)


def _better(found: Proposal) -> str:
    programme = curriculum.programme(found.edition_id)
    return better_taught(programme, found.trainer, *programme.variant(found.variant).blocks) if found.trainer else ""


def _missing(found: Proposal) -> str:
    programme = curriculum.programme(found.edition_id)
    return missing_in(found.room, programme, programme.variant(found.variant)) if found.room else ""


def _page(form: PlanForm):
    plannings = queries.plannings(actor())
    proposals = queries.open_proposals(actor()) if plannings else []
    unplaced = queries.unplaced(actor()) if plannings else []
    day = _day(request.args.get("day"))
    shown = [each for each in proposals if day is None or day in each.proposal.dates]
    not_placed = [each for each in unplaced if each.because.why is not WhyNot.CAN_WAIT]
    return render_template(
        "classes/planner.html",
        form=form,
        latest=plannings[0] if plannings else None,
        late=queries.registered_since(actor(), plannings[0]) if plannings else 0,
        weeks=_weeks(plannings[0].first_day, plannings[0].last_day, proposals) if plannings else [],
        day=day,
        proposals=shown,
        all_count=len(proposals),
        people=sum(each.people for each in proposals),
        not_placed=list(_with_reasons(not_placed[:SHOWN])),
        more=max(0, len(not_placed) - SHOWN),
        can_wait=len(unplaced) - len(not_placed),
        programme_of=curriculum.programme,
        providers=PROVIDERS,
        district=registration.district_names(language()),
        place_name=place_name,
    )


def _weeks(first: date, last: date, proposals: list[queries.Listed]) -> list[list[tuple[date, int, bool]]]:
    """Monday to Sunday, week by week: each day, how many classes are proposed for it, whether it was planned for."""
    count = Counter(day for each in proposals for day in each.proposal.dates)
    monday = first - timedelta(days=first.weekday())
    days = [monday + timedelta(days=n) for n in range((last - monday).days // 7 * 7 + 7)]
    return [[(day, count[day], first <= day <= last) for day in days[n : n + 7]] for n in range(0, len(days), 7)]


def _with_reasons(found: list[queries.Unseated]) -> Iterator[tuple[Enrolment, str, bool]]:
    """Each with the sentence that says why, and whether there are classes that are full."""
    names = {code: name for code, name, _districts in centres.regions(language())}
    for each in found:
        person = each.enrolment.registration
        said = sentence(
            each.because.why,
            day=each.enrolment.journey.departs_on,
            place=names.get(person.region, person.region),
            language=languages.NAMES.get(person.language, person.language),
        )
        counted = [str(COUNTED[need]) for need in each.because.counted]
        yield each.enrolment, " ".join([said, *counted]), each.because.full


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
