"""A diary that checks the invariants of clinical notes 5.6 after every event, from what it saw itself.

It keeps its own books (outcomes, pains, rungs shown) and does not ask the plan for them.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.domain import tags
from bot.domain.coach import apply
from bot.domain.happening import Effort, Outcome
from bot.domain.log import (
    CheckedIn,
    EffortGiven,
    EmergencyAnswered,
    Enrolled,
    Event,
    PainReported,
    PausedByUser,
    PressMastered,
    RestartAsked,
    ResumedByUser,
    Screened,
    SessionBuilt,
    SessionClosed,
    TierThreeOptedIn,
    UrgentAnswered,
)
from bot.domain.measures import SessionCorrected, TrainedUntold, WeekAveraged, WeekWorst
from bot.domain.plan import Plan, PlanState
from bot.domain.prescription import DayType, Prescription, SessionPlan
from bot.domain.refusal import Refused
from tests.domain import amended
from tests.domain.diary import Diary
from tests.domain.exercises import PROGRAMME

ACTIVE, RECOVERY = PlanState.ACTIVE, PlanState.RECOVERY
PAUSED, CLEARANCE, OWN = PlanState.PAUSED_PAIN, PlanState.NEEDS_CLEARANCE, PlanState.PAUSED_BY_USER
ONBOARDING = PlanState.ONBOARDING

PAIRS = (("legs_hold", "scissors"), ("prone_leg", "prone_both_legs"), ("prone_arch", "swimmer"))
DAYS: Mapping[DayType, str] = {
    DayType.FRONT: "press curl_reach legs_hold scissors curl_hands_waist side_leg_raise",
    DayType.BACK: "press side_double_leg prone_leg prone_both_legs prone_arch swimmer bird_dog",
    DayType.GENTLE: "press side_leg_raise",
}
"""What the weekly budget looks at: everything of a day but the gentle movements."""

MOVES: dict[type, set[tuple[PlanState, PlanState]]] = {
    Enrolled: {(ONBOARDING, ACTIVE)},
    SessionBuilt: {(RECOVERY, ACTIVE)},
    RestartAsked: {(PAUSED, RECOVERY), (PAUSED, CLEARANCE), (CLEARANCE, RECOVERY), (CLEARANCE, ACTIVE)},
    PausedByUser: {(ACTIVE, OWN), (RECOVERY, OWN)},
    ResumedByUser: {(OWN, ACTIVE), (OWN, RECOVERY)},
    Screened: {(ONBOARDING, ACTIVE), (CLEARANCE, ACTIVE), (CLEARANCE, RECOVERY)},
}
"""Which event may lead from where to where; into a pause everything that tells of pain may."""


class Watched(Diary):
    """Checks every step that it takes."""

    def __init__(self) -> None:
        """A newcomer with empty books."""
        super().__init__()
        self.shown: dict[str, tuple[date, int]] = {}
        self.outcome: dict[str, Outcome | None] = {}
        self.effort: dict[str, Effort | None] = {}
        self.counted: date | None = None
        self.trained: date | None = None
        self.trained_days: set[date] = set()
        self.told_on: dict[str, date] = {}
        self.current: tuple[date, SessionPlan, bool] | None = None
        self.pains: list[date] = []
        self.returns: list[date] = []
        self.at_pause: dict[str, int] = {}
        self.before_pain: dict[str, int] = {}
        self.gate_days: set[date] = set()
        self.felt = False
        self.loads: dict[date, dict[DayType, int]] = {}
        self.opened_on: date | None = None

    def copy(self) -> "Watched":
        """The same person with the same books, to go another way."""
        twin = Watched()
        for name, value in vars(self).items():
            setattr(twin, name, value.copy() if isinstance(value, dict | list | set) else value)
        return twin

    def say(self, kind: type[Event], **fields: Any) -> Plan | Refused:
        """One event; nothing about it may break an invariant."""
        before = self.plan
        after = super().say(kind, **fields)
        if isinstance(after, Refused):
            assert self.plan is before
            return after
        event = self.log[-1]
        self._check_doses(before, after)
        if isinstance(event, SessionCorrected | TrainedUntold):
            amended.check(self, before, event, after)
            return after
        assert apply(before, event, PROGRAMME) == after  # 17: the same in, the same out
        self._check_states(before, event, after)
        self._keep_books(before, event, after)
        return after

    def _check_doses(self, before: Plan, after: Plan) -> None:
        """1 and 18."""
        for name, progress in after.progress.items():
            assert 0 <= progress.rung <= PROGRAMME.exercises[name].ladder.cap
            earlier = before.progress.get(name)
            if earlier is not None and earlier.rung != progress.rung:
                assert progress.because is not None, f"{name} moved without a reason"

    def _check_states(self, before: Plan, event: Event, after: Plan) -> None:
        """9, 10 and 11: out of a pause only by the doors that are meant for it."""
        if before.state is not after.state and after.state not in (PAUSED, CLEARANCE):
            assert (before.state, after.state) in MOVES.get(type(event), set()), (event, before.state)
        if isinstance(event, EmergencyAnswered | UrgentAnswered) and event.any:
            assert after.state is CLEARANCE
        if before.state is CLEARANCE and after.state is ACTIVE:
            assert before.pause is not None and not before.pause.after_pain
        if after.state is PAUSED:
            assert before.state is not ONBOARDING
        assert (after.pause is not None) == (after.state in (PAUSED, CLEARANCE))
        assert (after.rest is not None) == (after.state is OWN)

    def _keep_books(self, before: Plan, event: Event, after: Plan) -> None:
        match event:
            case SessionBuilt():
                self._built(before, after)
            case SessionClosed():
                self._closed(event)
            case EffortGiven():
                self._rated(event)
            case PressMastered():
                self.felt = event.yes
            case RestartAsked() if before.pause is not None and before.pause.after_pain:
                self.before_pain = self.at_pause
            case _:
                pass
        told = isinstance(event, PainReported | CheckedIn | Screened | WeekAveraged | WeekWorst)
        if told and after.pains[-1:] != before.pains[-1:]:
            self._hurt()
        if after.state in (PAUSED, CLEARANCE) and before.state not in (PAUSED, CLEARANCE):
            self.at_pause = {name: p.rung for name, p in before.progress.items()}

    def _hurt(self) -> None:
        if not self.pains or self.pains[-1] != self.day:
            self.pains.append(self.day)
        self.outcome = dict.fromkeys(self.outcome)
        self.current = None

    def _closed(self, event: SessionClosed) -> None:
        outcomes = {result.exercise_id: result.outcome for result in event.results}
        sitting = self.plan.sitting
        assert sitting is not None
        if set(outcomes.values()) - {Outcome.SKIPPED}:
            self.trained_days.add(sitting.day)
            self.trained = max(self.trained_days)
        first = self.counted != sitting.day
        self.counted = sitting.day
        if not first or self.plan.state not in (ACTIVE, RECOVERY):
            return
        for p in sitting.full.prescriptions:
            self.outcome[p.exercise_id] = outcomes.get(p.exercise_id, Outcome.SKIPPED)
            self.told_on[p.exercise_id] = sitting.day
            self.effort[p.exercise_id] = None
        full = not sitting.shown.short and set(outcomes.values()) == {Outcome.DONE}
        self.current = (sitting.day, sitting.shown, full)

    def _rated(self, event: EffortGiven) -> None:
        sitting = self.plan.sitting
        if sitting is None or not sitting.counted or self.current is None:
            return
        for p in sitting.shown.prescriptions:
            if self.outcome.get(p.exercise_id) is Outcome.DONE:
                self.effort[p.exercise_id] = event.effort
        if self.outcome.get("press") is Outcome.DONE and event.effort is not Effort.HARD:
            self.gate_days.add(sitting.day)

    def _built(self, before: Plan, after: Plan) -> None:
        assert after.state in (ACTIVE, RECOVERY) and before.state in (ACTIVE, RECOVERY)
        assert after.sitting is not None
        shown = after.sitting.shown
        if before.state is RECOVERY and after.state is ACTIVE:
            self.returns.append(self.day)
        assert shown.prescriptions and shown.seconds <= 15 * 60  # 12
        for prescription in shown.prescriptions:
            self._check_shown(after, shown, prescription)
        if after.state is ACTIVE:
            self._check_budget(after)
        for p in shown.prescriptions:
            if self.shown.get(p.exercise_id, (None, 0))[0] != self.day:
                self.outcome[p.exercise_id] = None
            self.shown[p.exercise_id] = (self.day, p.rung)

    def _check_shown(self, plan: Plan, shown: SessionPlan, prescription: Prescription) -> None:
        name = prescription.exercise_id
        exercise = PROGRAMME.exercises[name]
        assert not tags.removed(plan.tags, exercise)  # 13
        assert not plan.progress[name].left_out
        self._check_rise(plan, shown, prescription)
        self._check_locks(plan, prescription)
        if plan.state is RECOVERY:
            self._check_recovery(plan, prescription)
        full = exercise.ladder.dose(prescription.rung)
        assert prescription.dose.seconds == full.seconds and prescription.dose.reps <= full.reps
        assert prescription.dose == full or shown.deload

    def _check_rise(self, plan: Plan, shown: SessionPlan, prescription: Prescription) -> None:
        """3, 4 and 5."""
        name = prescription.exercise_id
        if name not in self.shown:
            return
        last_day, last_rung = self.shown[name]
        assert prescription.rung <= last_rung + 1
        if last_day == self.day:
            assert prescription.rung <= last_rung
        elif prescription.rung > last_rung:
            assert self.outcome[name] is Outcome.DONE, f"{name} rose after {self.outcome[name]}"
            assert self.effort[name] in (Effort.EASY, Effort.RIGHT)
            assert self.trained is not None and (self.day - self.trained).days < 3
            assert plan.started_on is not None
            assert ((self.day - plan.started_on).days // 7 + 1) % 5 != 0 and not shown.deload
            assert not shown.short
            self._check_session_before(plan)

    def _check_session_before(self, plan: Plan) -> None:
        """5: the session before was done in full, and no training day lies between."""
        assert self.current is not None and self.current[2], "rose though the session before was not done"
        between = (self.current[0] + timedelta(days=n) for n in range(1, (self.day - self.current[0]).days))
        assert not any(day.weekday() in plan.weekdays for day in between), "rose after a missed day"

    def _check_locks(self, plan: Plan, prescription: Prescription) -> None:
        """8 and 14."""
        exercise = PROGRAMME.exercises[prescription.exercise_id]
        gate = len(self.gate_days) >= 3 and self.felt
        ungated = any(tags.removed(seen, PROGRAMME.exercises["press"]) for seen in self._tags_seen(plan))
        if exercise.id != "press":
            assert gate or ungated
            self.opened_on = self.opened_on or self.day
        if exercise.tier > 1:
            assert self.opened_on is not None and (self.day - self.opened_on).days >= 10
        if exercise.tier == 3:
            assert (self.day - self.opened_on).days >= 38  # type: ignore[operator]
            assert all((self.day - hurt).days >= 28 for hurt in self.pains)
            assert plan.state is ACTIVE
            said = [e for e in self.log if isinstance(e, TierThreeOptedIn) and e.exercise_id == exercise.id]
            assert said and any(e.yes for e in said)

    def _tags_seen(self, plan: Plan) -> list[frozenset[tags.Tag]]:
        seen = [e.tags for e in self.log if isinstance(e, Enrolled)]
        return [plan.tags, *seen, *getattr(self, "old_tags", [])]

    def _check_recovery(self, plan: Plan, prescription: Prescription) -> None:
        """7, and three quarters later."""
        exercise = PROGRAMME.exercises[prescription.exercise_id]
        assert plan.recovery is not None
        before = self.before_pain.get(exercise.id, exercise.ladder.base)
        most = exercise.ladder.dose(before).loaded_seconds()
        share = 50 if plan.recovery.done < 3 else 75
        within = exercise.ladder.dose(prescription.rung).loaded_seconds() * 100 <= most * share
        assert within or prescription.rung == 0
        assert exercise.tier <= (1 if plan.recovery.done < 3 else 2)

    def _check_budget(self, plan: Plan) -> None:
        """6: how much each kind of day has grown in a week, unless the person came back from pain in it."""
        now = {kind: _load(plan, names.split()) for kind, names in DAYS.items()}
        week_ago = self.loads.get(self.day - timedelta(days=7))
        start = self.day - timedelta(days=7)
        settled = plan.tier_one_on is not None and plan.tier_one_on <= start
        if week_ago is not None and settled and not any(day > start for day in self.returns):
            for kind, seconds in now.items():
                assert seconds - week_ago[kind] <= max(30, week_ago[kind] / 10), (kind, seconds, week_ago)
        self.loads[self.day] = now


def _load(plan: Plan, names: list[str]) -> int:
    seconds = {}
    for name in names:
        progress = plan.progress.get(name)
        if progress is not None and progress.unlocked_on is not None and not progress.left_out:
            exercise = PROGRAMME.exercises[name]
            seconds[name] = exercise.loaded_seconds(exercise.ladder.dose(progress.rung))
    spared = sum(min(seconds.get(one, 0), seconds.get(other, 0)) for one, other in PAIRS)
    return sum(seconds.values()) - spared
