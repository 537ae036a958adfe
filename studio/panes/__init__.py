"""The six panes in the order of the work; a pane's module is imported when the pane is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from studio.panes.base import Pane


@dataclass(frozen=True, slots=True)
class PaneEntry:
    """How the rail shows a pane before it is built, and where its class is."""

    name: str
    title: str
    icon: str
    module: str
    class_name: str

    def load(self) -> type[Pane]:
        """The pane's class."""
        pane: type[Pane] = getattr(import_module(self.module), self.class_name)
        return pane


PANES = (
    PaneEntry("photos", "Photos", "ph.image", "studio.panes.photos", "PhotosPane"),
    PaneEntry("faces", "Faces", "ph.user-focus", "studio.panes.faces", "FacesPane"),
    PaneEntry("filters", "Filters", "ph.sliders", "studio.panes.filters", "FiltersPane"),
    PaneEntry("train", "Train", "ph.chart-line", "studio.panes.train", "TrainPane"),
    PaneEntry("paint", "Paint", "ph.paint-brush", "studio.panes.paint", "PaintPane"),
    PaneEntry("gallery", "Gallery", "ph.squares-four", "studio.panes.gallery", "GalleryPane"),
)


def import_all() -> None:
    """Import every pane, so that opening one only builds it. Any thread: a pane's modules make no widget."""
    for entry in PANES:
        entry.load()
