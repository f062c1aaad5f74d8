"""The camera and the framing."""

import math
from dataclasses import dataclass, replace

import numpy as np

from content.drawing.flesh import Flesh
from content.drawing.geometry import Array, cross, vector


@dataclass(frozen=True)
class Camera:
    """Orthographic; yaw turns round the figure, pitch looks down, both in degrees."""

    yaw: float
    pitch: float

    @property
    def axes(self) -> tuple[Array, Array, Array]:
        """Right, up and ahead, in the world."""
        a, b = math.radians(self.yaw), math.radians(self.pitch)
        ahead = vector(math.sin(a) * math.cos(b), math.cos(a) * math.cos(b), -math.sin(b))
        right = vector(math.cos(a), -math.sin(a), 0.0)
        return right, cross(right, ahead), ahead


@dataclass(frozen=True)
class View:
    """A camera with its picture: pixels per metre and the camera coordinates of the picture's centre."""

    camera: Camera
    width: int
    height: int
    scale: float
    u: float
    v: float

    def project(self, points: Array) -> Array:
        """World points to pixels."""
        right, up, _ = self.camera.axes
        x = self.width / 2 + (points @ right - self.u) * self.scale
        y = self.height / 2 - (points @ up - self.v) * self.scale
        return np.stack([x, y], axis=-1)

    def resized(self, width: int, height: int) -> "View":
        """The same picture at another size of the same shape."""
        return replace(self, width=width, height=height, scale=self.scale * width / self.width)


def framed(
    camera: Camera, size: tuple[int, int], bodies: list[Flesh], spots: Array, room: tuple[float, float]
) -> View:
    """The view that holds every body and spot within `room` shares of width and height."""
    right, up, _ = camera.axes
    lows, highs = [], []
    clouds = [body.balls for body in bodies] + [(spots, np.zeros(len(spots)))]
    for centres, radii in clouds:
        uv = np.stack([centres @ right, centres @ up])
        lows.append((uv - radii).min(axis=1))
        highs.append((uv + radii).max(axis=1))
    low, high = np.min(lows, axis=0), np.max(highs, axis=0)
    width, height = size
    scale = min(width * room[0] / (high[0] - low[0]), height * room[1] / (high[1] - low[1]))
    u, v = (low + high) / 2
    return View(camera, width, height, float(scale), float(u), float(v))
