"""When an exercise opens to a person: the gate, the order, the conditions (clinical notes 5.5)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from bot.domain import equipment, pain, tags
from bot.domain.equipment import Fit
from bot.domain.exercise import Exercise
from bot.domain.happening import Effort
from bot.domain.plan import Plan, PlanState, Progress
from bot.domain.programme import PRESS, TIER_THREE, TIER_TWO, Programme

GATE_DAYS = 3
"""Different days with the floor press done and not hard, before anything else opens."""
TIER_TWO_AFTER, TIER_THREE_AFTER = 10, 38
"""Days after tier 1 opened."""
DONE_NEEDED, DONE_WITHIN = 8, 14
"""Sessions done, within so many days."""
APART, TIER_THREE_APART = 3, 7
"""Days between two unlocks; between two of tier 3."""
TIER_TWO_PAINLESS, TIER_THREE_PAINLESS = 14, pain.TIER_THREE_LOCK.days
"""Days without a pain event."""
EFFORTS = 3
"""None of so many last sessions was hard."""
ASK_AGAIN = timedelta(days=14)
"""After a "not now" a demanding exercise is not offered for so long."""

NEEDED: Mapping[str, Mapping[str, int]] = {
    "side_double_leg": {"side_leg_raise": 42},
    "prone_both_legs": {"prone_leg": 25},
    "curl_hands_waist": {"curl_reach": 25},
    "legs_hold": {"curl_reach": 28, PRESS: 30},
    "swimmer": {"prone_arch": 25, "prone_both_legs": 10},
    "scissors": {"legs_hold": 15},
}
"""Loaded seconds per side that easier exercises must have reached before a demanding one opens."""


def gate_open(plan: Plan, programme: Programme) -> bool:
    """Whether tier 1 may open. Where a health tag takes the press itself out, there is no gate."""
    if tags.removed(plan.tags, programme.exercises[PRESS]):
        return True
    return plan.press_felt and len(plan.press_days) >= GATE_DAYS


def usable(plan: Plan, exercise: Exercise) -> bool:
    """Whether neither a tag, nor the person, nor something that is not there keeps the exercise out."""
    progress = plan.progress.get(exercise.id)
    left_out = progress is not None and progress.left_out
    there = equipment.fit(plan.equipment, exercise) is not Fit.OUT
    return there and not left_out and not tags.removed(plan.tags, exercise)


def opened(plan: Plan, exercise_id: str) -> bool:
    """Whether an exercise has opened."""
    progress = plan.progress.get(exercise_id)
    return progress is not None and progress.unlocked_on is not None


def entry_rung(plan: Plan, exercise: Exercise) -> int:
    """Where an exercise enters: tier 3 and whatever returns at the lowest rung, else at the base.

    What was shown before comes back no higher than it was left.
    """
    progress = plan.progress.get(exercise.id)
    if exercise.tier == 3 or (progress is not None and progress.returned):
        return 0
    entry = min(exercise.ladder.base, tags.cap(plan.tags, exercise))
    return min(entry, progress.rung) if progress is not None and progress.shown_on else entry


def next_open(plan: Plan, programme: Programme, day: date) -> Exercise | None:
    """The exercise that opens on `day` if the budget allows it; the day's own conditions hold already."""
    for exercise in _candidates(plan, programme, day):
        progress = plan.progress.get(exercise.id)
        if exercise.tier < 3 or (progress is not None and progress.wanted):
            return exercise
    return None


def offer(plan: Plan, programme: Programme, day: date) -> Exercise | None:
    """The demanding exercise to ask about: it would open but for the person's yes."""
    for exercise in _candidates(plan, programme, day):
        progress = plan.progress.get(exercise.id)
        if exercise.tier == 3 and (progress is None or (progress.wanted is None and _rested(progress, day))):
            return exercise
    return None


def _rested(progress: Progress, day: date) -> bool:
    """A "not now" is respected for a while."""
    return progress.kept_on is None or day - progress.kept_on >= ASK_AGAIN


def may_open(plan: Plan, programme: Programme, exercise: Exercise, day: date) -> bool:
    """Whether an exercise would open on `day`, but for the budget and the person's yes."""
    return plan.state is PlanState.ACTIVE and exercise in _candidates(plan, programme, day)


def _candidates(plan: Plan, programme: Programme, day: date) -> Iterator[Exercise]:
    """What may open on `day`, tier by tier; of tier 2 only the next in its order."""
    if plan.tier_one_on is None or (plan.steady_from is not None and day < plan.steady_from):
        return
    yield from (e for e in closed(plan, programme, programme.exercises) if e.tier == 1)
    if sessions_wanted(plan, day) or was_hard(plan):
        return
    waiting = closed(plan, programme, TIER_TWO)
    if waiting:
        if day >= tier_two_from(plan):
            yield waiting[0]
    elif day >= tier_three_from(plan) and plan.tier_three_rest == 0:
        ready = (e for e in closed(plan, programme, TIER_THREE) if not unprepared(plan, programme, e))
        yield from ready


def closed(plan: Plan, programme: Programme, order: Iterable[str]) -> list[Exercise]:
    """What is still to open and nothing keeps out, in this order."""
    exercises = [programme.exercises[found] for found in order]
    return [e for e in exercises if not opened(plan, e.id) and usable(plan, e)]


def sessions_wanted(plan: Plan, day: date) -> int:
    """How many more done sessions are wanted before anything moderate or demanding opens."""
    start = day - timedelta(days=DONE_WITHIN)
    # Who trains on fewer days cannot reach 8 in 14: then all scheduled sessions but one are wanted.
    needed = min(DONE_NEEDED, 2 * len(plan.weekdays) - 1)
    return max(0, needed - sum(start <= on < day for on in plan.done_on))


def was_hard(plan: Plan) -> bool:
    """Whether one of the last sessions was hard."""
    return Effort.HARD in plan.efforts[-EFFORTS:]


def tier_two_from(plan: Plan) -> date:
    """The first day on which the calendar lets the next moderate exercise open."""
    return max(
        _after(plan.tier_one_on, TIER_TWO_AFTER),
        _after(plan.unlocked_on, APART),
        _after(plan.pains[-1].day if plan.pains else None, TIER_TWO_PAINLESS),
    )


def tier_three_from(plan: Plan) -> date:
    """The first day on which the calendar lets the next demanding exercise open."""
    return max(
        _after(plan.tier_one_on, TIER_THREE_AFTER),
        _after(plan.tier_three_on, TIER_THREE_APART),
        _after(plan.pains[-1].day if plan.pains else None, TIER_THREE_PAINLESS),
        plan.tier_three_from or date.min,
    )


def unprepared(plan: Plan, programme: Programme, exercise: Exercise) -> dict[str, int]:
    """The easier exercises that do not carry enough yet, with the loaded seconds per side they need."""
    return {
        easier: seconds
        for easier, seconds in NEEDED[exercise.id].items()
        if not opened(plan, easier)
        or programme.exercises[easier].ladder.dose(plan.progress[easier].rung).loaded_seconds() < seconds
    }


def _after(day: date | None, days: int) -> date:
    """So many days after `day`; long ago when there was no such day."""
    return day + timedelta(days=days) if day else date.min
