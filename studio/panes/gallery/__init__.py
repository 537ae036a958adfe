"""Gallery: every painting with the recipe that made it; starred, searched, exported, binned and brought back."""

from studio.panes.gallery.pane import GalleryPane

__all__ = ["GalleryPane"]
