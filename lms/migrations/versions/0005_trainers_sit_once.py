"""nobody sits in two trainings of trainers at once

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-22

"""

from alembic import op

from lms.core.overlap import never_overlap

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

RULE = never_overlap("trainer_time", "trainer_id", starts="starts_at", ends="ends_at")


def upgrade():
    for statement in RULE.statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade():
    for statement in RULE.undoing(op.get_bind().dialect.name):
        op.execute(statement)
