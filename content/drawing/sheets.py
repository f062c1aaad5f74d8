"""The two contact sheets in docs/: all stills, and moments of all loops."""

import math
from pathlib import Path

import av
import numpy as np
from PIL import Image

from content.drawing.manifest import PICTURES, files
from content.drawing.plates import Plate

DOCS = Path(__file__).resolve().parents[2] / "docs"
NAMES = ("contact-sheet-stills.png", "contact-sheet-loops.png")
CELL = (320, 180)
MOMENTS = 5
Cells = list[Image.Image]


def _grid(cells: Cells, columns: int) -> Image.Image:
    sheet = Image.new("RGB", (CELL[0] * columns, CELL[1] * math.ceil(len(cells) / columns)), "#FBF8F4")
    for i, cell in enumerate(cells):
        sheet.paste(
            cell.resize(CELL, Image.Resampling.LANCZOS), (CELL[0] * (i % columns), CELL[1] * (i // columns))
        )
    return sheet


def _save(sheet: Image.Image, name: str) -> None:
    sheet.save(DOCS / name, "PNG", optimize=True)


def _moments(path: Path) -> Cells:
    with av.open(str(path)) as container:
        pictures = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    half = pictures[: len(pictures) // 2 + 1]
    spots = np.linspace(0, len(half) - 1, MOMENTS).astype(int)
    return [Image.fromarray(half[i]) for i in spots]


def drawn() -> bool:
    """Whether both sheets are there."""
    return all((DOCS / name).exists() for name in NAMES)


def write(plates: list[Plate]) -> None:
    """Writes both sheets from the pictures as they are now."""
    stills: Cells = []
    loops: Cells = []
    for plate in plates:
        names = files(plate, "stills") + files(plate, "easier")
        stills += [Image.open(PICTURES / name) for name in names if "_mirror" not in name]
        loops += _moments(PICTURES / f"{plate.id}_loop.mp4")
    _save(_grid(stills, 6), NAMES[0])
    _save(_grid(loops, MOMENTS), NAMES[1])
