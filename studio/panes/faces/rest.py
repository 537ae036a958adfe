"""What "accept the rest" would take, ticked wherever faces are shown, and taken at a press of its button."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from models.faces.doubt import SURE_BELOW
from studio.panes.faces.decisions import Decisions
from studio.panes.faces.layout import FacesLayout
from studio.panes.faces.review import Review
from studio.panes.faces.side import FacePanel


class AcceptRest(QObject):
    """The threshold of the panel at work: ticks, words and the button say the same."""

    def __init__(
        self,
        review: Review,
        decisions: Decisions,
        layout: FacesLayout,
        panel: FacePanel,
        button: QPushButton,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._decisions = decisions
        self._panel = panel
        self._button = button
        self._marked = (layout.canvas, layout.strip, layout.side.grid)
        self._threshold = SURE_BELOW
        panel.threshold_changed.connect(self._on_threshold)
        button.clicked.connect(self._on_clicked)

    def show(self) -> None:
        """Count and tick anew."""
        sure = frozenset(self._review.sure_ids(self._threshold))
        for view in self._marked:
            view.set_ticked(sure)
        reviewed, every = self._review.totals()
        self._panel.set_rest(len(sure), every - reviewed)
        few = f" ({len(sure):,} under {self._threshold:.2f})" if sure else ""
        self._button.setText(f"Accept the rest{few}")
        self._button.setEnabled(bool(sure))

    def _on_threshold(self, threshold: float) -> None:
        self._threshold = threshold
        self.show()

    def _on_clicked(self) -> None:
        self._decisions.accept_rest(self._threshold)
