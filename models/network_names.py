"""The networks there are, by name and as people choose them. No torch: forms and the command line read this.

A new network is a file of its name in models/networks, which registers it under that name, and a line here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NetworkName:
    """name: of the network and of its file; title, help: for people."""

    name: str
    title: str
    help: str


GENERATOR_NAMES = (NetworkName("unet", "U-Net", "Halvings down to 5x4 cells, doublings, skips between"),)

DISCRIMINATOR_NAMES = (
    NetworkName("patch", "Patch", "A map of real or painted, region by region: sharp detail"),
    NetworkName("categorical", "Categorical", "One probability per category for the whole picture"),
)
