"""The mat and the objects: a chair, a table, the rolled towel, a pillow."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from content.drawing.geometry import Array
from content.drawing.palette import linear

SEAT_HEIGHT = 0.44
TABLE_HEIGHT = 0.68
MAT_THICKNESS = 0.007
Row = list[float]


@dataclass(frozen=True)
class Props:
    """Rows of boxes and of rolls, as the renderer reads them (see layout)."""

    boxes: Array
    rolls: Array


def box(
    centre: tuple[float, float, float], half: tuple[float, float, float], edge: float, colour: str
) -> Row:
    """An upright box with rounded edges."""
    return [*centre, *half, edge, 1.0, 0.0, 0.0, *linear(colour), 0.0]


def mat(middle: float, half_length: float, half_width: float = 0.36) -> Row:
    """The exercise mat: its upper side is the height zero."""
    half = (half_length, half_width, MAT_THICKNESS)
    return [middle, 0.0, -MAT_THICKNESS, *half, 0.005, 1.0, 0.0, 0.06, *linear("mat"), 1.0]


def _legs(x: float, half: tuple[float, float], height: float, colour: str) -> list[Row]:
    return [
        box(
            (x + i * half[0], j * half[1], height / 2 - 0.02),
            (0.018, 0.018, height / 2 - 0.005),
            0.008,
            colour,
        )
        for i in (-1, 1)
        for j in (-1, 1)
    ]


def _chair(data: Mapping[str, float]) -> list[Row]:
    x, facing = data["x"], data.get("facing", -1.0)
    back = x - facing * 0.19
    rows = [box((x, 0, SEAT_HEIGHT - 0.02), (0.21, 0.22, 0.02), 0.014, "chair")]
    rows.append(box((back, 0, SEAT_HEIGHT + 0.36), (0.018, 0.22, 0.085), 0.014, "chair"))
    rows += _legs(x, (0.18, 0.19), SEAT_HEIGHT, "chair")
    rows += [box((back, j * 0.19, SEAT_HEIGHT + 0.16), (0.016, 0.018, 0.20), 0.008, "chair") for j in (-1, 1)]
    return rows


def _table(data: Mapping[str, float]) -> list[Row]:
    x = data["x"]
    top = box((x, 0, TABLE_HEIGHT - 0.018), (0.30, 0.40, 0.018), 0.012, "chair")
    return [top, *_legs(x, (0.27, 0.37), TABLE_HEIGHT, "chair")]


def _pillow(data: Mapping[str, float]) -> list[Row]:
    height = data.get("height", 0.05)
    centre = (data["x"], data.get("y", 0.0), height / 2)
    return [box(centre, (data.get("half", 0.15), 0.17, height / 2), height * 0.48, "pillow")]


def _bar(data: Mapping[str, float]) -> list[Row]:
    """The low edge of a sofa: feet may be tucked under it."""
    return [box((data["x"], 0, data.get("z", 0.30)), (0.16, 0.42, 0.17), 0.05, "sofa")]


def _roll(data: Mapping[str, float]) -> list[Row]:
    radius, x, half = data.get("radius", 0.045), data["x"], data.get("half", 0.30)
    z = data.get("z", radius)
    return [[x, -half, z, radius, x, half, z, radius, *linear("roller")]]


BOXES: dict[str, Callable[[Mapping[str, float]], list[Row]]] = {
    "chair": _chair,
    "table": _table,
    "pillow": _pillow,
    "sofa": _bar,
}
ROLLS: dict[str, Callable[[Mapping[str, float]], list[Row]]] = {"roll": _roll}
KINDS = (*BOXES, *ROLLS)


def place(middle: float, half_length: float, objects: tuple[Mapping[str, object], ...]) -> Props:
    """The mat with its objects; every object names its `kind` and its `x` in metres."""
    boxes, rolls = [mat(middle, half_length)], []
    for item in objects:
        kind = str(item["kind"])
        numbers = {key: float(str(value)) for key, value in item.items() if key != "kind"}
        if kind in BOXES:
            boxes += BOXES[kind](numbers)
        else:
            rolls += ROLLS[kind](numbers)
    return Props(np.array(boxes), np.array(rolls).reshape(-1, 11))


def corners(props: Props) -> Array:
    """The corners of every object, for framing the picture."""
    spots = []
    for row in props.boxes:
        for i in range(8):
            signs = np.array([1 if i & bit else -1 for bit in (1, 2, 4)])
            spots.append(row[0:3] + signs * row[3:6])
    for row in props.rolls:
        spots += [row[0:3] - row[3], row[4:7] + row[7]]
    return np.array(spots)


def clearance(props: Props, point: Array) -> float:
    """Distance from a point to the nearest object (not the mat), in metres; less than nothing inside."""
    nearest = math.inf
    for row in props.boxes[1:]:
        q = np.abs(point - row[0:3]) - row[3:6]
        outside = float(np.linalg.norm(np.maximum(q, 0)))
        nearest = min(nearest, outside + min(float(q.max()), 0.0))
    return nearest
