"""How often a person hears from Lumbo: daily, one nudge at most, a kind question, and less when unheard."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.schedule import QUIET

NUDGE = "nudge"
"""The slot of the one second message of a day."""

FIRST = ("first-1", "first-2")
"""The slots of the two words to somebody who has not finished the first questions."""

CLEARANCE_DAYS = (3, 10, 17, 24, 31)
"""Days after a stop on which a person who needs a clearance hears from us (clinical notes 4)."""

STOPPED_EARLY = tuple(f"stopped-{number}" for number in range(1, len(CLEARANCE_DAYS) + 1))
"""The slots of those words to somebody who was stopped before zone or hour were known."""

NUDGE_AFTER = (timedelta(minutes=150), timedelta(hours=2), timedelta(hours=3))
"""How long after the unanswered reminder, by preference (clinical notes 8: after 2-3 hours)."""

NUDGE_LASTS = timedelta(minutes=30)
"""A nudge that is later than this is not sent at all."""

FIRST_AFTER = (timedelta(hours=24), timedelta(hours=72))
"""How long after the consent (clinical notes 4, ONBOARDING)."""

WAKING = time(7, 0)
"""Before this local hour nobody is nudged."""

LAST_NUDGE = time(21, 0)
"""After this one neither: a nudge and its half hour end before the quiet hour."""

ASKS_AFTER = 3
"""After so many unanswered reminders in a row Lumbo asks once whether another hour suits (notes 8)."""

WEEKLY_AFTER = 7
"""After so many Lumbo comes once a week, until a sign of life (notes 8)."""

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Attention:
    """`ignored` invitations arrived since the last sign of life, the last of them on `invited_on`.

    `nudging` tells whether the person wants the second message of a day.
    """

    ignored: int = 0
    invited_on: date | None = None
    nudging: bool = True

    @property
    def asks_for_another_hour(self) -> bool:
        """Whether the next invitation asks kindly if another hour suits."""
        return self.ignored == ASKS_AFTER

    @property
    def wants_nudge(self) -> bool:
        """Whether the next invitation may be followed by a second message: not in the quieter weekly mode."""
        return self.nudging and self.ignored < WEEKLY_AFTER

    def rests_on(self, day: date) -> bool:
        """Whether the invitation of `day` is left out because so many stayed unanswered."""
        if self.ignored < WEEKLY_AFTER or self.invited_on is None:
            return False
        return day - self.invited_on < _A_WEEK


def nudge_at(sent: datetime, zone: ZoneInfo) -> datetime | None:
    """When the second message of a day is due after a reminder of `sent`; None when nobody is up then."""
    return next((due for due in (sent + after for after in NUDGE_AFTER) if _awake(sent, due, zone)), None)


def _awake(sent: datetime, due: datetime, zone: ZoneInfo) -> bool:
    local = due.astimezone(zone)
    same_day = local.date() == sent.astimezone(zone).date()
    return same_day and WAKING <= local.time() <= LAST_NUDGE


def first_nudges(consented: datetime, now: datetime, zone: ZoneInfo | None) -> Iterator[tuple[str, datetime]]:
    """Slot and moment of the words to a newcomer that still lie ahead at `now`.

    Without a zone they come at the time of day of the consent: the person was up then, wherever they live.
    """
    for slot, after in zip(FIRST, FIRST_AFTER, strict=True):
        due = consented + after
        if due > now:
            yield slot, _in_waking_hours(due, zone)


def words_after_stop(stopped: datetime, zone: ZoneInfo | None) -> Iterator[tuple[str, datetime]]:
    """Slot and moment of the rare words to somebody who was stopped before zone or hour were known."""
    for slot, days in zip(STOPPED_EARLY, CLEARANCE_DAYS, strict=True):
        yield slot, _in_waking_hours(stopped + timedelta(days=days), zone)


def _in_waking_hours(due: datetime, zone: ZoneInfo | None) -> datetime:
    """`due`, or the next morning's moment at which it does not wake anybody; `due` without a zone."""
    if zone is None:
        return due
    local = due.astimezone(zone)
    if WAKING <= local.time() < QUIET:
        return due
    day = local.date() + timedelta(days=local.time() >= QUIET)
    return datetime.combine(day, WAKING, tzinfo=zone).astimezone(due.tzinfo)
