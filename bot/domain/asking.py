"""One question at a time: which of the questions that are due is put now, and which can wait.

Two belong to every session: the one about the morning after, before it, and how it was, after it. Of all
others one a day at most is put, after the answer how it was, in the order in which they stand here; what
was asked stays quiet for a while, answered or not. Two of them do not need a session.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum


class Topic(StrEnum):
    """What may be asked around a session, the most pressing first."""

    MORNING = "morning"
    """Any new pain since the last session: before the next one."""
    PRESS = "press"
    """Whether the floor press is felt: the gate to everything else."""
    ACTIVITIES = "activities"
    """The person's own activities from 0 to 10, in weeks 0, 6 and 12."""
    WEEK = "week"
    """Average and worst of the last 7 days from 0 to 10, from Sunday on."""
    OFFER = "offer"
    """What the rules offer: another version, a demanding exercise, the days one trains on anyway."""


STANDING = frozenset({Topic.MORNING, Topic.PRESS})
"""Belong to a session, and neither use up the day's one extra question nor wait for it."""

BESIDE = frozenset({Topic.ACTIVITIES, Topic.WEEK})
"""May also be put to somebody who is here without training; else who rests would never be asked."""

QUIET: Mapping[Topic, timedelta] = {
    Topic.ACTIVITIES: timedelta(days=28),
    Topic.WEEK: timedelta(days=4),
}
"""So long after it was put a question is not put again, answered or not; others rest until the next day."""


def next_topic(due: Collection[Topic], asked: Mapping[Topic, date], day: date) -> Topic | None:
    """The one question to put on `day` of those that are `due`; `asked` is when each was put last."""
    extra_today = any(on == day for topic, on in asked.items() if topic not in STANDING)
    for topic in Topic:
        if (
            topic in due
            and _rested(topic, asked.get(topic), day)
            and not (extra_today and topic not in STANDING)
        ):
            return topic
    return None


def _rested(topic: Topic, asked_on: date | None, day: date) -> bool:
    return asked_on is None or day - asked_on >= QUIET.get(topic, timedelta(days=1))
