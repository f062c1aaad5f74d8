"""The tables. Rows never leave this package; everything else sees domain values."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, MetaData, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

# Conditions of indexes stand here as SQLite's only. PostgreSQL has the same ones from the migrations;
# said here, they would make every start load the PostgreSQL half of SQLAlchemy.

# Telegram ids have up to 52 bits; SQLite counts up only plain INTEGER keys.
BIG = BigInteger()
SERIAL = BigInteger().with_variant(Integer(), "sqlite")

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


def _owner(primary_key: bool = False) -> Any:
    """The owning person's id; deleting the person deletes the row."""
    return Field(
        sa_type=BIG,
        sa_column_args=[ForeignKey("person.user_id", ondelete="CASCADE")],
        sa_column_kwargs={"primary_key": primary_key, "nullable": False, "autoincrement": False},
    )


class PersonRow(SQLModel, table=True):
    """Who talks with the bot: Telegram's id, language, zone, hour and what was agreed to."""

    __tablename__ = "person"

    user_id: int = Field(sa_type=BIG, primary_key=True, sa_column_kwargs={"autoincrement": False})
    language: str = "en"
    zone: str | None = None
    draft_zone: str | None = None
    reminder_minute: int | None = None
    awaiting: str | None = None
    consented_at: datetime | None = None
    specialist_agreed: bool | None = None
    draft_answers: str | None = Field(default=None, sa_type=Text)
    reachable: bool = True
    cue: str | None = None
    spot: str | None = None
    nudging: bool = True
    ignored: int = 0
    invited_on: date | None = None
    created_at: datetime
    seen_at: datetime


class OwnWordsRow(SQLModel, table=True):
    """What a person wrote for their if-then plan, in their own words."""

    __tablename__ = "own_words"

    user_id: int = _owner(primary_key=True)
    body: str = Field(sa_type=Text)


class PlanRow(SQLModel, table=True):
    """The coach's state of one person, rebuilt from the log at any time."""

    __tablename__ = "plan"

    user_id: int = _owner(primary_key=True)
    state: str
    epoch: int = 0
    version: int = 0
    snapshot: str = Field(sa_type=Text)


class LogRow(SQLModel, table=True):
    """One event of a person's log, never changed afterwards."""

    __tablename__ = "log"
    __table_args__ = (Index("ix_log_user", "user_id", "id"),)

    id: int | None = Field(default=None, sa_type=SERIAL, primary_key=True)
    user_id: int = _owner()
    at: datetime
    kind: str
    body: str = Field(sa_type=Text)


class SessionRow(SQLModel, table=True):
    """One training sitting; at most one per person is open."""

    __tablename__ = "session"
    __table_args__ = (
        Index("uq_session_open", "user_id", unique=True, sqlite_where=text("state = 'open'")),
        Index("ix_session_user", "user_id", "day"),
        Index("ix_session_paint", "paint_at", sqlite_where=text("paint_at IS NOT NULL")),
        # An old button must never meet a new session under a used id.
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, sa_type=SERIAL, primary_key=True)
    user_id: int = _owner()
    day: date
    state: str
    version: int = 0
    body: str = Field(sa_type=Text)
    message_id: int | None = Field(default=None, sa_type=BIG)
    occurrence_id: int | None = Field(default=None, sa_type=BIG)
    paint_at: datetime | None = None
    started_at: datetime
    ended_at: datetime | None = None


class OccurrenceRow(SQLModel, table=True):
    """One reminder of one person for one local date; the UNIQUE key is what makes it one.

    `wake_at` is when a live row next needs a look: its due moment, the end of its lease, or its retry.
    """

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("user_id", "slot", "local_date"),
        Index(
            "ix_occurrence_wake",
            "wake_at",
            "user_id",
            sqlite_where=text("state IN ('pending', 'claimed', 'sending')"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, sa_type=SERIAL, primary_key=True)
    user_id: int = _owner()
    slot: str
    local_date: date
    due_at: datetime
    expires_at: datetime
    wake_at: datetime
    state: str = "pending"
    owner: str | None = None
    starts: int = 0
    on_wire: bool = False
    unsent: int = 0
    message_id: int | None = Field(default=None, sa_type=BIG)


class ReceiptRow(SQLModel, table=True):
    """That an update took effect; kept a week."""

    __tablename__ = "receipt"

    key: str = Field(primary_key=True)
    at: datetime = Field(index=True)


class PictureRow(SQLModel, table=True):
    """Telegram's file_id of a picture, per bot and content, so that each is uploaded once."""

    __tablename__ = "picture"

    bot_id: int = Field(sa_type=BIG, primary_key=True, sa_column_kwargs={"autoincrement": False})
    content_hash: str = Field(primary_key=True)
    file_id: str


class StampRow(SQLModel, table=True):
    """What the planned reminders were last worked out with; nothing about anybody."""

    __tablename__ = "stamp"

    name: str = Field(primary_key=True)
    value: str


class SealRow(SQLModel, table=True):
    """The mark of a key of FIELD_KEY that rows of this database may be sealed with; never the key."""

    __tablename__ = "seal"

    mark: str = Field(primary_key=True)


class TombstoneRow(SQLModel, table=True):
    """That somebody asked to be forgotten, as a salted hash, so that no restored backup brings them back."""

    __tablename__ = "tombstone"

    mark: str = Field(primary_key=True)
    salt: str
    at: datetime
