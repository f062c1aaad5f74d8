"""What a report of pain asks for: the numbers of the state machine (docs/safety.md#pain)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.happening import Place
from bot.domain.plan import PainEvent

NRS = range(11)
"""The numeric rating scale."""
CLEARANCE_FROM = 7
"""T4, T6: from here on a clinician has to look first."""
BAND_B_FROM = 4
"""T5: from here on the longer pause."""
SECOND_WITHIN, THIRD_WITHIN = timedelta(days=14), timedelta(days=60)
"""T4: a second event within 14 days, or a third within 60, needs a clinician."""
WORSE_BY = 2
"""T6: a check-in that is so much worse than the pain that caused the pause."""
CALM_WITHIN = timedelta(days=14)
"""T6: two days of 0/10 in a row have to come within so long."""
PROMPT_AFTER = timedelta(days=7)
"""T6: so long without two days of 0/10 in a row, and the way back urges to book an appointment."""
EMERGENCY_LOCK = timedelta(hours=24)
"""T2: no way out for so long after an emergency answer."""
ILL_LOCK = timedelta(hours=24)
"""T9: well for so long after fever or illness."""
TIER_THREE_LOCK = timedelta(days=28)
"""Tier 3 stays closed for so long after any pain."""
REMOVED_AT, HURT_WITHIN = 2, timedelta(days=60)
"""An exercise that hurt twice within 60 days goes, until the person wants it back."""
SAME_REPORT = timedelta(minutes=10)
"""The pain button pressed again within so long, before any answer, says nothing new."""
GRAVE_PLACES = frozenset({Place.BELOW_KNEE, Place.TINGLING, Place.WEAKNESS})
"""T4: pain below the knee, tingling, weakness."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a restart asks for: time since the pain, days of 0/10 in a row, and a word with a clinician.

    `zeros_alone` is how many days of 0/10 make up for not having spoken to one; None: nothing does.
    """

    wait: timedelta
    zeros: int
    zeros_alone: int | None


BAND_A = Terms(timedelta(days=2), 2, 5)
BAND_B = Terms(timedelta(days=4), 3, None)


def terms(trigger: int | None, *, unrated: bool, first: bool) -> Terms:
    """The terms of T5. Pain whose strength is not known counts as the stricter band.

    Only the first event within 60 days may go on without a word with a clinician (notes 9b).
    """
    if unrated or trigger is None or trigger >= BAND_B_FROM:
        return BAND_B
    return BAND_A if first else replace(BAND_A, zeros_alone=None)


def recent(pains: Sequence[PainEvent], day: date, within: timedelta) -> int:
    """How many events lie within so many days before `day`, that day included."""
    return sum(day - pain.day <= within for pain in pains)


def needs_clearance(pains: Sequence[PainEvent], *, in_recovery: bool) -> bool:
    """T4, for the last of `pains`, which has just been reported or rated."""
    last = pains[-1]
    return (
        in_recovery
        or (last.nrs is not None and last.nrs >= CLEARANCE_FROM)
        or last.where in GRAVE_PLACES
        or recent(pains, last.day, SECOND_WITHIN) >= 2
        or recent(pains, last.day, THIRD_WITHIN) >= 3
    )


def is_worse(trigger: int | None, nrs: int) -> bool:
    """T6: whether a later answer ends the hope that this passes by itself."""
    return nrs >= CLEARANCE_FROM or (trigger is not None and nrs >= trigger + WORSE_BY)


def worst(one: int | None, other: int | None) -> int | None:
    """The higher of two ratings, of which one may not be known."""
    return max((nrs for nrs in (one, other) if nrs is not None), default=None)


def zeros_in_a_row(checkins: Sequence[tuple[date, int]], day: date) -> int:
    """Days of 0/10 in a row that end on `day`, each with a check-in and none above 0."""
    worst_of = dict(checkins)
    count = 0
    while worst_of.get(day - timedelta(days=count)) == 0:
        count += 1
    return count


def zeros_wanted(checkins: Sequence[tuple[date, int]], day: date, wanted: int) -> int:
    """How many more daily zeros complete `wanted` days in a row, today's included; 0 when they are there.

    Before today's check-in the days up to yesterday count on, but today is always one of those missing.
    """
    if worst_on(checkins, day) is not None:
        return max(0, wanted - zeros_in_a_row(checkins, day))
    return max(1, wanted - zeros_in_a_row(checkins, day - timedelta(days=1)))


def worst_on(checkins: Sequence[tuple[date, int]], day: date) -> int | None:
    """The highest answer of `day`; None when nothing was told yet."""
    return dict(checkins).get(day)


CHECKINS_KEPT = 7


def checked(checkins: Sequence[tuple[date, int]], day: date, nrs: int) -> tuple[tuple[date, int], ...]:
    """The worst answer of each of the last days, with this one in it."""
    worst_of = dict(checkins)
    worst_of[day] = max(nrs, worst_of.get(day, 0))
    return tuple(sorted(worst_of.items()))[-CHECKINS_KEPT:]
