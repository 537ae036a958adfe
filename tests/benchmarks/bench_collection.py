"""How the Collection page does with very many faces: showing, sorting, brushing, selecting and scrolling, each painted.

python -m tests.benchmarks.bench_collection [ROWS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.look import theme
from studio.panes.filters.collection.crop_table import NAMES
from studio.panes.filters.collection.page import CollectionPage
from studio.run.app import make_application
from studio.run.garbage import GarbageCollector
from tests.studio.crops import many_rows


def spread(what: str, seconds: Iterable[float]) -> str:
    ms = np.asarray(list(seconds)) * 1e3
    return f"{what:<46} p50 {np.median(ms):6.1f}   max {ms.max():6.1f} ms   ({len(ms)} times)"


def timed(page: CollectionPage, act: Callable[[], object]) -> tuple[float, float]:
    """Seconds until it returns, and until it is painted."""
    started = time.perf_counter()
    act()
    returned = time.perf_counter()
    page.repaint()
    QApplication.processEvents()
    return returned - started, time.perf_counter() - started


def report(page: CollectionPage, what: str, acts: Iterable[Callable[[], object]]) -> None:
    took = [timed(page, act) for act in acts]
    print(spread(what, (one for one, _ in took)))
    print(spread(f"{what}, painted", (one for _, one in took)), flush=True)


def drag(plot: object, steps: int, y: int) -> list[Callable[[], object]]:
    """The moves of a drag across two thirds of a plot, one function each; the first presses too."""
    places = [QPoint(20 + step * (plot.width() - 60) // steps, y) for step in range(steps)]  # type: ignore[attr-defined]
    press = lambda: QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=places[0])  # noqa: E731
    return [press, *(lambda place=place: QTest.mouseMove(plot, place) for place in places[1:])]


def main(count: int) -> None:
    theme.apply(make_application(), "dark")
    garbage = GarbageCollector()  # as in the application
    every = [many_rows(count, seed) for seed in range(5)]
    page = CollectionPage()
    page.resize(1524, 894)
    page.show()
    report(page, "set_rows", [lambda rows=rows: page.set_rows(rows) for rows in every])
    report(page, "set_rows, the same again", [lambda: page.set_rows(every[-1])] * 10)
    page.search.setText("img")
    page.view.sort_by(NAMES.index("person"))
    page.view.selectAll()
    report(page, "set_rows, searched, sorted, selected", [lambda rows=rows: page.set_rows(rows) for rows in every])
    page.view.clearSelection()
    page.show_all()
    report(page, "sort", [lambda column=column: page.view.sort_by(column) for column in range(len(NAMES))] * 2)
    page.view.sort_by(NAMES.index("brightness"))
    report(page, "brush brightness, a mouse move", drag(page.plots.brightness.viewport(), 60, 30))
    QTest.mouseRelease(page.plots.brightness.viewport(), Qt.MouseButton.LeftButton)
    page.show_all()
    report(page, "brush colours, a mouse move", drag(page.plots.warmth.viewport(), 60, 80))
    QTest.mouseRelease(page.plots.warmth.viewport(), Qt.MouseButton.LeftButton)
    page.show_all()
    report(page, "search, a letter", [lambda text=text: page.search.setText(text) for text in ("i", "im", "img", "")])
    report(page, "select all", [page.view.selectAll])
    report(page, "sort, all selected", [lambda: page.view.sort_by(7)] * 4)
    page.view.clearSelection()
    page.view.sort_by(NAMES.index("brightness"))
    page.view.select_keys([row.key for row in page.rows_shown()[::2]])
    sorts = [lambda column=column: page.view.sort_by(column) for column in range(4)]
    report(page, "sort, every second one selected", sorts)
    page.view.clearSelection()
    bar = page.view.verticalScrollBar()
    report(page, "scroll, a notch of the wheel", [lambda: bar.setValue(bar.value() + 84)] * 100)
    report(page, "scroll, a leap", [lambda step=step: bar.setValue(step * bar.maximum() // 50) for step in range(50)])
    page.close()
    garbage.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
