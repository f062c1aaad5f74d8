"""A still: the figure, the pale ghost of where it came from, arrows, the step's number."""

import io

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from content.drawing import overlay
from content.drawing.flesh import Flesh, build
from content.drawing.geometry import Array
from content.drawing.muscles import capsules
from content.drawing.packing import pack
from content.drawing.plates import Arrow, Inset, Step
from content.drawing.pose import Pose
from content.drawing.render import render
from content.drawing.scene import View
from content.drawing.stage import SIZE, Stage, inset_view, lens_source, track

GHOST = 0.24
Pixels = npt.NDArray[np.uint8]
Weights = dict[str, float]


def figure(
    stage: Stage, pose: Pose, tint: tuple[Weights, Weights], view: View, fine: int
) -> tuple[Image.Image, Image.Image]:
    """The rendered figure and the mask of its body."""
    body: Flesh = build(pose)
    scene = pack(body, view, stage.props, capsules(body.skeleton, *tint), stage.setting.far)
    pixels, seen = render(scene, view.width, view.height, fine)
    return Image.fromarray(pixels), Image.fromarray((seen * 255).astype(np.uint8))


def weights(step: Step, share: float = 1.0) -> tuple[Weights, Weights]:
    """The step's muscles, tinted by this share."""
    return dict.fromkeys(step.main, share), dict.fromkeys(step.helping, share)


def with_ghost(
    picture: tuple[Image.Image, Image.Image], ghost: tuple[Image.Image, Image.Image]
) -> Image.Image:
    """Lays the start pose pale behind the figure."""
    pale = ghost[1].filter(ImageFilter.GaussianBlur(0.8))
    body = picture[1].filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.GaussianBlur(0.6))
    mask = ImageChops.multiply(pale, ImageChops.invert(body)).point(lambda level: int(level * GHOST))
    return Image.composite(ghost[0], picture[0], mask)


def with_window(
    picture: Image.Image, stage: Stage, pose: Pose, tint: tuple[Weights, Weights], inset: Inset, fine: int
) -> Image.Image:
    """Sets the round window into the picture; its rim is drawn with the overlay."""
    view = inset_view(inset, picture.width)
    seen, _ = figure(stage, pose, tint, view, fine)
    disc = Image.new("L", (view.width * 4, view.width * 4), 0)
    ImageDraw.Draw(disc).ellipse((0, 0, view.width * 4 - 1, view.width * 4 - 1), fill=255)
    scale = picture.width / SIZE[0]
    left, top = (round(at * scale - view.width / 2) for at in inset.place)
    picture = picture.copy()
    picture.paste(seen, (left, top), disc.resize(seen.size, Image.Resampling.LANCZOS))
    return picture


def _flipped(points: Array, mirror: bool) -> Array:
    return np.stack([SIZE[0] - points[:, 0], points[:, 1]], axis=1) if mirror else points


def arrow_track(stage: Stage, step: Step, arrow: Arrow) -> Array:
    """The arrow's way in pixels of a picture 1280 wide."""
    push = np.array(arrow.push)
    if arrow.towards is not None:
        start = build(stage.poses[step.pose]).skeleton.joints[arrow.joint]
        shares = np.linspace(0, 1, 9)[:, None]
        ends: Array = stage.view.project(np.stack([start, start + arrow.towards]))
        straight: Array = ends[0] + (ends[1] - ends[0]) * shares + push
        return straight
    spots = stage.view.project(track(stage, step.ghost, step.pose, arrow.joint, arrow.span))
    if arrow.pivot:
        pivot = stage.view.project(track(stage, step.ghost, step.pose, arrow.pivot, arrow.span))
        spots = pivot + (spots - pivot) * arrow.out
    curved: Array = spots + push
    return curved


def _arrow_svg(points: Array, kind: str) -> str:
    if kind == "dashed":
        return overlay.dashed(points.tolist())
    both = overlay.arrow(points[::-1]) if kind == "double" else ""
    return both + overlay.arrow(points)


def overlay_svg(stage: Stage, step: Step, number: int, mirror: bool) -> str:
    """Badge, arrows and window rims; in a mirrored picture everything stands mirrored but the digit reads."""
    inner = overlay.badge(number) if number else overlay.easier_badge()
    if mirror:
        inner = f'<g transform="translate({SIZE[0] - 2 * overlay.BADGE_CENTRE},0)">{inner}</g>'
    if step.inset is not None:
        inner += window_svg(stage, step.inset, mirror)
    for arrow in step.arrows:
        inner += _arrow_svg(_flipped(arrow_track(stage, step, arrow), mirror), arrow.kind)
    return inner


def window_svg(stage: Stage, inset: Inset, mirror: bool) -> str:
    """The rim of a step's or a loop's round window."""
    rim = overlay.window(inset.place, inset.radius, lens_source(inset, stage.view))
    return f'<g transform="translate({SIZE[0]},0) scale(-1,1)">{rim}</g>' if mirror else rim


Layer = tuple[Image.Image, Image.Image]
Layers = dict[tuple[str, tuple[str, ...], tuple[str, ...]], Layer]
"""Figures drawn already, by pose and tinted muscles: a ghost is often an earlier step."""


def _layer(stage: Stage, step: Step, ghost: bool, view: View, fine: int, layers: Layers) -> Layer:
    name = step.ghost if ghost else step.pose
    key = (name, (), ()) if ghost else (name, step.main, step.helping)
    if key not in layers:
        tint = ({}, {}) if ghost else weights(step)
        layers[key] = figure(stage, stage.poses[name], tint, view, fine)
    return layers[key]


def base(
    stage: Stage, step: Step, size: tuple[int, int] = SIZE, fine: int = 3, layers: Layers | None = None
) -> Image.Image:
    """The still without its overlay; a mirrored still starts from this one flipped."""
    layers = {} if layers is None else layers
    view = stage.view.resized(*size)
    pose, tint = stage.poses[step.pose], weights(step)
    picture = _layer(stage, step, False, view, fine, layers)
    image = picture[0]
    if step.ghost:
        image = with_ghost(picture, _layer(stage, step, True, view, fine, layers))
    if step.inset is not None:
        image = with_window(image, stage, pose, tint, step.inset, fine)
    return image


def finished(image: Image.Image, stage: Stage, step: Step, number: int, mirror: bool = False) -> bytes:
    """The still as PNG bytes. Number 0 is the easier version."""
    if mirror:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    top = Image.open(io.BytesIO(overlay.draw(*image.size, overlay_svg(stage, step, number, mirror))))
    layered = image.convert("RGBA")
    layered.alpha_composite(top.convert("RGBA"))
    out = io.BytesIO()
    layered.convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()
