"""What is offered after a session, what keeps an exercise out, and what would change a dose next."""

from datetime import timedelta

import pytest

from bot.domain import unlock
from bot.domain.happening import Effort, Outcome
from bot.domain.locks import Lock, Locked, locked
from bot.domain.log import LeftOut, PausedByUser, ReAdded, TierThreeOptedIn, VersionChosen
from bot.domain.offering import Offer, OfferKind, due
from bot.domain.plan import PlanState
from bot.domain.programme import TIER_THREE
from bot.domain.reason import Reason
from bot.domain.refusal import Refusal, Refused
from bot.domain.tags import Tag
from bot.domain.telling import KeptAsIs
from tests.domain.diary import Diary, exercise
from tests.domain.exercises import PROGRAMME


def offered(diary: Diary) -> Offer | None:
    return due(diary.plan, PROGRAMME, diary.day)


def lock(diary: Diary, name: str) -> Locked | None:
    return locked(diary.plan, PROGRAMME, exercise(name), diary.day)


@pytest.mark.parametrize(("skips", "asks"), [(2, False), (3, True), (4, True)])
def test_r6_three_skips_in_a_row_offer_another_version(skips: int, asks: bool) -> None:
    diary = Diary().enrol().train_daily(8)
    for _ in range(skips):
        diary.train(Effort.RIGHT, {"side_turn": Outcome.SKIPPED})
        diary.wait()
    assert (offered(diary) == Offer(OfferKind.SKIPPED, "side_turn")) is asks
    diary.must(KeptAsIs, exercise_id="side_turn")
    assert offered(diary) is None


def test_r6_the_easier_version_is_not_offered_to_who_sees_it_already() -> None:
    diary = Diary().enrol().train_daily(8)
    diary.must(VersionChosen, exercise_id="side_turn", easier=True)
    for _ in range(3):
        diary.train(Effort.RIGHT, {"side_turn": Outcome.SKIPPED})
        diary.wait()
    assert offered(diary) == Offer(OfferKind.SKIPPED, "side_turn", easier=True)


def plateau() -> Diary:
    """Right twice, then hard: nothing grows, for three weeks and more."""
    diary = Diary().enrol()
    while diary.day_number < 33 or not offered(diary):
        diary.train(Effort.HARD if diary.day_number % 3 == 0 and diary.plan.tier_one_on else Effort.RIGHT)
        diary.wait()
        assert diary.day_number < 60
    return diary


def test_r17_a_plateau_offers_keep_easier_or_leave_out_and_keep_is_quiet_for_three_weeks() -> None:
    diary = plateau()
    found = offered(diary)
    assert found is not None and found.kind is OfferKind.PLATEAU and found.exercise_id
    progress = diary.plan.progress[found.exercise_id]
    assert progress.changed_on is not None and diary.day - progress.changed_on >= timedelta(days=21)
    diary.must(KeptAsIs, exercise_id=found.exercise_id)
    for day in (0, 20):
        later = diary.copy().wait(day) if day else diary
        again = offered(later)
        assert again is None or again.exercise_id != found.exercise_id
    assert offered(diary.wait(21)) is not None


def test_a_demanding_exercise_is_offered_again_two_weeks_after_not_now_and_never_after_no() -> None:
    diary = Diary().enrol(demanding=False).train_daily(44)
    assert offered(diary) == Offer(OfferKind.DEMANDING, "side_double_leg")
    diary.must(KeptAsIs, exercise_id="side_double_leg")
    assert offered(diary) != Offer(OfferKind.DEMANDING, "side_double_leg")
    diary.train_daily(13)
    assert offered(diary) != Offer(OfferKind.DEMANDING, "side_double_leg")
    diary.train_daily(1)
    assert offered(diary) == Offer(OfferKind.DEMANDING, "side_double_leg")
    diary.must(TierThreeOptedIn, exercise_id="side_double_leg", yes=False)
    diary.train_daily(30)
    assert offered(diary) != Offer(OfferKind.DEMANDING, "side_double_leg")
    assert lock(diary, "side_double_leg") == Locked(Lock.ASKED)
    diary.must(TierThreeOptedIn, exercise_id="side_double_leg")
    assert lock(diary, "side_double_leg") == Locked(Lock.TURN)


def test_nothing_is_offered_while_the_plan_rests() -> None:
    diary = Diary().enrol(demanding=False).train_daily(44)
    twin = diary.copy()
    diary.must(PausedByUser)
    twin.hurt(2)
    assert offered(diary) is None and offered(twin) is None


@pytest.mark.parametrize("name", TIER_THREE)
def test_a_yes_to_what_is_locked_is_refused_and_changes_nothing(name: str) -> None:
    diary = Diary().enrol(demanding=False).train_daily(20)
    before = diary.plan
    for kind, fields in ((TierThreeOptedIn, {}), (VersionChosen, {"easier": True})):
        assert diary.say(kind, exercise_id=name, **fields) == Refused(Refusal.LOCKED)
        assert diary.plan == before
    assert isinstance(diary.say(ReAdded, exercise_id=name), Refused)


def test_a_yes_pressed_after_pain_or_twice_changes_nothing() -> None:
    diary = Diary().enrol(demanding=False).train_daily(44)
    hurt = diary.copy()
    hurt.hurt(2)
    assert hurt.say(TierThreeOptedIn, exercise_id="side_double_leg") == Refused(Refusal.LOCKED)
    diary.must(TierThreeOptedIn, exercise_id="side_double_leg")
    again = diary.say(TierThreeOptedIn, exercise_id="side_double_leg")
    assert again == Refused(Refusal.ALREADY_ANSWERED)


def test_what_a_health_answer_took_out_cannot_be_taken_back() -> None:
    diary = Diary().enrol(tags=frozenset({Tag.HIP})).train_daily(8)
    diary.must(LeftOut, exercise_id="side_leg_raise")
    assert diary.say(ReAdded, exercise_id="side_leg_raise") == Refused(Refusal.LOCKED)
    assert lock(diary, "side_leg_raise") == Locked(Lock.HEALTH)


def test_the_usual_version_comes_back_no_higher_than_it_had_come_itself() -> None:
    diary = Diary().enrol().train_daily(20, Effort.EASY)
    had = diary.rung("side_leg_raise")
    diary.must(VersionChosen, exercise_id="side_leg_raise", easier=True)
    toggled = diary.copy()
    toggled.must(VersionChosen, exercise_id="side_leg_raise", easier=False)
    assert toggled.rung("side_leg_raise") == had
    diary.train_daily(30, Effort.EASY)
    assert diary.rung("side_leg_raise") > had
    diary.must(VersionChosen, exercise_id="side_leg_raise", easier=False)
    found = diary.plan.progress["side_leg_raise"]
    assert (found.rung, found.points, found.easier) == (had, 0, False)
    assert found.because is not None and found.because.reason is Reason.VERSION


# 5.5, day by day: the lock that is told is the condition that holds it.


def test_the_locks_agree_with_the_unlocks_on_every_day_of_half_a_year() -> None:
    diary = Diary().enrol(demanding=False)
    seen: set[Lock] = set()
    for _ in range(180):
        for each in PROGRAMME.exercises.values():
            found = locked(diary.plan, PROGRAMME, each, diary.day)
            seen.update({found.lock} if found else ())
            open_now = unlock.may_open(diary.plan, PROGRAMME, each, diary.day)
            assert (found is not None and found.lock in (Lock.ASKED, Lock.TURN)) is open_now, (each.id, found)
            assert (found is None) is unlock.opened(diary.plan, each.id)
        ready = offered(diary)
        if ready and ready.exercise_id and diary.day_number % 3 == 0:
            diary.must(TierThreeOptedIn, exercise_id=ready.exercise_id)
        diary.train(Effort.HARD if diary.day_number in (15, 40) else Effort.RIGHT)
        diary.wait()
    assert seen == {
        Lock.GATE, Lock.DATE, Lock.BEFORE, Lock.LOAD, Lock.HARD, Lock.ASKED, Lock.TURN
    }  # fmt: skip


def test_the_first_weeks_locks_name_day_and_order() -> None:
    diary = Diary().enrol()
    assert lock(diary, "side_turn") == Locked(Lock.GATE)
    diary.train_daily(3)
    diary.train()
    ten_days_on = diary.day + timedelta(days=10)
    assert lock(diary, "bird_dog") == Locked(Lock.DATE, on=ten_days_on)
    assert lock(diary, "prone_leg") == Locked(Lock.BEFORE, exercise_id="bird_dog")
    assert lock(diary, "press") is None
    late = Diary().enrol().train_daily(12).wait(12)
    late.train_daily(3)
    assert lock(late, "bird_dog") == Locked(Lock.SESSIONS, count=5)


def test_pain_and_what_follows_is_told_by_the_lock() -> None:
    diary = Diary().enrol().train_daily(60)
    hurt_on = diary.day
    diary.hurt(2, exercise_id="curl_reach")
    assert lock(diary, "side_double_leg") == Locked(Lock.RESTS)
    assert not isinstance(diary.restart(after_days=2), Refused)
    assert lock(diary, "side_double_leg") == Locked(Lock.RETURN)
    assert lock(diary, "curl_reach") == Locked(Lock.SPARED)
    assert lock(diary, "press") is None
    diary.train_daily(8)
    assert diary.stands(PlanState.ACTIVE)
    diary.train_daily(8)
    assert lock(diary, "side_double_leg") == Locked(Lock.DATE, on=hurt_on + timedelta(days=28))


def test_the_only_open_exercise_is_not_spared_though_it_hurt() -> None:
    diary = Diary().enrol().train_daily(1)
    diary.hurt(2, exercise_id="press")
    assert not isinstance(diary.restart(after_days=2), Refused)
    assert lock(diary, "press") is None


def test_what_hurt_twice_says_so_until_it_is_taken_back() -> None:
    diary = Diary().enrol().train_daily(10)
    for _ in range(2):
        diary.hurt(2, exercise_id="side_turn")
        diary.wait(20)
    assert lock(diary, "side_turn") == Locked(Lock.HURT)
    diary.must(ReAdded, exercise_id="side_turn")
    assert lock(diary, "side_turn") != Locked(Lock.HURT)


# /why: what would change it next.
