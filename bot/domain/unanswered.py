"""Which of the questions that follow a report of pain is still open: an answer on its way may be lost."""

from enum import Enum

from bot.domain.plan import Plan, PlanState


class PainQuestion(Enum):
    """What is asked after a report of pain, in this order (docs/safety.md#states, T3)."""

    STRENGTH = "strength"
    PLACE = "place"
    EMERGENCY = "emergency"
    URGENT = "urgent"


def open_question(plan: Plan) -> PainQuestion | None:
    """The first question about the last pain without an answer; None when all are answered, or none is asked.

    Who needs a clinician has answered what mattered most.
    """
    pause = plan.pause
    if pause is None or plan.state is not PlanState.PAUSED_PAIN:
        return PainQuestion.STRENGTH if pause is not None and pause.unrated else None
    if pause.unrated:
        return PainQuestion.STRENGTH
    if plan.emergency_clear_at is None or plan.emergency_clear_at < pause.at:
        placed = not plan.pains or plan.pains[-1].where is not None
        return PainQuestion.EMERGENCY if placed else PainQuestion.PLACE
    if plan.urgent_clear_at is None or plan.urgent_clear_at < pause.at:
        return PainQuestion.URGENT
    return None
