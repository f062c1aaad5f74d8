"""A person's days with the coach, written as a test reads: train, skip, hurt, wait, come back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.domain import correcting, morning
from bot.domain.coach import apply, prescribe
from bot.domain.correcting import Page
from bot.domain.exercise import Exercise
from bot.domain.explaining import offer, press_question_due
from bot.domain.happening import Effort, Outcome, Result
from bot.domain.log import (
    CheckedIn,
    Consulted,
    EffortGiven,
    EmergencyAnswered,
    Enrolled,
    Event,
    PainReported,
    PressMastered,
    RestartAsked,
    SessionBuilt,
    SessionClosed,
    TierThreeOptedIn,
    UrgentAnswered,
)
from bot.domain.measures import MorningAnswered, SessionCorrected, TrainedUntold
from bot.domain.plan import Plan, PlanState
from bot.domain.prescription import SessionPlan
from bot.domain.programme import Programme
from bot.domain.refusal import Refused
from bot.domain.rescreening import rescreen_due
from tests.domain.exercises import PROGRAMME

MONDAY = date(2026, 1, 5)


class Diary:
    """A plan and its log, moved day by day; every accepted event is in `log`."""

    def __init__(
        self, started: date = MONDAY, plan: Plan | None = None, programme: Programme = PROGRAMME
    ) -> None:
        """A person at eight in the morning of `started`, in UTC."""
        self.started = started
        self.programme = programme
        self.now = datetime.combine(started, time(8), tzinfo=UTC)
        self.plan = plan or Plan()
        self.log: list[Event] = []
        self.pages: list[Page] = []
        self.sessions = 0
        self.demanding = False
        self.tells_of_mornings = True

    @property
    def day(self) -> date:
        """The local date."""
        return self.now.date()

    @property
    def day_number(self) -> int:
        """Days since the start, the first being 1."""
        return (self.day - self.started).days + 1

    def say(self, kind: type[Event], **fields: Any) -> Plan | Refused:
        """One event now; what the rules made of it."""
        self.now += timedelta(seconds=10)
        event = kind(at=self.now, day=self.day, **fields)
        if isinstance(event, SessionCorrected | TrainedUntold):
            after = correcting.corrected(self.pages, event, self.programme, apply)
        else:
            after = apply(self.plan, event, self.programme)
        if not isinstance(after, Refused):
            self.pages.append(Page(self.plan, event, after))
            self.plan = after
            self.log.append(event)
        return after

    def must(self, kind: type[Event], **fields: Any) -> Plan:
        """One event that the rules accept."""
        after = self.say(kind, **fields)
        assert not isinstance(after, Refused), f"{kind.__name__} on day {self.day_number}: {after}"
        return after

    def wait(self, days: int = 1) -> "Diary":
        """Eight in the morning, some days later."""
        self.now = datetime.combine(self.day + timedelta(days=days), time(8), tzinfo=UTC)
        return self

    def until(self, day_number: int) -> "Diary":
        """The morning of a day counted from the start."""
        return self.wait(day_number - self.day_number)

    def enrol(self, *, demanding: bool = True, **fields: Any) -> "Diary":
        """The specialist's yes; `demanding` people say yes to every demanding exercise that is ready."""
        self.must(Enrolled, **fields)
        self.demanding = demanding
        return self

    def say_yes(self) -> None:
        """Yes to each demanding exercise that is offered now."""
        while self.demanding and (ready := offer(self.plan, self.programme, self.day)):
            self.must(TierThreeOptedIn, exercise_id=ready)

    def clear_cards(self) -> None:
        """Nothing on the emergency and the urgent card."""
        self.must(EmergencyAnswered, any=False)
        self.must(UrgentAnswered, any=False)

    def calm_morning(self, *, tired: bool = False) -> None:
        """No new pain since the last session, if nothing was said about that yet."""
        sitting = self.plan.sitting
        if sitting is not None and morning.is_open(self.plan, self.day):
            self.must(MorningAnswered, session_id=sitting.session_id, tired=tired)

    def today(self, *, short: bool = False) -> SessionPlan:
        """What today would ask for."""
        if rescreen_due(self.plan, self.day, self.now + timedelta(minutes=1)):
            self.clear_cards()
        found = prescribe(self.plan, self.programme, self.day, self.now, short=short)
        assert isinstance(found, SessionPlan), found
        return found

    def open(self, *, short: bool = False) -> SessionPlan:
        """Build today's session; the morning after the last one was fine, unless something else was said."""
        self.say_yes()
        if self.tells_of_mornings:
            self.calm_morning()
        self.today(short=short)
        self.sessions += 1
        self.must(SessionBuilt, session_id=self.sessions, short=short)
        assert self.plan.sitting is not None
        return self.plan.sitting.shown

    def train(
        self,
        effort: Effort | None = Effort.RIGHT,
        other: Mapping[str, Outcome] | Outcome | None = None,
        *,
        short: bool = False,
    ) -> SessionPlan:
        """One session today: all done, or `other` outcomes; then the effort, and the gate's question."""
        shown = self.open(short=short)
        outcomes = dict.fromkeys(
            (p.exercise_id for p in shown.prescriptions),
            other if isinstance(other, Outcome) else Outcome.DONE,
        )
        if isinstance(other, Mapping):
            outcomes |= {name: outcome for name, outcome in other.items() if name in outcomes}
        results = tuple(Result(name, outcome) for name, outcome in outcomes.items())
        self.must(SessionClosed, session_id=self.sessions, results=results)
        if effort is not None:
            self.must(EffortGiven, session_id=self.sessions, effort=effort)
        if press_question_due(self.plan):
            self.must(PressMastered, yes=True)
        return shown

    def train_daily(self, days: int, effort: Effort = Effort.RIGHT) -> "Diary":
        """A session on each of the next days, today's included; then it is the morning after."""
        for _ in range(days):
            self.train(effort)
            self.wait()
        return self

    def hurt(self, nrs: int | None = 3, **fields: Any) -> Plan:
        """Report pain."""
        return self.must(PainReported, nrs=nrs, **fields)

    def check_in(self, nrs: int = 0) -> Plan:
        """Today's 0-10."""
        return self.must(CheckedIn, nrs=nrs)

    def restart(self, *, after_days: int, consulted: bool = True) -> Plan | Refused:
        """Days of 0/10, the cards, the word with a clinician, and the button at noon."""
        for _ in range(after_days):
            self.wait()
            self.check_in(0)
        self.now += timedelta(hours=4)
        self.clear_cards()
        self.must(Consulted, yes=consulted)
        return self.say(RestartAsked)

    def stands(self, state: PlanState) -> bool:
        """Whether the plan is in this state."""
        return self.plan.state is state

    def rung(self, name: str) -> int:
        """The rung of an exercise."""
        return self.plan.progress[name].rung

    def loaded(self, name: str) -> int:
        """The loaded seconds per side of an exercise."""
        return PROGRAMME.exercises[name].ladder.dose(self.rung(name)).loaded_seconds()

    def copy(self) -> "Diary":
        """Another diary that goes on from here."""
        twin = Diary(self.started, replace(self.plan), self.programme)
        twin.now, twin.log, twin.sessions = self.now, list(self.log), self.sessions
        twin.pages = list(self.pages)
        twin.demanding = self.demanding
        return twin


def exercise(name: str) -> Exercise:
    """An exercise of the test programme."""
    return PROGRAMME.exercises[name]


def doses(shown: SessionPlan) -> dict[str, str]:
    """The doses of a session as the clinical notes write them."""
    return {
        p.exercise_id: f"{p.dose.rounds}x{p.dose.reps}"
        if p.dose.rounds > 1
        else f"{p.dose.reps}x{p.dose.seconds}"
        for p in shown.prescriptions
    }
