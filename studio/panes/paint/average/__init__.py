"""Painting averages: the mean of people's faces, what an encoder makes of it, and the way from A to B."""

from studio.panes.paint.average.screen import AverageScreen

__all__ = ["AverageScreen"]
