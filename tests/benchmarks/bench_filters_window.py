"""How fast the Filters pane follows the hand: `python -m tests.benchmarks.bench_filters_window PROJECT`.

From the change of a parameter to the picture painted on the screen, for every parameter of every filter, in the real
pane; then walking through faces, and the pages of recipe and collection. PROJECT is copied, not written.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from models.filters import FILTERS
from studio.look import theme
from studio.run.app import make_application, open_window
from studio.state.preferences import Preferences
from studio.window.main_window import MainWindow


class Painted(QObject):
    """When the widget was painted last."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


def main(project: Path) -> None:
    app = make_application()
    theme.apply(app, "dark")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(project, Path(folder) / "project"))
        window = open_window(copy, Preferences(Path(folder) / "bottega.ini"))
        window.resize(1600, 1000)
        window.show()
        window.show_pane("filters")
        wait(lambda: window.current_pane.crops.ready and window.current_pane.bank.shown is not None)
        window.current_pane.speed.pause()
        rest(1.0)
        report_parameters(window)
        report_walk(window)
        report_pages(window)
        window.close()
        window.session.close()


def wait(until, seconds: float = 30.0) -> float:
    start = time.perf_counter()
    while not until() and time.perf_counter() - start < seconds:
        QApplication.processEvents()
    return (time.perf_counter() - start) * 1000


def rest(seconds: float) -> None:
    until = time.perf_counter() + seconds
    wait(lambda: time.perf_counter() > until, seconds + 1)


def report_parameters(window: MainWindow) -> None:
    bank = window.current_pane.bank
    painted = Painted(bank.view)
    everything = []
    for entry in FILTERS:
        bank.choose(entry.name)
        rest(0.3)
        for param in entry.params:
            if param.kind not in ("int", "float"):
                continue
            row, times = bank.panel.form.row(param.name), []
            for value in np.linspace(param.low, param.high, 12):
                shown, wanted = bank.shown, param.check(int(value) if param.kind == "int" else float(value))
                if wanted == row.value():
                    continue
                start = time.perf_counter()
                row.set_value(wanted)
                row.changed.emit(wanted)
                wait(lambda before=shown, since=start: bank.shown is not before and painted.at > since)
                times.append((painted.at - start) * 1000)
                rest(0.02)
            everything += times
    spread = np.percentile(everything, [50, 95, 99, 100])
    print(
        f"{len(everything)} changes of parameters to the screen: p50 {spread[0]:.1f}, p95 {spread[1]:.1f}, "
        f"p99 {spread[2]:.1f}, max {spread[3]:.1f} ms"
    )


def report_walk(window: MainWindow) -> None:
    bank, times = window.current_pane.bank, []
    for _ in range(40):
        before = bank.picture
        QTest.keyClick(bank.view, Qt.Key.Key_N)
        times.append(wait(lambda shown=before: bank.picture is not shown))
        rest(0.05)
    print(f"next face: p50 {np.median(times):.1f}, max {max(times):.1f} ms")


def report_pages(window: MainWindow) -> None:
    pane = window.current_pane
    start = time.perf_counter()
    pane.show_page("collection")
    print(
        f"collection page up in {(time.perf_counter() - start) * 1000:.0f} ms, "
        f"all measured after {wait(lambda: all(c.measured for c in pane.crops.collection.of()), 120) / 1000:.1f} s"
    )
    pane.show_page("recipe")
    print(f"recipe page: twelve pairs after {wait(lambda: pane.recipe_page.stage.grid.count() == 12):.0f} ms")
    times = []
    for _ in range(20):
        pane.recipe_page.stage.grid.set_pairs([])
        pane.recipes.reseed()
        times.append(wait(lambda: pane.recipe_page.stage.grid.count() == 12))
    print(f"other twelve: p50 {np.median(times):.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
