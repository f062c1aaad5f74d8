"""The moving picture: slowly out, hold, slowly back, and seamlessly again. MP4, H.264, silent."""

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import Colorspace
from PIL import Image

from content.drawing import overlay
from content.drawing.motion import eased
from content.drawing.plates import Plate, Step
from content.drawing.pose import Pose
from content.drawing.stage import Stage
from content.drawing.still import Pixels, Weights, figure, weights, window_svg, with_window

WIDTH, HEIGHT = 720, 406
RATE = 20
MOMENTS = 30
"""A slow move shows at most this many different moments; more would not be seen."""
QUALITY = 21


@dataclass(frozen=True)
class Frame:
    """A moment of the loop: from one pose towards another; equal moments are drawn once."""

    start: str
    end: str
    step: int
    steps: int

    @property
    def share(self) -> float:
        """0 at the start pose, 1 at the end pose."""
        return self.step / self.steps


def timeline(plate: Plate, rate: int = RATE) -> list[Frame]:
    """Every frame of the loop in order. The way back shows the same moments as the way out."""
    path, steps = plate.loop.path, max(round(plate.loop.move * rate), 1)
    out: list[Frame] = []
    for i, (start, hold) in enumerate(zip(path, plate.loop.hold, strict=True)):
        end = path[(i + 1) % len(path)]
        out += [Frame(start, start, 0, 1)] * max(round(hold * rate), 1)
        first, last = sorted((start, end))
        for k in range(1, steps):
            there = k if first == start else steps - k
            out.append(Frame(first, last, *_moment(there, steps)))
    return out


def _moment(step: int, steps: int) -> tuple[int, int]:
    shown = min(steps, MOMENTS)
    return min(max(round(step * shown / steps), 1), shown - 1), shown


def pose_at(stage: Stage, frame: Frame) -> Pose:
    """The settled pose of a frame."""
    if frame.start == frame.end:
        return stage.poses[frame.start]
    return stage.halfway(frame.start, frame.end, frame.share)


def _tint(steps: dict[str, Step], frame: Frame) -> tuple[Weights, Weights]:
    """Muscle colour fades in and out with the move and stays through a hold."""
    share = eased(frame.share)
    parts = {frame.start: 1.0} if frame.start == frame.end else {frame.start: 1 - share, frame.end: share}
    out: tuple[Weights, Weights] = ({}, {})
    for name, part in parts.items():
        if name in steps:
            for mine, theirs in zip(out, weights(steps[name], part), strict=True):
                for muscle, weight in theirs.items():
                    mine[muscle] = mine.get(muscle, 0.0) + weight
    return out


def drawn(plate: Plate, stage: Stage, frame: Frame, fine: int = 2) -> Pixels:
    """One frame's pixels."""
    steps = {step.pose: step for step in plate.steps}
    view = stage.view.resized(WIDTH, HEIGHT)
    pose, tint = pose_at(stage, frame), _tint(steps, frame)
    image, _ = figure(stage, pose, tint, view, fine)
    inset = next((step.inset for step in plate.steps if step.inset), None)
    if inset is not None:
        image = with_window(image, stage, pose, tint, inset, fine)
        rim = Image.open(io.BytesIO(overlay.draw(WIDTH, HEIGHT, window_svg(stage, inset, False))))
        layered = image.convert("RGBA")
        layered.alpha_composite(rim.convert("RGBA"))
        image = layered.convert("RGB")
    return np.asarray(image, dtype=np.uint8)


def frames(plate: Plate, stage: Stage) -> list[Pixels]:
    """All frames, each different moment drawn once."""
    known: dict[Frame, Pixels] = {}
    order = timeline(plate)
    for frame in order:
        if frame not in known:
            known[frame] = drawn(plate, stage, frame)
    return [known[frame] for frame in order]


def mirrored(pictures: list[Pixels]) -> list[Pixels]:
    """The frames of the other side."""
    flips: dict[int, Pixels] = {}
    return [flips.setdefault(id(p), np.ascontiguousarray(p[:, ::-1])) for p in pictures]


def mp4(pictures: list[Pixels], rate: int = RATE) -> bytes:
    """H.264 in yuv420p with the index in front; tagged BT.709, else the colours shift."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "loop.mp4"
        _encode(pictures, path, rate)
        return path.read_bytes()


def _encode(pictures: list[Pixels], path: Path, rate: int) -> None:
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=rate)
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.options = {
            "crf": str(QUALITY),
            "preset": "slow",
            "tune": "animation",
            "profile": "high",
            "x264-params": "threads=1",
        }
        codec = stream.codec_context
        codec.color_range, codec.colorspace, codec.color_primaries, codec.color_trc = 1, 1, 1, 1
        for picture in pictures:
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            container.mux(stream.encode(frame.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709)))
        container.mux(stream.encode())
