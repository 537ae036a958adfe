"""The phases of a run in a lane of its plot: the first one shaded, a line where the critic joined, their names.

Importing it imports pyqtgraph: never on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyqtgraph as pg

from studio.look import theme
from studio.panes.train.live.curves import Axis

COPYING, JOINED = "first learns to copy", "then the critic joins"
_ROOM = 0.98  # of the lane's height: where the names stand


class PhaseBands:
    """Hidden in a run that has one phase only. named: whether their names stand at the top."""

    def __init__(self, *, named: bool) -> None:
        self.ground = pg.LinearRegionItem((0, 0), movable=False)
        self.edge = pg.InfiniteLine()
        self.names: list[pg.InfLineLabel] = []
        if named:
            self.names = [
                pg.InfLineLabel(self.edge, text, movable=False, position=_ROOM, anchors=anchors)
                for text, anchors in ((COPYING, ((1, 0), (1, 0))), (JOINED, ((0, 0), (0, 0))))
            ]
        for item in self.items():
            item.setZValue(-200)
            item.hide()

    def items(self) -> Iterator[pg.GraphicsObject]:
        yield self.ground
        yield self.edge

    def dress(self) -> None:
        ground = theme.colour("raised")
        ground.setAlpha(110)
        self.ground.setBrush(ground)
        for line in self.ground.lines:
            line.setPen(None)
        self.edge.setPen(theme.colour("line"), width=1.5)
        for name in self.names:
            name.setColor(theme.colour("quiet"))
            name.setFont(theme.font("small"))

    def show(self, critic: tuple[int, float] | None, axis: Axis, span: tuple[float, float], width: float) -> None:
        """The critic joined after that step and second, if it did; span, width: so much is shown on so many pixels.

        A name without room for it is left out.
        """
        place = 0.0 if critic is None else float(critic[0] if axis == "step" else critic[1])
        self.ground.setRegion((0.0, place))
        self.edge.setValue(place)
        for item in self.items():
            item.setVisible(critic is not None)
        pixel = width / (span[1] - span[0])
        for name, room in zip(self.names, ((place - span[0]) * pixel, (span[1] - place) * pixel), strict=False):
            name.setVisible(name.boundingRect().width() < room)
