"""Out of a pause for pain: how long, how calm, and with whose word (clinical notes 4, T3 to T6)."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

from bot.domain.log import (
    Consulted,
    EmergencyAnswered,
    PainRated,
    PainReported,
    RestartAsked,
    SessionBuilt,
    UrgentAnswered,
)
from bot.domain.missing import READY, what_is_missing
from bot.domain.plan import Plan
from bot.domain.refusal import Lack, Missing, Refused
from tests.domain.diary import Diary
from tests.domain.standing import ACTIVE, CLEARANCE, PAUSED, RECOVERY, at, lacks

DAY = timedelta(days=1)


def days_until_restart(nrs: int | None, *, consulted: bool = True, rated: bool = True) -> int | None:
    """On which day after pain in ACTIVE a perfectly calm person can restart; None if never within 20 days."""
    diary = at(ACTIVE)
    diary.must(PainReported, nrs=nrs)
    for day in range(21):
        diary.check_in(0)
        diary.clear_cards()
        diary.must(Consulted, yes=consulted)
        asked = diary.say(RestartAsked)
        if not isinstance(asked, Refused):
            return day if asked.state is RECOVERY else None
        diary.wait()
    return None


def test_the_wait_grows_with_the_pain_and_from_seven_on_no_wait_is_enough() -> None:
    assert [days_until_restart(nrs) for nrs in range(11)] == [2, 2, 2, 2, 4, 4, 4, None, None, None, None]


def test_without_a_word_with_a_clinician_mild_pain_waits_for_five_calm_days_and_stronger_forever() -> None:
    found = [days_until_restart(nrs, consulted=False) for nrs in range(8)]
    assert found == [5, 5, 5, 5, None, None, None, None]


def test_pain_whose_strength_is_not_known_waits_like_stronger_pain() -> None:
    assert days_until_restart(None) == 4
    assert days_until_restart(None, consulted=False) is None


def test_a_first_rating_can_shorten_the_wait_and_a_second_can_only_lengthen_it() -> None:
    diary = at(ACTIVE)
    diary.must(PainReported)
    diary.must(PainRated, nrs=2)
    assert not isinstance(diary.copy().restart(after_days=2), Refused)
    worse = diary.copy()
    worse.must(PainRated, nrs=5)
    assert isinstance(worse.copy().restart(after_days=3), Refused)
    worse.must(PainRated, nrs=1)
    assert isinstance(worse.copy().restart(after_days=3), Refused)
    assert not isinstance(worse.restart(after_days=4), Refused)


def test_what_is_missing_shrinks_day_by_day() -> None:
    diary = at(ACTIVE)
    diary.hurt(2)
    reported = diary.now
    assert what_is_missing(diary.plan, diary.now, diary.day) == (
        Missing(Lack.HOURS, until=reported + 2 * DAY),
        Missing(Lack.ZEROS, count=2, worst=2),
        Missing(Lack.EMERGENCY_CARD),
        Missing(Lack.URGENT_CARD),
        Missing(Lack.CONSULTED_OR_ZEROS, count=5, worst=2),
    )
    diary.wait().check_in(0)
    assert Missing(Lack.ZEROS, count=1, worst=0) in what_is_missing(diary.plan, diary.now, diary.day)
    diary.wait().check_in(0)
    diary.now += timedelta(minutes=5)
    assert lacks(diary) == {Lack.EMERGENCY_CARD, Lack.URGENT_CARD, Lack.CONSULTED_OR_ZEROS}
    diary.must(EmergencyAnswered, any=False)
    assert lacks(diary) == {Lack.URGENT_CARD, Lack.CONSULTED_OR_ZEROS}
    refused = diary.say(RestartAsked)
    assert isinstance(refused, Refused) and {m.lack for m in refused.missing} == lacks(diary)
    diary.must(UrgentAnswered, any=False)
    diary.must(Consulted, yes=True)
    assert what_is_missing(diary.plan, diary.now, diary.day) == READY
    assert diary.must(RestartAsked).state is RECOVERY


def test_the_hours_count_not_only_the_dates() -> None:
    diary = at(ACTIVE)
    diary.now = diary.now.replace(hour=22)
    diary.hurt(2)
    diary.wait().check_in(0)
    diary.wait().check_in(0)  # two dates on, but only 34 hours
    diary.clear_cards()
    diary.must(Consulted, yes=True)
    assert lacks(diary) == {Lack.HOURS}
    assert isinstance(diary.say(RestartAsked), Refused)


def test_calm_days_must_be_in_a_row_and_reach_to_today() -> None:
    diary = at(ACTIVE)
    diary.hurt(3)
    for nrs in (0, 1, 0):
        diary.wait().check_in(nrs)
    assert lacks(diary) >= {Lack.ZEROS}
    diary.wait().check_in(0)
    assert Lack.ZEROS not in lacks(diary)
    diary.wait()
    assert Lack.ZEROS in lacks(diary)  # not asked today
    diary.check_in(0)
    diary.check_in(2)
    diary.check_in(0)
    assert Lack.ZEROS in lacks(diary)  # the worst answer of a day is its answer


def test_the_cards_have_to_be_clear_since_the_pain_and_within_a_day() -> None:
    diary = at(ACTIVE)
    diary.clear_cards()
    diary.hurt(2)
    assert lacks(diary) >= {Lack.EMERGENCY_CARD, Lack.URGENT_CARD}
    diary.clear_cards()
    assert not lacks(diary) & {Lack.EMERGENCY_CARD, Lack.URGENT_CARD}
    diary.wait(2)
    assert lacks(diary) >= {Lack.EMERGENCY_CARD, Lack.URGENT_CARD}


def test_a_check_in_two_worse_or_seven_needs_a_clinician() -> None:
    for trigger, now in product(range(7), range(11)):
        diary = at(ACTIVE)
        diary.hurt(trigger)
        diary.wait().check_in(now)
        worse = now >= 7 or now >= trigger + 2
        assert (diary.plan.state is CLEARANCE) == worse, (trigger, now)


def test_pain_never_rated_is_measured_from_the_first_check_in_and_keeps_the_longer_wait() -> None:
    diary = at(ACTIVE)
    diary.must(PainReported)
    diary.wait().check_in(2)
    assert diary.plan.state is PAUSED
    diary.wait().check_in(4)
    assert diary.plan.state is CLEARANCE
    diary = at(ACTIVE)
    diary.must(PainReported)
    diary.wait().check_in(1)
    assert isinstance(diary.copy().restart(after_days=2), Refused)
    assert not isinstance(diary.copy().restart(after_days=3), Refused)


def test_two_weeks_without_two_calm_days_need_a_clinician() -> None:
    diary = at(ACTIVE)
    diary.hurt(2)
    for day in range(1, 14):
        diary.wait().check_in(day % 2)
        assert diary.plan.state is PAUSED
    diary.wait().check_in(0)
    assert diary.plan.state is CLEARANCE
    calm = at(ACTIVE)
    calm.hurt(2)
    calm.wait().check_in(0)
    calm.wait().check_in(0)
    for _ in range(20):
        calm.wait().check_in(1)
    assert calm.plan.state is PAUSED


def test_silence_changes_nothing_but_two_weeks_of_it_make_the_restart_a_clinicians_matter() -> None:
    diary = at(ACTIVE)
    diary.hurt(2)
    diary.wait(40)
    assert diary.plan.state is PAUSED
    assert isinstance(diary.say(SessionBuilt, session_id=999), Refused)
    diary.must(RestartAsked)
    assert diary.plan.state is CLEARANCE


def test_a_second_event_within_14_days_or_a_third_within_60_needs_a_clinician() -> None:
    for apart in range(3, 40):
        diary = at(ACTIVE)
        diary.hurt(2)
        diary.plan = _back_in_active(diary)
        diary.wait(apart).hurt(2)
        assert (diary.plan.state is CLEARANCE) == (apart <= 14), apart
    third = at(ACTIVE)
    for apart, state in ((0, PAUSED), (20, PAUSED), (40, CLEARANCE)):
        third.wait(apart).hurt(2)
        assert third.plan.state is state
        third.plan = _back_in_active(third)
    late = at(ACTIVE)
    for apart in (0, 20, 41):
        late.wait(apart).hurt(2)
        assert late.plan.state is PAUSED
        late.plan = _back_in_active(late)


def _back_in_active(diary: Diary) -> Plan:
    """As if the whole return lay behind: only the pains are remembered."""
    return replace(diary.plan, state=ACTIVE, pause=None, recovery=None)


def test_a_second_event_may_not_go_on_alone_even_after_five_calm_days() -> None:
    diary = at(ACTIVE)
    diary.hurt(2)
    diary.plan = _back_in_active(diary)
    diary.wait(20).hurt(2)
    assert isinstance(diary.restart(after_days=6, consulted=False), Refused)
    assert lacks(diary) == {Lack.CONSULTED}
