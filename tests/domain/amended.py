"""What a correction may do to a plan, and to the books that `Watched` keeps of what really happened."""

from typing import TYPE_CHECKING

from bot.domain.correcting import Correction, sitting_of, whole
from bot.domain.happening import Effort, Outcome
from bot.domain.measures import SessionCorrected, TrainedUntold
from bot.domain.plan import Plan, PlanState

if TYPE_CHECKING:
    from tests.domain.watch import Watched

DOORS = {(PlanState.ACTIVE, PlanState.RECOVERY)}


def check(life: "Watched", before: Plan, event: Correction, after: Plan) -> None:
    """Nothing grows beyond what was shown, nothing opens, no pain is forgotten; then the books follow."""
    assert before.state is after.state or (before.state, after.state) in DOORS
    assert (before.pains, before.pause, before.epoch) == (after.pains, after.pause, after.epoch)
    for name, found in after.progress.items():
        earlier = before.progress[name]
        if name in life.shown:
            assert found.rung <= max(earlier.rung, life.shown[name][1]), name
        if found.unlocked_on is not None:
            assert earlier.unlocked_on is not None, f"{name} opened by a correction"
    assert after.sitting is None or before.sitting is not None
    if after.sitting is not None and before.sitting is not None:
        assert after.sitting.session_id == before.sitting.session_id
        for p in after.sitting.shown.prescriptions:
            assert after.progress[p.exercise_id].shown_on == after.sitting.day, "what was shown is forgotten"
    if isinstance(event, TrainedUntold):
        life.trained_days.add(event.on)
    else:
        _note(life, event)
    life.trained = max(life.trained_days, default=None)


def _note(life: "Watched", event: SessionCorrected) -> None:
    sitting = sitting_of(life.pages[:-1], event.session_id)
    assert sitting is not None
    outcomes, day = whole(event.results, sitting), sitting.day
    trained = set(outcomes.values()) - {Outcome.SKIPPED}
    (life.trained_days.add if trained else life.trained_days.discard)(day)
    for name, outcome in outcomes.items():
        if life.told_on.get(name) == day and life.shown[name][0] <= day:
            life.outcome[name] = outcome
            life.effort[name] = event.effort if outcome is Outcome.DONE else None
    practised = outcomes.get("press") is Outcome.DONE and event.effort in (Effort.EASY, Effort.RIGHT)
    if "press" in outcomes:
        (life.gate_days.add if practised else life.gate_days.discard)(day)
    if life.current is not None and life.current[0] == day:
        full = not sitting.shown.short and set(outcomes.values()) == {Outcome.DONE}
        life.current = (day, life.current[1], full)
