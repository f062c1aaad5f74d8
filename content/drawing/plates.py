"""How one exercise is drawn, as values: read from `content/exercises/<id>.poses.toml` by plate_file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from content.drawing.geometry import Array
from content.drawing.pose import Pose
from content.drawing.scene import Camera

FOLDER = Path(__file__).resolve().parent.parent / "exercises"
SUFFIX = ".poses.toml"
EXERCISES = (
    "press",
    "legs_hold",
    "scissors",
    "curl_reach",
    "curl_hands_waist",
    "side_leg_raise",
    "side_double_leg",
    "prone_leg",
    "prone_both_legs",
    "prone_arch",
    "swimmer",
    "bird_dog",
    "chair_arch",
    "side_turn",
)


class PlateError(Exception):
    """Bad picture data; the message names file, key and remedy in one line."""


@dataclass(frozen=True)
class Setting:
    """Where the figure is seen: camera, mat (middle and half length), objects, far limbs."""

    camera: Camera
    mat: tuple[float, float]
    objects: tuple[Mapping[str, object], ...]
    far: tuple[str, ...]
    anchor: str
    room: tuple[float, float]


@dataclass(frozen=True)
class Arrow:
    """An arrow along a joint's way from the ghost's pose, or a straight one; pixels of a 1280 picture."""

    joint: str
    pivot: str
    out: float
    push: tuple[float, float]
    kind: str
    towards: Array | None
    span: tuple[float, float]


@dataclass(frozen=True)
class Inset:
    """A round window with its own camera; `lens` ties it to the place it magnifies."""

    camera: Camera
    centre: Array
    height: float
    place: tuple[float, float]
    radius: float
    lens: bool


@dataclass(frozen=True)
class Step:
    """One still: a pose, the ghost of an earlier one, tinted muscles, arrows, a window."""

    pose: str
    ghost: str
    main: tuple[str, ...]
    helping: tuple[str, ...]
    arrows: tuple[Arrow, ...]
    inset: Inset | None


@dataclass(frozen=True)
class Loop:
    """The way through the poses and back to the first, with seconds of stillness at each and of each move."""

    path: tuple[str, ...]
    hold: tuple[float, ...]
    move: float


@dataclass(frozen=True)
class Plate:
    """All drawing data of one exercise."""

    id: str
    setting: Setting
    poses: dict[str, Pose]
    steps: tuple[Step, ...]
    loop: Loop
    easier: Step
    easier_setting: Setting
    sides: bool
