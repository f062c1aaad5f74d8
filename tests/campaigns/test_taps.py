"""No tap is lost or counts twice, whichever commit, call or process fails, and a stop loses nothing."""

from bench.campaigns import backlog, kills, nth, stops, weather


async def test_updates_outlive_kills_and_a_database_server_that_is_cut_off() -> None:
    assert await kills.both(seed=1, kills=3, cuts=1) == []


async def test_a_story_outlives_the_first_fault_of_each_kind() -> None:
    found = await nth.trial(["pause"], most=1)
    assert found.breaches == [] and found.tried.total() > 5


async def test_reminders_outlive_bad_weather() -> None:
    assert await weather.weather(people=300, seed=1) == []


async def test_a_busy_bot_ends_in_time_and_sends_nothing_twice() -> None:
    assert await stops.stops(number=2, seed=1) == []


async def test_a_backlog_takes_effect_once_and_pain_comes_before_any_invitation() -> None:
    assert await backlog.backlog(updates=300, people=60, seed=1) == []
