"""The house assembled: which rooms there are, who listens to what, where sentences come from. Does nothing else."""

import os
from pathlib import Path
from typing import Any

from werkzeug.middleware.proxy_fix import ProxyFix

import lms.accounts.cli
import lms.accounts.messages
import lms.accounts.queries
import lms.accounts.sessions
import lms.accounts.views
import lms.advisories.messages
import lms.advisories.views
import lms.attendance.actions
import lms.attendance.messages
import lms.attendance.views
import lms.centres.cli
import lms.centres.messages
import lms.centres.queries
import lms.centres.views
import lms.certificates.actions
import lms.certificates.cli
import lms.certificates.messages
import lms.certificates.queries
import lms.certificates.queries.learned
import lms.certificates.views
import lms.classes.actions
import lms.classes.cli
import lms.classes.messages
import lms.classes.queries
import lms.classes.views
import lms.companion.views
import lms.core.cli
import lms.curriculum.cli
import lms.curriculum.messages
import lms.curriculum.views
import lms.demo.cli
import lms.drill.cli
import lms.evaluation.actions
import lms.evaluation.messages
import lms.evaluation.views
import lms.home.permissions
import lms.home.views
import lms.learning.views
import lms.media.actions
import lms.media.cli
import lms.media.messages
import lms.media.views
import lms.messages.cli
import lms.messages.queries
import lms.notices.actions
import lms.notices.cli
import lms.notices.views
import lms.offline.views
import lms.privacy.cli
import lms.privacy.messages
import lms.privacy.views
import lms.quizzes.messages
import lms.quizzes.queries.items
import lms.quizzes.views
import lms.registration.cli
import lms.referrals.messages
import lms.registration.messages
import lms.registration.rules
import lms.referrals.views
import lms.registration.views
import lms.reports.headline
import lms.reports.views
import lms.trainers.actions
import lms.trainers.messages
import lms.trainers.queries
import lms.trainers.queries.changes
import lms.trainers.views
import lms.web.access
import lms.web.addresses
import lms.web.assets
import lms.web.compression
import lms.web.errors
import lms.web.frame
import lms.web.legibility
import lms.web.locale
import lms.web.messages
import lms.web.seals
import lms.web.security
import lms.web.sending
import lms.web.views
from lms.classes.views.groups import group_panel
from lms.classes.views.panel import seat_panel
from lms.core import database, garbage
from lms.core.config import ROOT, Watch, settings
from lms.core.database import OneCommit
from lms.core.events import (
    AdvisoryApproved, AdvisoryWithdrawn, AskedBefore, EnrolmentsProgressed, LastBlockClosed, NewDevice,
    PlaceRenamed, TestHandedIn,
)  # fmt: skip
from lms.web.sentences import gather

BLUEPRINTS = (
    lms.web.views.blueprint,
    lms.accounts.views.blueprint,
    lms.registration.views.blueprint,
    lms.centres.views.blueprint,
    lms.trainers.views.blueprint,
    lms.evaluation.views.blueprint,
    lms.reports.views.blueprint,
    lms.home.views.blueprint,
    lms.curriculum.views.blueprint,
    lms.companion.views.blueprint,
    lms.advisories.views.blueprint,
    lms.media.views.blueprint,
    lms.learning.views.blueprint,
    lms.classes.views.blueprint,
    lms.quizzes.views.blueprint,
    lms.attendance.views.blueprint,
    lms.certificates.views.blueprint,
    lms.notices.views.blueprint,
    lms.offline.views.blueprint,
    lms.privacy.views.blueprint,
    lms.referrals.views.blueprint,
)
COMMANDS = (
    lms.core.cli.migrate_command,
    lms.core.cli.backup_command,
    lms.core.cli.key_commands,
    lms.registration.cli.registration_commands,
    lms.privacy.cli.privacy_commands,
    lms.privacy.cli.retention_commands,
    lms.demo.cli.demo_command,
    lms.curriculum.cli.curriculum_commands,
    lms.media.cli.media_commands,
    lms.accounts.cli.user_commands,
    lms.accounts.cli.trail_commands,
    lms.centres.cli.centre_commands,
    lms.messages.cli.message_commands,
    lms.classes.cli.class_commands,
    lms.certificates.cli.certificate_commands,
)
SENTENCES = gather(
    lms.web.messages.SENTENCES,
    lms.accounts.messages.SENTENCES,
    lms.curriculum.messages.SENTENCES,
    lms.advisories.messages.SENTENCES,
    lms.media.messages.SENTENCES,
    lms.registration.messages.SENTENCES,
    lms.registration.messages.GROUP_SENTENCES,
    lms.registration.messages.RECORD_SENTENCES,
    lms.registration.messages.MERGE_SENTENCES,
    lms.registration.messages.LIST_SENTENCES,
    lms.registration.messages.CODE_SENTENCES,
    lms.centres.messages.SENTENCES,
    lms.trainers.messages.SENTENCES,
    lms.classes.messages.SENTENCES,
    lms.quizzes.messages.SENTENCES,
    lms.attendance.messages.SENTENCES,
    lms.certificates.messages.SENTENCES,
    lms.evaluation.messages.SENTENCES,
    lms.privacy.messages.SENTENCES,
    lms.referrals.messages.SENTENCES,
)
LISTENERS = {
    AskedBefore: (lms.learning.actions.note_known,),
    EnrolmentsProgressed: (lms.certificates.actions.issue_if_earned,),
    LastBlockClosed: (lms.evaluation.actions.invite,),
    AdvisoryApproved: (lms.notices.actions.tell_of_advisory,),
    AdvisoryWithdrawn: (lms.notices.actions.take_back_advisory,),
    NewDevice: (lms.notices.actions.tell_new_device,),
    PlaceRenamed: (lms.classes.actions.call_place_anew,),
    TestHandedIn: (lms.trainers.actions.keep_test, lms.attendance.actions.record_after_test),
}
# What rooms ask of rooms they may not import: rooms of one floor meet only here (docs/decisions/0004).
ANSWERS = {
    "scopes": lms.centres.queries.scopes,
    "limits": lms.centres.queries.limits,
    "centres_within": lms.centres.queries.centres_within,
    "centre_for": lms.centres.queries.code_for,
    "centres_of_records": lms.registration.queries.centres_of,
    "jamoats": lms.centres.queries.jamoat_names,
    "is_mistyped": lms.registration.rules.is_mistyped,
    "group_panels": (group_panel,),
    "registration_panels": (
        seat_panel, lms.certificates.views.panel, lms.notices.views.panel, lms.referrals.views.panel,
        lms.privacy.views.desk.panel,
    ),
    "read_by_trainers": lms.trainers.queries.changes.read_by,
    "players": lms.media.views.players,
    "phrase_sounds": lms.media.queries.phrase_sounds,
    "carry_uploads": lms.media.actions.carry_out,
    "bring_uploads": lms.media.actions.bring_in,
    "faults_in_uploads": lms.media.actions.faults_in,
    "announce_uploads": lms.media.actions.announce,
    "notices_on_module": lms.advisories.views.panel,
    "notices_for_place": lms.advisories.views.place_panel,
    "busy_twice": lms.classes.queries.busy_twice,
    "is_planned_in": lms.classes.queries.is_planned_in,
    "account_names": lms.accounts.queries.names_of,
    "finished": lms.certificates.queries.finished_programmes,
    "through": lms.certificates.queries.through,
    "marked": lms.attendance.queries.with_marks,
    "learned": lms.certificates.queries.learned.learned_online,
    "taken": lms.certificates.queries.due.last_taken,
    "certificates_of": lms.certificates.queries.of_enrolments,
    "item_figures": lms.quizzes.queries.items.item_figures,
    "item_figures_by_edition": lms.quizzes.queries.items.item_figures_by_edition,
    "sends_codes": lms.messages.queries.sends_codes,
    "headline": lms.reports.headline.usual_headline,
    "may_examine": lms.home.permissions.may_examine,
    "may_test": lms.trainers.queries.may_test,
}


def create_app(overrides: dict[str, Any] | None = None) -> OneCommit:
    """The application. `overrides` replace settings, for tests."""
    instance = Path(os.environ.get("LMS_INSTANCE") or ROOT / "instance").resolve()
    app = OneCommit(
        "lms", instance_path=str(instance), static_folder="web/static", static_url_path="/static"
    )
    app.jinja_environment = lms.web.frame.Environment
    app.config.update(settings(instance, dict(os.environ)))
    app.config.update(overrides or {})
    app.extensions.update(ANSWERS, listeners=LISTENERS, sentences=SENTENCES)
    if "PERSONAL_KEYS" not in (overrides or {}):
        app.extensions["keys"] = Watch(instance)
    if count := app.config["PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
    garbage.init_app(app)
    database.init_app(app)
    lms.web.sending.init_app(app)
    lms.accounts.sessions.init_app(app)  # first: the page about a form out of date speaks to who is signed in
    lms.web.seals.init_app(app)
    lms.web.compression.init_app(app)
    for room in (
        lms.web.addresses, lms.web.legibility, lms.web.access, lms.web.locale, lms.web.frame, lms.web.assets,
        lms.web.security, lms.web.errors,
    ):  # fmt: skip
        room.init_app(app)
    app.jinja_env.globals.setdefault("navigation", list)
    lms.offline.views.init_app(app)
    app.jinja_env.globals.setdefault("beginnings", list)
    app.jinja_env.globals.setdefault("told", str)
    app.before_request(lms.curriculum.queries.editions.begin_page)
    app.teardown_request(lms.curriculum.queries.editions.end_page)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    # Who leaves a page in danger leaves, though the page is old; being signed out by a stranger would harm nobody.
    app.extensions["csrf"].exempt(lms.accounts.views.doors.leave_quickly)
    for command in COMMANDS:
        app.cli.add_command(command)
    return app
