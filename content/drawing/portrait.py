"""The README's banner and the bot's profile picture: the same person, the same light."""

from pathlib import Path

import numpy as np
from PIL import Image

from content.drawing.flesh import Flesh, build
from content.drawing.geometry import Array
from content.drawing.packing import pack
from content.drawing.plates import Plate
from content.drawing.pose import Pose
from content.drawing.props import Props, place
from content.drawing.render import render
from content.drawing.scene import Camera, View, framed
from content.drawing.stage import set_up

DOCS = Path(__file__).resolve().parents[2] / "docs"
BANNER, PROFILE = (1280, 400), (640, 640)
NAMES = ("banner.png", "profile.png")
NO_TINT: Array = np.zeros((0, 9))
GREETING = Pose(
    base="stand",
    angles={"z": 0.9, "shoulder_out_l": 10, "shoulder_out_r": 10, "neck": -8, "neck_side": 6, "head": 8},
)
"""Standing at ease, the head a little to the side."""


def _seen(body: Flesh, view: View, props: Props) -> Image.Image:
    pixels, _ = render(pack(body, view, props, NO_TINT), view.width, view.height, 3)
    return Image.fromarray(pixels)


def banner(plate: Plate) -> Image.Image:
    """The figure reaching on all fours, wide."""
    stage = set_up(plate)
    props = place(0.13, 1.9, ())
    body = stage.body("reach")
    view = framed(Camera(-12, 7), BANNER, [body], body.balls[0], (0.9, 0.78))
    return _seen(body, view, props)


def profile() -> Image.Image:
    """Head and shoulders; sits well in a round frame."""
    body = build(GREETING)
    camera = Camera(-60, 3)
    right, up, _ = camera.axes
    middle = body.skeleton.joints["neck"] + np.array([0.02, 0.0, 0.075])
    view = View(camera, *PROFILE, 1040.0, float(middle @ right), float(middle @ up))
    props = place(0.0, 0.01, ())
    return _seen(body, view, props)


def write(plate: Plate) -> None:
    """Writes both pictures into docs/."""
    for image, name in zip((banner(plate), profile()), NAMES, strict=True):
        image.save(DOCS / name, "PNG", optimize=True)
