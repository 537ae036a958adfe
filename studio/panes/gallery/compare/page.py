"""Two to nine paintings compared: their pictures, the bar below them, the panel beside. Edits nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.records import Painting
from studio.jobs import Questions
from studio.look import theme
from studio.panes.gallery.compare.differences import LETTERS
from studio.panes.gallery.compare.panel import ComparePanel
from studio.panes.gallery.compare.pictures import Compared, load_all
from studio.panes.gallery.compare.view import Caption, CompareView
from studio.panes.gallery.words import made_words
from studio.state.session import Session
from studio.widgets.controls import icon_button, plain_button
from studio.widgets.keys import KeyHints
from studio.widgets.labels import QuietLabel
from studio.widgets.zoom import Zoom

MOST = 9
_STEP = 1.25


class ComparePage(QWidget):
    """closed() on Esc, or when less than two are left; star_asked(painting); changed() when others are compared.

    The panel stands beside the page, where the pane puts it.
    """

    closed = Signal()
    star_asked = Signal(Painting)
    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paintings: list[Painting] = []
        self.view = CompareView()
        self.panel = ComparePanel()
        self.percent = QuietLabel()
        self.percent.setWordWrap(False)
        self._loading = Questions(session.background, self).answered_by(self._on_loaded)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self._bar())
        self.view.marked.connect(lambda _: self._show_words())
        self.view.moved.connect(self._on_moved)
        self.view.star_asked.connect(lambda number: self.star_asked.emit(self.paintings[number]))
        self.view.out_asked.connect(self._on_out)
        self.view.closed.connect(self.closed)

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("role", "panel")
        bar.setProperty("side", "bottom")
        bar.setFixedHeight(52)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE_16, 0, theme.SPACE_16, 0)
        row.setSpacing(theme.SPACE_8)
        closer, wider = icon_button("ph.plus", "Closer"), icon_button("ph.minus", "Farther")
        self.fit, self.actual = plain_button("Fit"), plain_button("1 : 1")
        wider.clicked.connect(lambda: self.view.zoom_by(1 / _STEP))
        closer.clicked.connect(lambda: self.view.zoom_by(_STEP))
        self.fit.clicked.connect(lambda: self.view.set_zoom(Zoom()))
        self.actual.clicked.connect(self.view.show_actual)
        for widget in (wider, self.percent, closer, self.fit, self.actual):
            row.addWidget(widget)
        self.hints = KeyHints()
        self.hints.setFixedHeight(22)
        row.addSpacing(theme.SPACE_16)
        row.addWidget(self.hints, 1)
        return bar

    @property
    def settled(self) -> bool:
        return not self._loading.busy

    @property
    def current(self) -> Painting:
        """The one that was clicked last."""
        return self.paintings[self.view.current]

    def open(self, paintings: Sequence[Painting]) -> None:
        """Compare these, anew."""
        self.view.set_zoom(Zoom())
        self.view.current = min(1, len(paintings) - 1)
        self._take(paintings)
        self.view.setFocus()

    def _take(self, paintings: Sequence[Painting]) -> None:
        self.paintings = list(paintings)
        self.view.set_pictures([])
        self._loading.forget()
        self._loading.ask(load_all, tuple(paintings))
        last = LETTERS[len(paintings) - 1]
        self.hints.set_hints([(f"A to {last}", "hold: large"), ("S", "star"), ("X", "out"), ("Wheel", "zoom")])
        self._show_words()
        self.changed.emit()

    def follow(self, rows: Mapping[int, Painting]) -> None:
        """The project says something else of them by now; those that are gone are compared no more."""
        there = [rows[one.id] for one in self.paintings if one.id in rows]
        if len(there) < 2:
            self.closed.emit()
        elif len(there) < len(self.paintings):
            self.view.current = min(self.view.current, len(there) - 1)
            self._take(there)
        elif there != self.paintings:
            self.paintings = there
            self._show_words()

    def _on_out(self, number: int) -> None:
        if len(self.paintings) > 2:
            self.view.current = max(0, number - 1)
            self._take([one for place, one in enumerate(self.paintings) if place != number])

    def _on_loaded(self, pictures: list[Compared | None]) -> None:
        self.view.set_pictures(pictures)
        self._show_words()
        self._on_moved()

    def _show_words(self) -> None:
        self.view.set_captions([_caption(painting) for painting in self.paintings])
        self.panel.show_paintings(self.paintings, self.view.pictures, self.view.current)

    def _on_moved(self) -> None:
        view = self.view
        if not view.pictures:
            return
        picture = view.pictures[view.current]
        if picture is not None:
            width = view.rect_of(view.current).width() * view.devicePixelRatioF()
            self.percent.setText(f"{width / picture.image.width() * picture.scale:.0%}".replace("%", " %"))
        self.panel.show_place(view.seen(view.current), view.ring, view.pictures, view.current)


def _caption(painting: Painting) -> Caption:
    more = [one for one in (painting.recipe.source_name, made_words(painting.made)) if one]
    return Caption(painting.recipe.encoder_title or "Unnamed", ", ".join(more), painting.starred)
