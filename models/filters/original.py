"""The picture itself: what an autoencoder learns to repeat."""

from __future__ import annotations

from models.filters.filter import register
from models.records import Picture


@register("original", "Original", "The picture itself, unchanged.")
def original(picture: Picture) -> Picture:
    """A copy, so that nobody downstream can write into the photo's own pixels."""
    return picture.copy()
