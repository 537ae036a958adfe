"""Joins the colour points in the view, in the panel and in the book; says what they are for the photo in front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from models.network_names import generator_named
from models.paint_records import Hint
from models.records import EncoderHeader
from studio.panes.paint.photo.hint_book import HintBook, Hints
from studio.panes.paint.photo.hint_panel import HintPanel
from studio.panes.paint.photo.hint_view import HintView
from studio.panes.paint.step_keys import StepKeys


class Hinting(QObject):
    """changed() is called after every change made by hand, to have it painted."""

    def __init__(
        self, view: HintView, panel: HintPanel, changed: Callable[[], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._view, self._panel, self._changed = view, panel, changed
        self.book = HintBook()
        self._keys = StepKeys(self._step, self)
        view.installEventFilter(self._keys)
        view.placed.connect(self._on_placed)
        view.moved.connect(self._on_moved)
        panel.toggled.connect(view.set_active)
        panel.coloured.connect(self._on_coloured)
        panel.cleared.connect(self._on_cleared)
        for part in (view, panel):
            part.marked.connect(self._on_marked)
            part.removed.connect(self._on_removed)

    def hints(self, encoder: EncoderHeader | None, photo: int) -> Hints:
        """Those that the encoder paints on that photo."""
        self.book.turn_to(photo)
        return self.book.current if takes_points(encoder) else ()

    def show(self, encoder: EncoderHeader | None, photo: int) -> None:
        """Them in the view and in the panel, which stands only where the encoder takes any."""
        takes = takes_points(encoder)
        self._panel.setVisible(takes)
        if not takes:
            self._panel.touch.setChecked(False)
        self._show(self.hints(encoder, photo))

    def take(self, hints: Hints, photo: int) -> None:
        """Those of a painting that is made again."""
        self.book.turn_to(photo)
        if hints != self.book.current:
            self.book.put(hints)

    def _show(self, hints: Hints) -> None:
        self._view.set_hints(hints, self.book.chosen)
        self._panel.show_hints(hints, self.book.chosen)

    def _on_placed(self, x: float, y: float) -> None:
        colour = self._panel.colour
        self.book.add(Hint(x, y, colour.red(), colour.green(), colour.blue()))
        self._changed()

    def _on_moved(self, number: int, x: float, y: float) -> None:
        self.book.change(number, x=x, y=y)
        self._changed()

    def _on_coloured(self, colour: QColor) -> None:
        if self.book.chosen >= 0:
            self.book.change(self.book.chosen, red=colour.red(), green=colour.green(), blue=colour.blue())
            self._changed()
        else:
            self._panel.touch.setChecked(True)

    def _on_marked(self, number: int) -> None:
        self.book.chosen = number
        hint = self.book.current[number]
        self._panel.set_colour(QColor(hint.red, hint.green, hint.blue))
        self._show(self.book.current)

    def _on_removed(self, number: int) -> None:
        self.book.remove(number)
        self._changed()

    def _on_cleared(self) -> None:
        self.book.put(())
        self._changed()

    def _step(self, by: int) -> None:
        if self.book.step(by):
            self._changed()


def takes_points(encoder: EncoderHeader | None) -> bool:
    """Whether it paints by colours that a person sets."""
    name = generator_named(encoder.generator) if encoder is not None else None
    return name is not None and name.takes_points
