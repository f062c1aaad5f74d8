"""The colours of the house. One calm background; coral means the working muscle, amber its helper."""

import numpy as np

from content.drawing.geometry import Array

COLOURS = {
    "back": "#FBF8F4",
    "back_rim": "#EEE8DF",
    "mat": "#8DB9B2",
    "skin": "#DDA07C",
    "shirt": "#3A8C86",
    "leggings": "#33405F",
    "hair": "#3B241C",
    "blush": "#E8705C",
    "eye": "#2B1A16",
    "lips": "#9C4238",
    "chair": "#C89D70",
    "roller": "#E7B65C",
    "pillow": "#EFE3D0",
    "sofa": "#B9A7C4",
    "mist": "#D5D3D2",
    "main": "#F4523F",
    "helping": "#F6A24B",
}
INK, ARROW, WARNING, WHITE = "#2F3A56", "#FF7A3D", "#D8402F", "#FFFFFF"


def linear(name: str) -> Array:
    """A named colour in linear light, 0..1."""
    text = COLOURS[name].lstrip("#")
    return np.array([(int(text[i : i + 2], 16) / 255) ** 2.2 for i in (0, 2, 4)])
