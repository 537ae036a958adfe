"""A run as it learns: curves, triples of pictures, and the time machine that moves both together.

Knows runs by their numbers and pictures only; it asks for an older sheet by `sheet_wanted`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.events import SampleReady
from studio.look import theme
from studio.panes.train import words
from studio.panes.train.live.loss_plot import LossPlot
from studio.panes.train.live.run_curves import RunCurves
from studio.panes.train.live.sheets import Triple
from studio.panes.train.live.time_machine import TimeMachine
from studio.panes.train.live.triple_view import TripleScroll
from studio.widgets.doctor_line import DoctorLine
from studio.widgets.labels import QuietLabel
from studio.widgets.segmented import SegmentedControl
from studio.widgets.sliders import BareSlider

SMOOTH = (0.0, 0.005, 0.01, 0.02, 1 / 30, 0.06, 0.12)
"""Shares of the plot's width over which the curves are averaged, by notch of the slider."""
_USUAL = 4
_DOCTOR = 30  # the room of its button, so that nothing jumps when there is one


class LiveView(QWidget):
    """sheet_wanted(step, path): show that sheet with `show_sheet`; moment_changed(): the time machine was moved."""

    sheet_wanted = Signal(int, Path)
    moment_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._newest: tuple[int, Sequence[Triple], int] | None = None
        self._pinned = 0
        self._refreshed = 0.0
        self._learning = False
        self.doctor = DoctorLine()
        self.doctor.setMinimumHeight(_DOCTOR)
        self.note = QuietLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)  # it may name photos
        self.note.hide()
        self.plot = LossPlot()
        self.machine = TimeMachine()
        self.sheets = TripleScroll()
        self.tools = self._make_tools()
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._show_age)
        self._lay_out()
        self._connect()

    def _make_tools(self) -> QWidget:
        """What belongs to the curves; it stands in the head of the page."""
        self.axis = SegmentedControl([("second", "Time"), ("step", "Steps")])
        self.smooth = BareSlider()
        self.smooth.setRange(0, len(SMOOTH) - 1)
        self.smooth.setValue(_USUAL)
        self.smooth.setFixedWidth(80)
        self.smooth.setAccessibleName("Smooth")
        self.smooth.setToolTip("How calm the curves are drawn; at the left as they were measured")
        label = QLabel("Smooth")
        label.setProperty("role", "quiet")
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_8)
        for widget in (label, self.smooth, self.axis):
            row.addWidget(widget)
        row.insertSpacing(2, theme.SPACE_8)
        return tools

    def _lay_out(self) -> None:
        self._what = QuietLabel("What it sees, what it paints, what is true")
        self._what.setWordWrap(False)
        self._age = QLabel()
        self._age.setProperty("role", "quiet")
        head = QHBoxLayout()
        for label in (self._what, self._age):
            label.setFont(theme.font("small"))
            head.addWidget(label)
        head.insertStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_8)
        column.addWidget(self.doctor)
        column.addWidget(self.note)
        column.addWidget(self.plot, 5)
        column.addWidget(self.machine)
        column.addLayout(head)
        column.addWidget(self.sheets, 6)

    def _connect(self) -> None:
        self.axis.chosen.connect(lambda axis: self.plot.look(axis=axis, span=None))
        self.smooth.valueChanged.connect(lambda notch: self.plot.look(smooth=SMOOTH[notch]))
        self.smooth.reset_asked.connect(lambda: self.smooth.setValue(_USUAL))
        self.machine.stood.connect(self._on_stood)
        self.plot.scrubbed.connect(self.machine.go_to)
        keys = (
            ("Left", lambda: self.machine.step_by(-1)),
            ("Right", lambda: self.machine.step_by(1)),
            ("Home", self.machine.go_to_begin),
            ("End", self.machine.go_to_now),
        )
        for key, slot in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # a run

    def show_run(self, curves: RunCurves) -> None:
        """Turn to another run; nothing is known of its pictures yet."""
        self.plot.set_run(curves)
        self._newest, self._pinned = None, 0
        self.machine.set_kept(())
        self.machine.set_sheets(())
        self.sheets.set_triples([])
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

    def show_note(self, text: str) -> None:
        """What a person should know of how it is trained; empty takes it away."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def show_curves(self) -> None:
        """More has come of the run that is shown."""
        self.plot.refresh()
        self._show_scores()
        if not self.machine.at_now:  # when that was may be known only now
            self._show_moment()

    def _show_scores(self) -> None:
        scored = self.plot.run.scored
        first = "first held-out score after a minute" if self._learning else ""
        self.plot.note.setText(words.word_scores(scored) or first)
        self.plot.note.setToolTip(words.explain_scores(scored))

    # pictures

    def add_samples(self, event: SampleReady) -> None:
        """The newest triples; they are shown unless the time machine stands elsewhere."""
        live = self.machine.at_now
        self._newest = (event.step, event.triples, event.pinned)
        self._pinned = event.pinned
        self._refreshed = time.monotonic()
        self.machine.add_sheet(event.step, event.path)
        if live:
            self.sheets.set_triples(event.triples, event.pinned)
        self._show_moment()
        self._show_age()

    def set_sheets(self, sheets: Sequence[tuple[int, Path]], pinned: int = 0) -> None:
        """The sheets that lie on the disk, oldest first, their first rows pinned; the one it stands at is asked for."""
        self._pinned = pinned
        self.machine.set_sheets(sheets)
        if self.machine.sheet is not None and not len(self.sheets.triples):
            self.sheet_wanted.emit(*self.machine.sheet)
        self._show_moment()

    def show_sheet(self, step: int, triples: Sequence[Triple]) -> None:
        """The sheet of that step, if it is still the one wanted."""
        if self.machine.sheet is not None and self.machine.sheet[0] == step:
            self.sheets.set_triples(triples, self._pinned)

    def _on_stood(self, step: int, path: Path) -> None:
        if self._newest is not None and self._newest[0] == step:
            self.sheets.set_triples(self._newest[1], self._newest[2])
        else:
            self.sheet_wanted.emit(step, path)
        self._show_moment()

    def _show_moment(self) -> None:
        step = self.machine.step
        if step is not None:
            self.machine.show_moment(f"{words.word_moment(self.plot.run.second_of(step))}, step {step:,}")
        self.plot.mark(step)
        self.moment_changed.emit()

    def _show_age(self) -> None:
        if not self._learning:
            self._age.setText("")
        elif self._newest is None:
            self._age.setText("the first pictures come in a few seconds")
        else:
            self._age.setText(f"refreshed {time.monotonic() - self._refreshed:.0f} s ago")
