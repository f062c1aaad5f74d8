"""Which data each committed picture was drawn from, so that only what changed is drawn again."""

import hashlib
import json
from pathlib import Path

from content.drawing.plates import Plate

PICTURES = Path(__file__).resolve().parent.parent / "pictures"
MANIFEST = PICTURES / "manifest.json"
LOOK = (
    "contacts",
    "flesh",
    "geometry",
    "layout",
    "material",
    "motion",
    "muscles",
    "overlay",
    "packing",
    "palette",
    "pose",
    "profiles",
    "props",
    "render",
    "scene",
    "sdf",
    "shade",
    "skeleton",
    "stage",
    "still",
)
"""The modules that decide how a picture looks."""


def look(part: str = "stills") -> str:
    """A digest of the code that draws a part."""
    digest = hashlib.sha256()
    for name in (*LOOK, "loop") if part == "loop" else LOOK:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return digest.hexdigest()


def fingerprint(plate: Plate, part: str) -> str:
    """A digest of all that the stills, the loop or the easier version of a plate is drawn from."""
    setting = plate.easier_setting if part == "easier" else plate.setting
    moving = [(step.pose, step.main, step.helping, step.inset) for step in plate.steps]
    drawn = {"stills": plate.steps, "loop": (plate.loop, moving), "easier": plate.easier}[part]
    names = sorted(plate.poses)
    text = repr((look(part), plate.id, plate.sides, setting, drawn, [(n, plate.poses[n]) for n in names]))
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def portrait_fingerprint(plate: Plate) -> str:
    """A digest of what the banner and the profile picture are drawn from."""
    own = Path(__file__).with_name("portrait.py").read_bytes()
    poses = [(name, plate.poses[name]) for name in sorted(plate.poses)]
    return hashlib.sha256(own + repr((look(), poses)).encode()).hexdigest()[:20]


def read() -> dict[str, str]:
    """Fingerprints by file name; empty when nothing was drawn yet."""
    if not MANIFEST.exists():
        return {}
    stored: dict[str, str] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return stored


def write(entries: dict[str, str]) -> None:
    """Keeps the fingerprints in order, one a line."""
    MANIFEST.write_text(json.dumps(dict(sorted(entries.items())), indent=1) + "\n", encoding="utf-8")


def files(plate: Plate, part: str) -> list[str]:
    """The picture files of a part of a plate; sides add the mirrored ones."""
    stems = {
        "stills": [(f"{plate.id}_{n}", "png") for n in range(1, len(plate.steps) + 1)],
        "loop": [(f"{plate.id}_loop", "mp4")],
        "easier": [(f"{plate.id}_easier", "png")],
    }[part]
    mirrors = ["", "_mirror"] if plate.sides else [""]
    return [f"{stem}{mirror}.{ending}" for stem, ending in stems for mirror in mirrors]
