"""Whether the exercises make the programme: each that the days name is there, in one trip to the floor."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from bot.domain.exercise import Exercise, Position
from bot.domain.programme import DAYS
from content.error import ContentError

_ORDER = tuple(Position)


def problems(exercises: Mapping[str, Exercise]) -> Iterator[ContentError]:
    """What is missing, what nobody would ever see, and what makes people lie down twice."""
    named = frozenset[str]().union(*DAYS.values())
    for missing in sorted(named - exercises.keys()):
        yield ContentError(_file(missing), "file", "put it back: the days of the programme name it")
    for unseen in sorted(exercises.keys() - named):
        remedy = "name it in a day of bot/domain/programme.py, or nobody ever sees it"
        yield ContentError(_file(unseen), "id", remedy)
    for before, after in pairwise(exercises.values()):
        if _ORDER.index(before.position) > _ORDER.index(after.position):
            remedy = f"move it before {before.id}: {after.position} comes before {before.position}"
            yield ContentError(_file(after.id), "place", remedy)


def _file(exercise_id: str) -> str:
    return f"content/exercises/{exercise_id}.toml"
