"""the trail is only ever added to

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-21

"""

from alembic import op

from lms.core.append_only import append_only

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = [append_only(name) for name in ("audit_entry", "trail_seal")]


def upgrade():
    for table in TABLES:
        for statement in table.statements(op.get_bind().dialect.name):
            op.execute(statement)
    op.execute("INSERT INTO trail_head (id, place, digest) VALUES (1, 0, '')")


def downgrade():
    for table in TABLES:
        for statement in table.undoing(op.get_bind().dialect.name):
            op.execute(statement)
