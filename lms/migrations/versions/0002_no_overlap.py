"""no overlap of classes, rooms, trainers

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-21

"""

from alembic import op

from lms.core.overlap import never_overlap

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RULES = [
    never_overlap("class_session", key, starts="starts_at", ends="ends_at", where="cancelled_at is null")
    for key in ("class_id", "room_id", "trainer_id", "guest_id")
]


def upgrade():
    for rule in RULES:
        for statement in rule.statements(op.get_bind().dialect.name):
            op.execute(statement)


def downgrade():
    for rule in RULES:
        for statement in rule.undoing(op.get_bind().dialect.name):
            op.execute(statement)
