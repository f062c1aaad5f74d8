"""What health answers and bare floors take out of a session, stated anew for the checks."""

from collections.abc import Iterator, Mapping

from bot.domain.dose import Measure
from bot.domain.exercise import Equipment
from bot.domain.screening import Health
from bot.simulation.books import Books, Moment

BENDING, LIFTING = {"curl_reach", "curl_hands_waist"}, {"legs_hold", "scissors", "curl_hands_waist"}
ARCHING = {"prone_both_legs", "prone_arch", "swimmer"}
TAKEN_OUT: Mapping[Health, set[str]] = {
    Health.OSTEOPOROSIS: BENDING,
    Health.DISC: BENDING,
    Health.NARROWING: ARCHING | {"chair_arch"},
    Health.SURGERY: LIFTING | ARCHING | {"prone_leg"},
    Health.HERNIA: LIFTING | ARCHING | {"prone_leg"},
    Health.HIP: {"side_leg_raise", "side_double_leg"},
}
"""What each tick of the health card takes out (clinical notes 3.3)."""
LEFT_IN_PREGNANCY = {"bird_dog", "side_turn", "side_leg_raise"}


def untagged(books: Books, moment: Moment) -> Iterator[str]:
    """13, by what was ticked; and nothing that the person left out, or has not got the roll for."""
    health, plan, sitting = books.health, moment.after, moment.after.sitting
    assert sitting is not None  # noqa: S101  (a session was just built)
    out: set[str] = set().union(*(TAKEN_OUT.get(item, set()) for item in health))
    for p in sitting.shown.prescriptions:
        exercise = books.programme.exercises[p.exercise_id]
        heart = Health.HEART in health
        strained = heart and (exercise.tier == 3 or (exercise.measure is Measure.HOLD and p.dose.seconds > 5))
        pregnant = Health.PREGNANCY in health and exercise.id not in LEFT_IN_PREGNANCY
        bare = plan.equipment.get(Equipment.ROLL) is False and Equipment.ROLL in exercise.equipment
        if exercise.id in out or strained or pregnant or (bare and exercise.tier == 3):
            yield f"{exercise.id} was shown though {sorted(health)} takes it out"
        if plan.progress[exercise.id].left_out:
            yield f"{exercise.id} was shown though it is left out"
