"""Paint: an encoder of the shelf repaints a photo, its faces or noise; one click puts the painting into the gallery."""

from studio.panes.paint.pane import PaintPane

__all__ = ["PaintPane"]
