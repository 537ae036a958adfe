"""One slider over a run: where it stands, the curves' cursor and all pictures stand. Knows sheets by step and path.

While it stands at its end, it stands at now and moves on with the run.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from studio.look import theme
from studio.panes.train.live.moment_slider import MomentSlider
from studio.widgets.controls import keep_room, link_button, plain_button

EXPORTS = (
    ("mp4", "Film (MP4)", "What it painted from the first batches to the end, as a video"),
    ("webm", "Film for the web (WebM)", "The same for browsers, which do not all play the MP4"),
    ("gif", "Film (GIF)", "The same as an animated picture, smaller and shorter"),
    ("csv", "Table (CSV)", "Every loss and score, for a spreadsheet"),
)


class TimeMachine(QWidget):
    """stood(step, path): show the sheet of that step; export_wanted("mp4", "webm", "gif" or "csv")."""

    stood = Signal(int, Path)
    export_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: list[tuple[int, Path]] = []
        self._kept: tuple[int, ...] = ()
        self.slider = MomentSlider()
        self.slider.setAccessibleName("Time machine")
        self.slider.setToolTip("Go back to what it painted earlier (← →, Home, End). A dot: that moment is saved whole")
        self.slider.valueChanged.connect(self._on_slid)
        self.slider.reset_asked.connect(self.go_to_now)
        self.moment = QLabel()
        self.moment.setMinimumWidth(150)
        self.moment.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.now = link_button("Now")
        self.now.setToolTip("Back to what it paints now (End)")
        self.now.clicked.connect(self.go_to_now)
        keep_room(self.now)
        self.export = plain_button("Export")
        self.export.setMenu(self._export_menu())
        label = QLabel("Time machine")
        label.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_16)
        row.addWidget(label)
        row.addWidget(self.slider, 1)
        for widget in (self.now, self.moment, self.export):
            row.addWidget(widget)
        self._fit(None)

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for kind, title, help in EXPORTS:
            action = QAction(title, menu)
            action.setToolTip(help)
            action.triggered.connect(lambda _checked=False, kind=kind: self.export_wanted.emit(kind))
            menu.addAction(action)
        return menu

    # what there is

    def set_sheets(self, sheets: Sequence[tuple[int, Path]]) -> None:
        """The sheets there are, oldest first; it stays where it stands, those that came since are kept."""
        at = self.step
        last = sheets[-1][0] if sheets else -1
        self._sheets = [*sheets, *(sheet for sheet in self._sheets if sheets and sheet[0] > last)]
        self._fit(at)

    def add_sheet(self, step: int, path: Path) -> None:
        """The newest one; those of later steps were forgotten (a roll back)."""
        at = self.step
        self._sheets = [sheet for sheet in self._sheets if sheet[0] < step] + [(step, path)]
        self._fit(at)

    def set_kept(self, steps: Sequence[int]) -> None:
        """The steps of which a checkpoint lies on the disk."""
        self._kept = tuple(sorted(steps))
        self._mark()

    def _fit(self, at: int | None) -> None:
        """Stand at the sheet nearest to that step, or at now."""
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(self._sheets) - 1))
        self.slider.setValue(self.slider.maximum() if at is None else self._nearest(at))
        self.slider.blockSignals(False)
        self.slider.setEnabled(len(self._sheets) > 1)
        self.export.setEnabled(bool(self._sheets))
        self._mark()
        self.show_moment()

    def _mark(self) -> None:
        steps = [step for step, _ in self._sheets]
        last = max(1, len(steps) - 1)
        inside = [step for step in self._kept if steps and steps[0] <= step <= steps[-1]]
        self.slider.set_marks(bisect_left(steps, step) / last for step in inside)

    # where it stands

    @property
    def at_now(self) -> bool:
        return self.slider.value() == self.slider.maximum()

    @property
    def step(self) -> int | None:
        """The step it stands at; None while it stands at now."""
        return None if self.at_now or not self._sheets else self._sheets[self.slider.value()][0]

    @property
    def sheet(self) -> tuple[int, Path] | None:
        return self._sheets[self.slider.value()] if self._sheets else None

    def nearest_kept(self) -> int | None:
        """The saved step nearest to where it stands."""
        at = self.step
        return min(self._kept, key=lambda step: abs(step - at)) if at is not None and self._kept else None

    def go_to(self, step: int) -> None:
        """Stand at the sheet nearest to that step."""
        if self._sheets:
            self.slider.setValue(self._nearest(step))

    def _nearest(self, step: int) -> int:
        return min(range(len(self._sheets)), key=lambda index: abs(self._sheets[index][0] - step), default=0)

    def go_to_now(self) -> None:
        self.slider.setValue(self.slider.maximum())

    def go_to_begin(self) -> None:
        self.slider.setValue(0)

    def step_by(self, sheets: int) -> None:
        self.slider.setValue(self.slider.value() + sheets)

    def show_moment(self, words: str = "") -> None:
        """What is said of where it stands."""
        self.moment.setText("now" if self.at_now else words or f"step {self.step:,}")
        self.now.setVisible(not self.at_now)

    def _on_slid(self, index: int) -> None:
        self.show_moment()
        if self._sheets:
            self.stood.emit(*self._sheets[index])
