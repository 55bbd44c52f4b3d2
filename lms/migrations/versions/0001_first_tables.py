"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("secret_hash", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "failed_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who_digest", sa.String(length=64), nullable=False),
        sa.Column("door", sa.String(length=10), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_try")),
    )
    with op.batch_alter_table("failed_try", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_failed_try_who_digest_at"), ["who_digest", "at"], unique=False)

    op.create_table(
        "jamoat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("region", sa.String(length=40), nullable=False),
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jamoat")),
        sa.UniqueConstraint("code", name=op.f("uq_jamoat_code")),
    )
    with op.batch_alter_table("jamoat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jamoat_region_district"), ["region", "district"], unique=False)

    op.create_table(
        "opened_count",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "what", "key", name=op.f("pk_opened_count")),
    )
    op.create_table(
        "provider",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("licence_number", sa.String(length=60), nullable=True),
        sa.Column("licensed_from", sa.Date(), nullable=False),
        sa.Column("licensed_until", sa.Date(), nullable=True),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("regions", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
        sa.UniqueConstraint("code", name=op.f("uq_provider_code")),
    )
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("district", sa.String(length=81), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=60), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint("code", name=op.f("uq_service_code")),
    )
    op.create_table(
        "signing_key",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
    )
    op.create_table(
        "trail_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail_head")),
    )
    op.create_table(
        "asked_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("shown", sa.Text(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("from_class", sa.Boolean(), nullable=False),
        sa.Column("of_centre", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["account.id"], name=op.f("fk_asked_question_answered_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_question")),
        sa.UniqueConstraint("key", name=op.f("uq_asked_question_key")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("deed", sa.String(length=12), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_audit_entry_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_by_id_at"), ["by_id", "at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_audit_entry_subject_kind_subject_id"), ["subject_kind", "subject_id"], unique=False
        )

    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("whose", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("secret_index", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_calendar_feed_made_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("secret_index", name=op.f("uq_calendar_feed_secret_index")),
    )
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.create_index(
            "uq_calendar_feed_open",
            ["whose", "subject_id"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at is null"),
            postgresql_where=sa.text("withdrawn_at is null"),
        )

    op.create_table(
        "centre",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("address", sa.JSON(), nullable=False),
        sa.Column("region", sa.String(length=40), nullable=False),
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("jamoat_id", sa.Integer(), nullable=True),
        sa.Column("serves_regions", sa.JSON(), nullable=False),
        sa.Column("tenure", sa.String(length=20), nullable=False),
        sa.Column("rented_from", sa.Date(), nullable=True),
        sa.Column("rented_until", sa.Date(), nullable=True),
        sa.Column("prayer_room", sa.Boolean(), nullable=False),
        sa.Column("child_corner", sa.Boolean(), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("weekly_hours", sa.JSON(), nullable=False),
        sa.Column("ramadan_hours", sa.JSON(), nullable=False),
        sa.Column("open_on_holidays", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["jamoat_id"], ["jamoat.id"], name=op.f("fk_centre_jamoat_id_jamoat")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_centre_provider_id_provider")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centre")),
        sa.UniqueConstraint("code", name=op.f("uq_centre_code")),
    )
    op.create_table(
        "change_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("occasion", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("answer", sa.String(length=500), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(settled_at is null) = (outcome is null)", name=op.f("ck_change_proposal_settled")),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_change_proposal_made_by_id_account")),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["account.id"], name=op.f("fk_change_proposal_settled_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_proposal")),
    )
    with op.batch_alter_table("change_proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_proposal_made_by_id"), ["made_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_proposal_module_slug"), ["module_slug"], unique=False)

    op.create_table(
        "consultation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_code", sa.String(length=40), nullable=True),
        sa.Column("topic", sa.String(length=12), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("logged_by_id", sa.Integer(), nullable=True),
        sa.Column("form_token", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["logged_by_id"], ["account.id"], name=op.f("fk_consultation_logged_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint("form_token", name=op.f("uq_consultation_form_token")),
    )
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_consultation_centre_code_held_on"), ["centre_code", "held_on"], unique=False
        )

    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["published_by_id"], ["account.id"], name=op.f("fk_edition_published_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("kind", "slug", "number", name=op.f("uq_edition_kind_slug_number")),
    )
    op.create_table(
        "export_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("first_month", sa.Date(), nullable=False),
        sa.Column("last_month", sa.Date(), nullable=False),
        sa.Column("centres", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("open_until", sa.DateTime(), nullable=True),
        sa.Column("fetched_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name=op.f("fk_export_request_asked_by_id_account")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_export_request_decided_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_request")),
    )
    with op.batch_alter_table("export_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_export_request_asked_by_id"), ["asked_by_id"], unique=False)

    op.create_table(
        "film",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=80), nullable=False),
        sa.Column("sign", sa.String(length=32), nullable=False),
        sa.Column("file", sa.String(length=48), nullable=False),
        sa.Column("endings", sa.JSON(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["account.id"], name=op.f("fk_film_added_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_film")),
        sa.UniqueConstraint("sign", name=op.f("uq_film_sign")),
    )
    with op.batch_alter_table("film", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_film_module"), ["module"], unique=False)

    op.create_table(
        "known_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("mark_digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("place_digest", sa.String(length=64), nullable=False),
        sa.Column("first_at", sa.DateTime(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_known_device_user_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_device")),
        sa.UniqueConstraint("user_id", "mark_digest", name=op.f("uq_known_device_user_id_mark_digest")),
    )
    op.create_table(
        "one_time_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_one_time_link_user_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_one_time_link_token_digest")),
    )
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("person_key", sa.String(length=24), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("fault", sa.String(length=20), nullable=True),
        sa.Column("next_try_at", sa.DateTime(), nullable=False),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["account.id"], name=op.f("fk_outbox_message_settled_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_message_key")),
        sa.UniqueConstraint("subject", "code", "person_key", name=op.f("uq_outbox_message_subject_code_person_key")),
    )
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_message_person_key"), ["person_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_message_state_next_try_at"), ["state", "next_try_at"], unique=False)

    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=80), nullable=False),
        sa.Column("file", sa.String(length=48), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["account.id"], name=op.f("fk_picture_added_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
    )
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_picture_module"), ["module"], unique=False)

    op.create_table(
        "recording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=80), nullable=False),
        sa.Column("part", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("sign", sa.String(length=32), nullable=False),
        sa.Column("file", sa.String(length=48), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["account.id"], name=op.f("fk_recording_added_by_id_account")),
        sa.ForeignKeyConstraint(["removed_by_id"], ["account.id"], name=op.f("fk_recording_removed_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording")),
    )
    with op.batch_alter_table("recording", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recording_module_part_language"), ["module", "part", "language"], unique=False
        )

    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_digest", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_recovery_code_user_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_recovery_code_code_digest")),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_code_user_id"), ["user_id"], unique=False)

    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("number", sa.String(length=9), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("family_name_latin", sa.String(length=100), nullable=False),
        sa.Column("given_name_latin", sa.String(length=100), nullable=False),
        sa.Column("family_name", sa.String(length=100), nullable=False),
        sa.Column("given_name", sa.String(length=100), nullable=False),
        sa.Column("patronymic", sa.String(length=100), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("phone_index", sa.String(length=64), nullable=True),
        sa.Column("region", sa.String(length=40), nullable=False),
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("jamoat", sa.Text(), nullable=True),
        sa.Column("jamoat_index", sa.String(length=64), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("has_internet", sa.Boolean(), nullable=False),
        sa.Column("reads_alone", sa.Text(), nullable=False),
        sa.Column("pictures_first", sa.Text(), nullable=True),
        sa.Column("education", sa.String(length=12), nullable=True),
        sa.Column("speaks", sa.String(length=8), nullable=True),
        sa.Column("safety_training", sa.String(length=8), server_default="unknown", nullable=False),
        sa.Column("oriented_on", sa.Date(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("centre_code", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("form_token", sa.String(length=64), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("erased_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["created_by_id"], ["account.id"], name=op.f("fk_registration_created_by_id_account")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["registration.id"], name=op.f("fk_registration_merged_into_id_registration")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_registration_user_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("form_token", name=op.f("uq_registration_form_token")),
        sa.UniqueConstraint("key", name=op.f("uq_registration_key")),
        sa.UniqueConstraint("number", name=op.f("uq_registration_number")),
        sa.UniqueConstraint("user_id", name=op.f("uq_registration_user_id")),
    )
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registration_birth_date"), ["birth_date"], unique=False)
        batch_op.create_index(batch_op.f("ix_registration_centre_code_id"), ["centre_code", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_registration_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_registration_district"), ["district"], unique=False)
        batch_op.create_index(
            "ix_registration_merged",
            ["merged_into_id"],
            unique=False,
            sqlite_where=sa.text("merged_into_id is not null"),
            postgresql_where=sa.text("merged_into_id is not null"),
        )
        batch_op.create_index(batch_op.f("ix_registration_phone_index"), ["phone_index"], unique=False)

    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("within", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=81), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_role_grant_user_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint("user_id", "role", "within", "code", name=op.f("uq_role_grant_user_id_role_within_code")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_user_id"), ["user_id"], unique=False)

    op.create_table(
        "second_factor",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=True),
        sa.Column("offered", sa.Text(), nullable=True),
        sa.Column("offered_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_second_factor_user_id_account")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("device_name", sa.String(length=40), nullable=False),
        sa.Column("half", sa.Boolean(), nullable=False),
        sa.Column("second", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_sign_in_user_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_sign_in_token_digest")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_user_id"), ["user_id"], unique=False)

    op.create_table(
        "trainer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=True),
        sa.Column("provider_kind", sa.String(length=20), nullable=True),
        sa.Column("centre_code", sa.String(length=40), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("speaks", sa.JSON(), nullable=False),
        sa.Column("lived_in", sa.JSON(), nullable=False),
        sa.Column("former_migrant", sa.Boolean(), nullable=False),
        sa.Column("experience", sa.JSON(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("has_degree", sa.Boolean(), nullable=True),
        sa.Column("waivers", sa.JSON(), nullable=False),
        sa.Column("health_checked_on", sa.Date(), nullable=True),
        sa.Column("health_due_on", sa.Date(), nullable=True),
        sa.Column("contract_from", sa.Date(), nullable=True),
        sa.Column("contract_until", sa.Date(), nullable=True),
        sa.Column("form_token", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_trainer_user_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainer")),
        sa.UniqueConstraint("form_token", name=op.f("uq_trainer_form_token")),
        sa.UniqueConstraint("user_id", name=op.f("uq_trainer_user_id")),
    )
    with op.batch_alter_table("trainer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trainer_centre_code"), ["centre_code"], unique=False)

    op.create_table(
        "appraisal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("criteria_met", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_appraisal_by_id_account")),
        sa.ForeignKeyConstraint(["trainer_id"], ["trainer.id"], name=op.f("fk_appraisal_trainer_id_trainer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal")),
        sa.UniqueConstraint("trainer_id", "held_on", name=op.f("uq_appraisal_trainer_id_held_on")),
    )
    with op.batch_alter_table("appraisal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appraisal_trainer_id"), ["trainer_id"], unique=False)

    op.create_table(
        "authorisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(length=80), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_authorisation_by_id_account")),
        sa.ForeignKeyConstraint(["trainer_id"], ["trainer.id"], name=op.f("fk_authorisation_trainer_id_trainer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authorisation")),
        sa.UniqueConstraint("trainer_id", "module_slug", name=op.f("uq_authorisation_trainer_id_module_slug")),
    )
    with op.batch_alter_table("authorisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authorisation_trainer_id"), ["trainer_id"], unique=False)

    op.create_table(
        "closed_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_closed_period_order")),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_closed_period_centre_id_centre")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_period")),
    )
    with op.batch_alter_table("closed_period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closed_period_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_consent_registration_id_registration")
        ),
        sa.ForeignKeyConstraint(["said_by_id"], ["account.id"], name=op.f("fk_consent_said_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "correction_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_correction_wish_registration_id_registration")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["account.id"], name=op.f("fk_correction_wish_settled_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_wish")),
    )
    with op.batch_alter_table("correction_wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_wish_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("folder", sa.String(length=200), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("change_note", sa.JSON(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(state = 'published') = (edition_id is not null)", name=op.f("ck_draft_published")),
        sa.ForeignKeyConstraint(["base_id"], ["edition.id"], name=op.f("fk_draft_base_id_edition")),
        sa.ForeignKeyConstraint(["begun_by_id"], ["account.id"], name=op.f("fk_draft_begun_by_id_account")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_draft_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(
            "uq_draft_open",
            ["kind", "slug"],
            unique=True,
            sqlite_where=sa.text("state in ('draft', 'submitted', 'approved')"),
            postgresql_where=sa.text("state in ('draft', 'submitted', 'approved')"),
        )

    op.create_table(
        "edition_read",
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_edition_read_edition_id_edition")),
        sa.ForeignKeyConstraint(["trainer_id"], ["trainer.id"], name=op.f("fk_edition_read_trainer_id_trainer")),
        sa.PrimaryKeyConstraint("trainer_id", "edition_id", name=op.f("pk_edition_read")),
    )
    with op.batch_alter_table("edition_read", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_read_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "entry_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("looked", sa.Text(), nullable=False),
        sa.Column("looked_on", sa.Text(), nullable=True),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["noted_by_id"], ["account.id"], name=op.f("fk_entry_check_noted_by_id_account")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_entry_check_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_check")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_entry_check_registration_id")),
    )
    op.create_table(
        "family_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_family_member_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_member")),
    )
    with op.batch_alter_table("family_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_family_member_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "journey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("country_region", sa.String(length=60), nullable=True),
        sa.Column("occupation", sa.String(length=40), nullable=False),
        sa.Column("departs_on", sa.Date(), nullable=False),
        sa.Column("first_time", sa.Boolean(), nullable=False),
        sa.Column("contract_months", sa.Integer(), nullable=True),
        sa.Column("employer", sa.Text(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_journey_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journey")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("journey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journey_departs_on"), ["departs_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_journey_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_at", sa.DateTime(), nullable=False),
        sa.Column("placed_by_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(), nullable=True),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["account.id"], name=op.f("fk_legal_hold_lifted_by_id_account")),
        sa.ForeignKeyConstraint(["placed_by_id"], ["account.id"], name=op.f("fk_legal_hold_placed_by_id_account")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_legal_hold_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    with op.batch_alter_table("legal_hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legal_hold_registration_id"), ["registration_id"], unique=False)
        batch_op.create_index(
            "uq_legal_hold_standing",
            ["registration_id"],
            unique=True,
            sqlite_where=sa.text("lifted_at is null"),
            postgresql_where=sa.text("lifted_at is null"),
        )

    op.create_table(
        "lookalike",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("evidence", sa.String(length=200), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_lookalike_order")),
        sa.ForeignKeyConstraint(["first_id"], ["registration.id"], name=op.f("fk_lookalike_first_id_registration")),
        sa.ForeignKeyConstraint(["second_id"], ["registration.id"], name=op.f("fk_lookalike_second_id_registration")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["account.id"], name=op.f("fk_lookalike_settled_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lookalike")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_lookalike_first_id_second_id")),
    )
    with op.batch_alter_table("lookalike", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lookalike_second_id"), ["second_id"], unique=False)

    op.create_table(
        "merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("merged_at", sa.DateTime(), nullable=False),
        sa.Column("merged_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["gone_id"], ["registration.id"], name=op.f("fk_merge_gone_id_registration")),
        sa.ForeignKeyConstraint(["kept_id"], ["registration.id"], name=op.f("fk_merge_kept_id_registration")),
        sa.ForeignKeyConstraint(["merged_by_id"], ["account.id"], name=op.f("fk_merge_merged_by_id_account")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["account.id"], name=op.f("fk_merge_undone_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_merge_gone_id"), ["gone_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_merge_kept_id"), ["kept_id"], unique=False)

    op.create_table(
        "name_key",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column(
            "key", sa.String(length=41).with_variant(sa.String(length=41, collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("centre_code", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_name_key_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("registration_id", "key", name=op.f("pk_name_key")),
    )
    with op.batch_alter_table("name_key", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_name_key_centre_code_key_registration_id"),
            ["centre_code", "key", "registration_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_name_key_key_registration_id"), ["key", "registration_id"], unique=False)

    op.create_table(
        "names_said",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("latin_name", sa.String(length=300), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_names_said_by_id_account")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_names_said_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_names_said")),
    )
    with op.batch_alter_table("names_said", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_names_said_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_paper_recorded_by_id_account")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_paper_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "pin_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_pin_code_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin_code")),
    )
    with op.batch_alter_table("pin_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pin_code_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "planning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("improved", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_planning_centre_id_centre")),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_planning_made_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planning")),
        sa.UniqueConstraint("centre_id", name=op.f("uq_planning_centre_id")),
    )
    op.create_table(
        "qualification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column("programme_slug", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("passed_on", sa.Date(), nullable=False),
        sa.Column("refreshed_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("doubted_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_qualification_by_id_account")),
        sa.ForeignKeyConstraint(["trainer_id"], ["trainer.id"], name=op.f("fk_qualification_trainer_id_trainer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualification")),
        sa.UniqueConstraint("trainer_id", "programme_slug", name=op.f("uq_qualification_trainer_id_programme_slug")),
    )
    with op.batch_alter_table("qualification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_qualification_trainer_id"), ["trainer_id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("centre_code", sa.String(length=40), nullable=True),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("referred_at", sa.DateTime(), nullable=False),
        sa.Column("referred_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=12), server_default="open", nullable=False),
        sa.Column("outcome_at", sa.DateTime(), nullable=True),
        sa.Column("form_token", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["referred_by_id"], ["account.id"], name=op.f("fk_referral_referred_by_id_account")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_referral_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("form_token", name=op.f("uq_referral_form_token")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referral_centre_code_referred_on"), ["centre_code", "referred_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_referral_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "retired_number",
        sa.Column("number", sa.String(length=9), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=False),
        sa.Column("retired_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_retired_number_registration_id_registration")
        ),
        sa.ForeignKeyConstraint(
            ["retired_by_id"], ["account.id"], name=op.f("fk_retired_number_retired_by_id_account")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_retired_number")),
    )
    with op.batch_alter_table("retired_number", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_retired_number_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("area", sa.Numeric(precision=6, scale=1, asdecimal=False), nullable=False),
        sa.Column("equipment", sa.JSON(), nullable=False),
        sa.Column("layouts", sa.JSON(), nullable=False),
        sa.Column("region", sa.String(length=40), nullable=True),
        sa.Column("district", sa.String(length=40), nullable=True),
        sa.Column("jamoat_id", sa.Integer(), nullable=True),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("put_away_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(region is null) = (district is null)", name=op.f("ck_room_away")),
        sa.CheckConstraint("area > 0", name=op.f("ck_room_area_positive")),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_room_centre_id_centre")),
        sa.ForeignKeyConstraint(["jamoat_id"], ["jamoat.id"], name=op.f("fk_room_jamoat_id_jamoat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("centre_id", "name", name=op.f("uq_room_centre_id_name")),
    )
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_room_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "score_tally",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("trait", sa.String(length=12), nullable=False),
        sa.Column("value", sa.String(length=10), nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("scores", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_score_tally_centre_id_centre")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_tally")),
        sa.UniqueConstraint(
            "centre_id",
            "month",
            "trait",
            "value",
            "dimension",
            name=op.f("uq_score_tally_centre_id_month_trait_value_dimension"),
        ),
    )
    with op.batch_alter_table("score_tally", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_tally_trait_month"), ["trait", "month"], unique=False)

    op.create_table(
        "selection_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column("test", sa.String(length=80), nullable=False),
        sa.Column("oral", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("score between 0 and total", name=op.f("ck_selection_score_score")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_selection_score_by_id_account")),
        sa.ForeignKeyConstraint(["trainer_id"], ["trainer.id"], name=op.f("fk_selection_score_trainer_id_trainer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selection_score")),
        sa.UniqueConstraint("trainer_id", "test", "taken_at", name=op.f("uq_selection_score_trainer_id_test_taken_at")),
    )
    with op.batch_alter_table("selection_score", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_selection_score_trainer_id"), ["trainer_id"], unique=False)

    op.create_table(
        "selection_talk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_selection_talk_by_id_account")),
        sa.ForeignKeyConstraint(["trainer_id"], ["trainer.id"], name=op.f("fk_selection_talk_trainer_id_trainer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selection_talk")),
        sa.UniqueConstraint("trainer_id", "held_on", name=op.f("uq_selection_talk_trainer_id_held_on")),
    )
    with op.batch_alter_table("selection_talk", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_selection_talk_trainer_id"), ["trainer_id"], unique=False)

    op.create_table(
        "trail_seal",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["audit_entry.id"], name=op.f("fk_trail_seal_entry_id_audit_entry")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_trail_seal")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_trail_seal_entry_id")),
    )
    op.create_table(
        "training_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("programme_slug", sa.String(length=80), nullable=False),
        sa.Column("variant", sa.String(length=60), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("audience", sa.String(length=12), nullable=False),
        sa.Column("project", sa.String(length=80), nullable=True),
        sa.Column("guests_ever", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("capacity between 1 and 25", name=op.f("ck_training_class_capacity")),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_training_class_centre_id_centre")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_training_class_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_training_class_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_class")),
    )
    with op.batch_alter_table("training_class", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_class_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_class_first_day"), ["first_day"], unique=False)

    op.create_table(
        "travel_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("foreman_id", sa.Integer(), nullable=False),
        sa.Column("centre_code", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("form_token", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["created_by_id"], ["account.id"], name=op.f("fk_travel_group_created_by_id_account")),
        sa.ForeignKeyConstraint(
            ["foreman_id"], ["registration.id"], name=op.f("fk_travel_group_foreman_id_registration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel_group")),
        sa.UniqueConstraint("form_token", name=op.f("uq_travel_group_form_token")),
        sa.UniqueConstraint("key", name=op.f("uq_travel_group_key")),
    )
    with op.batch_alter_table("travel_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_travel_group_centre_code"), ["centre_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_travel_group_foreman_id"), ["foreman_id"], unique=False)

    op.create_table(
        "advisory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("region", sa.String(length=60), nullable=True),
        sa.Column("modules", sa.JSON(), nullable=False),
        sa.Column("lesson", sa.String(length=80), nullable=True),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("tells", sa.Boolean(), nullable=False),
        sa.Column("topic", sa.String(length=12), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_because", sa.String(length=300), nullable=True),
        sa.CheckConstraint(
            "(topic is null) = (source is null) and (topic is null) = (checked_on is null)",
            name=op.f("ck_advisory_news"),
        ),
        sa.CheckConstraint("(withdrawn_at is null) = (withdrawn_because is null)", name=op.f("ck_advisory_withdrawn")),
        sa.CheckConstraint(
            "approved_by_id is null or approved_by_id <> written_by_id", name=op.f("ck_advisory_four_eyes")
        ),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_advisory_in_order")),
        sa.ForeignKeyConstraint(["approved_by_id"], ["account.id"], name=op.f("fk_advisory_approved_by_id_account")),
        sa.ForeignKeyConstraint(["corrects_id"], ["advisory.id"], name=op.f("fk_advisory_corrects_id_advisory")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_advisory_draft_id_draft")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["account.id"], name=op.f("fk_advisory_withdrawn_by_id_account")),
        sa.ForeignKeyConstraint(["written_by_id"], ["account.id"], name=op.f("fk_advisory_written_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advisory")),
    )
    with op.batch_alter_table("advisory", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_advisory_corrects_id"), ["corrects_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_advisory_ends_on"), ["ends_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_advisory_topic"), ["topic"], unique=False)

    op.create_table(
        "box_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("passed_to", sa.String(length=12), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("handed_on_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["class_id"], ["training_class.id"], name=op.f("fk_box_question_class_id_training_class")
        ),
        sa.ForeignKeyConstraint(
            ["handed_on_id"], ["asked_question.id"], name=op.f("fk_box_question_handed_on_id_asked_question")
        ),
        sa.ForeignKeyConstraint(["settled_by_id"], ["account.id"], name=op.f("fk_box_question_settled_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_box_question")),
    )
    with op.batch_alter_table("box_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_box_question_class_id"), ["class_id"], unique=False)

    op.create_table(
        "childcare_day",
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("carer", sa.Text(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["class_id"], ["training_class.id"], name=op.f("fk_childcare_day_class_id_training_class")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["account.id"], name=op.f("fk_childcare_day_confirmed_by_id_account")
        ),
        sa.PrimaryKeyConstraint("class_id", "day", name=op.f("pk_childcare_day")),
    )
    op.create_table(
        "class_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=60), nullable=False),
        sa.Column("block", sa.String(length=60), nullable=True),
        sa.Column("break_kind", sa.String(length=20), nullable=True),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=True),
        sa.Column("guest_id", sa.Integer(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(block is null) <> (break_kind is null)", name=op.f("ck_class_session_block_or_break")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_class_session_order")),
        sa.ForeignKeyConstraint(
            ["class_id"], ["training_class.id"], name=op.f("fk_class_session_class_id_training_class")
        ),
        sa.ForeignKeyConstraint(["guest_id"], ["trainer.id"], name=op.f("fk_class_session_guest_id_trainer")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_class_session_room_id_room")),
        sa.ForeignKeyConstraint(["trainer_id"], ["trainer.id"], name=op.f("fk_class_session_trainer_id_trainer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_session")),
    )
    with op.batch_alter_table("class_session", schema=None) as batch_op:
        batch_op.create_index("ix_class_session_class_time", ["class_id", "starts_at"], unique=False)
        batch_op.create_index("ix_class_session_guest_time", ["guest_id", "starts_at"], unique=False)
        batch_op.create_index("ix_class_session_room_time", ["room_id", "starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_class_session_starts_at"), ["starts_at"], unique=False)
        batch_op.create_index("ix_class_session_trainer_time", ["trainer_id", "starts_at"], unique=False)

    op.create_table(
        "day_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=60), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("checked_at", sa.DateTime(), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["checked_by_id"], ["account.id"], name=op.f("fk_day_check_checked_by_id_account")),
        sa.ForeignKeyConstraint(["class_id"], ["training_class.id"], name=op.f("fk_day_check_class_id_training_class")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_check")),
        sa.UniqueConstraint("class_id", "day", name=op.f("uq_day_check_class_id_day")),
    )
    op.create_table(
        "draft_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=80), nullable=False),
        sa.Column("screen", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_comment_draft_id_draft")),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_draft_comment_made_by_id_account")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["account.id"], name=op.f("fk_draft_comment_settled_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_comment")),
    )
    with op.batch_alter_table("draft_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_comment_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "draft_deed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["done_by_id"], ["account.id"], name=op.f("fk_draft_deed_done_by_id_account")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_deed_draft_id_draft")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_deed")),
    )
    with op.batch_alter_table("draft_deed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_deed_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "draft_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_text_draft_id_draft")),
        sa.ForeignKeyConstraint(["written_by_id"], ["account.id"], name=op.f("fk_draft_text_written_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_text")),
        sa.UniqueConstraint("draft_id", "file", "revision", name=op.f("uq_draft_text_draft_id_file_revision")),
    )
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("journey_id", sa.Integer(), nullable=False),
        sa.Column("programme_slug", sa.String(length=80), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=60), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(), nullable=False),
        sa.Column("turned_to_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_enrolment_edition_id_edition")),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_enrolment_journey_id_journey")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_enrolment_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("journey_id", "programme_slug", name=op.f("uq_enrolment_journey_id_programme_slug")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enrolment_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["class_id"], ["training_class.id"], name=op.f("fk_incident_class_id_training_class")),
        sa.ForeignKeyConstraint(["written_by_id"], ["account.id"], name=op.f("fk_incident_written_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_class_id"), ["class_id"], unique=False)

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("trainer_id", sa.Integer(), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_proposal_centre_id_centre")),
        sa.ForeignKeyConstraint(["class_id"], ["training_class.id"], name=op.f("fk_proposal_class_id_training_class")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_proposal_edition_id_edition")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_proposal_room_id_room")),
        sa.ForeignKeyConstraint(["trainer_id"], ["trainer.id"], name=op.f("fk_proposal_trainer_id_trainer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_class_id"), ["class_id"], unique=False)

    op.create_table(
        "response",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["training_class.id"], name=op.f("fk_response_class_id_training_class")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_response_edition_id_edition")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_response")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_class_id"), ["class_id"], unique=False)

    op.create_table(
        "sheet_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("picture", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["account.id"], name=op.f("fk_sheet_photo_added_by_id_account")),
        sa.ForeignKeyConstraint(
            ["class_id"], ["training_class.id"], name=op.f("fk_sheet_photo_class_id_training_class")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_photo")),
    )
    with op.batch_alter_table("sheet_photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_photo_class_id"), ["class_id"], unique=False)

    op.create_table(
        "trainer_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("given_up_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("capacity <= 25", name=op.f("ck_trainer_seat_capacity")),
        sa.CheckConstraint("number between 1 and capacity", name=op.f("ck_trainer_seat_number")),
        sa.ForeignKeyConstraint(
            ["class_id"], ["training_class.id"], name=op.f("fk_trainer_seat_class_id_training_class")
        ),
        sa.ForeignKeyConstraint(["taken_by_id"], ["account.id"], name=op.f("fk_trainer_seat_taken_by_id_account")),
        sa.ForeignKeyConstraint(["trainer_id"], ["trainer.id"], name=op.f("fk_trainer_seat_trainer_id_trainer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainer_seat")),
    )
    with op.batch_alter_table("trainer_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trainer_seat_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trainer_seat_trainer_id"), ["trainer_id"], unique=False)
        batch_op.create_index(
            "uq_trainer_seat_number",
            ["class_id", "number"],
            unique=True,
            sqlite_where=sa.text("given_up_at is null"),
            postgresql_where=sa.text("given_up_at is null"),
        )
        batch_op.create_index(
            "uq_trainer_seat_person",
            ["class_id", "trainer_id"],
            unique=True,
            sqlite_where=sa.text("given_up_at is null"),
            postgresql_where=sa.text("given_up_at is null"),
        )

    op.create_table(
        "trainer_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_trainer_time_order")),
        sa.ForeignKeyConstraint(
            ["class_id"], ["training_class.id"], name=op.f("fk_trainer_time_class_id_training_class")
        ),
        sa.ForeignKeyConstraint(["trainer_id"], ["trainer.id"], name=op.f("fk_trainer_time_trainer_id_trainer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainer_time")),
    )
    with op.batch_alter_table("trainer_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trainer_time_class_id"), ["class_id"], unique=False)
        batch_op.create_index("ix_trainer_time_trainer", ["trainer_id", "starts_at"], unique=False)

    op.create_table(
        "training_passed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("programme_slug", sa.String(length=80), nullable=False),
        sa.Column("refresher", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("version_before", sa.Integer(), nullable=True),
        sa.Column("passed_before", sa.Date(), nullable=True),
        sa.Column("refreshed_before", sa.Date(), nullable=True),
        sa.Column("said_before_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"], ["training_class.id"], name=op.f("fk_training_passed_class_id_training_class")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_training_passed_recorded_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["said_before_by_id"], ["account.id"], name=op.f("fk_training_passed_said_before_by_id_account")
        ),
        sa.ForeignKeyConstraint(["trainer_id"], ["trainer.id"], name=op.f("fk_training_passed_trainer_id_trainer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_passed")),
    )
    with op.batch_alter_table("training_passed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_passed_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_passed_trainer_id"), ["trainer_id"], unique=False)
        batch_op.create_index(
            "uq_training_passed_standing",
            ["trainer_id", "class_id", "programme_slug"],
            unique=True,
            sqlite_where=sa.text("ended_at is null"),
            postgresql_where=sa.text("ended_at is null"),
        )

    op.create_table(
        "travel_group_member",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["travel_group.id"], name=op.f("fk_travel_group_member_group_id_travel_group")
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_travel_group_member_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_travel_group_member")),
    )
    with op.batch_alter_table("travel_group_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_travel_group_member_group_id"), ["group_id"], unique=False)

    op.create_table(
        "advisory_read",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("advisory_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["advisory_id"], ["advisory.id"], name=op.f("fk_advisory_read_advisory_id_advisory")),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_advisory_read_user_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advisory_read")),
        sa.UniqueConstraint("advisory_id", "user_id", name=op.f("uq_advisory_read_advisory_id_user_id")),
    )
    with op.batch_alter_table("advisory_read", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_advisory_read_user_id"), ["user_id"], unique=False)

    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("module", sa.String(length=80), nullable=False),
        sa.Column("oral_by_id", sa.Integer(), nullable=True),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("right", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(enrolment_id is null) <> (account_id is null)", name=op.f("ck_attempt_trainee_or_trainer")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_attempt_account_id_account")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_attempt_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(["oral_by_id"], ["account.id"], name=op.f("fk_attempt_oral_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(
            "uq_attempt_open",
            ["enrolment_id", "kind", "module"],
            unique=True,
            sqlite_where=sa.text("submitted_at is null"),
            postgresql_where=sa.text("submitted_at is null"),
        )
        batch_op.create_index(
            "uq_attempt_open_test",
            ["account_id", "module"],
            unique=True,
            sqlite_where=sa.text("submitted_at is null"),
            postgresql_where=sa.text("submitted_at is null"),
        )

    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.BigInteger(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_booking_order")),
        sa.ForeignKeyConstraint(["class_id"], ["training_class.id"], name=op.f("fk_booking_class_id_training_class")),
        sa.ForeignKeyConstraint(["session_id"], ["class_session.id"], name=op.f("fk_booking_session_id_class_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
    )
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booking_class_id"), ["class_id"], unique=False)
        batch_op.create_index("ix_booking_person_time", ["person_key", "starts_at"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("signed", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("latin_name", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(), nullable=True),
        sa.Column("replaced_for", sa.String(length=20), nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_reason", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_certificate_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_certificate_registration_id_registration")
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["certificate.id"], name=op.f("fk_certificate_replaced_by_id_certificate")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint("serial", name=op.f("uq_certificate_serial")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_issued_at"), ["issued_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_registration_id"), ["registration_id"], unique=False)
        batch_op.create_index(
            "uq_certificate_standing",
            ["enrolment_id"],
            unique=True,
            sqlite_where=sa.text("revoked_at is null and replaced_at is null"),
            postgresql_where=sa.text("revoked_at is null and replaced_at is null"),
        )

    op.create_table(
        "changes_read",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_changes_read_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_changes_read_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("enrolment_id", "edition_id", name=op.f("pk_changes_read")),
    )
    op.create_table(
        "contradiction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_contradiction_enrolment_id_enrolment")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name=op.f("fk_contradiction_session_id_class_session")
        ),
        sa.ForeignKeyConstraint(["settled_by_id"], ["account.id"], name=op.f("fk_contradiction_settled_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contradiction")),
    )
    with op.batch_alter_table("contradiction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contradiction_session_id"), ["session_id"], unique=False)
        batch_op.create_index(
            "uq_contradiction_open",
            ["session_id", "enrolment_id"],
            unique=True,
            sqlite_where=sa.text("settled_at is null"),
            postgresql_where=sa.text("settled_at is null"),
        )

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"], ["training_class.id"], name=op.f("fk_invitation_class_id_training_class")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_invitation_edition_id_edition")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_invitation_enrolment_id_enrolment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("enrolment_id", "class_id", name=op.f("uq_invitation_enrolment_id_class_id")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_enrolment_id"), ["enrolment_id"], unique=False)

    op.create_table(
        "make_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_make_up_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(["session_id"], ["class_session.id"], name=op.f("fk_make_up_session_id_class_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_make_up")),
        sa.UniqueConstraint("session_id", "enrolment_id", name=op.f("uq_make_up_session_id_enrolment_id")),
    )
    with op.batch_alter_table("make_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_make_up_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_make_up_session_id"), ["session_id"], unique=False)

    op.create_table(
        "material_use",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("material", sa.String(length=12), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["noted_by_id"], ["account.id"], name=op.f("fk_material_use_noted_by_id_account")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name=op.f("fk_material_use_session_id_class_session")
        ),
        sa.PrimaryKeyConstraint("session_id", "material", name=op.f("pk_material_use")),
    )
    op.create_table(
        "module_progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=80), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("screens_read", sa.Integer(), nullable=False),
        sa.Column("known", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_module_progress_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_module_progress_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_progress")),
        sa.UniqueConstraint("enrolment_id", "module", name=op.f("uq_module_progress_enrolment_id_module")),
    )
    with op.batch_alter_table("module_progress", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_module_progress_enrolment_id"), ["enrolment_id"], unique=False)

    op.create_table(
        "proposed_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_proposed_seat_enrolment_id_enrolment")
        ),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_proposed_seat_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_seat")),
        sa.UniqueConstraint("enrolment_id", name=op.f("uq_proposed_seat_enrolment_id")),
    )
    with op.batch_alter_table("proposed_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposed_seat_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "response_answer",
        sa.Column("response_key", sa.String(length=32), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.CheckConstraint("score between 1 and 5", name=op.f("ck_response_answer_score")),
        sa.ForeignKeyConstraint(
            ["response_key"], ["response.key"], name=op.f("fk_response_answer_response_key_response")
        ),
        sa.PrimaryKeyConstraint("response_key", "item", name=op.f("pk_response_answer")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("response_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_answer_dimension"), ["dimension"], unique=False)

    op.create_table(
        "roll_call",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("began_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by_id"], ["account.id"], name=op.f("fk_roll_call_closed_by_id_account")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["account.id"], name=op.f("fk_roll_call_opened_by_id_account")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name=op.f("fk_roll_call_session_id_class_session")
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_roll_call")),
    )
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("permitted_by", sa.Text(), nullable=True),
        sa.Column("permitted_why", sa.Text(), nullable=True),
        sa.Column("walk_in", sa.Boolean(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("given_up_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(permitted_by is null) = (permitted_why is null)", name=op.f("ck_seat_permitted")),
        sa.CheckConstraint("capacity <= 25", name=op.f("ck_seat_capacity")),
        sa.CheckConstraint(
            "number >= 1 and (number <= capacity or permitted_why is not null)", name=op.f("ck_seat_number")
        ),
        sa.ForeignKeyConstraint(["class_id"], ["training_class.id"], name=op.f("fk_seat_class_id_training_class")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_seat_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["account.id"], name=op.f("fk_seat_taken_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
    )
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_seat_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(
            "uq_seat_taken_number",
            ["class_id", "number"],
            unique=True,
            sqlite_where=sa.text("given_up_at is null"),
            postgresql_where=sa.text("given_up_at is null"),
        )
        batch_op.create_index(
            "uq_seat_taken_person",
            ["class_id", "enrolment_id"],
            unique=True,
            sqlite_where=sa.text("given_up_at is null"),
            postgresql_where=sa.text("given_up_at is null"),
        )

    op.create_table(
        "trainer_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("marked_at", sa.DateTime(), nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["marked_by_id"], ["account.id"], name=op.f("fk_trainer_mark_marked_by_id_account")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name=op.f("fk_trainer_mark_session_id_class_session")
        ),
        sa.ForeignKeyConstraint(["trainer_id"], ["trainer.id"], name=op.f("fk_trainer_mark_trainer_id_trainer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainer_mark")),
    )
    with op.batch_alter_table("trainer_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trainer_mark_session_id"), ["session_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trainer_mark_trainer_id"), ["trainer_id"], unique=False)
        batch_op.create_index(
            "uq_trainer_mark_current",
            ["session_id", "trainer_id"],
            unique=True,
            sqlite_where=sa.text("superseded_at is null"),
            postgresql_where=sa.text("superseded_at is null"),
        )

    op.create_table(
        "unplaced",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=30), nullable=False),
        sa.Column("full", sa.Boolean(), nullable=False),
        sa.Column("counted", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_unplaced_enrolment_id_enrolment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unplaced")),
        sa.UniqueConstraint("enrolment_id", name=op.f("uq_unplaced_enrolment_id")),
    )
    op.create_table(
        "wait",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("offered_until", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["class_id"], ["training_class.id"], name=op.f("fk_wait_class_id_training_class")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_wait_enrolment_id_enrolment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wait")),
    )
    with op.batch_alter_table("wait", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wait_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wait_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(
            "uq_wait_open",
            ["class_id", "enrolment_id"],
            unique=True,
            sqlite_where=sa.text("ended_at is null"),
            postgresql_where=sa.text("ended_at is null"),
        )

    op.create_table(
        "walk_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=9), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("received_by_id", sa.Integer(), nullable=True),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("refused", sa.String(length=40), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_walk_in_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(["received_by_id"], ["account.id"], name=op.f("fk_walk_in_received_by_id_account")),
        sa.ForeignKeyConstraint(["session_id"], ["class_session.id"], name=op.f("fk_walk_in_session_id_class_session")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["account.id"], name=op.f("fk_walk_in_settled_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk_in")),
        sa.UniqueConstraint("client_id", name=op.f("uq_walk_in_client_id")),
    )
    with op.batch_alter_table("walk_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_walk_in_session_id"), ["session_id"], unique=False)

    op.create_table(
        "childcare",
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("ages", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name=op.f("fk_childcare_asked_by_id_account")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_childcare_seat_id_seat")),
        sa.PrimaryKeyConstraint("seat_id", name=op.f("pk_childcare")),
    )
    op.create_table(
        "companion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("family_member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_member_id"], ["family_member.id"], name=op.f("fk_companion_family_member_id_family_member")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_companion_seat_id_seat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companion")),
        sa.UniqueConstraint("seat_id", "family_member_id", name=op.f("uq_companion_seat_id_family_member_id")),
    )
    with op.batch_alter_table("companion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_companion_family_member_id"), ["family_member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_companion_seat_id"), ["seat_id"], unique=False)

    op.create_table(
        "guest_support",
        sa.Column("make_up_id", sa.Integer(), nullable=False),
        sa.Column("ages", sa.JSON(), nullable=False),
        sa.Column("fare", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("paid_at", sa.DateTime(), nullable=True),
        sa.Column("paid_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_guest_support_amount")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name=op.f("fk_guest_support_asked_by_id_account")),
        sa.ForeignKeyConstraint(
            ["make_up_id"], ["make_up.id"], name=op.f("fk_guest_support_make_up_id_make_up"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["paid_by_id"], ["account.id"], name=op.f("fk_guest_support_paid_by_id_account")),
        sa.PrimaryKeyConstraint("make_up_id", name=op.f("pk_guest_support")),
    )
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=12), nullable=True),
        sa.Column("way", sa.String(length=8), server_default="page", nullable=False),
        sa.Column("marked_at", sa.DateTime(), nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("device", sa.String(length=36), nullable=True),
        sa.Column("device_number", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(), nullable=True),
        sa.Column("contradiction_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contradiction_id"], ["contradiction.id"], name=op.f("fk_mark_contradiction_id_contradiction")
        ),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_mark_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(["marked_by_id"], ["account.id"], name=op.f("fk_mark_marked_by_id_account")),
        sa.ForeignKeyConstraint(["session_id"], ["class_session.id"], name=op.f("fk_mark_session_id_class_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
        sa.UniqueConstraint("client_id", name=op.f("uq_mark_client_id")),
    )
    with op.batch_alter_table("mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mark_contradiction_id"), ["contradiction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mark_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mark_session_id"), ["session_id"], unique=False)
        batch_op.create_index(
            "uq_mark_current",
            ["session_id", "enrolment_id"],
            unique=True,
            sqlite_where=sa.text("superseded_at is null"),
            postgresql_where=sa.text("superseded_at is null"),
        )

    op.create_table(
        "reimbursement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=8, scale=2), nullable=False),
        sa.Column("paid_at", sa.DateTime(), nullable=False),
        sa.Column("paid_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_reimbursement_amount")),
        sa.ForeignKeyConstraint(["paid_by_id"], ["account.id"], name=op.f("fk_reimbursement_paid_by_id_account")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_reimbursement_seat_id_seat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reimbursement")),
        sa.UniqueConstraint("seat_id", "day", name=op.f("uq_reimbursement_seat_id_day")),
    )
    op.create_table(
        "sent_go",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_sent_go_attempt_id_attempt")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_go")),
        sa.UniqueConstraint("key", name=op.f("uq_sent_go_key")),
    )
    with op.batch_alter_table("sent_go", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sent_go_attempt_id"), ["attempt_id"], unique=False)

    op.create_table(
        "travel_support",
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name=op.f("fk_travel_support_asked_by_id_account")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_travel_support_seat_id_seat")),
        sa.PrimaryKeyConstraint("seat_id", name=op.f("pk_travel_support")),
    )
    op.create_table(
        "attempt_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("right_at_first", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.Column("sent_go_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_attempt_answer_attempt_id_attempt")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_attempt_answer_edition_id_edition")),
        sa.ForeignKeyConstraint(["sent_go_id"], ["sent_go.id"], name=op.f("fk_attempt_answer_sent_go_id_sent_go")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt_answer")),
        sa.UniqueConstraint("attempt_id", "position", name=op.f("uq_attempt_answer_attempt_id_position")),
    )
    with op.batch_alter_table("attempt_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attempt_answer_edition_id_question"), ["edition_id", "question"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("attempt_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempt_answer_edition_id_question"))

    op.drop_table("attempt_answer")
    op.drop_table("travel_support")
    with op.batch_alter_table("sent_go", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sent_go_attempt_id"))

    op.drop_table("sent_go")
    op.drop_table("reimbursement")
    with op.batch_alter_table("mark", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_mark_current",
            sqlite_where=sa.text("superseded_at is null"),
            postgresql_where=sa.text("superseded_at is null"),
        )
        batch_op.drop_index(batch_op.f("ix_mark_session_id"))
        batch_op.drop_index(batch_op.f("ix_mark_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_mark_contradiction_id"))

    op.drop_table("mark")
    op.drop_table("guest_support")
    with op.batch_alter_table("companion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_companion_seat_id"))
        batch_op.drop_index(batch_op.f("ix_companion_family_member_id"))

    op.drop_table("companion")
    op.drop_table("childcare")
    with op.batch_alter_table("walk_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_walk_in_session_id"))

    op.drop_table("walk_in")
    with op.batch_alter_table("wait", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_wait_open", sqlite_where=sa.text("ended_at is null"), postgresql_where=sa.text("ended_at is null")
        )
        batch_op.drop_index(batch_op.f("ix_wait_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_wait_class_id"))

    op.drop_table("wait")
    op.drop_table("unplaced")
    with op.batch_alter_table("trainer_mark", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_trainer_mark_current",
            sqlite_where=sa.text("superseded_at is null"),
            postgresql_where=sa.text("superseded_at is null"),
        )
        batch_op.drop_index(batch_op.f("ix_trainer_mark_trainer_id"))
        batch_op.drop_index(batch_op.f("ix_trainer_mark_session_id"))

    op.drop_table("trainer_mark")
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_seat_taken_person",
            sqlite_where=sa.text("given_up_at is null"),
            postgresql_where=sa.text("given_up_at is null"),
        )
        batch_op.drop_index(
            "uq_seat_taken_number",
            sqlite_where=sa.text("given_up_at is null"),
            postgresql_where=sa.text("given_up_at is null"),
        )
        batch_op.drop_index(batch_op.f("ix_seat_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_seat_class_id"))

    op.drop_table("seat")
    op.drop_table("roll_call")
    with op.batch_alter_table("response_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_response_answer_dimension"))

    op.drop_table("response_answer")
    with op.batch_alter_table("proposed_seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposed_seat_proposal_id"))

    op.drop_table("proposed_seat")
    with op.batch_alter_table("module_progress", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_module_progress_enrolment_id"))

    op.drop_table("module_progress")
    op.drop_table("material_use")
    with op.batch_alter_table("make_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_make_up_session_id"))
        batch_op.drop_index(batch_op.f("ix_make_up_enrolment_id"))

    op.drop_table("make_up")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_class_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("contradiction", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_contradiction_open",
            sqlite_where=sa.text("settled_at is null"),
            postgresql_where=sa.text("settled_at is null"),
        )
        batch_op.drop_index(batch_op.f("ix_contradiction_session_id"))

    op.drop_table("contradiction")
    op.drop_table("changes_read")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_certificate_standing",
            sqlite_where=sa.text("revoked_at is null and replaced_at is null"),
            postgresql_where=sa.text("revoked_at is null and replaced_at is null"),
        )
        batch_op.drop_index(batch_op.f("ix_certificate_registration_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_issued_at"))
        batch_op.drop_index(batch_op.f("ix_certificate_enrolment_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.drop_index("ix_booking_person_time")
        batch_op.drop_index(batch_op.f("ix_booking_class_id"))

    op.drop_table("booking")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_attempt_open_test",
            sqlite_where=sa.text("submitted_at is null"),
            postgresql_where=sa.text("submitted_at is null"),
        )
        batch_op.drop_index(
            "uq_attempt_open",
            sqlite_where=sa.text("submitted_at is null"),
            postgresql_where=sa.text("submitted_at is null"),
        )
        batch_op.drop_index(batch_op.f("ix_attempt_enrolment_id"))

    op.drop_table("attempt")
    with op.batch_alter_table("advisory_read", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_advisory_read_user_id"))

    op.drop_table("advisory_read")
    with op.batch_alter_table("travel_group_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_travel_group_member_group_id"))

    op.drop_table("travel_group_member")
    with op.batch_alter_table("training_passed", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_training_passed_standing",
            sqlite_where=sa.text("ended_at is null"),
            postgresql_where=sa.text("ended_at is null"),
        )
        batch_op.drop_index(batch_op.f("ix_training_passed_trainer_id"))
        batch_op.drop_index(batch_op.f("ix_training_passed_class_id"))

    op.drop_table("training_passed")
    with op.batch_alter_table("trainer_time", schema=None) as batch_op:
        batch_op.drop_index("ix_trainer_time_trainer")
        batch_op.drop_index(batch_op.f("ix_trainer_time_class_id"))

    op.drop_table("trainer_time")
    with op.batch_alter_table("trainer_seat", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_trainer_seat_person",
            sqlite_where=sa.text("given_up_at is null"),
            postgresql_where=sa.text("given_up_at is null"),
        )
        batch_op.drop_index(
            "uq_trainer_seat_number",
            sqlite_where=sa.text("given_up_at is null"),
            postgresql_where=sa.text("given_up_at is null"),
        )
        batch_op.drop_index(batch_op.f("ix_trainer_seat_trainer_id"))
        batch_op.drop_index(batch_op.f("ix_trainer_seat_class_id"))

    op.drop_table("trainer_seat")
    with op.batch_alter_table("sheet_photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_photo_class_id"))

    op.drop_table("sheet_photo")
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_response_class_id"))

    op.drop_table("response")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_class_id"))
        batch_op.drop_index(batch_op.f("ix_proposal_centre_id"))

    op.drop_table("proposal")
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incident_class_id"))

    op.drop_table("incident")
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolment_registration_id"))

    op.drop_table("enrolment")
    op.drop_table("draft_text")
    with op.batch_alter_table("draft_deed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_deed_draft_id"))

    op.drop_table("draft_deed")
    with op.batch_alter_table("draft_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_comment_draft_id"))

    op.drop_table("draft_comment")
    op.drop_table("day_check")
    with op.batch_alter_table("class_session", schema=None) as batch_op:
        batch_op.drop_index("ix_class_session_trainer_time")
        batch_op.drop_index(batch_op.f("ix_class_session_starts_at"))
        batch_op.drop_index("ix_class_session_room_time")
        batch_op.drop_index("ix_class_session_guest_time")
        batch_op.drop_index("ix_class_session_class_time")

    op.drop_table("class_session")
    op.drop_table("childcare_day")
    with op.batch_alter_table("box_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_box_question_class_id"))

    op.drop_table("box_question")
    with op.batch_alter_table("advisory", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_advisory_topic"))
        batch_op.drop_index(batch_op.f("ix_advisory_ends_on"))
        batch_op.drop_index(batch_op.f("ix_advisory_corrects_id"))

    op.drop_table("advisory")
    with op.batch_alter_table("travel_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_travel_group_foreman_id"))
        batch_op.drop_index(batch_op.f("ix_travel_group_centre_code"))

    op.drop_table("travel_group")
    with op.batch_alter_table("training_class", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_class_first_day"))
        batch_op.drop_index(batch_op.f("ix_training_class_centre_id"))

    op.drop_table("training_class")
    op.drop_table("trail_seal")
    with op.batch_alter_table("selection_talk", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_selection_talk_trainer_id"))

    op.drop_table("selection_talk")
    with op.batch_alter_table("selection_score", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_selection_score_trainer_id"))

    op.drop_table("selection_score")
    with op.batch_alter_table("score_tally", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_score_tally_trait_month"))

    op.drop_table("score_tally")
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_room_centre_id"))

    op.drop_table("room")
    with op.batch_alter_table("retired_number", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_retired_number_registration_id"))

    op.drop_table("retired_number")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_registration_id"))
        batch_op.drop_index(batch_op.f("ix_referral_centre_code_referred_on"))

    op.drop_table("referral")
    with op.batch_alter_table("qualification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_qualification_trainer_id"))

    op.drop_table("qualification")
    op.drop_table("planning")
    with op.batch_alter_table("pin_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pin_code_registration_id"))

    op.drop_table("pin_code")
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_registration_id"))

    op.drop_table("paper")
    with op.batch_alter_table("names_said", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_names_said_registration_id"))

    op.drop_table("names_said")
    with op.batch_alter_table("name_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_name_key_key_registration_id"))
        batch_op.drop_index(batch_op.f("ix_name_key_centre_code_key_registration_id"))

    op.drop_table("name_key")
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_merge_kept_id"))
        batch_op.drop_index(batch_op.f("ix_merge_gone_id"))

    op.drop_table("merge")
    with op.batch_alter_table("lookalike", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lookalike_second_id"))

    op.drop_table("lookalike")
    with op.batch_alter_table("legal_hold", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_legal_hold_standing",
            sqlite_where=sa.text("lifted_at is null"),
            postgresql_where=sa.text("lifted_at is null"),
        )
        batch_op.drop_index(batch_op.f("ix_legal_hold_registration_id"))

    op.drop_table("legal_hold")
    with op.batch_alter_table("journey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journey_registration_id"))
        batch_op.drop_index(batch_op.f("ix_journey_departs_on"))

    op.drop_table("journey")
    with op.batch_alter_table("family_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_family_member_registration_id"))

    op.drop_table("family_member")
    op.drop_table("entry_check")
    with op.batch_alter_table("edition_read", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_read_edition_id"))

    op.drop_table("edition_read")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_draft_open",
            sqlite_where=sa.text("state in ('draft', 'submitted', 'approved')"),
            postgresql_where=sa.text("state in ('draft', 'submitted', 'approved')"),
        )
        batch_op.drop_index(batch_op.f("ix_draft_edition_id"))

    op.drop_table("draft")
    with op.batch_alter_table("correction_wish", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_correction_wish_registration_id"))

    op.drop_table("correction_wish")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_registration_id"))

    op.drop_table("consent")
    with op.batch_alter_table("closed_period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closed_period_centre_id"))

    op.drop_table("closed_period")
    with op.batch_alter_table("authorisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_authorisation_trainer_id"))

    op.drop_table("authorisation")
    with op.batch_alter_table("appraisal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appraisal_trainer_id"))

    op.drop_table("appraisal")
    with op.batch_alter_table("trainer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trainer_centre_code"))

    op.drop_table("trainer")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_user_id"))

    op.drop_table("sign_in")
    op.drop_table("second_factor")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_user_id"))

    op.drop_table("role_grant")
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_phone_index"))
        batch_op.drop_index(
            "ix_registration_merged",
            sqlite_where=sa.text("merged_into_id is not null"),
            postgresql_where=sa.text("merged_into_id is not null"),
        )
        batch_op.drop_index(batch_op.f("ix_registration_district"))
        batch_op.drop_index(batch_op.f("ix_registration_created_at"))
        batch_op.drop_index(batch_op.f("ix_registration_centre_code_id"))
        batch_op.drop_index(batch_op.f("ix_registration_birth_date"))

    op.drop_table("registration")
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_code_user_id"))

    op.drop_table("recovery_code")
    with op.batch_alter_table("recording", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recording_module_part_language"))

    op.drop_table("recording")
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_picture_module"))

    op.drop_table("picture")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_message_state_next_try_at"))
        batch_op.drop_index(batch_op.f("ix_outbox_message_person_key"))

    op.drop_table("outbox_message")
    op.drop_table("one_time_link")
    op.drop_table("known_device")
    with op.batch_alter_table("film", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_film_module"))

    op.drop_table("film")
    with op.batch_alter_table("export_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_export_request_asked_by_id"))

    op.drop_table("export_request")
    op.drop_table("edition")
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consultation_centre_code_held_on"))

    op.drop_table("consultation")
    with op.batch_alter_table("change_proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_proposal_module_slug"))
        batch_op.drop_index(batch_op.f("ix_change_proposal_made_by_id"))

    op.drop_table("change_proposal")
    op.drop_table("centre")
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_calendar_feed_open",
            sqlite_where=sa.text("withdrawn_at is null"),
            postgresql_where=sa.text("withdrawn_at is null"),
        )

    op.drop_table("calendar_feed")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject_kind_subject_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_by_id_at"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_at"))

    op.drop_table("audit_entry")
    op.drop_table("asked_question")
    op.drop_table("trail_head")
    op.drop_table("signing_key")
    op.drop_table("service")
    op.drop_table("provider")
    op.drop_table("opened_count")
    with op.batch_alter_table("jamoat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_jamoat_region_district"))

    op.drop_table("jamoat")
    with op.batch_alter_table("failed_try", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_failed_try_who_digest_at"))

    op.drop_table("failed_try")
    op.drop_table("account")
