"""Events as values: what they refuse, and how they and the plan survive storage."""

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from bot.domain.coach import STEPS, apply, follow, replay
from bot.domain.happening import Effort, Outcome
from bot.domain.log import Enrolled, Event, PainReported, SessionClosed
from bot.domain.plan import Plan
from bot.domain.refusal import Refused
from bot.domain.session import Session, start
from tests.domain.diary import Diary
from tests.domain.exercises import PROGRAMME

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def test_a_moment_without_a_time_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Enrolled(at=NOON.replace(tzinfo=None), day=date(2026, 1, 5))


def test_every_kind_of_event_has_its_step() -> None:
    assert set(STEPS) == set(get_args(Event))


def test_every_event_of_a_life_survives_storage() -> None:
    diary = _life()
    for event in diary.log:
        adapter: TypeAdapter[Any] = TypeAdapter(type(event))
        assert adapter.validate_json(adapter.dump_json(event)) == event


def _life() -> Diary:
    diary = Diary().enrol().train_daily(30)
    diary.train(Effort.HARD, {"press": Outcome.PARTIAL})
    diary.hurt(None, exercise_id="press")
    diary.restart(after_days=4)
    return diary.train_daily(9)


def test_a_plan_in_the_middle_of_anything_survives_storage() -> None:
    adapter = TypeAdapter(Plan)
    plan = Plan()
    for event in _life().log:
        after = apply(plan, event, PROGRAMME)
        assert not isinstance(after, Refused)
        assert adapter.validate_json(adapter.dump_json(after)) == after
        plan = after


def test_a_sitting_survives_storage() -> None:
    adapter = TypeAdapter(Session)
    session = start(_life().today())
    assert adapter.validate_json(adapter.dump_json(session)) == session


def test_the_log_rebuilds_the_plan_from_its_start_or_from_any_point() -> None:
    diary = _life()
    assert replay(diary.log, PROGRAMME) == diary.plan
    half = len(diary.log) // 2
    pages = follow(diary.log[half:], PROGRAMME, follow(diary.log[:half], PROGRAMME))
    assert pages[-1].after == diary.plan


def test_a_corrected_log_rebuilds_everything_after_the_correction() -> None:
    """Day 30 was not done after all: the same events with one changed result give the plan that follows."""
    diary = Diary().enrol().train_daily(11)
    last = next(n for n, event in reversed(list(enumerate(diary.log))) if isinstance(event, SessionClosed))
    closed = diary.log[last]
    assert isinstance(closed, SessionClosed)
    values = {field.name: getattr(closed, field.name) for field in fields(closed)}
    skipped = SessionClosed(**{**values, "results": ()})
    corrected = replay([*diary.log[:last], skipped, *diary.log[last + 1 :]], PROGRAMME)
    assert corrected.progress["press"].last is Outcome.SKIPPED
    assert corrected.progress["press"].points == 0 < diary.plan.progress["press"].points


def test_refused_events_leave_no_trace_in_a_replay() -> None:
    diary = Diary().enrol()
    bad = PainReported(at=NOON, day=NOON.date(), nrs=99)
    again = Enrolled(at=NOON, day=NOON.date())
    assert replay([*diary.log, bad, again], PROGRAMME) == diary.plan
