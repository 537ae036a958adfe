"""What stands in the middle when there is nothing to paint with."""

from __future__ import annotations

from studio.widgets.empty import EmptyState


def no_encoder() -> EmptyState:
    """Pressed, it leads to training."""
    words = "There is no encoder yet. Train one from your faces, or drop an encoder file here."
    return EmptyState("ph.paint-brush", words, "Train one")
