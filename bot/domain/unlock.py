"""When an exercise opens to a person: the gate, the order, the conditions (clinical notes 5.5)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from bot.domain import pain, tags
from bot.domain.exercise import Exercise
from bot.domain.happening import Effort
from bot.domain.plan import Plan
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
    """Whether neither a tag nor the person keeps the exercise out."""
    progress = plan.progress.get(exercise.id)
    left_out = progress is not None and progress.left_out
    return not left_out and not tags.removed(plan.tags, exercise)


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
        if exercise.tier == 3 and (progress is None or progress.wanted is None):
            return exercise
    return None


def _candidates(plan: Plan, programme: Programme, day: date) -> Iterator[Exercise]:
    """What may open on `day`, tier by tier; of tier 2 only the next in its order."""
    if plan.tier_one_on is None or (plan.steady_from is not None and day < plan.steady_from):
        return
    yield from (e for e in _closed(plan, programme, programme.exercises) if e.tier == 1)
    if not _practised(plan, day):
        return
    waiting = _closed(plan, programme, TIER_TWO)
    if waiting:
        if _tier_two_time(plan, day):
            yield waiting[0]
    elif _tier_three_time(plan, day):
        yield from (e for e in _closed(plan, programme, TIER_THREE) if _prepared(plan, programme, e))


def _closed(plan: Plan, programme: Programme, order: Iterable[str]) -> list[Exercise]:
    exercises = [programme.exercises[found] for found in order]
    return [e for e in exercises if usable(plan, e) and not opened(plan, e.id)]


def _practised(plan: Plan, day: date) -> bool:
    """Enough sessions done of late, none of the last ones hard."""
    start = day - timedelta(days=DONE_WITHIN)
    # Who trains on fewer days cannot reach 8 in 14: then all scheduled sessions but one are wanted.
    needed = min(DONE_NEEDED, 2 * len(plan.weekdays) - 1)
    done = sum(start <= on < day for on in plan.done_on)
    return done >= needed and Effort.HARD not in plan.efforts[-EFFORTS:]


def _tier_two_time(plan: Plan, day: date) -> bool:
    return (
        _since(plan.tier_one_on, day) >= TIER_TWO_AFTER
        and _since(plan.unlocked_on, day) >= APART
        and _painless(plan, day) >= TIER_TWO_PAINLESS
    )


def _tier_three_time(plan: Plan, day: date) -> bool:
    return (
        _since(plan.tier_one_on, day) >= TIER_THREE_AFTER
        and _since(plan.tier_three_on, day) >= TIER_THREE_APART
        and _painless(plan, day) >= TIER_THREE_PAINLESS
        and (plan.tier_three_from is None or day >= plan.tier_three_from)
        and plan.tier_three_rest == 0
    )


def _prepared(plan: Plan, programme: Programme, exercise: Exercise) -> bool:
    return all(
        opened(plan, easier)
        and programme.exercises[easier].ladder.dose(plan.progress[easier].rung).loaded_seconds() >= seconds
        for easier, seconds in NEEDED[exercise.id].items()
    )


def _painless(plan: Plan, day: date) -> int:
    return _since(plan.pains[-1].day if plan.pains else None, day)


def _since(earlier: date | None, day: date) -> int:
    """Days since; very many when there was no such day."""
    return (day - earlier).days if earlier else 10**6
