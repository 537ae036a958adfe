"""What can be done about doubtful faces that are left out: look at them, or take them in all the same."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.look import theme
from studio.widgets.controls import link_button


class DoubtfulLinks(QWidget):
    """review_wanted(): the person wants to look at them; decided(taken): take them in, or no longer."""

    review_wanted = Signal()
    decided = Signal(bool)

    def __init__(self, take: str = "Learn from them too", indent: int = 18, parent: QWidget | None = None) -> None:
        """take: what taking them in means here."""
        super().__init__(parent)
        self._take_words = take
        self._taken = False
        self.review = link_button("Review them")
        self.review.setToolTip("In Faces, the most doubtful first")
        self.take = link_button("")
        row = QHBoxLayout(self)
        row.setContentsMargins(indent, 0, 0, 0)
        row.setSpacing(theme.SPACE_16)
        row.addWidget(self.review)
        row.addWidget(self.take)
        row.addStretch(1)
        self.review.clicked.connect(self.review_wanted)
        self.take.clicked.connect(self._on_take)
        self.show_count(0, taken=False)

    def show_count(self, count: int, *, taken: bool) -> None:
        """How many there are; none, and there is nothing to do. taken: whether they are taken in."""
        self._taken = taken
        self.take.setText("Leave them out" if taken else self._take_words)
        self.setVisible(count > 0)

    def _on_take(self) -> None:
        self.decided.emit(not self._taken)
