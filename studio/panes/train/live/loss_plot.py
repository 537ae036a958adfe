"""A run as live curves: losses above, held-out scores below, by time or by step, other runs behind.

Knows numbers, not trainings. It stands before pyqtgraph is there: its lanes come when `draw_with` brings them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from studio.look import theme
from studio.panes.train.live.run_curves import LANES, Line, RunCurves, View
from studio.panes.train.words import word_moment

if TYPE_CHECKING:
    from studio.panes.train.live.lane_plot import LanePlot, Span

_SHARES = {"losses": 56, "scores": 44}
_LEFT, _RIGHT = 44, 56
_PAUSE_MS = 20


class CurveName(QPushButton):
    """The name of a curve in its colour, with its value at the moment that is shown; checked: the curve is shown."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setChecked(True)
        self.line = line
        self.setProperty("curve", line.colour)
        self.setFont(theme.font("small"))
        self.setToolTip(f"{line.help}\nClick to show or hide it")
        self.say({line.name: 10 - line.least})
        self.setMinimumWidth(self.sizeHint().width())  # so that nothing beside it moves
        self.say({})

    def say(self, values: dict[str, float]) -> None:
        value = values.get(self.line.name)
        words = self.line.words.partition(" {")[0] if value is None else self.line.words.format(value * self.line.scale)
        self.setText(f"— {words}")


class LossPlot(QFrame):
    """scrubbed(step): a click or drag stands at that step. The wheel zooms, a double click shows the whole run;

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
        self._drawn: dict[str, tuple[object, ...]] = {}
        self.lanes: dict[str, LanePlot] = {}
        self.names: dict[str, CurveName] = {}
        self.moment, self.note = QLabel(), QLabel()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 4, 4, 4)  # the round corners are those of the ground
        self._column.setSpacing(0)
        for lane, label in zip(LANES, (self.moment, self.note), strict=True):
            self._add_head(lane, label)
        self.setProperty("role", "plot")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(180)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Losses and held-out scores of the run")
        theme.signals.changed.connect(self.refresh)

    def _add_head(self, lane: str, label: QLabel) -> None:
        """The names over a lane, and words at the right."""
        head = QHBoxLayout()
        head.setContentsMargins(_LEFT, 0, _RIGHT, 0)
        head.setSpacing(theme.SPACE_8)
        for line in (line for lines in LANES[lane] for line in lines):
            name = self.names[line.name] = CurveName(line)
            name.clicked.connect(self._on_named)
            head.addWidget(name)
        label.setFont(theme.font("small"))
        head.addStretch(1)
        head.addWidget(label)
        self._column.addLayout(head)

    # what is shown

    def draw_with(self, kind: type[LanePlot]) -> None:
        """Pyqtgraph is there: each lane becomes one of these, made one by one so that the window is not held up."""
        QTimer.singleShot(_PAUSE_MS, self, lambda: self._make_lane(kind))

    def _make_lane(self, kind: type[LanePlot]) -> None:
        name = list(LANES)[len(self.lanes)]
        lane = self.lanes[name] = kind(name)
        lane.pointed.connect(self._on_pointed)
        lane.held.connect(self._on_held)
        lane.zoomed.connect(self._on_zoomed)
        lane.field.sigResized.connect(self.refresh)
        self._column.insertWidget(2 * len(self.lanes) - 1, lane, _SHARES[name])
        if len(self.lanes) < len(LANES):
            self.draw_with(kind)
        else:
            self._on_named()

    def set_run(self, run: RunCurves) -> None:
        """Show another run in front; zoomed out."""
        self.run, self.marked = run, None
        self.look(span=None)

    def set_others(self, runs: Sequence[RunCurves]) -> None:
        """Runs to lay behind it."""
        self.others = list(runs)
        self.refresh()

    def look(self, **changes: Any) -> None:
        """Change what is to be shown, by the fields of View."""
        self.view = replace(self.view, **changes)
        self.refresh()

    def mark(self, step: int | None) -> None:
        """Put the line of the time machine at this step; None removes it."""
        self.marked = step
        self._show_moments()

    def refresh(self) -> None:
        """Draw the curves anew where something came."""
        if not self.isVisible() or len(self.lanes) < len(LANES):
            return
        runs, whole = [self.run, *self.others], self._whole()
        for name, lane in self.lanes.items():
            tracks = [run.tracks[name] for run in runs]
            looks = (theme.current(), lane.field.width(), self.view, whole, self.run.critic)
            drawn = (*looks, *((one, len(one)) for one in tracks))
            if drawn != self._drawn.get(name) and not lane.isHidden():
                self._drawn[name] = drawn
                lane.show_runs(runs, self.view, whole)
        self._show_moments()

    def _whole(self) -> Span:
        """From the beginning to the newest of all runs, and a little further, so that the axis rests meanwhile."""
        longest = max(15.0, *(run.last(self.view.axis) for run in (self.run, *self.others)))
        part = 10.0 ** math.floor(math.log10(longest)) / 200
        return 0.0, math.ceil(longest / part - 1e-9) * part

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _on_named(self) -> None:
        """Switch a curve; one always stays. A lane without a curve leaves its room to the other; its names stay."""
        hidden = frozenset(name for name, button in self.names.items() if not button.isChecked())
        hidden = hidden if len(hidden) < len(self.names) else self.view.hidden
        for name, button in self.names.items():
            button.setChecked(name not in hidden)
        shown = [
            lane for lane, sides in LANES.items() if any(line.name not in hidden for lines in sides for line in lines)
        ]
        for name, lane in self.lanes.items():
            lane.setVisible(name in shown)
            lane.show_below(name == shown[-1])
        self.look(hidden=hidden)

    # moments

    def _show_moments(self) -> None:
        """Lines at the moments, the one under the mouse in words, and at every name its value then."""
        axis, losses = self.view.axis, self.run.losses
        under = losses.near(self._under, axis) if self._under is not None else {}
        marked = losses.near(self.marked, "step") if self.marked is not None else {}
        for lane in self.lanes.values():
            lane.show_moments(under.get(axis), marked.get(axis))
        said = under or marked
        values = self.run.scores.near(said["step"], "step") | said if said else {}
        self.moment.setText(f"{word_moment(said['second'])}, step {said['step']:,.0f}" if said else "")
        for name in self.names.values():
            name.say(values)

    def _on_pointed(self, place: float | None) -> None:
        self._under = place
        self._show_moments()

    def _on_held(self, place: float) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if len(self.run.losses):
            self.scrubbed.emit(round(self.run.losses.near(place, self.view.axis)["step"]))

    def _on_zoomed(self, span: Span | None) -> None:
        """This much; all of it, growing with the run, when it is all."""
        self.look(span=span if span is not None and span[1] - span[0] < self._whole()[1] * 0.9999 else None)
