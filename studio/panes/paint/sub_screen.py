"""What every way to paint is: a page for the pane's middle, a panel at its right, its tools in the top bar."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.records import PaintingRecipe, PaintOptions
from studio.panes.base import SidePanel
from studio.panes.paint.desk import PaintDesk


class SubScreen(QWidget):
    """One of SUB_SCREENS. Built when it is first shown; knows the desk that all share, never another sub-screen.

    Its panel is made in its constructor. top_line_changed: ask `top_line()` again;

    adopted(options): go on with the present photo and encoder as a photo is painted.
    """

    top_line_changed = Signal()
    adopted = Signal(PaintOptions)
    panel: SidePanel

    def __init__(self, desk: PaintDesk) -> None:
        super().__init__()
        self.desk = desk

    def top_line(self) -> str:
        """One true sentence of what would be painted."""
        return ""

    def tools(self) -> list[QWidget]:
        """For the top bar, made once: its switches, then its buttons; the last is the one filled button."""
        return []

    def keys(self) -> list[tuple[str, str]]:
        """(keys, what they do) for the `?` sheet, beside those of the whole pane."""
        return []

    @property
    def shows_strip(self) -> bool:
        """Whether it paints the photos of the strip."""
        return True

    @property
    def shows_shelf(self) -> bool:
        """Whether it paints with the encoder that is chosen on the shelf."""
        return True

    def shown_as(self, key: str) -> None:
        """It came to the front under that key of SUB_SCREENS."""

    def refresh(self) -> None:
        """Something on the desk or in the project changed: show the present choice and have it painted."""

    def leave(self) -> None:
        """Another sub-screen came to the front: want nothing painted any more."""
        self.desk.painter.forget()

    def paint(self) -> None:
        """Put what is shown into the gallery, as its filled button does."""

    def take(self, options: PaintOptions) -> None:
        """Set everything as a painting was made; its photo and its encoder lie on the desk already."""

    def open_recipe(self, recipe: PaintingRecipe) -> None:
        """The same with all that its recipe knows of a painting."""
        self.take(recipe.options)

    brackets = "encoder before, next encoder"
    """What [ and ] do while it is in front."""

    def step(self, by: int) -> None:
        """[ (by = -1) or ] (by = 1) was pressed."""
        self.desk.shelf.shelf.step(by)

    def settled(self) -> bool:
        """Whether nothing is on its way that would still change what is shown."""
        return True


@dataclass(frozen=True, slots=True)
class SubScreenEntry:
    """A way to paint as the switch names it. room: its folder, whose class is called as it is, PhotoScreen."""

    key: str
    title: str
    room: str

    def build(self, desk: PaintDesk) -> SubScreen:
        """The sub-screen, new."""
        kind = getattr(import_module(f"studio.panes.paint.{self.room}"), f"{self.room.title()}Screen")
        made: SubScreen = kind(desk)
        return made


SUB_SCREENS = (
    SubScreenEntry("photo", "Photo", "photo"),
    SubScreenEntry("faces", "Faces", "photo"),
    SubScreenEntry("noise", "Noise", "noise"),
    SubScreenEntry("brush", "Brush", "brush"),
    SubScreenEntry("average", "Average", "average"),
    SubScreenEntry("repair", "Repair", "repair"),
    SubScreenEntry("sheet", "Sheet", "sheet"),
)
