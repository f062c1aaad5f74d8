"""People who stand in every state of the plan, for whoever wants to try something there."""

from functools import cache

from bot.domain.log import PausedByUser, UrgentAnswered
from bot.domain.missing import what_is_missing
from bot.domain.plan import PlanState
from bot.domain.refusal import Lack, Refused
from tests.domain.diary import Diary

ACTIVE, RECOVERY = PlanState.ACTIVE, PlanState.RECOVERY
PAUSED, CLEARANCE, OWN = PlanState.PAUSED_PAIN, PlanState.NEEDS_CLEARANCE, PlanState.PAUSED_BY_USER


@cache
def _standing(state: PlanState) -> Diary:
    """A person in a state, two weeks after the start, with one pain behind them at most."""
    diary = Diary()
    if state is PlanState.ONBOARDING:
        return diary
    diary.enrol().train_daily(14)
    if state is OWN:
        diary.must(PausedByUser)
    elif state is CLEARANCE:
        diary.must(UrgentAnswered, any=True)
    elif state is not ACTIVE:
        diary.hurt(2)
        if state is RECOVERY:
            assert not isinstance(diary.restart(after_days=2), Refused)
    assert diary.plan.state is state
    return diary


def at(state: PlanState) -> Diary:
    """A fresh copy of a person in a state."""
    return _standing(state).copy()


def lacks(diary: Diary) -> set[Lack]:
    """What is missing now."""
    return {missing.lack for missing in what_is_missing(diary.plan, diary.now, diary.day)}
