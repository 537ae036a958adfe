"""The course of a run as live curves: losses above, held-out scores below, by time or by step, other runs behind.

Knows numbers, not trainings. Drawn by hand at a cost that does not grow with the run.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.records import Scores
from studio.look import theme
from studio.panes.train.live.curves import Numbers
from studio.panes.train.live.plot_paint import name_rects, paint_moment, paint_name, paint_scene
from studio.panes.train.live.plot_scene import Axis, Scene, View, arrange, names_at, whole_span
from studio.panes.train.live.run_curves import LINES, Line, RunCurves
from studio.panes.train.plot_ticks import word_time_tick

_REDRAW_MS = 100  # ten redraws a second look continuous; more would only cost
_SHARE = 15  # never more than a fifteenth of the window's time
_ZOOM = 1.25
_NARROWEST = {"steps": 10.0, "time": 5.0}
_MARGIN = 8.0


class LossPlot(QWidget):
    """scrubbed(step): a press or drag stands at that step. The wheel zooms, a double click shows the whole run;

    a click on a name switches its curve. Redrawn at most ten times a second while visible.
    """

    scrubbed = Signal(int)
    zoomed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run = RunCurves()
        self._others: list[RunCurves] = []
        self._view = View()
        self._marked: int | None = None
        self._under: QPointF | None = None
        self._held = False
        self._note, self._note_help = "", ""
        self._ground = QPixmap()
        self._scene: Scene | None = None
        self._timer = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._timer.timeout.connect(self.refresh)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(180)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Losses and held-out scores of the run")

    # what is shown

    def clear(self) -> None:
        self.set_run(RunCurves())
        self._marked = None

    def set_run(self, run: RunCurves) -> None:
        """Show another run in front; zoomed out."""
        self.run = run
        self.set_span(None)

    def set_others(self, runs: Sequence[RunCurves]) -> None:
        """Runs to lay behind it."""
        self._others = list(runs)
        self._soon()

    @property
    def others(self) -> list[RunCurves]:
        return list(self._others)

    def add(self, step: int, seconds: float, losses: Mapping[str, float]) -> None:
        """The losses after `step`; names that have no curve are left out."""
        self.run.add(step, seconds, losses)
        self._soon()

    def extend(self, steps: Numbers, seconds: Numbers, losses: Mapping[str, Numbers]) -> None:
        """Many steps at once, as they lie on the disk."""
        self.run.extend(steps, seconds, losses)
        self._soon()

    def set_scores(self, scores: Sequence[tuple[int, Scores]]) -> None:
        """All held-out scores, by step in order."""
        self.run.set_scores(scores)
        self._soon()

    def set_note(self, words: str, help: str = "") -> None:
        """What stands over the scores at the right ("held out 24.07 dB, best 24.12"), and its tooltip."""
        self._note, self._note_help = words, help
        self.update()

    @property
    def note(self) -> str:
        return self._note

    @property
    def view(self) -> View:
        return self._view

    def set_axis(self, axis: Axis) -> None:
        self._change(replace(self._view, axis=axis, span=None))

    def set_smooth(self, share: float) -> None:
        """Mean over about this share of the width; 0 shows what was measured."""
        self._change(replace(self._view, smooth=share))

    def set_span(self, span: tuple[float, float] | None) -> None:
        """Show only these steps or seconds; None for all, growing with the run."""
        self._change(replace(self._view, span=span))
        self.zoomed.emit(span is not None)

    def show_line(self, name: str, shown: bool) -> None:
        """Switch a curve; one always stays."""
        hidden = self._view.hidden - {name} if shown else self._view.hidden | {name}
        if len(hidden) < len(LINES):
            self._change(replace(self._view, hidden=frozenset(hidden)))

    def _change(self, view: View) -> None:
        self._view = view
        self.refresh()

    def mark(self, step: int | None) -> None:
        """Put the dashed line at this step, where it stays while the mouse is elsewhere; None removes it."""
        self._marked = step
        self.update()

    @property
    def marked(self) -> int | None:
        return self._marked

    # drawing

    def _soon(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def refresh(self) -> None:
        """Draw the curves anew, with everything that has come."""
        if not self.isVisible():
            self._scene = None
            return
        started = time.perf_counter()
        inside = QRectF(self.rect()).adjusted(0, _MARGIN / 2, 0, -2)
        self._scene = arrange([self.run, *self._others], self._view, inside)
        ratio = self.devicePixelRatioF()
        wanted = self.size() * ratio
        if self._ground.size() != wanted:
            self._ground = QPixmap(wanted)
            self._ground.setDevicePixelRatio(ratio)
        self._ground.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._ground)
        paint_scene(painter, self._scene, QRectF(self.rect()))
        painter.end()
        took_ms = (time.perf_counter() - started) * 1000
        self._timer.setInterval(max(_REDRAW_MS, round(_SHARE * took_ms)))
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scene is None:
            return
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_names(painter, self._scene)
        step = self._step_under()
        if step is None:
            step = self._marked
        if step is not None and len(self.run.losses):
            paint_moment(painter, self._scene, self._place_of(step), self.words_at(step))

    def _paint_names(self, painter: QPainter, scene: Scene) -> None:
        for rect, line, shown in self._names(scene):
            under = self._under is not None and rect.contains(self._under)
            paint_name(painter, rect, line.title, line.colour, shown=shown, under=under)
        if scene.lanes[-1].name == "scores":
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("text"))
            where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(scene.lanes[-1].head, where, self._note)

    def _names(self, scene: Scene) -> list[tuple[QRectF, Line, bool]]:
        """Where each curve's name stands: over its lane, or over the first where its lane is switched off."""
        found: list[tuple[QRectF, Line, bool]] = []
        lanes = {lane.name: lane.head for lane in scene.lanes}
        rows: dict[str, list[tuple[Line, bool]]] = {name: [] for name in lanes}
        for name in ("losses", "scores"):
            rows[name if name in lanes else next(iter(lanes))] += names_at(self._view.hidden, name)
        for name, row in rows.items():
            rects = name_rects(lanes[name], [line.title for line, _ in row])
            found += [(rect, line, shown) for rect, (line, shown) in zip(rects, row, strict=True)]
        return found

    # what is true at a step

    def _place_of(self, step: int) -> float:
        return float(step) if self._view.axis == "steps" else self.run.second_of(step)

    def words_at(self, step: int) -> str:
        """ "9 min 24, step 3,871: L1 8.1, generator 1.20": the moment, and what is shown of it."""
        index = self.run.losses.index_near(step, by_step=True)
        if index < 0:
            return ""
        at, seconds, values = self.run.losses.sample(index)
        shown = [line for line in LINES if line.name in values and line.name not in self._view.hidden]
        words = ", ".join(line.words.format(values[line.name] * line.scale) for line in shown)
        return f"{word_time_tick(seconds)}, step {at:,}" + (f": {words}" if words else "")

    def _step_under(self) -> int | None:
        """The step the mouse points at."""
        if self._under is None or self._scene is None or not self._scene.area.contains(self._under):
            return None
        place = self._scene.place_of(self._under.x())
        index = self.run.losses.index_near(place, by_step=self._view.axis == "steps")
        return self.run.losses.sample(index)[0] if index >= 0 else None

    # mouse

    def _name_under(self, at: QPointF) -> Line | None:
        names = self._names(self._scene) if self._scene is not None else []
        return next((line for rect, line, _ in names if rect.contains(at)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        line = self._name_under(event.position())
        if line is not None:
            self.show_line(line.name, line.name in self._view.hidden)
            return
        self._under = event.position()
        self._held = self._step_under() is not None
        self._scrub()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._under = event.position()
        over = self._name_under(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        self._scrub()
        self.update()

    def _scrub(self) -> None:
        step = self._step_under() if self._held else None
        if step is not None:
            self.scrubbed.emit(step)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._name_under(event.position()) is None:
            self.set_span(None)
        else:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._under = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse; sideways, or with Shift, move along."""
        turn = event.angleDelta()
        if self._scene is None or not (turn.x() or turn.y()):
            return
        low, high = self._scene.span
        if turn.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            by = -(turn.x() or turn.y()) / 1200 * (high - low)
            self._show_span(low + by, high + by)
        else:
            factor = _ZOOM ** (-turn.y() / 120)
            at = min(max(self._scene.place_of(event.position().x()), low), high)
            self._show_span(at - (at - low) * factor, at + (high - at) * factor)
        event.accept()

    def _show_span(self, low: float, high: float) -> None:
        """This much, within the run; all of it when it is all."""
        first, last = whole_span([self.run, *self._others], self._view.axis)
        width = max(high - low, _NARROWEST[self._view.axis])
        if width >= last - first:
            self.set_span(None)
            return
        low = min(max(low, first), last - width)
        self.set_span((low, low + width))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._help_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _help_at(self, at: QPointF) -> str:
        line = self._name_under(at)
        if line is not None:
            return f"{line.help}\nClick to show or hide it"
        last = self._scene.lanes[-1] if self._scene is not None else None
        return self._note_help if last is not None and last.name == "scores" and last.head.contains(at) else ""
