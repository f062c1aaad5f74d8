"""The coach: what an event makes of a plan, what a day asks for, and why.

The plan is a pure function of the log: `replay` folds it, `apply` is one step of the fold.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.log import Event
from bot.domain.plan import Plan
from bot.domain.prescription import SessionPlan
from bot.domain.programme import Programme
from bot.domain.reason import Because
from bot.domain.refusal import Missing, Refused


@dataclass(frozen=True, slots=True)
class Why:
    """One exercise's present rung, the rule behind it, and what would change it next.

    `points` of `points_needed` gathered; `next_on` is the first day on which it can grow, if that is known.
    """

    exercise_id: str
    rung: int
    cap: int
    because: Because
    points: int
    points_needed: int
    next_on: date | None


def apply(plan: Plan, event: Event, programme: Programme) -> Plan | Refused:
    """The plan after `event`, or why it is refused; a refused event is not logged."""
    raise NotImplementedError


def replay(events: Iterable[Event], programme: Programme) -> Plan:
    """The plan that follows from the log; events that are refused change nothing."""
    raise NotImplementedError


def prescribe(
    plan: Plan, programme: Programme, day: date, at: datetime, *, short: bool = False
) -> SessionPlan | Refused:
    """What `SessionBuilt` at this moment would show; the plan itself is not changed."""
    raise NotImplementedError


def why(plan: Plan, programme: Programme, exercise_id: str, day: date) -> Why | None:
    """The rule behind an exercise's dose; None when it is not in the person's programme (yet)."""
    raise NotImplementedError


def what_is_missing(plan: Plan, at: datetime, day: date) -> tuple[Missing, ...]:
    """What has to happen before the plan goes on; empty in ACTIVE, RECOVERY and ONBOARDING."""
    raise NotImplementedError


def rescreen_due(plan: Plan, day: date) -> bool:
    """Whether the emergency and the urgent card are to be answered before the next session."""
    raise NotImplementedError


def opted_in_next(plan: Plan, programme: Programme, day: date) -> str | None:
    """The demanding exercise that would open now if the person said yes; None when there is none."""
    raise NotImplementedError


def press_question_due(plan: Plan) -> bool:
    """Whether it is time to ask if the back is felt to press the hand."""
    raise NotImplementedError
