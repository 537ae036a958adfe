"""The shelf of encoders: one card each with what it does to a photo; a refused file stands there with its reason.

Knows what is on the cards, not how encoders are read or run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QWidget

from studio.look import icons, theme

TALL, SHORT = QSize(108, 135), QSize(76, 95)
"""The picture on a card in a high window and in a low one; both 4:5, as the networks see it."""
_TEXT = 38


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """One card. key: tells cards apart; line: what is true of it; refused: why it can't be used, or empty;

    size: what its file takes on the disk, "" for one that ships and so can't be renamed or deleted.
    """

    key: str
    title: str
    line: str
    tip: str = ""
    refused: str = ""
    size: str = ""


class EncoderCard(QAbstractButton):
    """A picture, a title and one line; ochre outline when chosen."""

    def __init__(self, item: ShelfItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._picture: QImage | None = None
        self._size = TALL
        self.setText(item.title)
        self.setCheckable(not item.refused)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleDescription(item.refused or item.line)
        self.setToolTip(item.refused or item.tip)

    def set_picture(self, image: QImage | None) -> None:
        """What the encoder does, upright; None while it is not known."""
        self._picture = image
        self.update()

    @property
    def has_picture(self) -> bool:
        return self._picture is not None

    def set_picture_size(self, size: QSize) -> None:
        self._size = size
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._size + QSize(4, 4 + _TEXT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        at = QRectF(2, 2, self._size.width(), self._size.height())
        self._paint_picture(painter, at)
        self._paint_words(painter, QRectF(4, at.bottom() + 3, at.width() - 4, _TEXT - 4))
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent" if self.isChecked() else "quiet"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_picture(self, painter: QPainter, at: QRectF) -> None:
        round_corners = QPainterPath()
        round_corners.addRoundedRect(at, 4, 4)
        painter.save()
        painter.setClipPath(round_corners)
        painter.fillRect(at, theme.colour("canvas"))
        if self._picture is not None:
            painter.drawImage(at, self._picture, covering(self._picture.width(), self._picture.height(), at))
        else:
            name, token = ("warning", "rejected") if self.item.refused else ("paint-brush", "off")
            icons.draw(painter, name, QRectF(at.center().x() - 12, at.center().y() - 12, 24, 24), token)
        painter.restore()

    def _paint_words(self, painter: QPainter, at: QRectF) -> None:
        line, token = (self.item.refused, "rejected") if self.item.refused else (self.item.line, "quiet")
        for text, font, colour, top in ((self.item.title, "small", "text", 0), (line, "label", token, 16)):
            face = theme.font(font)
            if font == "label":  # small words, not a section's capitals
                face.setWeight(face.Weight.Normal)
                face.setLetterSpacing(face.SpacingType.PercentageSpacing, 100)
            painter.setFont(face)
            painter.setPen(theme.colour(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(at.width()))
            painter.drawText(QRectF(at.left(), at.top() + top, at.width(), 17), Qt.AlignmentFlag.AlignVCenter, shown)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)


class EncoderShelf(QScrollArea):
    """The cards in a row, scrolled sideways. chosen(key) when the person takes another one; left/right keys move.

    refused(key) when the card of a file that can't be used is pressed; rename_wanted(key), delete_wanted(key): by the
    menu of a card, or F2 and Delete on the one with the focus.
    """

    rename_wanted = Signal(str)
    delete_wanted = Signal(str)

    chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[EncoderCard] = []
        self._size = TALL
        self._inside = QWidget()
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.SPACE_8)
        self._row.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._keep_height()

    def set_items(self, items: Sequence[ShelfItem], chosen: str = "") -> None:
        """Show these cards; those that stay keep their picture."""
        kept = {card.item.key: card._picture for card in self.cards}
        for card in self.cards:
            self._row.removeWidget(card)
            card.deleteLater()
        self.cards = [EncoderCard(item) for item in items]
        for place, card in enumerate(self.cards):
            card.set_picture_size(self._size)
            card.set_picture(kept.get(card.item.key))
            card.setChecked(card.item.key == chosen and card.isCheckable())
            card.clicked.connect(self._on_clicked)
            self._row.insertWidget(place, card)

    @property
    def current(self) -> str:
        """The key of the chosen card, empty when there is none."""
        return next((card.item.key for card in self.cards if card.isChecked()), "")

    def card(self, key: str) -> EncoderCard | None:
        return next((card for card in self.cards if card.item.key == key), None)

    def choose(self, key: str) -> None:
        """Mark the card of that key and bring it into view; no signal."""
        card = self.card(key)
        if card is not None and card.isCheckable():
            card.setChecked(True)
            self.ensureWidgetVisible(card, theme.SPACE_16, 0)

    def step(self, by: int) -> None:
        """Take the next usable card to the right (by = 1) or left (-1)."""
        usable = [card for card in self.cards if card.isCheckable()]
        at = next((i for i, card in enumerate(usable) if card.isChecked()), -1)
        if usable and 0 <= at + by < len(usable):
            usable[at + by].click()
            self.ensureWidgetVisible(usable[at + by], theme.SPACE_16, 0)

    def set_picture_size(self, size: QSize) -> None:
        """TALL or SHORT, as the window's height allows."""
        if size != self._size:
            self._size = size
            for card in self.cards:
                card.set_picture_size(size)
            self._keep_height()

    def _keep_height(self) -> None:
        self.setFixedHeight(self._size.height() + 4 + _TEXT + 8)

    def _on_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, EncoderCard):
            (self.refused if card.item.refused else self.chosen).emit(card.item.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        wanted = {Qt.Key.Key_F2: self.rename_wanted, Qt.Key.Key_Delete: self.delete_wanted}
        if event.key() in moves:
            self.step(moves[Qt.Key(event.key())])
        elif event.key() in wanted and self.in_hand:
            wanted[Qt.Key(event.key())].emit(self.in_hand)
        else:
            super().keyPressEvent(event)

    @property
    def in_hand(self) -> str:
        """The key of the card with the focus, else of the chosen one."""
        return next((card.item.key for card in self.cards if card.hasFocus()), self.current)

    def menu(self, item: ShelfItem) -> QMenu:
        """What can be done with the file of a card."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not item.size:
            menu.addAction("It ships with Bottega, and stays as it is").setEnabled(False)
            return menu
        if not item.refused:
            rename = menu.addAction("Rename encoder ...")
            rename.setShortcut(QKeySequence(Qt.Key.Key_F2))
            rename.triggered.connect(lambda: self.rename_wanted.emit(item.key))
        delete = menu.addAction(f"Delete encoder ({item.size})")
        delete.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        delete.triggered.connect(lambda: self.delete_wanted.emit(item.key))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        card = self._inside.childAt(self._inside.mapFromGlobal(event.globalPos()))
        if isinstance(card, EncoderCard):
            self.menu(card.item).popup(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel turns sideways: there is nothing above or below."""
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (event.angleDelta().y() or event.angleDelta().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.ignore()


def covering(width: int, height: int, at: QRectF) -> QRectF:
    """The part of a picture that fills a rectangle of this shape: centred, nothing squeezed."""
    scale = min(width / at.width(), height / at.height())
    part = QRectF(0, 0, at.width() * scale, at.height() * scale)
    part.moveCenter(QRectF(0, 0, width, height).center())
    return part
