"""One sitting: a cursor that old buttons cannot move."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import session
from bot.domain.happening import Outcome, Result
from bot.domain.session import Hold, Session, SessionState, Stale
from tests.domain.diary import Diary

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
TODAY = Diary().enrol().train_daily(3).today()
"""The press, the side leg raise, the side turn, the chair arch."""


def fresh() -> Session:
    """A sitting at its first exercise."""
    return session.start(TODAY)


def good(answer: Session | Stale) -> Session:
    """A change that took effect."""
    assert isinstance(answer, Session)
    return answer


def test_a_sitting_starts_at_the_first_exercise_with_version_nought() -> None:
    one = fresh()
    assert (one.cursor, one.version, one.state) == (0, 0, SessionState.OPEN)
    assert one.present == TODAY.prescriptions[0]
    assert (one.day, one.seconds, one.short) == (TODAY.day, TODAY.seconds, False)


def test_done_skip_and_begun_lead_to_the_end_and_to_the_results() -> None:
    one = good(session.complete(fresh(), 0))
    one = good(session.skip(one, 1, begun=True))
    one = good(session.skip(one, 2, begun=False))
    assert one.state is SessionState.OPEN and one.present == TODAY.prescriptions[3]
    one = good(session.complete(one, 3))
    assert one.state is SessionState.FINISHED and one.present is None and one.version == 4
    names = [p.exercise_id for p in TODAY.prescriptions]
    outcomes = [Outcome.DONE, Outcome.PARTIAL, Outcome.SKIPPED, Outcome.DONE]
    assert session.results(one) == tuple(map(Result, names, outcomes))


Change = Callable[[Session], Session | Stale]

CHANGES: dict[str, Callable[[int], Change]] = {
    "complete": lambda cursor: lambda one: session.complete(one, cursor),
    "skip": lambda cursor: lambda one: session.skip(one, cursor, begun=False),
    "easier": lambda cursor: lambda one: session.show_easier(one, cursor),
    "begin": lambda cursor: lambda one: session.begin_hold(one, cursor, NOW),
    "pause": lambda cursor: lambda one: session.pause_hold(one, cursor, NOW),
    "resume": lambda cursor: lambda one: session.resume_hold(one, cursor, NOW),
    "put away": lambda cursor: lambda one: session.stop_hold(one, cursor),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_button_of_another_step_changes_nothing(change: Callable[[int], Change]) -> None:
    one = good(session.complete(fresh(), 0))
    for cursor in (0, 2, 3, -1):
        assert change(cursor)(one) == Stale(one)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_button_of_a_sitting_that_is_over_changes_nothing(change: Callable[[int], Change]) -> None:
    over = good(session.stop(fresh()))
    for cursor in range(5):
        assert change(cursor)(over) == Stale(over)
    finished = fresh()
    for cursor in range(4):
        finished = good(session.complete(finished, cursor))
    assert change(3)(finished) == change(4)(finished) == Stale(finished)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_counts_one_version_and_a_second_tap_none(change: Callable[[int], Change]) -> None:
    for one in (fresh(), good(session.begin_hold(fresh(), 0, NOW)), _paused()):
        changed = change(0)(one)
        if isinstance(changed, Stale):
            assert changed.session is one
            continue
        assert changed.version == one.version + 1
        assert change(0)(changed) == Stale(changed)


def _paused() -> Session:
    return good(session.pause_hold(good(session.begin_hold(fresh(), 0, NOW)), 0, NOW + timedelta(seconds=7)))


def test_the_hold_timer_runs_rests_and_goes_on() -> None:
    one = _paused()
    assert one.hold is not None
    later = NOW + timedelta(minutes=5)
    assert session.elapsed(one.hold, later) == 7
    one = good(session.resume_hold(one, 0, later))
    assert one.hold is not None
    assert session.elapsed(one.hold, later + timedelta(seconds=3)) == 10
    assert (
        session.elapsed(one.hold, later - timedelta(seconds=60)) == 7
    )  # a clock set back takes nothing away
    assert good(session.stop_hold(one, 0)).hold is None


def test_a_timer_paused_twice_has_counted_every_second_once() -> None:
    later = NOW + timedelta(minutes=5)
    one = good(session.resume_hold(_paused(), 0, later))
    one = good(session.pause_hold(one, 0, later + timedelta(seconds=3)))
    assert one.hold is not None and session.elapsed(one.hold, later + timedelta(hours=1)) == 10
    assert good(session.resume_hold(one, 0, later + timedelta(hours=1))).hold == Hold(
        10, later + timedelta(hours=1)
    )


def test_the_timer_is_put_away_with_its_exercise() -> None:
    held = good(session.begin_hold(fresh(), 0, NOW))
    assert good(session.complete(held, 0)).hold is None
    assert good(session.stop(held)).hold is None


def test_the_timers_buttons_of_an_earlier_step_leave_the_present_timer_alone() -> None:
    running = good(session.begin_hold(good(session.complete(fresh(), 0)), 1, NOW))
    resting = good(session.pause_hold(running, 1, NOW))
    assert session.stop_hold(running, 0) == session.pause_hold(running, 0, NOW) == Stale(running)
    assert session.stop_hold(resting, 0) == session.resume_hold(resting, 0, NOW) == Stale(resting)


def test_stopping_ends_the_sitting_and_what_was_not_reached_is_skipped() -> None:
    one = good(session.complete(fresh(), 0))
    stopped = good(session.stop(one, begun=True))
    assert stopped.state is SessionState.STOPPED and stopped.present is None
    found = [result.outcome for result in session.results(stopped)]
    assert found == [Outcome.DONE, Outcome.PARTIAL, Outcome.SKIPPED, Outcome.SKIPPED]
    assert session.stop(stopped) == Stale(stopped)
    untouched = good(session.stop(one))
    assert [r.outcome for r in session.results(untouched)][1:] == [Outcome.SKIPPED] * 3


def test_the_easier_version_is_remembered_for_the_sitting() -> None:
    one = good(session.show_easier(fresh(), 0))
    assert one.easier == {"press"} and one.cursor == 0
    assert session.show_easier(one, 0) == Stale(one)


def test_what_health_takes_out_counts_as_skipped_and_the_rest_goes_on() -> None:
    running = good(session.begin_hold(good(session.complete(fresh(), 0)), 1, NOW))
    one = good(session.without(running, {"side_leg_raise"}, {"side_turn"}))
    assert one.present is not None and one.present.exercise_id == "side_turn"
    assert one.hold is None and one.easier == {"side_turn"} and one.version == running.version + 1
    assert isinstance(session.complete(one, 1), Stale)
    over = good(session.complete(good(session.complete(one, 2)), 3))
    skipped = {found.exercise_id for found in session.results(over) if found.outcome is Outcome.SKIPPED}
    assert skipped == {"side_leg_raise"} and over.state is SessionState.FINISHED


def test_what_lies_ahead_goes_without_touching_the_timer_and_what_is_behind_stays() -> None:
    running = good(session.begin_hold(good(session.complete(fresh(), 0)), 1, NOW))
    one = good(session.without(running, {"press", "chair_arch"}, ()))
    assert one.hold == running.hold and one.outcomes == (Outcome.DONE, Outcome.SKIPPED)
    assert one.present is not None and one.present.exercise_id == "side_leg_raise"
    assert isinstance(session.without(one, {"press", "chair_arch"}, ()), Stale)


def test_a_sitting_of_which_nothing_is_left_is_over() -> None:
    every = {each.exercise_id for each in TODAY.prescriptions}
    assert good(session.without(fresh(), every, ())).state is SessionState.FINISHED
