"""The Photos pane: what was brought in, by whom, and how good it is."""

from studio.panes.photos.pane import PhotosPane

__all__ = ["PhotosPane"]
