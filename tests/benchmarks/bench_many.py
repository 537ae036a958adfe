"""How the window does with very many photos: opening, scrolling, reviewing by key, deleting half and undoing it.

python -m tests.benchmarks.bench_many FOLDER     (a project made by `python -m tests.studio.many FOLDER`)
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.look import theme
from studio.run.app import make_application, open_window
from studio.run.garbage import GarbageCollector
from studio.state.preferences import Preferences
from studio.window.main_window import MainWindow
from tests.benchmarks.bench_window import Probe

KEYS = 300


def wait_until(done: Callable[[], object], seconds: float = 60.0) -> float:
    """Serve events until it holds; how long that took, in s. Raises TimeoutError."""
    started = time.perf_counter()
    while not done():
        QApplication.processEvents()
        time.sleep(0.0002)
        if time.perf_counter() - started > seconds:
            raise TimeoutError
    return time.perf_counter() - started


def wait(seconds: float) -> None:
    until = time.perf_counter() + seconds
    wait_until(lambda: time.perf_counter() > until)


def spread(what: str, seconds: list[float]) -> str:
    ms = np.asarray(seconds) * 1e3
    return f"{what}: p50 {np.median(ms):.1f}, p99 {np.quantile(ms, 0.99):.1f}, max {ms.max():.1f} ms of {len(ms)}"


def memory() -> float:
    """Resident size of this process in MB (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def scroll(window: MainWindow) -> list[float]:
    """Seconds per step, painted: as the wheel does it, then in great leaps with thumbnails arriving."""
    grid = window.current_pane.grid
    bar = grid.verticalScrollBar()
    took = []
    for step in range(400):
        before = time.perf_counter()
        bar.setValue(bar.value() + 120 if step < 300 else (step - 300) * bar.maximum() // 100)
        QApplication.processEvents()
        grid.viewport().repaint()
        took.append(time.perf_counter() - before)
        wait(0.004)
    return took


def review(window: MainWindow) -> list[float]:
    """Seconds from a press of A or X until the next face is on the screen with its photo."""
    pane = window.current_pane
    took = []
    for press in range(KEYS):
        before = time.perf_counter()
        QTest.keyClick(pane.canvas, Qt.Key.Key_X if press % 5 == 0 else Qt.Key.Key_A)
        pane.canvas.repaint()
        took.append(time.perf_counter() - before)
        wait(0.12)  # a fast hand: eight faces a second
    return took


def main(folder: Path) -> None:
    app = make_application()
    theme.apply(app, "dark")
    garbage = GarbageCollector()  # as in the application
    sys.setswitchinterval(0.001)
    probe = Probe()
    started = time.perf_counter()
    window = open_window(folder, Preferences(folder.parent / "bench.ini"))
    window.resize(1600, 1000)
    window.show()
    pane = window.current_pane
    wait_until(lambda: pane.model.rowCount() > 0)
    pane.grid.viewport().repaint()
    print(f"opened, all {pane.model.rowCount():,} rows in the grid: {time.perf_counter() - started:.2f} s", flush=True)
    wait_until(lambda: window.session.library.settled and pane.store.idle)
    probe.start()
    print(spread("scroll step", scroll(window)), flush=True)
    print(probe.report("  event loop"), f"memory {memory():.0f} MB", flush=True)

    window.show_pane("faces")
    faces = window.current_pane
    wait_until(lambda: faces.presenter.loaded is not None)
    wait(1)
    probe.start()
    print(spread("confirm + next", review(window)), flush=True)
    print(probe.report("  event loop"), flush=True)
    wait(3)

    window.show_pane("photos")
    wait(1)
    rows = len(window.session.library.rows)
    probe.start()
    pane.grid.selectAll()
    wait(0.5)
    print(probe.report("select all"), flush=True)
    pane.grid.clearSelection()
    half = QItemSelection(pane.model.index(0), pane.model.index(rows // 2 - 1))
    pane.grid.selectionModel().select(half, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    wait(0.5)
    probe.start()
    wait(0.1)
    before = time.perf_counter()
    QTest.keyClick(pane.grid, Qt.Key.Key_Delete)
    wait_until(lambda: pane.model.rowCount() == rows - rows // 2)
    took = time.perf_counter() - before
    wait(0.5)
    print(f"delete {rows // 2:,}: {took:.2f} s;", probe.report("event loop"), flush=True)
    wait(3)
    probe.start()
    wait(0.1)
    before = time.perf_counter()
    window.session.undo()
    wait_until(lambda: pane.model.rowCount() == rows)
    took = time.perf_counter() - before
    wait(0.5)
    print(f"undo: {took:.2f} s;", probe.report("event loop"), flush=True)
    wait_until(lambda: window.session.library.settled)
    print(f"memory {memory():.0f} MB; torch in this process: {'torch' in sys.modules}")
    window.close()
    window.session.close()
    garbage.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
