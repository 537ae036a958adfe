"""How the Photos pane answers with ten thousand photos: scrolling, selecting, filtering, editing, undoing.

python -m tests.benchmarks.bench_photos [PROJECT]     (made anew when it is not there)
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtTest import QTest

from studio.look import theme
from studio.run.app import make_application, open_window
from studio.run.garbage import GarbageCollector
from studio.state.preferences import Preferences
from studio.window.main_window import MainWindow
from tests.studio.many import make_many


class Lateness:
    """The longest the event loop was held up, asked every 2 ms."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(interval=2, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        self.worst = 0.0
        self._clock.start()
        self._timer.start()

    def _on_tick(self) -> None:
        self.worst = max(self.worst, self._clock.nsecsElapsed() / 1e6 - 2)
        self._clock.restart()


def main(folder: Path) -> None:
    if not folder.exists():
        make_many(folder)
    sys.setswitchinterval(0.001)  # as the application does
    app = make_application()
    theme.apply(app, "dark")
    window = open_window(folder, Preferences(folder.parent / "bench.ini"))
    window.resize(1600, 1000)
    garbage = GarbageCollector(window)  # as the application does
    late = Lateness()
    started = time.perf_counter()
    window.show()
    pane = window.pane("photos")

    def wait(until: Callable[[], bool], seconds: float = 30) -> None:
        end = time.perf_counter() + seconds
        while not until() and time.perf_counter() < end:
            app.processEvents()
            time.sleep(0.0002)
        assert until(), "did not come"

    def settle(seconds: float = 0.6) -> None:
        end = time.perf_counter() + seconds
        wait(lambda: time.perf_counter() > end and pane.settled())

    def timed(what: str, do: Callable[[], object], until: Callable[[], bool] = lambda: True) -> None:
        settle()
        late.start()
        before = time.perf_counter()
        do()
        held = (time.perf_counter() - before) * 1000
        wait(until)
        took = (time.perf_counter() - before) * 1000
        settle()
        print(f"{what:36} call {held:6.1f} ms, done {took:7.1f} ms, loop held at most {late.worst:6.1f} ms", flush=True)

    wait(lambda: pane.model.rowCount() > 0)
    print(f"{pane.model.rowCount()} rows after {time.perf_counter() - started:.2f} s")
    settle(3)
    _scroll(window, app)
    _use(window, timed)
    print(f"memory {_memory()} MB")
    window.close()
    garbage.close()
    window.session.close()


def _scroll(window: MainWindow, app: object) -> None:
    """Steps of a wheel, then leaps, with thumbnails arriving between the steps."""
    pane = window.pane("photos")
    bar = pane.grid.verticalScrollBar()
    for what, step, count in (("wheel", 120, 250), ("page", 800, 100), ("leap", 9000, 40)):
        bar.setValue(0)
        app.processEvents()  # type: ignore[attr-defined]
        times = []
        for _ in range(count):
            before = time.perf_counter()
            bar.setValue(bar.value() + step)
            pane.grid.viewport().repaint()
            app.processEvents()  # type: ignore[attr-defined]
            times.append((time.perf_counter() - before) * 1000)
            time.sleep(0.004)
        p50, p99 = np.quantile(times, 0.5), np.quantile(times, 0.99)
        print(f"scroll by {what:26} p50 {p50:5.1f} ms, p99 {p99:5.1f} ms, max {max(times):5.1f} ms", flush=True)


def _use(window: MainWindow, timed: Callable[..., None]) -> None:
    pane, session = window.pane("photos"), window.session
    grid, bar = pane.grid, pane.grid.verticalScrollBar()
    count = session.project.photos.count()
    bar.setValue(bar.maximum() // 2)
    grid.setCurrentIndex(pane.model.index(count // 2))
    grid.setFocus()
    for what, key in (("arrow key", Qt.Key.Key_Right), ("arrow down", Qt.Key.Key_Down)):
        timed(what, lambda key=key: QTest.keyClick(grid, key))
    timed("leave one out (L)", lambda: QTest.keyClick(grid, Qt.Key.Key_L))
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    timed("select all", lambda: QTest.keyClick(grid, Qt.Key.Key_A, control))
    timed("arrow key after that", lambda: QTest.keyClick(grid, Qt.Key.Key_Right))
    timed("home", lambda: QTest.keyClick(grid, Qt.Key.Key_Home))
    timed("shift end", lambda: QTest.keyClick(grid, Qt.Key.Key_End, shift))
    grid.select_rows([count // 2])
    timed("sort by brightness", lambda: pane.sort.choose("brightness"))
    timed("turned round", lambda: pane.sort.choose("brightness"))
    timed("filter dark", lambda: pane.panel.shows.rows()[2].pressed.emit("dark"))
    timed("all again", pane.filters.clear)
    timed("search", lambda: pane.search.setText("person 07"))
    timed("all again", pane.filters.clear)
    axis = pane.panel.axes["brightness"]
    timed("open a range", lambda: axis.set_open(True))
    timed("move its handle", lambda: axis.slider._move("low", 90.0))
    timed("all again", pane.filters.clear)
    name = session.library.people()[0][0] if hasattr(session.library, "people") else "Person 01"
    timed("rename a person", lambda: pane.photo_actions.rename(name, f"{name} again"))
    grid.select_rows(range(0, count // 2))
    timed("delete half side by side", pane.selection.remove, lambda: pane.model.rowCount() == count - count // 2)
    timed("undo that", session.undo, lambda: pane.model.rowCount() == count)
    grid.select_rows(range(0, count, 2))
    timed("delete every other", pane.selection.remove, lambda: pane.model.rowCount() == count // 2)
    timed("undo that", session.undo, lambda: pane.model.rowCount() == count)


def _memory() -> int:
    text = Path("/proc/self/status").read_text()
    return int(text.split("VmHWM:")[1].split()[0]) // 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]).absolute())
    else:
        with tempfile.TemporaryDirectory() as place:
            main(Path(place) / "many")
