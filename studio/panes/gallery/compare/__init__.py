"""Two to nine paintings side by side: one zoom, one pointer, and what is different in words."""

from studio.panes.gallery.compare.page import MOST, ComparePage
from studio.panes.gallery.compare.view import MODES

__all__ = ["MODES", "MOST", "ComparePage"]
