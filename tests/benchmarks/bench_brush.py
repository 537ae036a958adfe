"""How soon a stroke of the brush stands on the canvas, and the picture that the encoder repaints from it.

python -m tests.benchmarks.bench_brush PROJECT     (with photos, and encoders that paint from lines on its shelf)
"""

from __future__ import annotations

import math
import sys
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from models.painting.drawing import pens_of
from studio.look import theme
from studio.run.app import make_application, open_window
from studio.state.preferences import Preferences

MOVES = 240
MOVE_EVERY = 1 / 60
"""Seconds: as often as a screen shows a picture."""


def send(canvas, kind: QEvent.Type, at: QPointF) -> None:
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    where = QPointF(canvas.mapToGlobal(at.toPoint()))
    QApplication.sendEvent(canvas, QMouseEvent(kind, at, where, button, held, Qt.KeyboardModifier.NoModifier))


def report(what: str, seconds: list[float]) -> None:
    middle, late, most = (1000 * float(np.quantile(seconds, share)) for share in (0.5, 0.95, 1))
    print(f"{what}: p50 {middle:.1f}, p95 {late:.1f}, max {most:.1f} ms of {len(seconds)}")


def wait(until, app: QApplication) -> None:
    while not until():
        app.processEvents()
        time.sleep(0.0005)


def measure(brush, app: QApplication) -> tuple[list[float], list[float]]:
    """Seconds that each move of one long stroke held the window up, and until its answer was on the screen."""
    canvas, at = brush.table.canvas, brush.table.canvas.picture_rect(0)
    moves, answers = [], []

    def on_answered(answer) -> None:
        canvas.repaint()
        answers.append(time.perf_counter() - answer.request.asked)

    brush.desk.painter.answered.connect(on_answered)
    places = [at.center() + QPointF(math.cos(turn / 9), math.sin(turn / 7)) * at.width() * 0.4 for turn in range(MOVES)]
    send(canvas, QEvent.Type.MouseButtonPress, places[0])
    for place in places[1:]:
        start = time.perf_counter()
        send(canvas, QEvent.Type.MouseMove, place)
        canvas.repaint(canvas.rect())
        moves.append(time.perf_counter() - start)
        while time.perf_counter() < start + MOVE_EVERY:
            app.processEvents()
            time.sleep(0.0005)
    send(canvas, QEvent.Type.MouseButtonRelease, places[-1])
    wait(brush.settled, app)
    brush.desk.painter.answered.disconnect(on_answered)
    return moves, answers


def main(folder: Path) -> None:
    app = make_application()
    theme.apply(app, "dark")
    window = open_window(folder, Preferences(folder.parent / "bench.ini"))
    window.resize(1600, 1000)
    window.show()
    window.show_pane("paint")
    pane = window.pane("paint")
    pane.show_screen("brush")
    wait(lambda: pane.desk.shelf.known, app)
    for header in pane.desk.shelf.headers.values():
        if pens_of(header.recipe) is None:
            continue
        pane.desk.shelf.choose(header.path)
        wait(lambda: pane.front.settled() and pane.front.table.canvas.answer is not None, app)
        moves, answers = measure(pane.front, app)
        report(f"{header.title}, {header.size}: a move of the pen", moves)
        report(f"{header.title}, {header.size}: from the move to the repainted picture", answers)
    window.close()
    window.session.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
