"""What the watch was told of pain and warning signs: a book for the ways out of a pause (notes 3.2, 4)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.domain.happening import Happening
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    Consulted,
    EmergencyAnswered,
    Enrolled,
    PainRated,
    PainReported,
    RestartAsked,
    Screened,
    UrgentAnswered,
)
from bot.domain.measures import WeekAveraged, WeekWorst
from bot.domain.screening import Health

SAME_REPORT = timedelta(minutes=10)
NOBODYS_YES = {
    Health.WRIST_KNEE, Health.HIP, Health.SHOULDER, Health.NECK, Health.JOINT, Health.STIFF_MORNINGS
}  # fmt: skip
"""Ticks that take out exercises, or ask for a word at the next visit, no more (clinical notes 3.1, 3.2)."""


@dataclass
class Told:
    """The last stop and what was said since.

    `at` is the last report of pain or warning sign, `day` its date, `since` the first day of the pause.
    `nrs` is the worst rating of what stopped the plan, `unrated` that the last report has got none.
    `worst` is the highest 0-10 of each day, `pains` are the days on which pain stopped a plan that ran.
    `examined` is when a clinician looked, `agreed` what of the health card they have agreed to by a restart.
    `alarm` is the last emergency answer; the rest are clear cards.
    """

    at: datetime | None = None
    day: date = date.min
    since: date = date.min
    nrs: int = 0
    unrated: bool = False
    worst: dict[date, int] = field(default_factory=dict)
    pains: list[date] = field(default_factory=list)
    consulted: bool = False
    examined: date | None = None
    health: frozenset[Health] = frozenset()
    agreed: frozenset[Health] = frozenset()
    alarm: datetime | None = None
    emergency_clear: datetime | None = None
    urgent_clear: datetime | None = None

    def note(self, event: Happening, *, ran: bool, stopped: bool, stops: bool) -> None:
        """Write down what was told to a plan that `ran` or was `stopped`, and whether it `stops` by it."""
        if stops:
            self.at, self.day, self.since, self.examined = event.at, event.day, event.day, None
            self.nrs, self.unrated = 0, False
        match event:
            case PainReported(nrs=nrs):
                self._reported(event, nrs, again=stopped)
            case CheckedIn(nrs=nrs) if stops:
                self._reported(event, nrs, again=False)
            case Screened():
                self._screened(event, hurt=ran and stops)
            case WeekAveraged() | WeekWorst() if stops:
                self._reported(event, None, again=False)
            case _:
                self._answered(event)

    def _answered(self, event: Happening) -> None:
        match event:
            case PainRated(nrs=nrs):
                self.nrs, self.unrated = max(self.nrs, nrs), False
                self._rate(self.day, nrs)
            case CheckedIn(nrs=nrs):
                self._rate(event.day, nrs)
            case Consulted(yes=yes):
                self.consulted = yes
            case ClearanceConfirmed(on=on):
                self.examined = on
            case RestartAsked() if self.examined is not None:
                self.agreed |= self.health
            case Enrolled():
                self.emergency_clear = self.urgent_clear = event.at
            case EmergencyAnswered(any=sign) | UrgentAnswered(any=sign):
                self._card(event, emergency=isinstance(event, EmergencyAnswered), any_sign=sign)

    def _reported(self, event: Happening, nrs: int | None, *, again: bool) -> None:
        """Pain, and the wait begins anew; the button pressed twice says it once."""
        bare = isinstance(event, PainReported) and nrs is None and event.where is None
        if again and bare and self.unrated and self.at is not None and event.at - self.at <= SAME_REPORT:
            return
        self.at, self.day, self.consulted, self.examined = event.at, event.day, False, None
        self.nrs, self.unrated = max(self.nrs, nrs or 0), nrs is None
        self._rate(event.day, max(1, nrs or 0))
        if not again:
            self.pains.append(event.day)

    def _rate(self, day: date, nrs: int) -> None:
        self.worst[day] = max(nrs, self.worst.get(day, 0))

    def _screened(self, event: Screened, *, hurt: bool) -> None:
        answers = event.answers
        self.health = answers.health
        if event.anew or answers.health - self.agreed - NOBODYS_YES:
            self.examined = None
        if event.anew and answers.pain_now and hurt:
            self._reported(event, answers.pain_now, again=False)
        if event.anew or answers.emergency:
            self._card(event, emergency=True, any_sign=answers.emergency)
        if event.anew or answers.urgent:
            self._card(event, emergency=False, any_sign=answers.urgent)
        if event.anew:
            self._rate(event.day, answers.pain_now)

    def _card(self, event: Happening, *, emergency: bool, any_sign: bool) -> None:
        clear = None if any_sign else event.at
        if emergency:
            self.emergency_clear = clear
            self.alarm = event.at if any_sign else self.alarm
        else:
            self.urgent_clear = clear
        if any_sign:
            self.at, self.day, self.examined = event.at, event.day, None

    @property
    def cards_clear(self) -> datetime | None:
        """Since when nothing was known on either card: the older of the two answers."""
        if self.emergency_clear is None or self.urgent_clear is None:
            return None
        return min(self.emergency_clear, self.urgent_clear)

    def calm(self, day: date) -> int:
        """Days of 0/10 in a row that end on `day`."""
        count = 0
        while self.worst.get(day - timedelta(days=count)) == 0:
            count += 1
        return count

    def calm_pair(self) -> bool:
        """Whether two days of 0/10 in a row have been told since the pause began."""
        return any(self.calm(day) >= 2 for day in self.worst if day >= self.since)

    def events(self, day: date, days: int) -> int:
        """How often pain stopped the plan in so many days up to `day`."""
        return sum((day - pain).days <= days for pain in self.pains)
