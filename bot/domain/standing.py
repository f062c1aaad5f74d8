"""What a day finds when its session is built: gaps taken, locks, the return from pain, new exercises."""

from datetime import date, timedelta

from bot.domain import gap, recovery, tags, unlock
from bot.domain.budget import fits
from bot.domain.dose import Ladder
from bot.domain.exercise import Exercise
from bot.domain.plan import Gap, Plan, PlanState, Progress, Rise, with_progress
from bot.domain.programme import PRESS, Programme
from bot.domain.progression import Day, is_deload, lowered, week
from bot.domain.reason import Because, Reason
from bot.domain.replacing import replace


def today_of(plan: Plan, day: date, *, short: bool) -> Day:
    """What is the same for every exercise on `day`."""
    started = plan.started_on or day
    days = (day - plan.trained_on).days if plan.trained_on else 1
    before = gap.scheduled_before(day, plan.weekdays)
    ends = started + timedelta(days=7 * week(started, day))
    return Day(
        on=day,
        gap_days=days,
        missed=plan.trained_on is not None and before > plan.trained_on,
        row=gap.row(days),
        deload=is_deload(started, day),
        deload_ends=ends,
        follows=_follows(plan, before),
        short=short,
        again=plan.sitting is not None and plan.sitting.day == day,
        steady_from=plan.steady_from,
    )


def _follows(plan: Plan, before: date) -> bool:
    """Whether the last counted session was done in full, on or after the scheduled day before."""
    if plan.counted_on is None or not plan.done_on:
        return False
    return plan.counted_on == plan.done_on[-1] and plan.counted_on >= before


def settled(plan: Plan, programme: Programme, today: Day) -> Plan:
    """The plan as `today` finds it, before any dose is chosen."""
    if plan.state is PlanState.RECOVERY and recovery.is_over(plan, today.on):
        plan = recovery.left(plan, today.on)
    plan = _limited(after_gap(plan, programme, today), programme, today)
    return _through_gate(plan, programme, today.on)


def after_gap(plan: Plan, programme: Programme, today: Day) -> Plan:
    """The doses and locks after the days without a session; each row of the table is taken once."""
    row = today.row
    if row is None or not (today.missed or row.down):
        return plan
    if plan.gap and plan.gap.days >= row.days:
        return plan
    taken = plan.gap or Gap(0, {name: found.rung for name, found in plan.progress.items()})
    progress = {
        name: _stepped(found, programme.exercises[name].ladder, taken.before.get(name, found.rung), today)
        for name, found in plan.progress.items()
    }
    plan = replace(plan, progress=progress, gap=replace(taken, days=row.days))
    return _relocked(plan, programme, row, today.on)


def _stepped(progress: Progress, ladder: Ladder, before: int, today: Day) -> Progress:
    assert today.row is not None  # noqa: S101  (the caller looked)
    because = Because(4, today.row.reason, days=today.gap_days)
    fresh = replace(progress, points=0, because=because)
    return lowered(fresh, gap.rung_after(today.row, ladder, before), because, today.on)


def _relocked(plan: Plan, programme: Programme, row: gap.Row, day: date) -> Plan:
    """Tiers that a long gap closes again."""
    plan = replace(plan, tier_three_rest=max(plan.tier_three_rest, row.tier_three_rest))
    if row.relock_from > 3:
        return plan
    progress = {
        name: replace(found, unlocked_on=None) if programme.exercises[name].tier >= row.relock_from else found
        for name, found in plan.progress.items()
    }
    plan = replace(
        plan, progress=progress, tier_three_from=_later(plan.tier_three_from, day + _TIER_THREE_AGAIN)
    )
    if row.relock_from > 2:
        return plan
    return replace(plan, tier_one_on=plan.tier_one_on and day, lesson_due=True)


_TIER_THREE_AGAIN = timedelta(days=gap.TIER_THREE_AGAIN)


def _later(one: date | None, other: date) -> date:
    return max(one, other) if one else other


def unseen(progress: Progress, exercise: Exercise, day: date) -> Progress:
    """An exercise not shown for weeks steps back by the same table, though others were trained."""
    if progress.shown_on is None:
        return progress
    days = (day - max(progress.shown_on, progress.changed_on or progress.shown_on)).days
    row = gap.row(days)
    if row is None or days < gap.LONG_UNSEEN:
        return progress
    because = Because(4, row.reason, days=days)
    rung = gap.rung_after(row, exercise.ladder, progress.rung)
    return lowered(replace(progress, points=0, last=None), rung, because, day)


def _limited(plan: Plan, programme: Programme, today: Day) -> Plan:
    """Nothing stands higher than the health tags allow."""
    if not plan.tags:
        return plan
    because = Because(12, Reason.LIMITED)
    caps = {name: tags.cap(plan.tags, programme.exercises[name]) for name in plan.progress}
    over = {name: found for name, found in plan.progress.items() if found.rung > caps[name]}
    return with_progress(
        plan, {name: lowered(found, caps[name], because, today.on) for name, found in over.items()}
    )


def _through_gate(plan: Plan, programme: Programme, day: date) -> Plan:
    """Tier 1 opens at the gate. In RECOVERY nothing new opens, unless without it there is nothing at all."""
    if plan.tier_one_on is not None or not unlock.gate_open(plan, programme):
        return plan
    if plan.state is PlanState.ACTIVE:
        return _tier_one(plan, programme, day)
    if not tags.removed(plan.tags, programme.exercises[PRESS]):
        return plan
    opened = _tier_one(plan, programme, day).progress
    lowest = {name: replace(found, rung=0) for name, found in opened.items()}
    return replace(plan, tier_one_on=day, progress=lowest)


def _tier_one(plan: Plan, programme: Programme, day: date) -> Plan:
    """Everything gentle opens at once; it is the start, so the budget does not count it."""
    plan = replace(plan, tier_one_on=day)
    for exercise in programme.exercises.values():
        if exercise.tier == 1 and exercise.id != PRESS and unlock.usable(plan, exercise):
            plan = _opened(plan, exercise, day)
    return plan


def _opened(plan: Plan, exercise: Exercise, day: date) -> Plan:
    rung = unlock.entry_rung(plan, exercise)
    known = plan.progress.get(exercise.id) or Progress(rung)
    fresh = replace(
        known,
        rung=rung,
        unlocked_on=day,
        points=0,
        last=None,
        effort=None,
        shown_on=None,
        risen_on=None,
        changed_on=day,
        dones=0,
        hards=0,
        partials=0,
        skips=0,
        because=Because(12, Reason.RETURNED if known.returned else Reason.FIRST),
    )
    return replace(plan, progress={**plan.progress, exercise.id: fresh})


def with_unlock(plan: Plan, programme: Programme, today: Day) -> tuple[Plan, Exercise | None]:
    """Open what is next; else the exercise that waits only for the budget."""
    still = today.deload or today.short or today.again or today.row or not today.follows
    if plan.state is not PlanState.ACTIVE or still:
        return plan, None
    exercise = unlock.next_open(plan, programme, today.on)
    if exercise is None:
        return plan, None
    seconds = exercise.loaded_seconds(exercise.ladder.dose(unlock.entry_rung(plan, exercise)))
    if not fits(plan, programme, exercise, seconds, today.on):
        return plan, exercise
    rise = Rise(today.on, exercise.id, seconds)
    plan = replace(_opened(plan, exercise, today.on), rises=(*plan.rises, rise), unlocked_on=today.on)
    return (replace(plan, tier_three_on=today.on) if exercise.tier == 3 else plan), None
