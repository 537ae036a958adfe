"""The Filters pane: what goes in, what comes out, and whether the user's faces are enough to learn it."""

from studio.panes.filters.pane import FiltersPane

__all__ = ["FiltersPane"]
