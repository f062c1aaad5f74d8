"""The committed pictures: complete, within Telegram's limits, and the ones that the pose data draw today."""

import io
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from content.drawing import still
from content.drawing.manifest import PICTURES, files
from content.drawing.palette import COLOURS
from content.drawing.plates import EXERCISES
from content.drawing.studio import PARTS, plate_of
from tests.drawing.conftest import Drill

Drills = dict[str, Drill]
SMALL = (320, 180)
KILO = 1000
each_exercise = pytest.mark.parametrize("name", EXERCISES)


def _named(ending: str) -> list[Path]:
    plates = [plate_of(name) for name in EXERCISES]
    names = [n for plate in plates for part in PARTS for n in files(plate, part)]
    return [PICTURES / name for name in names if name.endswith(ending)]


def _frames(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def _grey(image: Image.Image) -> np.ndarray:
    return np.asarray(image.convert("L").resize(SMALL, Image.Resampling.BOX), dtype=float)


def test_every_exercise_has_its_stills_its_loop_and_its_easier_version() -> None:
    missing = [path.name for path in _named("") if not path.exists()]
    assert missing == []


def test_no_picture_is_left_over() -> None:
    known = {path.name for path in _named("")} | {"manifest.json"}
    assert {path.name for path in PICTURES.iterdir() if not path.name.startswith(".")} <= known


def test_stills_are_wide_enough_and_light_enough() -> None:
    for path in _named(".png"):
        with Image.open(path) as image:
            assert image.size == (1280, 720), path.name
        assert path.stat().st_size < 250 * KILO, path.name


def test_loops_are_silent_h264_with_the_index_in_front() -> None:
    for path in _named(".mp4"):
        with av.open(str(path)) as container:
            assert not container.streams.audio, path.name
            (stream,) = container.streams.video
            assert stream.codec_context.name == "h264"
            assert stream.codec_context.pix_fmt == "yuv420p"
            assert stream.codec_context.width >= 720
            assert stream.codec_context.width % 2 == stream.codec_context.height % 2 == 0
        data = path.read_bytes()
        assert data.index(b"moov") < data.index(b"mdat"), path.name
        assert len(data) < 300 * KILO, path.name


def test_all_pictures_together_stay_under_20_megabytes() -> None:
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < 20_000 * KILO


@each_exercise
def test_the_loop_closes_without_a_seam(name: str) -> None:
    frames = _frames(PICTURES / f"{name}_loop.mp4")
    seam = np.abs(frames[0].astype(float) - frames[-1]).mean()
    assert seam < 2.0
    assert 4.0 <= len(frames) / 20 <= 8.0


@each_exercise
def test_the_loop_really_moves(name: str) -> None:
    frames = [_grey(Image.fromarray(frame)) for frame in _frames(PICTURES / f"{name}_loop.mp4")[::4]]
    changed = max(float((np.abs(frame - frames[0]) > 12).mean()) for frame in frames)
    assert changed >= (0.008 if name == "press" else 0.015)


@each_exercise
def test_the_working_muscle_stays_tinted_through_the_hold(name: str) -> None:
    plate = plate_of(name)
    tinted = {step.pose for step in plate.steps if step.main}
    turn = next(i for i, pose in enumerate(plate.loop.path) if pose in tinted and i > 0)
    before = sum(plate.loop.hold[:turn]) + plate.loop.move * turn
    held = _frames(PICTURES / f"{name}_loop.mp4")[round((before + plate.loop.hold[turn] / 2) * 20)]
    red, green, blue = (held[:, :, c].astype(int) for c in range(3))
    coral = (red > 200) & (red - green > 70) & (red - blue > 80)
    assert coral.sum() > 60


@each_exercise
def test_a_step_looks_different_from_the_step_before(name: str) -> None:
    count = len(plate_of(name).steps)
    stills = [_grey(Image.open(PICTURES / f"{name}_{n}.png")) for n in range(1, count + 1)]
    for before, after in pairwise(stills):
        assert (np.abs(after - before) > 12).mean() >= 0.015


@pytest.mark.parametrize("name", [n for n in EXERCISES if plate_of(n).sides])
def test_the_other_side_is_the_mirror_image_with_a_readable_number(name: str) -> None:
    here = np.asarray(Image.open(PICTURES / f"{name}_1.png").convert("RGB"), dtype=int)
    there = np.asarray(Image.open(PICTURES / f"{name}_1_mirror.png").convert("RGB"), dtype=int)
    flipped = there[:, ::-1]
    badge = np.abs(here - flipped)[24:92, 24:92].max()
    elsewhere = np.abs(here - flipped)[120:].max()
    assert elsewhere <= 1
    assert badge > 50, "the digit is not mirrored"


@pytest.mark.parametrize("name", ["press", "bird_dog", "swimmer"])
def test_the_committed_still_is_what_the_data_draw_today(drills: Drills, name: str) -> None:
    drill = drills[name]
    number = len(drill.plate.steps)
    step = drill.plate.steps[-1]
    small = still.base(drill.stage, step, (640, 360), fine=2)
    drawn = (
        Image.open(io.BytesIO(still.finished(small, drill.stage, step, number))).convert("RGB").resize(SMALL)
    )
    kept = Image.open(PICTURES / f"{name}_{number}.png").convert("RGB").resize(SMALL)
    drift = np.abs(np.asarray(drawn, dtype=float) - np.asarray(kept, dtype=float)).mean()
    assert drift < 2.0


@each_exercise
def test_the_working_muscle_can_be_seen(drills: Drills, name: str) -> None:
    drill = drills[name]
    step = drill.plate.steps[-1]
    view = drill.stage.view.resized(*SMALL)
    image, mask = still.figure(drill.stage, drill.stage.poses[step.pose], still.weights(step), view, 1)
    pixels, body = np.asarray(image, dtype=float), np.asarray(mask) > 0
    red = np.array([int(COLOURS["main"][i : i + 2], 16) for i in (1, 3, 5)])
    near = (np.abs(pixels - red).max(axis=2) < 70) & body
    assert near.sum() >= 0.003 * body.sum()
