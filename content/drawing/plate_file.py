"""Reads `content/exercises/<id>.poses.toml` into a plate, and says in one line what to mend."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from content.drawing.contacts import PoseError, contact
from content.drawing.flesh import GROUP_NAMES
from content.drawing.geometry import Array, vector
from content.drawing.muscles import known
from content.drawing.plates import (
    EXERCISES,
    SUFFIX,
    Arrow,
    Inset,
    Loop,
    Plate,
    PlateError,
    Setting,
    Step,
)
from content.drawing.pose import BASES, CARRIERS, NEUTRAL, SIDES, TARGET_KEYS, TARGETS, Pose
from content.drawing.props import KINDS
from content.drawing.scene import Camera


def load(path: Path) -> Plate:
    """The plate in a file; PlateError says what to mend and where."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return _plate(path.name.removesuffix(SUFFIX), data)
    except tomllib.TOMLDecodeError as error:
        raise PlateError(f"{path.name}: not valid TOML: {error}; mend the syntax") from None
    except PoseError as error:
        raise PlateError(f"{path.name}: {error}") from None
    except KeyError as error:
        raise PlateError(f"{path.name}: the key {error} is missing; add it") from None
    except (TypeError, ValueError, AttributeError) as error:
        raise PlateError(
            f"{path.name}: a value has the wrong shape ({error}); compare press{SUFFIX}"
        ) from None


def _plate(name: str, data: Mapping[str, Any]) -> Plate:
    if name not in EXERCISES:
        raise PoseError(f"unknown exercise id {name!r}; name the file after one of {', '.join(EXERCISES)}")
    poses: dict[str, Pose] = {}
    for key, raw in data["pose"].items():
        poses[key] = _pose(key, raw, poses)
    setting = _setting(data["setting"])
    easier = data["easier"]
    plate = Plate(
        id=name,
        setting=setting,
        poses=poses,
        steps=tuple(_step(raw, setting) for raw in data["step"]),
        loop=_loop(data["loop"]),
        easier=_step(easier, setting),
        easier_setting=_setting(easier["setting"], setting) if "setting" in easier else setting,
        sides=bool(data.get("sides", False)),
    )
    used = [*plate.loop.path, *(s.pose for s in (*plate.steps, plate.easier))]
    used += [s.ghost for s in (*plate.steps, plate.easier) if s.ghost]
    for pose in used:
        if pose not in poses:
            raise PoseError(f"pose {pose!r} is used but not drawn; add [pose.{pose}]")
    return plate


def _setting(raw: Mapping[str, Any], like: Setting | None = None) -> Setting:
    for item in raw.get("objects", ()):
        if item["kind"] not in KINDS:
            raise PoseError(f"setting.objects: unknown kind {item['kind']!r}; use one of {', '.join(KINDS)}")
    far = tuple(raw.get("far", like.far if like else ()))
    for name in far:
        if name not in GROUP_NAMES:
            raise PoseError(f"setting.far: unknown limb {name!r}; use one of {', '.join(GROUP_NAMES[1:5])}")
    middle, half = raw.get("mat", like.mat if like else (0.0, 0.98))
    wide, high = raw.get("room", (0.92, 0.76))
    return Setting(
        camera=Camera(float(raw["yaw"]), float(raw["pitch"])),
        mat=(float(middle), float(half)),
        objects=tuple(raw.get("objects", ())),
        far=far,
        anchor=str(raw.get("anchor", "")),
        room=(float(wide), float(high)),
    )


def _freedoms(pose: str, raw: Mapping[str, Any]) -> dict[str, float]:
    """A joint without a side means both sides."""
    out: dict[str, float] = {}
    for name, value in raw.items():
        names = [name] if name in NEUTRAL else [f"{name}_l", f"{name}_r"]
        if names[0] not in NEUTRAL:
            raise PoseError(f"pose.{pose}.{name}: no such joint; the names stand in content/drawing/pose.py")
        out |= dict.fromkeys(names, float(value))
    return out


def _targets(pose: str, raw: Mapping[str, Any]) -> dict[str, Array]:
    """`hand` or `foot` without a side means both, the right one mirrored in the body's middle (y)."""
    out: dict[str, Array] = {}
    for limb, parts in raw.items():
        named = {k: vector(*v) for k, v in parts.items() if k != "on"}
        if limb in TARGETS:
            out |= {f"{limb}_l.{k}": v for k, v in named.items()}
            out |= {f"{limb}_r.{k}": v * vector(1, -1, 1) for k, v in named.items()}
        else:
            out |= {f"{limb}.{k}": v for k, v in named.items()}
    for key, value in out.items():
        if key not in TARGET_KEYS or len(value) != 3:
            raise PoseError(
                f"pose.{pose}.{key}: write hand_l or foot_r with at, elbow or knee, ... of 3 numbers"
            )
    return out


def _carried(pose: str, raw: Mapping[str, Any]) -> dict[str, str]:
    out: dict[str, str] = {}
    for limb, parts in raw.items():
        if "on" not in parts:
            continue
        for side in SIDES if limb in TARGETS else [limb[-1]]:
            part = parts["on"].replace("_own", f"_{side}")
            if part not in CARRIERS:
                raise PoseError(
                    f"pose.{pose}.{limb}.on: {part!r} cannot carry; use one of {', '.join(CARRIERS)}"
                )
            out[f"{limb[:4]}_{side}"] = part
    return out


def _pose(name: str, raw: Mapping[str, Any], earlier: Mapping[str, Pose]) -> Pose:
    like = raw.get("like")
    if like is not None and like not in earlier:
        raise PoseError(f"pose.{name}.like: no earlier pose {like!r}; put it above")
    start = earlier[like] if like else Pose(base=raw["base"])
    base = raw.get("base", start.base)
    if base not in BASES:
        raise PoseError(f"pose.{name}.base: unknown {base!r}; use one of {', '.join(BASES)}")
    limbs = {k: v for k, v in raw.items() if k not in ("like", "base", "angles", "rest", "free")}
    kept = {k: v for k, v in start.targets.items() if k.partition(".")[0] not in raw.get("free", ())}
    rest = tuple(raw.get("rest", start.rest))
    for item in rest:
        contact(item)
    return Pose(
        base=base,
        angles={**start.angles, **_freedoms(name, raw.get("angles", {}))},
        targets={**kept, **_targets(name, limbs)},
        rest=rest,
        carried={
            **{k: v for k, v in start.carried.items() if k not in raw.get("free", ())},
            **_carried(name, limbs),
        },
    )


def _arrow(raw: Mapping[str, Any]) -> Arrow:
    x, y = raw.get("push", (0, 0))
    low, high = raw.get("span", (0.14, 0.86))
    return Arrow(
        joint=raw["joint"],
        pivot=raw.get("pivot", ""),
        out=float(raw.get("out", 1.0)),
        push=(float(x), float(y)),
        kind=raw.get("kind", "motion"),
        towards=vector(*raw["towards"]) if "towards" in raw else None,
        span=(float(low), float(high)),
    )


def _inset(raw: Mapping[str, Any], setting: Setting) -> Inset:
    camera = setting.camera
    return Inset(
        camera=Camera(float(raw.get("yaw", camera.yaw)), float(raw.get("pitch", camera.pitch))),
        centre=vector(*raw["centre"]),
        height=float(raw["height"]),
        place=(float(raw["place"][0]), float(raw["place"][1])),
        radius=float(raw["radius"]),
        lens=bool(raw.get("lens", False)),
    )


def _step(raw: Mapping[str, Any], setting: Setting) -> Step:
    main, helping = tuple(raw.get("main", ())), tuple(raw.get("helping", ()))
    for name in (*main, *helping):
        if not known(name):
            raise PoseError(f"step {raw['pose']!r}: unknown muscle {name!r}; see content/drawing/muscles.py")
    return Step(
        pose=raw["pose"],
        ghost=raw.get("ghost", ""),
        main=main,
        helping=helping,
        arrows=tuple(_arrow(item) for item in raw.get("arrows", ())),
        inset=_inset(raw["inset"], setting) if "inset" in raw else None,
    )


def _loop(raw: Mapping[str, Any]) -> Loop:
    path, hold = tuple(raw["path"]), tuple(float(x) for x in raw["hold"])
    if len(path) != len(hold):
        raise PoseError("loop.hold: give one number of seconds for each pose of loop.path")
    return Loop(path, hold, float(raw["move"]))
