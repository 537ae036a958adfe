"""A run as live curves: losses above, held-out scores below, by time or by step, other runs behind.

Knows numbers, not trainings. It stands before pyqtgraph is there: its lanes come when `draw_with` brings them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.look import theme
from studio.panes.train.live.lane_curves import Axis, Span, View, lane_curves, whole_span
from studio.panes.train.live.run_curves import HELP, LANES, LINES, Line, RunCurves
from studio.panes.train.words import word_moment

if TYPE_CHECKING:
    from studio.panes.train.live.lane_plot import LanePlot

_NARROWEST = {"steps": 10.0, "time": 5.0}
_SHARES = {"losses": 56, "scores": 44}
_LEFT, _RIGHT = 44, 56
_PAUSE_MS = 20


class CurveName(QAbstractButton):
    """The name over a lane, a dash in the curve's colour before it; checked: the curve is shown."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self.setText(line.title)
        self.setFont(theme.font("small"))
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{HELP[line.name]}\nClick to show or hide it")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 34, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() or self.hasFocus():
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        painter.setBrush(theme.colour(self.line.colour if self.isChecked() else "edge"))
        painter.drawRoundedRect(QRectF(8, self.height() / 2 - 1.25, 12, 2.5), 1, 1)
        painter.setPen(theme.colour("text" if self.isChecked() else "off"))
        painter.drawText(self.rect().adjusted(26, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())


class LossPlot(QWidget):
    """scrubbed(step): a press or drag stands at that step. The wheel zooms, a double click shows the whole run;

    a click on a name switches its curve. Drawn only while visible.
    """

    scrubbed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run = RunCurves()
        self.others: list[RunCurves] = []
        self.view = View()
        self.marked: int | None = None
        self._under: float | None = None
        self.lanes: dict[str, LanePlot] = {}
        self.names = [CurveName(line) for line in LINES]
        self.note = QLabel()
        self._heads = {lane: QHBoxLayout() for lane in LANES}
        self._column = QVBoxLayout(self)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(180)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Losses and held-out scores of the run")

    def _lay_out(self) -> None:
        self._column.setContentsMargins(4, 4, 4, 4)  # the round corners are those of the ground
        self._column.setSpacing(0)
        for head in self._heads.values():
            head.setContentsMargins(_LEFT, 0, _RIGHT, 0)
            head.setSpacing(2)
            head.addStretch(1)
            self._column.addLayout(head)
        self.note.setFont(theme.font("small"))
        self._heads["scores"].addWidget(self.note)
        for name in self.names:
            name.clicked.connect(self._on_named)
        self._place_names()

    # what is shown

    def draw_with(self, kind: type[LanePlot]) -> None:
        """Pyqtgraph is there: each lane becomes one of these, made one by one so that the window is not held up."""
        QTimer.singleShot(_PAUSE_MS, self, lambda: self._make_lane(kind))

    def _make_lane(self, kind: type[LanePlot]) -> None:
        missing = [name for name in LANES if name not in self.lanes]
        lane = self.lanes[missing[0]] = kind(f"Curves of {missing[0]}")
        lane.pointed.connect(self._on_pointed)
        lane.held.connect(self._on_held)
        lane.zoomed.connect(self._on_zoomed)
        lane.plotItem.vb.sigResized.connect(self.refresh)
        self._column.insertWidget(2 * LANES.index(missing[0]) + 1, lane, _SHARES[missing[0]])
        if len(missing) > 1:
            self.draw_with(kind)
        else:
            self._place_names()
            self.refresh()

    def set_run(self, run: RunCurves) -> None:
        """Show another run in front; zoomed out."""
        self.run, self.marked = run, None
        self.set_span(None)

    def set_others(self, runs: Sequence[RunCurves]) -> None:
        """Runs to lay behind it."""
        self.others = list(runs)
        self.refresh()

    def set_note(self, words: str, help: str = "") -> None:
        """What stands over the scores at the right ("held out 24.07 dB, best 24.12"), and its tooltip."""
        self.note.setText(words)
        self.note.setToolTip(help)

    def set_axis(self, axis: Axis) -> None:
        self._change(replace(self.view, axis=axis, span=None))

    def set_smooth(self, share: float) -> None:
        """Mean over about this share of the width; 0 shows what was measured."""
        self._change(replace(self.view, smooth=share))

    def set_span(self, span: Span | None) -> None:
        """Show only these steps or seconds; None for all, growing with the run."""
        self._change(replace(self.view, span=span))

    def mark(self, step: int | None) -> None:
        """Put the line of the time machine at this step; None removes it."""
        self.marked = step
        self._show_moments()

    def _change(self, view: View) -> None:
        self.view = view
        self.refresh()

    def refresh(self) -> None:
        """Draw the curves anew, with everything that has come."""
        if not self.isVisible() or len(self.lanes) < len(LANES):
            return
        runs = [self.run, *self.others]
        whole = whole_span(runs, self.view.axis)
        for name in self._shown():
            lane = self.lanes[name]
            curves = lane_curves(name, runs, self.view, self.view.span or whole, lane.plotItem.vb.width())
            by_step, narrowest = self.view.axis == "steps", _NARROWEST[self.view.axis]
            lane.show_curves(curves, self.view.span or whole, whole, narrowest, by_step=by_step)
        self._show_moments()

    def _shown(self) -> list[str]:
        """The lanes with a curve that is not switched off."""
        return [lane for lane in LANES if any(one.lane == lane and one.name not in self.view.hidden for one in LINES)]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("canvas"))
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)

    # names

    def _on_named(self) -> None:
        """Switch a curve; one always stays."""
        hidden = frozenset(name.line.name for name in self.names if not name.isChecked())
        if len(hidden) == len(LINES):
            hidden = self.view.hidden
        for name in self.names:
            name.setChecked(name.line.name not in hidden)
        self.view = replace(self.view, hidden=hidden)
        self._place_names()
        self.refresh()

    def _place_names(self) -> None:
        """Every name over its lane, or over the one that is left where that is switched off."""
        shown = self._shown()
        for name, lane in self.lanes.items():
            lane.setVisible(name in shown)
            lane.show_below(name == shown[-1])
        counts = dict.fromkeys(LANES, 0)
        for button in self.names:
            over = button.line.lane if button.line.lane in shown else shown[0]
            self._heads[over].insertWidget(counts[over], button)
            counts[over] += 1
        self.note.setVisible("scores" in shown)

    # what is true at a moment

    def _show_moments(self) -> None:
        under = self._step_at(self._under)
        step = under if under is not None else self.marked
        words = self.words_at(step) if step is not None else ""
        for name in self._shown() if len(self.lanes) == len(LANES) else ():
            first = name == self._shown()[0]
            self.lanes[name].show_moments(self._place_of(under), self._place_of(self.marked), words if first else "")

    def _place_of(self, step: int | None) -> float | None:
        if step is None or not len(self.run.losses):
            return None
        return float(step) if self.view.axis == "steps" else self.run.second_of(step)

    def _step_at(self, place: float | None) -> int | None:
        if place is None:
            return None
        index = self.run.losses.index_near(place, by_step=self.view.axis == "steps")
        return self.run.losses.sample(index)[0] if index >= 0 else None

    def words_at(self, step: int) -> str:
        """ "9 min 24, step 3,871: L1 8.1, generator 1.20": the moment, and what is shown of it."""
        index = self.run.losses.index_near(step, by_step=True)
        if index < 0:
            return ""
        at, seconds, values = self.run.losses.sample(index)
        shown = [line for line in LINES if line.name in values and line.name not in self.view.hidden]
        words = ", ".join(line.words.format(values[line.name] * line.scale) for line in shown)
        return f"{word_moment(seconds)}, step {at:,}" + (f": {words}" if words else "")

    # mouse

    def _on_pointed(self, place: float | None) -> None:
        self._under = place
        self._show_moments()

    def _on_held(self, place: float) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        step = self._step_at(place)
        if step is not None:
            self.scrubbed.emit(step)

    def _on_zoomed(self, span: Span | None) -> None:
        """This much; all of it, growing with the run, when it is all."""
        first, last = whole_span([self.run, *self.others], self.view.axis)
        self.set_span(span if span is not None and span[1] - span[0] < (last - first) * 0.9999 else None)
