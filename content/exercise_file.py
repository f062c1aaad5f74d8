"""One file of `content/exercises`: an exercise as the rules see it, and the words of its guide."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bot.domain.dose import Dose, Ladder, Measure
from bot.domain.exercise import Caution, Equipment, Exercise, Position, Side
from content.error import ContentError
from content.fields import Fields
from content.guide import Guide, read_guide
from content.picture import MIRROR, find

# docs/safety.md#dose: the source text never asks for more than 15 s, or more than 10 repetitions in a row.
MAX_HOLD_SECONDS = 15
MAX_REPS = 10
MAX_ROUNDS = 2
# docs/safety.md#dose: from rung to rung, the loaded time of one side never falls and rises by at most this.
MAX_RISE_SECONDS = 10

_DOSE = re.compile(r"(?:([1-9]\d?)x)?([1-9]\d?)")


@dataclass(frozen=True, slots=True)
class ExerciseFile:
    """What one file says; `place` is its place in the one trip to the floor, counted from 1."""

    place: int
    exercise: Exercise
    guide: Guide


def read(path: Path, pictures: Path, problems: list[ContentError]) -> ExerciseFile | None:
    """Read one exercise file and find its `pictures`; None if it cannot be read at all.

    Problems are added to `problems`.
    """
    name = f"content/exercises/{path.name}"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        problems.append(ContentError(name, "file", f"make it readable TOML: {error}"))
        return None
    return _read_fields(Fields(name, table, problems), path.stem, pictures)


def _read_fields(fields: Fields, stem: str, pictures: Path) -> ExerciseFile:
    if fields.text("id", 32) != stem:
        fields.complain("id", f"write {stem!r}, the name of the file")
    measure = fields.choice("measure", Measure)
    exercise = Exercise(
        id=stem,
        tier=fields.whole("tier", 1, 3),
        measure=measure,
        side=fields.choice("side", Side),
        position=fields.choice("position", Position),
        ladder=_ladder(fields, measure),
        cautions=fields.choices("cautions", Caution),
        equipment=fields.choices("equipment", Equipment),
    )
    fields.text("source", 200)
    drawn, mirrored = (find(pictures, stem, suffix) for suffix in ("", MIRROR))
    guide = read_guide(fields.table("words"), stem, drawn, mirrored)
    content = ExerciseFile(fields.whole("place", 1, 99), exercise, guide)
    fields.finish()
    return content


def _ladder(fields: Fields, measure: Measure) -> Ladder:
    seconds = None if measure is Measure.HOLD else fields.whole("seconds_per_rep", 1, MAX_HOLD_SECONDS)
    rungs = fields.texts("ladder", 8)
    base = fields.text("base", 8)
    doses = tuple(_dose(fields, rung, seconds) for rung in rungs)
    for problem in _rises(doses):
        fields.complain("ladder", problem)
    if base not in rungs:
        fields.complain("base", f"write one of the ladder's doses, not {base!r}")
        return Ladder(doses, 0)
    return Ladder(doses, rungs.index(base))


def _dose(fields: Fields, text: str, seconds: int | None) -> Dose:
    """Read "3x5" as 3 holds of 5 s, or, where a repetition has its own `seconds`, as 3 rounds of 5."""
    match = _DOSE.fullmatch(text)
    if not match or (seconds is None and not match[1]):
        fields.complain("ladder", f"write {text!r} as {'3x5' if seconds is None else '6 or 2x6'}")
        return Dose(1, 1)
    first, last = int(match[1] or 1), int(match[2])
    dose = Dose(first, last) if seconds is None else Dose(last, seconds, first)
    if dose.reps > MAX_REPS or dose.seconds > MAX_HOLD_SECONDS or dose.rounds > MAX_ROUNDS:
        fields.complain(
            "ladder", f"keep {text!r} within {MAX_ROUNDS} rounds, {MAX_REPS} times, {MAX_HOLD_SECONDS} s"
        )
    return dose


def _rises(doses: tuple[Dose, ...]) -> Iterator[str]:
    if len(set(doses)) < len(doses):
        yield "name each dose once"
    for rung, (lower, upper) in enumerate(pairwise(doses), start=1):
        rise = upper.loaded_seconds() - lower.loaded_seconds()
        if not 0 <= rise <= MAX_RISE_SECONDS:
            yield f"dose {rung + 1} changes the loaded time by {rise} s; allowed is 0 to {MAX_RISE_SECONDS} s"
