"""Draws the pictures of a plate and writes them, spread over the processor's cores."""

import multiprocessing
import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass

from content.drawing import manifest
from content.drawing.plate_file import load
from content.drawing.plates import FOLDER, SUFFIX, Plate

PARTS = ("stills", "easier", "loop")
PORTRAIT = "banner and profile"


@dataclass(frozen=True)
class Job:
    """One part of one exercise's pictures."""

    id: str
    part: str
    fingerprint: str

    @property
    def name(self) -> str:
        """What the job draws, for the progress line."""
        return f"{self.id} {self.part}"


def plate_of(exercise: str) -> Plate:
    """The plate of an exercise id."""
    return load(FOLDER / f"{exercise}{SUFFIX}")


def jobs(plates: list[Plate], everything: bool = False) -> list[Job]:
    """What has to be drawn: parts whose data, code or files changed."""
    stored, out = manifest.read(), []
    for part in PARTS:
        for plate in plates:
            mark = manifest.fingerprint(plate, part)
            names = manifest.files(plate, part)
            fresh = all(stored.get(n) == mark and (manifest.PICTURES / n).exists() for n in names)
            if everything or not fresh:
                out.append(Job(plate.id, part, mark))
    return out


def pictures(plate: Plate, part: str) -> dict[str, bytes]:
    """Draws a part: file name to contents."""
    from content.drawing import loop, stage, still  # compiles the renderer: only where it draws

    if part == "loop":
        frames = loop.frames(plate, stage.set_up(plate))
        out = {f"{plate.id}_loop.mp4": loop.mp4(frames)}
        if plate.sides:
            out[f"{plate.id}_loop_mirror.mp4"] = loop.mp4(loop.mirrored(frames))
        return out
    easier = part == "easier"
    scene = stage.set_up_easier(plate) if easier else stage.set_up(plate)
    out, layers = {}, still.Layers()
    for number, step in enumerate((plate.easier,) if easier else plate.steps, start=0 if easier else 1):
        image = still.base(scene, step, layers=layers)
        stem = f"{plate.id}_{number or 'easier'}"
        for mirror in (False, True)[: 1 + plate.sides]:
            name = f"{stem}{'_mirror' if mirror else ''}.png"
            out[name] = still.finished(image, scene, step, number, mirror)
    return out


def draw(job: Job) -> tuple[Job, float, dict[str, int]]:
    """Draws a job and replaces its files; returns the seconds it took and the size of each file."""
    start = time.perf_counter()
    out = pictures(plate_of(job.id), job.part)
    for name, data in out.items():
        part = manifest.PICTURES / f".{name}.part"
        part.write_bytes(data)
        part.replace(manifest.PICTURES / name)
    return job, time.perf_counter() - start, {name: len(data) for name, data in out.items()}


def draw_all(todo: list[Job], tell: Callable[[str], None]) -> None:
    """Draws the jobs on all cores and notes each finished one in the manifest."""
    workers = min(len(todo), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        for done in as_completed([pool.submit(draw, job) for job in todo]):
            job, seconds, sizes = done.result()
            manifest.write({**manifest.read(), **dict.fromkeys(sizes, job.fingerprint)})
            tell(f"{job.name:28} {seconds:5.1f} s  {sum(sizes.values()) / 1000:5.0f} kB  {len(sizes)} files")


def draw_portrait(plate: Plate) -> None:
    """Draws the banner and the profile picture again if their pose or the look changed."""
    from content.drawing import portrait

    mark = manifest.portrait_fingerprint(plate)
    fresh = all((portrait.DOCS / name).exists() for name in portrait.NAMES)
    if manifest.read().get(PORTRAIT) != mark or not fresh:
        portrait.write(plate)
        manifest.write({**manifest.read(), PORTRAIT: mark})


def missing(plate: Plate) -> list[str]:
    """Picture files of a plate that were not drawn yet."""
    names = [name for part in PARTS for name in manifest.files(plate, part)]
    return [name for name in names if not (manifest.PICTURES / name).exists()]
