"""Painting noise: a grid of seeds, of which one goes into the gallery."""

from studio.panes.paint.noise.screen import NoiseScreen

__all__ = ["NoiseScreen"]
