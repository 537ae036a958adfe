"""What a painting is compared with: the photo, what the encoder sees of it, or what another encoder paints."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from studio.look import theme

PHOTO, SEEN = "photo", "seen"


class CompareRow(QWidget):
    """changed() when a person chose. value(): PHOTO, SEEN, or the key of an encoder of the shelf."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = QComboBox()
        self.combo.setAccessibleName("Before")
        self.combo.setToolTip("The photo as it is, as the encoder gets it, or as another encoder paints it")
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(16)
        self.combo.addItem("the photo", PHOTO)
        self.combo.addItem("what it sees", SEEN)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_8)
        row.addWidget(QLabel("Before"))
        row.addWidget(self.combo, 1)
        self.combo.activated.connect(lambda _index: self.changed.emit())

    def value(self) -> str:
        return str(self.combo.currentData())

    def set_encoders(self, titles: Mapping[str, str]) -> None:
        """By key the encoders to compare with; the chosen one stays while it is among them."""
        if {self.combo.itemData(at): self.combo.itemText(at) for at in range(2, self.combo.count())} == dict(titles):
            return
        chosen = self.value()
        while self.combo.count() > 2:
            self.combo.removeItem(2)
        for key, title in titles.items():
            self.combo.addItem(title, key)
        self.combo.setCurrentIndex(max(0, self.combo.findData(chosen)))
