"""Fates: lives of many random steps, for the properties that hold in all of them."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from bot.domain.happening import Effort, Outcome, Place, When
from bot.domain.log import (
    CheckedIn,
    DaysChosen,
    EmergencyAnswered,
    LeftOut,
    PausedByUser,
    ReAdded,
    TierThreeOptedIn,
    UrgentAnswered,
    VersionChosen,
)
from bot.domain.screening import AgeBand, Answers, Health
from tests.domain.exercises import PROGRAMME
from tests.domain.lives import (
    Step,
    abandoned,
    come_back,
    correct,
    episode,
    hasty,
    hurt,
    repeated,
    rest,
    say,
    screened,
    short,
    train,
    twice,
    untold,
)

NAMES = list(PROGRAMME.exercises)
EFFORTS = st.sampled_from([Effort.EASY, Effort.EASY, Effort.RIGHT, Effort.RIGHT, Effort.HARD, None])
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(train, EFFORTS),
    st.builds(train, EFFORTS),
    st.builds(train, EFFORTS),
    st.builds(lambda effort, days: repeated(train(effort), days), EFFORTS, st.integers(2, 12)),
    st.builds(lambda days: repeated(train(Effort.EASY), days), st.integers(5, 25)),
    st.builds(train, EFFORTS, st.sampled_from([Outcome.PARTIAL, Outcome.SKIPPED]), st.integers(0, 7)),
    st.sampled_from([short, twice, abandoned, come_back, come_back, hasty]),
    st.builds(rest, st.one_of(st.integers(1, 6), st.integers(7, 70))),
    st.builds(
        hurt,
        st.one_of(st.none(), st.integers(0, 10)),
        st.integers(0, 7),
        st.one_of(st.none(), st.none(), st.sampled_from(Place)),
        st.sampled_from(When),
    ),
    st.builds(episode, st.integers(1, 5), st.integers(0, 7), st.integers(1, 20), EFFORTS),
    st.builds(say, st.just(CheckedIn), nrs=st.integers(-1, 11)),
    st.builds(correct, st.integers(0, 4), st.sampled_from(Outcome), st.integers(0, 7), EFFORTS),
    st.builds(correct, st.integers(1, 3), st.sampled_from(Outcome), st.integers(0, 7), EFFORTS),
    st.builds(untold, st.integers(-1, 4)),
    st.builds(say, st.sampled_from([EmergencyAnswered, UrgentAnswered]), any=st.booleans()),
    st.builds(say, st.just(PausedByUser), ill=st.booleans()),
    st.builds(say, st.just(DaysChosen), weekdays=st.frozensets(st.integers(0, 6), min_size=2, max_size=7)),
    st.builds(say, st.just(VersionChosen), exercise_id=st.sampled_from(NAMES), easier=st.booleans()),
    st.builds(say, st.just(TierThreeOptedIn), exercise_id=st.sampled_from(NAMES), yes=st.booleans()),
    st.builds(say, st.sampled_from([LeftOut, ReAdded, ReAdded]), exercise_id=st.sampled_from(NAMES)),
    st.builds(
        lambda health, pain: screened(Answers(AgeBand.FROM_18, health=health, pain_now=pain, confirmed=True)),
        st.frozensets(st.sampled_from(Health), max_size=2),
        st.sampled_from([0, 0, 0, 0, 3]),
    ),
)

LIVES = st.tuples(st.integers(0, 4), st.lists(STEPS, min_size=10, max_size=30))
RELAXED = settings(
    max_examples=50,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
