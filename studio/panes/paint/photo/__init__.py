"""Painting a whole photo, or the faces on it, with before and after in one view."""

from studio.panes.paint.photo.screen import PhotoScreen

__all__ = ["PhotoScreen"]
