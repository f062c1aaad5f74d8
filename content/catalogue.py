"""The catalogue: every exercise with its guide, read and cross-checked once, then only looked at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from bot.domain.exercise import Exercise
from content import exercise_file, picture, trip
from content.error import ContentError
from content.exercise_file import ExerciseFile
from content.guide import Guide

CONTENT = Path(__file__).parent
POSES = ".poses.toml"  # what the pictures are drawn from; the bot never reads it


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All exercises by id, in the order of one trip to the floor, and the guide of each."""

    exercises: Mapping[str, Exercise]
    guides: Mapping[str, Guide]


def load(folder: Path = CONTENT) -> Catalogue:
    """Read `folder`; raises the first `ContentError` when anything in it is wrong."""
    catalogue, found = _read(folder)
    if found:
        raise found[0]
    return catalogue


def problems(folder: Path = CONTENT) -> list[str]:
    """Everything that is wrong with `folder`, a line each; an empty list means that the bot can start."""
    return [str(problem) for problem in _read(folder)[1]]


def _read(folder: Path) -> tuple[Catalogue, list[ContentError]]:
    found: list[ContentError] = []
    pictures = folder / "pictures"
    paths = sorted(p for p in (folder / "exercises").glob("*.toml") if not p.name.endswith(POSES))
    if not paths:
        found.append(ContentError("content/exercises", "folder", "put at least one exercise file here"))
    files = [file for path in paths if (file := exercise_file.read(path, pictures, found))]
    files.sort(key=lambda file: file.place)
    exercises = {file.exercise.id: file.exercise for file in files}
    guides = {file.guide.id: file.guide for file in files}
    found.extend([*_clashes(files), *_picture_problems(guides.values())])
    if files and len(files) == len(paths):  # else the pictures of an unreadable file look like strays
        found.extend([*trip.problems(exercises), *_strays(pictures, guides.values())])
    return Catalogue(MappingProxyType(exercises), MappingProxyType(guides)), found


def _clashes(files: list[ExerciseFile]) -> Iterator[ContentError]:
    """Two exercises share neither place nor name: sessions are ordered by one, people know the other."""
    for key in ("place", "name"):
        owners: dict[object, str] = {}
        for file in files:
            value = file.place if key == "place" else file.guide.name
            owner = owners.setdefault(value, file.guide.id)
            if owner != file.guide.id:
                remedy = f"choose another than {value!r}, which belongs to {owner}"
                yield ContentError(f"content/exercises/{file.guide.id}.toml", key, remedy)


def _picture_problems(guides: Iterable[Guide]) -> Iterator[ContentError]:
    for guide in guides:
        if not guide.stills:
            remedy = "draw it with `make pictures`, or put a PNG with this name there"
            yield ContentError(f"content/pictures/{guide.id}_1.png", "file", remedy)
        yield from filter(None, map(picture.check, (*guide.drawn.all(), *guide.mirrored.all())))


def _strays(folder: Path, guides: Iterable[Guide]) -> Iterator[ContentError]:
    """Pictures that no guide shows: a gap in the numbers, or a slip in the name."""
    used = {found.path for guide in guides for found in (*guide.drawn.all(), *guide.mirrored.all())}
    for path in sorted({*folder.glob("*.png"), *folder.glob("*.mp4")} - used):
        remedy = "name it like press_1.png, press_2.png (no gaps), press_loop.mp4 or press_easier.png"
        yield ContentError(f"content/pictures/{path.name}", "file", remedy)
