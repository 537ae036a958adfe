"""Drawing by hand what an encoder paints from, while it repaints: pens, a canvas, and what it started from."""

from studio.panes.paint.brush.screen import BrushScreen

__all__ = ["BrushScreen"]
