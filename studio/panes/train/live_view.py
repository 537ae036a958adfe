"""A run as it learns: losses, held-out score, triples of pictures, and a slider back through it.

Knows runs by their numbers and pictures only; it asks for an older sheet by `sheet_wanted`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.events import SampleReady, StepDone
from models.records import Scores
from models.training.history import History
from studio import theme
from studio.panes.train import words
from studio.panes.train.sheets import Triple
from studio.widgets.controls import plain_button
from studio.widgets.labels import QuietLabel
from studio.widgets.legend import Legend
from studio.widgets.loss_plot import LINES, LossPlot
from studio.widgets.segmented import SegmentedControl
from studio.widgets.sliders import BareSlider
from studio.widgets.triple_view import TripleScroll


class LiveView(QWidget):
    """sheet_wanted(step, path): the time machine stands on an older sheet; show it with `show_sheet`."""

    sheet_wanted = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: list[tuple[int, Path]] = []
        self._scores: list[tuple[int, Scores]] = []
        self._newest: tuple[int, Sequence[Triple], int] | None = None
        self._pinned = 0
        self._refreshed = 0.0
        self._learning = False
        self.plot = LossPlot()
        self.scroll = TripleScroll()
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._show_age)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * [theme.SPACE_16]))
        column.setSpacing(theme.SPACE_8)
        column.addLayout(self._head())
        column.addWidget(self.plot, 4)
        column.addLayout(self._time_machine())
        column.addLayout(self._triples_head())
        column.addWidget(self.scroll, 5)

    def _head(self) -> QHBoxLayout:
        self.held_out = QLabel()
        self.held_out.setProperty("role", "quiet")
        self.axis = SegmentedControl([("minutes", "Minutes"), ("steps", "Steps")])
        self.axis.chosen.connect(self.plot.set_axis)
        self.smooth = plain_button("Smooth")
        self.smooth.setCheckable(True)
        self.smooth.setChecked(True)
        self.smooth.setToolTip("A mean over neighbouring steps, over the raw losses")
        self.smooth.toggled.connect(self.plot.set_smooth)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_16)
        row.addWidget(Legend([(line.title, line.colour, line.help) for line in LINES]))
        row.addStretch(1)
        for widget in (self.held_out, self.axis, self.smooth):
            row.addWidget(widget)
        return row

    def _time_machine(self) -> QHBoxLayout:
        self.slider = BareSlider()
        self.slider.setAccessibleName("Time machine")
        self.slider.setRange(0, 0)
        self.slider.valueChanged.connect(self._on_slid)
        self.slider.reset_asked.connect(lambda: self.slider.setValue(self.slider.maximum()))
        self._moment = QLabel("now")
        self._moment.setMinimumWidth(96)
        self._moment.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label = QLabel("Time machine")
        label.setProperty("role", "quiet")
        label.setToolTip("Go back to what it painted earlier; double click for now")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_16)
        row.addWidget(label)
        row.addWidget(self.slider, 1)
        row.addWidget(self._moment)
        return row

    def _triples_head(self) -> QHBoxLayout:
        self._what = QuietLabel("What it sees, what it paints, what is true")
        self._what.setWordWrap(False)
        self._age = QLabel()
        self._age.setProperty("role", "quiet")
        for label in (self._what, self._age):
            label.setFont(theme.font("small"))
        row = QHBoxLayout()
        row.addWidget(self._what)
        row.addStretch(1)
        row.addWidget(self._age)
        return row

    # a run

    def clear(self) -> None:
        """Nothing is known of the run yet."""
        self.plot.clear()
        self._sheets, self._scores, self._newest = [], [], None
        self._set_slider()
        self.scroll.set_triples([])
        self._show_scores()

    def show_history(self, history: History) -> None:
        """Everything a run has learned so far."""
        self.plot.clear()
        for index, (step, seconds) in enumerate(zip(history.steps, history.seconds, strict=True)):
            losses = {name: values[index] for name, values in history.losses.items() if index < len(values)}
            self.plot.add(step, seconds, losses)
        self._scores = list(history.scores)
        self._show_scores()

    def set_learning(self, learning: bool) -> None:
        """Whether new pictures come by themselves."""
        self._learning = learning
        if learning:
            self._clock.start()
        else:
            self._clock.stop()
        self._show_age()
        self._show_scores()

    def add_step(self, event: StepDone) -> None:
        self.plot.add(event.step, event.seconds, event.losses)

    def add_scores(self, step: int, scores: Scores) -> None:
        self._scores.append((step, scores))
        self._show_scores()

    @property
    def scores(self) -> list[tuple[int, Scores]]:
        return self._scores

    def _show_scores(self) -> None:
        first = "first held-out score after a minute" if self._learning else ""
        self.held_out.setText(words.word_scores(self._scores) or first)
        self.held_out.setToolTip(words.explain_scores(self._scores))

    # pictures

    def add_samples(self, event: SampleReady) -> None:
        """The newest triples; they are shown unless the time machine stands elsewhere."""
        live = self.slider.value() == self.slider.maximum()
        self._newest = (event.step, event.triples, event.pinned)
        self._pinned = event.pinned
        self._refreshed = time.monotonic()
        self._sheets = [sheet for sheet in self._sheets if sheet[0] < event.step] + [(event.step, event.path)]
        self._set_slider(keep=not live)
        if live:
            self.scroll.set_triples(event.triples, event.pinned)
        self._show_age()

    def set_sheets(self, sheets: Sequence[tuple[int, Path]], pinned: int = 0) -> None:
        """All sheets of a run, oldest first, their first rows pinned; the newest is asked for."""
        self._sheets = list(sheets)
        self._pinned = pinned
        self._set_slider()
        if self._sheets:
            self.sheet_wanted.emit(*self._sheets[-1])

    def show_sheet(self, step: int, triples: Sequence[Triple]) -> None:
        """The sheet of that step, if it is still the one wanted."""
        if self._sheets and self._sheets[self.slider.value()][0] == step:
            self.scroll.set_triples(triples, self._pinned)

    def _set_slider(self, keep: bool = False) -> None:
        self.slider.blockSignals(True)
        value = self.slider.value()
        self.slider.setRange(0, max(0, len(self._sheets) - 1))
        self.slider.setValue(value if keep else self.slider.maximum())
        self.slider.setEnabled(len(self._sheets) > 1)
        self.slider.blockSignals(False)
        self.slider.update()
        self._show_moment()

    def _on_slid(self, index: int) -> None:
        if not self._sheets:
            return
        step, path = self._sheets[index]
        if self._newest is not None and self._newest[0] == step:
            self.scroll.set_triples(self._newest[1], self._newest[2])
        else:
            self.sheet_wanted.emit(step, path)
        self._show_moment()

    def _show_moment(self) -> None:
        last = self.slider.value() == self.slider.maximum()
        step = self._sheets[self.slider.value()][0] if self._sheets else 0
        self._moment.setText("now" if last else f"step {step:,}")
        self.plot.mark(None if last else step)

    def _show_age(self) -> None:
        if not self._learning:
            self._age.setText("")
        elif self._newest is None:
            self._age.setText("the first pictures come in a few seconds")
        else:
            self._age.setText(f"refreshed {time.monotonic() - self._refreshed:.0f} s ago")
