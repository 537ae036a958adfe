"""Colour points in the panel: a palette, a colour typed as hex, and the list of those on the photo."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from models.paint_records import Hint
from models.params import Param
from studio.look import theme
from studio.widgets.controls import icon_button, link_button, plain_button
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.sliders import SwitchRow

_HEX_WIDTH = 72

PALETTE = {  # of what is in photographs, not of the window
    "skin": (201, 142, 111),
    "fair hair": (180, 143, 85),
    "dark hair": (75, 53, 39),
    "wood": (125, 82, 51),
    "brick": (143, 58, 51),
    "navy": (38, 53, 92),
    "sky": (127, 166, 214),
    "leaf": (85, 112, 58),
    "gray": (140, 140, 140),
}


GUESSES = Param(
    "guesses",
    "bool",
    False,
    help="Hatched: looked at in eight ways, it came out in other colours each time",
    label="Show where it guesses",
)


class Swatch(QAbstractButton):
    """A disc of a colour; ringed when it is the one that a touch sets."""

    def __init__(self, colour: QColor, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(name)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(25, 25)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(self.colour)
        painter.drawEllipse(at)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(theme.colour("accent" if self.isChecked() else "quiet"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at.adjusted(-2, -2, 2, 2))


class HintPanel(QWidget):
    """toggled(on): whether a touch of the photo sets a point; coloured(colour): the marked one should be that;

    marked(number), removed(number), cleared().
    """

    toggled = Signal(bool)
    coloured = Signal(QColor)
    marked = Signal(int)
    removed = Signal(int)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = QColor(*next(iter(PALETTE.values())))
        self.touch = plain_button("Touch the photo")
        self.touch.setCheckable(True)
        self.touch.setToolTip("A click on the photo sets a point of this colour (H)")
        self.swatches = [Swatch(QColor(*colour), name) for name, colour in PALETTE.items()]
        self.hex = QLineEdit(self.colour.name())
        self.hex.setAccessibleName("Colour of the point, as hex")
        self.hex.setMaxLength(7)
        self.hex.setFixedWidth(_HEX_WIDTH)
        self.any = icon_button("ph.palette", "Any colour")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.guesses = SwitchRow(GUESSES)
        self.guessed = QuietLabel()
        self.guessed.hide()
        self._lay_out()
        self.touch.toggled.connect(self.toggled)
        for swatch in self.swatches:
            swatch.clicked.connect(lambda _on=False, swatch=swatch: self._take(swatch.colour))
        self.hex.editingFinished.connect(self._on_hex)
        self.any.clicked.connect(self._on_any)
        self.set_colour(self.colour)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_8, 0, 0)
        column.setSpacing(theme.SPACE_8)
        column.addWidget(SectionLabel("Colour hints"))
        column.addWidget(QuietLabel("Pick a colour, touch the photo. The encoder spreads it as far as it fits."))
        line = QHBoxLayout()
        line.setSpacing(2)
        for swatch in self.swatches:
            line.addWidget(swatch)
        line.addStretch(1)
        column.addLayout(line)
        below = QHBoxLayout()
        below.setSpacing(theme.SPACE_8)
        for widget in (self.touch, self.hex, self.any):
            below.addWidget(widget)
        column.addLayout(below)
        column.addLayout(self.rows)
        column.addWidget(self.guesses)
        column.addWidget(self.guessed)

    def set_colour(self, colour: QColor) -> None:
        """The colour of the next point, or of the marked one; no signal."""
        self.colour = colour
        self.hex.setText(colour.name())
        for swatch in self.swatches:
            swatch.setChecked(swatch.colour == colour)

    def show_guessed(self, share: float | None) -> None:
        """How much of the photo is guessed, 0 to 1; None while that is not known or not asked for."""
        self.guessed.setVisible(share is not None)
        if share is not None:
            where = "A colour point there helps most." if share > 0 else ""
            self.guessed.setText(f"Hatched: it guesses {share:.0%} of the photo. {where}".replace("%", " %"))

    def show_hints(self, hints: tuple[Hint, ...], chosen: int) -> None:
        """The list of those on the photo, the marked one in front of the others."""
        while (item := self.rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, hint in enumerate(hints):
            self.rows.addWidget(self._row(number, hint, number == chosen))
        if len(hints) > 1:
            clear = link_button("Take all away")
            clear.clicked.connect(self.cleared)
            self.rows.addWidget(clear)

    def _row(self, number: int, hint: Hint, chosen: bool) -> QWidget:
        colour = QColor(hint.red, hint.green, hint.blue)
        name = next(
            (name for name, value in PALETTE.items() if value == (hint.red, hint.green, hint.blue)), colour.name()
        )
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        disc = Swatch(colour, f"Mark the point {name}")
        disc.setChecked(chosen)
        disc.clicked.connect(lambda: self.marked.emit(number))
        words = link_button(name)
        words.clicked.connect(lambda: self.marked.emit(number))
        away = icon_button("ph.x", f"Take the point {name} away (Delete)")
        away.clicked.connect(lambda: self.removed.emit(number))
        row.addWidget(disc)
        row.addWidget(words)
        row.addStretch(1)
        row.addWidget(away)
        return line

    def _take(self, colour: QColor) -> None:
        self.set_colour(colour)
        self.coloured.emit(colour)

    def _on_hex(self) -> None:
        colour = QColor(self.hex.text() if self.hex.text().startswith("#") else f"#{self.hex.text()}")
        if not colour.isValid():
            self.hex.setText(self.colour.name())
        elif colour != self.colour:
            self._take(colour)

    def _on_any(self) -> None:
        colour = QColorDialog.getColor(self.colour, self, "Colour of the point")
        if colour.isValid():
            self._take(colour)
