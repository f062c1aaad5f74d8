"""The if-then plan, and how many reminders stayed unanswered."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Never a batch here: it would make the table anew, and dropping the old one deletes all that hangs on a person.
    op.add_column('person', sa.Column('cue', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.add_column('person', sa.Column('spot', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.add_column('person', sa.Column('nudging', sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column('person', sa.Column('ignored', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('person', sa.Column('invited_on', sa.Date(), nullable=True))

    op.create_table('own_words',
    sa.Column('user_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['person.user_id'], name=op.f('fk_own_words_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', name=op.f('pk_own_words'))
    )


def downgrade() -> None:
    op.drop_table('own_words')
    for column in ('invited_on', 'ignored', 'nudging', 'spot', 'cue'):
        op.drop_column('person', column)
