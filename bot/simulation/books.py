"""What the watch has seen of a life, in books of its own: it does not ask the plan what happened."""

from dataclasses import dataclass, field
from datetime import date

from bot.domain.happening import Effort, Outcome
from bot.domain.log import (
    CheckedIn,
    EffortGiven,
    EmergencyAnswered,
    Event,
    PainReported,
    PressMastered,
    RestartAsked,
    Screened,
    SessionBuilt,
    SessionClosed,
    TierThreeOptedIn,
    UrgentAnswered,
)
from bot.domain.measures import WeekAveraged, WeekWorst
from bot.domain.plan import Plan, PlanState, Sitting
from bot.domain.prescription import SessionPlan
from bot.domain.programme import Programme
from bot.domain.refusal import Refused
from bot.domain.reminder import Invite
from bot.domain.screening import Health
from bot.simulation.loads import seconds_of
from bot.simulation.told import Told

ACTIVE, RECOVERY = PlanState.ACTIVE, PlanState.RECOVERY
TRAINING = (ACTIVE, RECOVERY)
RUNNING = (*TRAINING, PlanState.PAUSED_BY_USER)
STOPPED = (PlanState.PAUSED_PAIN, PlanState.NEEDS_CLEARANCE)
INVITING = (Invite.SESSION, Invite.NUDGE, Invite.ANOTHER_HOUR)


@dataclass(frozen=True, slots=True)
class Moment:
    """One event, and the plan before and after it; `rebuilt` is what the rules make of the log up to here."""

    before: Plan
    event: Event
    after: Plan
    rebuilt: Plan | Refused


@dataclass
class Books:
    """Notes kept beside the plan.

    `shown`: day and rung of the last showing; `outcome` and `effort` of that showing. `current` is the
    last session that counted: its day, what it showed, whether all of a full one was done. `at_pause`
    are the rungs when the plan stopped, `before_pain` those of the last pain that was restarted from.
    `told_on` is the session day of the last outcome, `sittings` what was shown, for corrections.
    `risen` is when an exercise last rose, `started` the first day of the plan.
    """

    programme: Programme
    shown: dict[str, tuple[date, int]] = field(default_factory=dict)
    outcome: dict[str, Outcome | None] = field(default_factory=dict)
    effort: dict[str, Effort | None] = field(default_factory=dict)
    counted: date | None = None
    trained: date | None = None
    trained_days: set[date] = field(default_factory=set)
    told_on: dict[str, date] = field(default_factory=dict)
    sittings: dict[int, Sitting] = field(default_factory=dict)
    current: tuple[date, SessionPlan, bool] | None = None
    pains: list[date] = field(default_factory=list)
    returns: list[date] = field(default_factory=list)
    at_pause: dict[str, int] = field(default_factory=dict)
    before_pain: dict[str, int] = field(default_factory=dict)
    gate_days: set[date] = field(default_factory=set)
    felt: bool = False
    wanted: set[str] = field(default_factory=set)
    opened_on: date | None = None
    loads: list[tuple[date, dict[str, int]]] = field(default_factory=list)
    risen: dict[str, date] = field(default_factory=dict)
    started: date | None = None
    told: Told = field(default_factory=Told)
    health: frozenset[Health] = frozenset()
    stopped: bool = False
    hurting: bool = False
    states: dict[date, PlanState] = field(default_factory=dict)

    def note(self, moment: Moment) -> None:
        """Write down one event after it was checked."""
        before, event, after = moment.before, moment.event, moment.after
        match event:
            case SessionBuilt():
                self._built(before, after, event.day)
            case SessionClosed():
                self._closed(after.sitting, event, after)
            case EffortGiven():
                self._rated(after.sitting, event)
            case PressMastered():
                self.felt = event.yes
            case TierThreeOptedIn():
                (self.wanted.add if event.yes else self.wanted.discard)(event.exercise_id)
            case _:
                self._safety(moment)
        self.states[event.day] = after.state
        if self.started is None and after.state in TRAINING:
            self.started = event.day

    def _safety(self, moment: Moment) -> None:
        before, event, after = moment.before, moment.event, moment.after
        if isinstance(event, Screened):
            self.health = event.answers.health
            self.hurting |= event.answers.emergency or event.answers.urgent
        told = isinstance(event, PainReported | CheckedIn | Screened | WeekAveraged | WeekWorst)
        if told and after.pains[-1:] != before.pains[-1:]:
            self._hurt(event.day)
        self.hurting |= isinstance(event, EmergencyAnswered | UrgentAnswered) and event.any
        if isinstance(event, RestartAsked) and before.pause is not None and before.pause.after_pain:
            self.before_pain = self.at_pause
        if after.state in STOPPED and before.state not in STOPPED:
            self.at_pause = {name: found.rung for name, found in before.progress.items()}
        # A health answer that is taken back opens what it closed, unless there was pain or a warning sign.
        out = isinstance(event, RestartAsked) or (isinstance(event, Screened) and not self.hurting)
        stopped, stops = before.state in STOPPED, before.state not in STOPPED and after.state in STOPPED
        self.told.note(event, ran=before.state in RUNNING, stopped=stopped, stops=stops)
        self.stopped = isinstance(event, PainReported) or after.state in STOPPED or (self.stopped and not out)
        self.hurting &= not isinstance(event, RestartAsked)

    def _hurt(self, day: date) -> None:
        self.hurting = True
        if not self.pains or self.pains[-1] != day:
            self.pains.append(day)
        self.outcome = dict.fromkeys(self.outcome)
        self.current = None

    def _built(self, before: Plan, after: Plan, day: date) -> None:
        if before.state is RECOVERY and after.state is ACTIVE:
            self.returns.append(day)
        if after.sitting is None:
            return
        for p in after.sitting.shown.prescriptions:
            on, rung = self.shown.get(p.exercise_id, (None, p.rung))
            if on != day:
                self.outcome[p.exercise_id] = None
            if p.rung > rung:
                self.risen[p.exercise_id] = day
            self.shown[p.exercise_id] = (day, p.rung)
            if p.exercise_id != "press":
                self.opened_on = self.opened_on or day
        if after.state is ACTIVE:
            self.loads.append((day, seconds_of(after, self.programme)))

    def _closed(self, sitting: Sitting | None, event: SessionClosed, plan: Plan) -> None:
        if sitting is None:
            return
        outcomes = {result.exercise_id: result.outcome for result in event.results}
        if set(outcomes.values()) - {Outcome.SKIPPED}:
            self.trained_days.add(sitting.day)
            self.trained = max(self.trained_days)
        self.sittings[event.session_id] = sitting
        first, self.counted = self.counted != sitting.day, sitting.day
        if not first or plan.state not in TRAINING:
            return
        for p in sitting.full.prescriptions:
            self.outcome[p.exercise_id] = outcomes.get(p.exercise_id, Outcome.SKIPPED)
            self.told_on[p.exercise_id] = sitting.day
            self.effort[p.exercise_id] = None
        full = not sitting.shown.short and set(outcomes.values()) == {Outcome.DONE}
        self.current = (sitting.day, sitting.shown, full)

    def _rated(self, sitting: Sitting | None, event: EffortGiven) -> None:
        if sitting is None or not sitting.counted or self.current is None:
            return
        for p in sitting.shown.prescriptions:
            if self.outcome.get(p.exercise_id) is Outcome.DONE:
                self.effort[p.exercise_id] = event.effort
        if self.outcome.get("press") is Outcome.DONE and event.effort is not Effort.HARD:
            self.gate_days.add(sitting.day)
