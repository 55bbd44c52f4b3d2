"""The officer's desk: find, register, correct, give a new PIN, print the card."""

import secrets

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.core.freshness import sign_of
from lms.registration import actions, cards, drafts, phones, queries
from lms.registration.blank import blank
from lms.registration.forms.desk import DeskForm, RecordForm, SearchForm
from lms.registration.messages import EVIDENCE
from lms.registration.messages.why import WHY
from lms.registration.models import Enrolment
from lms.registration.permissions import can_undo_merge
from lms.registration.rules import is_mistyped, plain_number, shown_number
from lms.registration.views import blueprint
from lms.registration.views.choices import centre_chosen, with_centres, with_choices
from lms.registration.views.courses import with_certificates
from lms.registration.views.duplicates import evidence_of
from lms.registration.views.record import described, looked, looked_again, pdf, served
from lms.web.access import actor, only
from lms.web.addresses import page_number, sent_id
from lms.web.locale import language
from lms.web.sentences import refusal

USUAL = {"country": "RU", "has_internet": "yes", "reads_alone": "yes", "first_time": "yes", "occupation": "unknown"}
LATER = ("patronymic", "jamoat", "country_region", "occupation", "has_internet", "reads_alone", "language", "needs")


@blueprint.get("/desk/registrations")
@only(Role.OFFICER, Role.ADMIN)
def search():
    """The people of one's centres; with `last` in the address, those last searched for."""
    text, page = drafts.last_search() if "last" in request.args else "", page_number()
    form = SearchForm(q=text)
    found, count = queries.search(actor(), text, page=page)
    return render_template(
        "registration/search.html", form=form, text=text, found=found, count=count, page=page, size=queries.PAGE,
        mistyped=not count and is_mistyped(text), shown_number=shown_number,
        telephone=phones.standard(text, current_app.config["ORIGIN"]),
        lost=queries.retired(actor(), [plain_number(text)]).get(plain_number(text)) if not count else None,
        districts=queries.district_names(language()),
    )  # fmt: skip


@blueprint.post("/desk/registrations")
@only(Role.OFFICER, Role.ADMIN)
def find():
    """Search by name, number or phone. A form and not an address: names do not belong in addresses."""
    drafts.keep_search((SearchForm().q.data or "").strip())
    return redirect(url_for(".search", last="yes"), 303)


@blueprint.route("/desk/registrations/new", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN)
def register_at_desk():
    """Register somebody who stands at the desk."""
    usual = {**USUAL, "language": current_app.config["LANGUAGES"][0]}
    form = with_centres(with_choices(DeskForm(**usual, form_token=secrets.token_urlsafe(16))))
    if form.validate_on_submit():
        before = queries.by_form(form.form_token.data)
        if before:
            return redirect(url_for(".record", key=before.key))
        alike = [] if form.another.data else queries.alike_for(actor(), form.person())
        if alike:
            return _new_page(form, alike), 422
        try:
            made, pin = actions.register_at_desk(
                person=form.person(), plan=form.plan(), language=language(), pin="".join((form.pin.data or "").split()),
                centre_code=centre_chosen(form) or current_app.extensions["centre_for"](form.person().region),
                form_token=form.form_token.data or None, by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("pin", refusal(refused))
        else:
            return _slip(made, pin)
    return _new_page(form), 422 if form.errors else 200


@blueprint.get("/desk/registrations/blank.pdf")
@only(Role.OFFICER, Role.ADMIN)
def blank_form():
    """The same questions on paper."""
    return pdf(blank(with_choices(DeskForm(**USUAL)), language(), at=clock.now()), "registration.pdf")


def later_open(form: DeskForm) -> bool:
    """Whether the rest of the questions is open: something of it was typed, or is wrong."""
    return any(name in form.errors for name in LATER) or form.names_family


def _new_page(form: DeskForm, alike=()) -> str:
    found = [(each, [EVIDENCE[code] for code in likeness.evidence]) for each, likeness in alike]
    return render_template("registration/desk_new.html", form=form, alike=found, later_open=later_open(form), why=WHY)


@blueprint.get("/desk/registrations/<key>")
@only(Role.OFFICER, Role.ADMIN)
def record(key: str):
    """Everything known of one person, and what other rooms add to it."""
    return _record(looked(key, Deed.LOOKED))


@blueprint.post("/desk/registrations/<key>/phone")
@only(Role.OFFICER, Role.ADMIN)
def open_phone(key: str):
    """The same page with the telephone in full: a deliberate press, and it stands in the trail."""
    found = served(key)
    trail.note(what=Deed.OPENED, person=found.id, by=actor().user_id, at=clock.now(), of="phone")
    return _record(found, opened=True)


def _record(found, *, opened: bool = False):
    begun = queries.courses(found.id)
    about = described(found, opened=opened, course=_chosen(begun))
    told = about["registration"], about["enrolment"], actor()
    panels = [panel(*told) for panel in current_app.extensions.get("registration_panels", ())]
    group = queries.group_of(about["registration"].id)
    found, following = found.id, queries.next_courses(about["journey"], begun, today=clock.today())
    merges = [(each, can_undo_merge(actor(), each)) for each in queries.merges_of(found)]
    return render_template(
        "registration/record.html", panels=panels, group=group, alike=queries.lookalikes_of(actor(), found),
        merges=merges, begun=with_certificates(begun), following=following, evidence_of=evidence_of,
        number_of=shown_number, **about,
    )  # fmt: skip


def _chosen(begun: list[Enrolment]) -> Enrolment | None:
    """The course that the address asks for. Raises NotThere for one that is not the person's."""
    if "course" not in request.args:
        return None
    wanted = sent_id("course", request.args)
    found = next((each for each in begun if each.id == wanted), None)
    if found is None:
        raise NotThere
    return found


@blueprint.route("/desk/registrations/<key>/edit", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN)
def edit(key: str):
    """Correct names, birth, sex, home, phone, language of the course, departure. The form shows the telephone: that it
    was opened stands in the trail."""
    found = looked(key, Deed.OPENED, of="phone") if request.method == "GET" else served(key)
    facts = queries.record_facts(found.id)
    home = f"{found.region}/{found.district}"
    form = with_choices(RecordForm(obj=found, data={"home": home, "departs_on": facts[-1]}, seen=sign_of(*facts)))
    if form.validate_on_submit():
        try:
            actions.correct_record(
                registration_id=found.id, names=form.names(), basics=form.basics(), phone=form.phone.standard,
                language=form.language.data, departs_on=form.departs_on.data, seen=form.seen.data,
                by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("departs_on", refusal(refused))
        else:
            flash(_("The record is corrected."))
            return redirect(url_for(".record", key=key))
    if form.errors:
        looked_again(found, of="edit")
    return render_template("registration/edit.html", form=form, registration=found), 422 if form.errors else 200


@blueprint.post("/desk/registrations/<key>/pin")
@only(Role.OFFICER, Role.ADMIN)
def new_pin(key: str):
    """A new PIN for somebody who forgot it, shown once."""
    found = served(key)
    return _slip(found, actions.make_pin(registration_id=found.id, by=actor().user_id, at=clock.now()))


@blueprint.post("/desk/registrations/<key>/lost-card")
@only(Role.OFFICER, Role.ADMIN)
def lost_card(key: str):
    """The card is lost: a new number, and the old one counts no more."""
    lost = request.form.get("lost", "")
    found = actions.replace_card(registration_id=served(key).id, lost=lost, by=actor().user_id, at=clock.now())
    return render_template("registration/new_number.html", **described(found))


@blueprint.get("/desk/registrations/<key>/card.pdf")
@only(Role.OFFICER, Role.ADMIN)
def card(key: str):
    """The card to print, on an A4 sheet or a label."""
    paper = request.args.get("paper", cards.PAPERS[0])
    if paper not in cards.PAPERS:
        raise NotThere
    return pdf(cards.render([looked(key, Deed.PRINTED, of="card")], paper=paper), f"card-{key}.pdf")


def _slip(found, pin: str):
    return render_template("registration/slip.html", pin=pin, **described(found))
