"""The six panes in the order of the work; a pane's module is imported when the pane is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from studio.panes.base import Pane


@dataclass(frozen=True, slots=True)
class PaneEntry:
    """A pane by the name of its folder, with how the rail shows it; its class is called as its title, FacesPane."""

    name: str
    title: str
    icon: str

    def load(self) -> type[Pane]:
        """The pane's class."""
        pane: type[Pane] = getattr(import_module(f"studio.panes.{self.name}"), f"{self.title}Pane")
        return pane


PANES = (
    PaneEntry("photos", "Photos", "ph.image"),
    PaneEntry("faces", "Faces", "ph.user-focus"),
    PaneEntry("filters", "Filters", "ph.sliders"),
    PaneEntry("train", "Train", "ph.chart-line"),
    PaneEntry("paint", "Paint", "ph.paint-brush"),
    PaneEntry("gallery", "Gallery", "ph.squares-four"),
)


def import_all() -> None:
    """Import every pane, so that opening one only builds it. Any thread: a pane's modules make no widget."""
    for entry in PANES:
        entry.load()
