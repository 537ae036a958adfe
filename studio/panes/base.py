"""What every pane of the window is: a name, a line of truth, its buttons in the top bar, panels beside a canvas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.look import theme

if TYPE_CHECKING:
    from studio.state.session import Session

Side = Literal["left", "right", "bottom"]


class Pane(QWidget):
    """One of the six panes. Made when it is first wanted; panes never import each other, they call `session.go`.

    at_once: whether it is whole with the constructor; if not, whoever has it runs make() to its end.
    top_line_changed: ask `top_line()` again; progressed(percent or None): how far what it does is, for the rail.
    """

    top_line_changed = Signal()
    progressed = Signal(object)

    def __init__(self, session: Session, *, at_once: bool = True) -> None:
        super().__init__()
        self.session = session
        self._folding: list[QWidget] = []
        self._kept: list[QWidget] = []
        self._narrow = False
        self._panels_shown: bool | None = None
        for _ in self.make() if at_once else ():
            pass

    def make(self) -> Iterator[None]:
        """Everything in the pane, a slice a step: the window's events are served between them, so no slice is long.

        The first slices make widgets, which know no session; the last one joins them to it, so that no news is missed.
        """
        raise NotImplementedError

    @property
    def name(self) -> str:
        """The name of its folder, by which `studio.panes.PANES` and `session.go` know it."""
        return type(self).__module__.split(".")[2]

    def top_line(self) -> str:
        """One true sentence ("436 photos, 431 faces, 3 left out")."""
        return ""

    def top_middle(self) -> list[QWidget]:
        """View switches and search, made once; the top bar places them."""
        return []

    def top_right(self) -> list[QWidget]:
        """Buttons at the right end of the top bar, made once; the last is the one filled button."""
        return []

    def keys(self) -> list[tuple[str, str]]:
        """(keys, what they do) for the `?` sheet, such as ("Shift X", "reject all others here")."""
        return []

    def activated(self) -> None:
        """The pane has come to the front; refresh what may have grown old."""

    def settled(self) -> bool:
        """Whether nothing is on its way that would still change what is shown; for screenshots."""
        return True

    def asked(self, **what: object) -> None:
        """Another part of the window called session.go(self.name, **what)."""

    def turn_photo(self, quarters: int) -> None:
        """Turn the photos that a person means here clockwise by so many quarters (Ctrl+[ and Ctrl+])."""
        self.session.say("Photos are turned in Photos and in Faces")

    def set_body(
        self, *, centre: QWidget, left: QWidget | None = None, right: QWidget | None = None, keep: str = "right"
    ) -> None:
        """Lay the pane out. Below 1280 px of width the side panels fold away, but for the one named by keep."""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for side, widget in (("left", left), ("centre", centre), ("right", right)):
            if widget is not None:
                layout.addWidget(widget, 1 if side == "centre" else 0)
                if side != "centre":
                    (self._kept if side == keep else self._folding).append(widget)

    @property
    def has_folding_panels(self) -> bool:
        return bool(self._folding)

    @property
    def panels_shown(self) -> bool:
        return not self._narrow if self._panels_shown is None else self._panels_shown

    def set_narrow(self, narrow: bool) -> None:
        """Told by the window when its width passes 1280; what the person chose by hand is forgotten then."""
        if narrow != self._narrow:
            self._narrow, self._panels_shown = narrow, None
        self._show_panels()

    def show_panels(self, shown: bool) -> None:
        """Collapsible the panels away or bring them back, whatever the width."""
        self._panels_shown = shown
        self._show_panels()

    def _show_panels(self) -> None:
        for widget in self._folding:
            widget.setVisible(self.panels_shown)
        for widget in self._kept:  # folded only by hand, never by the width alone
            widget.setVisible(self._panels_shown is not False or bool(self._folding))


class SidePanel(QFrame):
    """A panel of fixed width (208 to 340) whose contents scroll when they are taller than the window.

    Add widgets with `add(widget)` (16 px from the edges), a row of them with `add_row(...)`, `add_stretch()` last.
    """

    def __init__(self, side: Side = "right", width: int = 280, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setProperty("side", side)
        self.setFixedWidth(width)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(theme.SPACE_8, theme.SPACE_16, theme.SPACE_8, theme.SPACE_16)
        self.column.setSpacing(theme.SPACE_8)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def add(self, widget: QWidget, stretch: int = 0) -> QWidget:
        self._line([widget], 0 if getattr(widget, "bleeds", False) else theme.SPACE_8, stretch)
        return widget

    def add_row(self, *widgets: QWidget) -> None:
        """Widgets side by side from the left, each at its own width."""
        self._line(list(widgets), theme.SPACE_8, 0).addStretch(1)

    def _line(self, widgets: list[QWidget], inset: int, stretch: int) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(inset, 0, inset, 0)
        for widget in widgets:
            line.addWidget(widget)
        self.column.addLayout(line, stretch)
        return line

    def add_space(self, pixels: int = theme.SPACE_8) -> None:
        self.column.addSpacing(pixels)

    def add_stretch(self) -> None:
        self.column.addStretch(1)
