"""nobody in two places at once

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-21

"""

from alembic import op

from lms.core.overlap import never_overlap

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

RULE = never_overlap("booking", "person_key", starts="starts_at", ends="ends_at")


def upgrade():
    for statement in RULE.statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade():
    for statement in RULE.undoing(op.get_bind().dialect.name):
        op.execute(statement)
