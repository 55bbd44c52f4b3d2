"""A form that records a trainer, sent twice, is one trainer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Remember the form."""
    with op.batch_alter_table("trainer") as batch_op:
        batch_op.add_column(sa.Column("form_token", sa.String(length=64), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_trainer_form_token"), ["form_token"])


def downgrade() -> None:
    """Forget the form."""
    with op.batch_alter_table("trainer") as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_trainer_form_token"), type_="unique")
        batch_op.drop_column("form_token")
