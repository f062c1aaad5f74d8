"""The 14 ladders as the clinical notes state them, for the tests of the rules."""

from bot.domain.dose import Dose, Ladder, Measure
from bot.domain.exercise import Exercise, Position, Side
from bot.domain.programme import Programme


def _holds(ladder: str, base: str) -> Ladder:
    """Read "3x5" as 3 holds of 5 seconds."""
    doses = tuple(Dose(*map(int, dose.split("x"))) for dose in ladder.split())
    return Ladder(doses, doses.index(Dose(*map(int, base.split("x")))))


def _counts(ladder: str, base: str, seconds: int) -> Ladder:
    """Read "8" as 8 repetitions and "2x8" as 2 rounds of 8."""

    def dose(text: str) -> Dose:
        *rounds, reps = map(int, text.split("x"))
        return Dose(reps, seconds, *rounds)

    return Ladder(tuple(map(dose, ladder.split())), ladder.split().index(base))


def _hold(name: str, tier: int, side: Side, position: Position, ladder: str, base: str) -> Exercise:
    return Exercise(name, tier, Measure.HOLD, side, position, _holds(ladder, base))


def _all() -> list[Exercise]:
    supine, side, prone = Position.SUPINE, Position.SIDE, Position.PRONE
    both, each, alternate = Side.BOTH, Side.EACH, Side.ALTERNATE
    legs = "1x3 2x3 2x5 3x5 4x5 3x7 4x7 3x10 4x10"
    raises = "2x3 3x5 4x5 5x5 4x7 5x7 6x7 5x10 6x10"
    return [
        _hold("press", 1, both, supine, "3x3 3x5 4x5 5x5 6x5 7x5 8x5 6x7 7x7 8x7", "5x5"),
        _hold("legs_hold", 3, both, supine, f"{legs} 5x10", "2x5"),
        Exercise("scissors", 3, Measure.REPS, both, supine, _counts("4 6 8 10 2x6 2x8 2x10", "6", 2)),
        _hold("curl_reach", 2, both, supine, "2x3 3x5 4x5 5x5 4x7 5x7 4x10 5x10 4x15", "3x5"),
        _hold("curl_hands_waist", 3, both, supine, "2x3 2x5 3x5 4x5 3x7 4x7 3x10 4x10 3x15", "2x5"),
        _hold("side_leg_raise", 1, each, side, raises, "3x5"),
        _hold("side_double_leg", 3, each, side, f"{legs} 3x15", "2x5"),
        _hold("prone_leg", 2, alternate, prone, raises, "3x5"),
        _hold("prone_both_legs", 3, both, prone, legs, "2x5"),
        _hold("prone_arch", 2, both, prone, "2x3 3x3 3x5 4x5 5x5 4x7 5x7 4x10 5x10", "3x5"),
        Exercise("swimmer", 3, Measure.REPS, both, prone, _counts("2 4 6 8 10 2x6 2x8 2x10", "4", 2)),
        _hold("bird_dog", 2, alternate, Position.ALL_FOURS, "2x3 3x5 4x5 5x5 6x5 5x7 6x7 7x7 8x7", "3x5"),
        Exercise(
            "side_turn", 1, Measure.BREATHS, alternate, Position.ALL_FOURS, _counts("2 3 4 5 6", "3", 8)
        ),
        Exercise("chair_arch", 1, Measure.BREATHS, both, Position.CHAIR, _counts("3 4 5 6 7 8", "4", 8)),
    ]


PROGRAMME = Programme({exercise.id: exercise for exercise in _all()})

SHORT_NAMES = {
    "E0": "press",
    "S1": "legs_hold",
    "S2": "scissors",
    "S3": "curl_reach",
    "S4": "curl_hands_waist",
    "L1": "side_leg_raise",
    "L2": "side_double_leg",
    "P1a": "prone_leg",
    "P1b": "prone_both_legs",
    "P2": "prone_arch",
    "P3": "swimmer",
    "Q1": "bird_dog",
    "Q2": "chair_arch",
    "Q3": "side_turn",
}
"""The ids of the clinical notes."""
