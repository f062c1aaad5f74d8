"""The screening cards while a person fills them in."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('person', sa.Column('draft_answers', sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column('person', 'draft_answers')
