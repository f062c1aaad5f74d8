"""The short forms of `make cluster` and `make limits`: counts only, no times."""

from bench.cluster import show
from bench.limits import hold_to


async def test_a_web_and_the_leading_worker_die_and_nothing_is_lost() -> None:
    shown = await show(chatters=3, reminders=40, minutes=3)
    assert shown.deaths >= 2
    assert not shown.wrong and not shown.audit.breaches and shown.audit.most <= 2


async def test_a_crowd_and_hold_timers_stay_within_the_limits() -> None:
    held = await hold_to(due=120, holds=6)
    assert not held.breaches
