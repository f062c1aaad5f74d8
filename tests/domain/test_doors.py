"""The table of transitions as a whole: everything that can be said, in every state (clinical notes 4)."""

from datetime import timedelta
from functools import cache
from itertools import product
from typing import Any

import pytest

from bot.domain.happening import Place, When
from bot.domain.log import (
    CheckedIn,
    Consulted,
    EmergencyAnswered,
    Enrolled,
    PainPlaced,
    PainRated,
    PainReported,
    PausedByUser,
    RestartAsked,
    ResumedByUser,
    Screened,
    SessionBuilt,
    UrgentAnswered,
)
from bot.domain.plan import Plan, PlanState
from bot.domain.refusal import Refused
from bot.domain.screening import AgeBand, Answers, Health
from bot.domain.transitions import TABLE, permits, rows
from tests.domain.diary import Diary
from tests.domain.returns import ready, recovered
from tests.domain.standing import ACTIVE, CLEARANCE, OWN, PAUSED, RECOVERY, at

ONBOARDING = PlanState.ONBOARDING
CLEAR = Answers(AgeBand.FROM_18, confirmed=True)
DAY = timedelta(days=1)

EVENTS: list[tuple[Any, dict[str, Any]]] = [
    (Enrolled, {}),
    *((Screened, {"answers": answers}) for answers in (
        CLEAR, Answers(AgeBand.FROM_18, emergency=True), Answers(AgeBand.FROM_18, urgent=True),
        Answers(AgeBand.FROM_18, pain_now=2, confirmed=True), Answers(AgeBand.UNDER_18),
        Answers(AgeBand.FROM_18, health=frozenset({Health.DISC}), confirmed=True),
    )),
    *((kind, {"any": found}) for kind in (EmergencyAnswered, UrgentAnswered) for found in (True, False)),
    *((PainReported, {"nrs": nrs, "where": where, "when": when})
      for nrs in (None, *range(11)) for where in (None, *Place) for when in When),
    *((kind, {"nrs": nrs}) for kind in (PainRated, CheckedIn) for nrs in range(11)),
    *((PainPlaced, {"where": where}) for where in Place),
    (Consulted, {"yes": True}), (RestartAsked, {}), (PausedByUser, {}), (PausedByUser, {"ill": True}),
    (ResumedByUser, {"well": True}), (SessionBuilt, {"session_id": 9999}),
]  # fmt: skip


@cache
def starts() -> list[Diary]:
    """People in every state, and those for whom only the last step out of it is missing."""
    found = [*(at(state) for state in PlanState), ready(at(PAUSED)), ready(at(CLEARANCE)), recovered(6, 7)]
    for start in found:
        start.calm_morning()
    return found


def test_every_way_that_is_taken_is_a_row_of_the_table_and_every_row_is_taken() -> None:
    taken: set[str] = set()
    for start, (kind, fields) in product(starts(), EVENTS):
        diary = start.copy()
        before = diary.plan.state
        after = diary.say(kind, **fields)
        if isinstance(after, Plan) and after.state is not before:
            found = rows(before, kind, after.state)
            assert found, f"{before} -> {after.state} by {kind.__name__} {fields}"
            taken.update(found)
    assert taken == {row.row for row in TABLE} - {"T10"}


def test_no_door_opens_but_these() -> None:
    opened = {
        (before, event, after)
        for before, after, (event, _) in product(PlanState, (ACTIVE, RECOVERY), EVENTS)
        if before is not after and permits(before, event, after)
    }
    assert opened == {
        (ONBOARDING, Enrolled, ACTIVE),
        (ONBOARDING, Screened, ACTIVE),
        (PAUSED, RestartAsked, RECOVERY),
        (CLEARANCE, RestartAsked, RECOVERY),
        (CLEARANCE, RestartAsked, ACTIVE),
        (CLEARANCE, Screened, RECOVERY),
        (CLEARANCE, Screened, ACTIVE),
        (RECOVERY, SessionBuilt, ACTIVE),
        (OWN, ResumedByUser, ACTIVE),
        (OWN, ResumedByUser, RECOVERY),
    }


@pytest.mark.parametrize("state", PlanState)
def test_a_stop_is_never_held_up(state: PlanState) -> None:
    assert all(permits(state, event, stop) for stop in (PAUSED, CLEARANCE) for event, _ in EVENTS)


def stops_in(state: PlanState, nrs: int | None, where: Place | None) -> PlanState:
    """Clinical notes 4 in one line: where a report of pain leads."""
    grave = where in (Place.BELOW_KNEE, Place.TINGLING, Place.WEAKNESS)
    limit = {ACTIVE: 7, OWN: 7, PAUSED: 4}.get(state, 0)  # the pause began with a 2
    return CLEARANCE if grave or limit == 0 or (nrs or 0) >= limit else PAUSED


@pytest.mark.parametrize("state", PlanState)
def test_every_strength_place_and_moment_of_pain_in_every_state_stops_the_plan(state: PlanState) -> None:
    for nrs, where, when in product((None, *range(11)), (None, *Place), When):
        diary = at(state)
        diary.must(PainReported, nrs=nrs, where=where, when=when)
        assert diary.plan.state is stops_in(state, nrs, where), (nrs, where, when)
        assert all(found.points == 0 for found in diary.plan.progress.values())
        diary.now += timedelta(minutes=1)
        assert isinstance(diary.say(SessionBuilt, session_id=9999), Refused)
