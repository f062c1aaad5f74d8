"""What the coach can say about a plan: why a dose is what it is, and which questions are due."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import tags, unlock
from bot.domain.outlook import Outlook, first_day, outlook
from bot.domain.plan import Plan, PlanState, Progress
from bot.domain.programme import Programme
from bot.domain.progression import UP_AT, last_time
from bot.domain.reason import Because, Reason
from bot.domain.wishes import LEAST_DAYS

HOPEFUL = (
    Reason.FIRST,
    Reason.RETURNED,
    Reason.GATHERING,
    Reason.WAITING_DAYS,
    Reason.WAITING_TURN,
    Reason.NO_ROOM,
    Reason.RISEN,
)
"""Reasons that a session which was skipped, cut short or hard proves wrong."""


@dataclass(frozen=True, slots=True)
class Why:
    """One exercise's present rung, the rule behind it, and what would change it next.

    `points` of `points_needed` gathered; `next_on` is the first day on which it can grow, None when
    nothing grows (at the top, or while the plan is paused). `easier`: its easier version was chosen.
    """

    exercise_id: str
    rung: int
    cap: int
    because: Because
    points: int
    points_needed: int
    next_on: date | None
    outlook: Outlook
    easier: bool = False


def why(plan: Plan, programme: Programme, exercise_id: str, day: date) -> Why | None:
    """The rule behind an exercise's dose; None when it is not in the person's programme."""
    progress = plan.progress.get(exercise_id)
    exercise = programme.exercises.get(exercise_id)
    if progress is None or exercise is None or not unlock.opened(plan, exercise_id) or progress.left_out:
        return None
    cap = tags.cap(plan.tags, exercise)
    return Why(
        exercise_id=exercise_id,
        rung=progress.rung,
        cap=cap,
        because=_stopped(plan) or _since(progress) or progress.because or Because(12, Reason.FIRST),
        points=progress.points,
        points_needed=UP_AT,
        next_on=first_day(plan, progress, day) if progress.rung < cap else None,
        outlook=outlook(plan, exercise, progress, day),
        easier=progress.easier,
    )


def _since(progress: Progress) -> Because | None:
    """Why an exercise that was on its way up is not any more: what came of it since the session was built."""
    hopeful = progress.because is not None and progress.because.reason in HOPEFUL
    return last_time(progress) if hopeful and progress.points < UP_AT else None


def _stopped(plan: Plan) -> Because | None:
    """R1 and R2 stand above whatever was decided before."""
    if plan.state is PlanState.NEEDS_CLEARANCE:
        return Because(1, Reason.RED_FLAG)
    return Because(2, Reason.PAIN) if plan.state is PlanState.PAUSED_PAIN else None


def only_press(plan: Plan) -> bool:
    """Whether the press is all there is, and may be done twice a day; not on the way back from pain."""
    return plan.tier_one_on is None and plan.state is PlanState.ACTIVE


def press_question_due(plan: Plan) -> bool:
    """Whether to ask if the back is felt to press the hand: the press was practised, the gate is shut."""
    practised = len(plan.press_days) >= unlock.GATE_DAYS
    return plan.state is PlanState.ACTIVE and practised and not plan.press_felt


def offer(plan: Plan, programme: Programme, day: date) -> str | None:
    """The demanding exercise that would open but for the person's yes."""
    if plan.state is not PlanState.ACTIVE:
        return None
    found = unlock.offer(plan, programme, day)
    return found.id if found else None


PATTERN_WEEKS = 2


def steady_weekdays(plan: Plan, day: date) -> frozenset[int] | None:
    """The 3-6 weekdays trained in each of the last two weeks, if they are not the planned ones already.

    After 14 days of such a pattern the coach offers to plan those days (clinical notes 5.2). The weeks end
    today, or yesterday as long as today was not trained.
    """
    if plan.started_on is None or (day - plan.started_on).days < 7 * PATTERN_WEEKS:
        return None
    for last in (day, day - timedelta(days=1)):
        one, other = (_weekdays(plan, last - timedelta(days=7 * n)) for n in range(PATTERN_WEEKS))
        if one == other and LEAST_DAYS <= len(one) < 7:
            return one if one != plan.weekdays else None
    return None


def _weekdays(plan: Plan, last: date) -> frozenset[int]:
    """The weekdays trained in the seven days that end on `last`."""
    return frozenset(on.weekday() for on in plan.trained_days if 0 <= (last - on).days < 7)
