"""What stands in the middle when there is nothing to paint with, or nothing to paint."""

from __future__ import annotations

from studio.widgets.empty import EmptyState


def no_encoder() -> EmptyState:
    """Pressed, it leads to training."""
    words = "There is no encoder yet. Train one from your faces, or drop an encoder file here."
    return EmptyState("ph.paint-brush", words, "Train one")


def no_photo(words: str) -> EmptyState:
    """words: what becomes of photos here. Pressed, it leads to them."""
    return EmptyState("ph.image", words, "Add photos")
