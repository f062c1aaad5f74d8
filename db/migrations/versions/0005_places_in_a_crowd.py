"""Everybody's place among those due at one moment; a day's sessions are found without reading the others."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

LIVE = sa.text("state IN ('pending', 'claimed', 'sending')")


def upgrade() -> None:
    op.drop_index('ix_occurrence_wake', 'occurrence')
    op.create_index('ix_occurrence_wake', 'occurrence', ['wake_at', 'user_id'], sqlite_where=LIVE, postgresql_where=LIVE)
    op.drop_index('ix_session_user', 'session')
    op.create_index('ix_session_user', 'session', ['user_id', 'day'])


def downgrade() -> None:
    op.drop_index('ix_session_user', 'session')
    op.create_index('ix_session_user', 'session', ['user_id', 'id'])
    op.drop_index('ix_occurrence_wake', 'occurrence')
    op.create_index('ix_occurrence_wake', 'occurrence', ['wake_at'], sqlite_where=LIVE, postgresql_where=LIVE)
