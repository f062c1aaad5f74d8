"""The rule table, row by row, as a person lives it (clinical notes 5.2 and 5.4)."""

from datetime import timedelta

from bot.domain.happening import Effort, Outcome
from bot.domain.log import (
    VersionChosen,
)
from bot.domain.prescription import Prescription, SessionPlan
from bot.domain.progression import UP_AT
from bot.domain.reason import Reason
from tests.domain.diary import MONDAY, Diary, doses

EASY, RIGHT, HARD = Effort.EASY, Effort.RIGHT, Effort.HARD
DONE, PARTIAL, SKIPPED = Outcome.DONE, Outcome.PARTIAL, Outcome.SKIPPED


def of(shown: SessionPlan, name: str = "press") -> Prescription:
    """The prescription of one exercise."""
    return next(p for p in shown.prescriptions if p.exercise_id == name)


def presses(diary: Diary, *efforts: Effort | Outcome | None) -> list[str]:
    """The doses of the press over days that end with these answers."""
    found = []
    for effort in efforts:
        outcome = effort if isinstance(effort, Outcome) else None
        answer = effort if isinstance(effort, Effort) else None
        found.append(doses(diary.train(answer, outcome))["press"])
        diary.wait()
    return found


def grown(days: int = 12) -> Diary:
    """Some days of "right": the press stands on 7x5 from day 12 on."""
    return Diary().enrol().train_daily(days)


def test_two_easy_sessions_are_one_rung_and_the_next_waits_for_seven_days() -> None:
    assert presses(Diary().enrol(), *[EASY] * 11) == ["5x5"] * 2 + ["6x5"] * 7 + ["7x5"] * 2


def test_four_right_sessions_are_one_rung() -> None:
    assert presses(Diary().enrol(), *[RIGHT] * 6) == ["5x5"] * 4 + ["6x5"] * 2


def test_a_hard_session_takes_two_points_and_never_goes_below_none() -> None:
    diary = Diary().enrol()
    diary.train(RIGHT)
    diary.wait().train(HARD)
    assert diary.plan.progress["press"].points == 0
    assert presses(diary.wait(), *[RIGHT] * 5) == ["5x5"] * 4 + ["6x5"]


def test_after_one_hard_session_the_dose_stays_and_after_two_in_a_row_it_steps_back() -> None:
    diary = grown(12)
    assert presses(diary, HARD, HARD, RIGHT) == ["7x5", "7x5", "6x5"]
    diary = grown(12)
    assert presses(diary, HARD, RIGHT, HARD, RIGHT) == ["7x5"] * 4


def test_the_reasons_of_hard_sessions() -> None:
    diary = grown(12)
    diary.train(HARD)
    assert (of(diary.wait().today()).because.rule, of(diary.today()).because.reason) == (9, Reason.HARD)
    diary.train(HARD)
    assert of(diary.wait().today()).because.reason is Reason.HARD_TWICE
    assert of(diary.today()).because.rule == 10


def test_one_unfinished_exercise_keeps_its_dose_and_two_in_a_row_step_back() -> None:
    diary = grown(12)
    assert presses(diary, PARTIAL, PARTIAL, RIGHT) == ["7x5", "7x5", "6x5"]
    diary = grown(12)
    diary.train(RIGHT, {"press": PARTIAL})
    assert (of(diary.wait().today()).because.rule, diary.plan.progress["press"].points) == (7, 0)
    diary.train(RIGHT, {"press": PARTIAL})
    assert of(diary.wait().today()).because.rule == 8


def test_the_third_and_fourth_hard_session_in_a_row_are_one_more_step() -> None:
    assert presses(grown(12), HARD, HARD, HARD, HARD, RIGHT) == ["7x5", "7x5", "6x5", "6x5", "5x5"]


def test_the_lowest_rung_is_the_end_of_the_way_down() -> None:
    diary = Diary().enrol()
    presses(diary, *[HARD] * 12)
    assert diary.rung("press") == 0


def test_a_skipped_exercise_loses_its_points_and_keeps_its_dose() -> None:
    diary = grown(14)
    diary.train(RIGHT, {"press": SKIPPED})
    found = of(diary.wait().today())
    assert (found.because.rule, found.because.reason) == (5, Reason.SKIPPED)
    assert (diary.plan.progress["press"].points, diary.rung("press")) == (0, 5)


def test_after_three_skips_in_a_row_another_version_is_offered() -> None:
    diary = grown(12)
    for _ in range(3):
        diary.train(RIGHT, {"chair_arch": SKIPPED})
        diary.wait()
    found = of(diary.today(), "chair_arch")
    assert (found.because.rule, found.because.more) == (6, 3)
    diary.must(VersionChosen, exercise_id="chair_arch", easier=True)
    found = of(diary.today(), "chair_arch")
    assert found.easier and found.because.rule == 5


def test_a_session_with_one_skip_lets_nothing_else_grow_next_time() -> None:
    diary = Diary().enrol().train_daily(7)
    assert of(diary.today(), "side_leg_raise").because.reason is Reason.RISEN
    diary = Diary().enrol().train_daily(6)
    diary.train(RIGHT, {"chair_arch": SKIPPED})
    held = of(diary.wait().today(), "side_leg_raise").because
    assert (held.rule, held.reason) == (12, Reason.DAY_MISSED)


def test_a_missed_training_day_holds_everything_for_one_session() -> None:
    diary = Diary().enrol().train_daily(7).wait()
    assert of(diary.train(), "side_leg_raise").because.reason is Reason.DAY_MISSED
    assert of(diary.wait().today(), "side_leg_raise").because.reason is Reason.RISEN


def test_an_unanswered_session_brings_no_points_and_no_rise() -> None:
    diary = Diary().enrol().train_daily(3)
    diary.train(None)
    assert diary.plan.progress["press"].points == 3
    diary = Diary().enrol().train_daily(2, EASY).train_daily(6)  # it rose on day 3 and is free on day 10
    diary.train(None)
    assert of(diary.wait().train()).because.reason is Reason.UNANSWERED
    assert of(diary.wait().train()).because.reason is Reason.RISEN


def test_enough_points_wait_until_seven_days_after_the_last_rise() -> None:
    diary = Diary().enrol().train_daily(8)
    found = of(diary.today())
    assert (found.because.rule, found.because.on) == (13, MONDAY + timedelta(days=11))


def test_what_is_new_goes_before_what_grows() -> None:
    diary = Diary().enrol().train_daily(18)
    shown = diary.today()  # day 19: the bird dog opens, the press is ready but shares its days
    assert (of(shown).because.rule, of(shown).because.reason) == (14, Reason.WAITING_TURN)
    diary.train()
    assert diary.plan.progress["bird_dog"].unlocked_on == diary.day


def test_points_are_named_that_are_still_wanted() -> None:
    diary = Diary().enrol()
    assert of(diary.train()).because.reason is Reason.FIRST
    for more in (3, 2, 1):
        assert of(diary.wait().train()).because.more == more


def test_the_top_of_a_ladder_is_kept() -> None:
    found = of(Diary().enrol().train_daily(23).today(), "side_turn")
    assert (found.because.rule, found.because.reason) == (16, Reason.TOP)


def test_steady_weeks_are_fine_too_and_offer_another_version() -> None:
    """Hard every other day: points never gather, nothing changes, and after 21 days that is said."""
    diary = Diary().enrol()
    found = []
    for day in range(28):
        shown = diary.train(RIGHT if day % 2 else HARD)
        found.append(of(shown).because.rule)
        diary.wait()
    assert 17 in found[21:] and 17 not in found[:21]


def test_points_for_a_rung_are_two_easy_or_four_right_answers() -> None:
    assert UP_AT == 4
