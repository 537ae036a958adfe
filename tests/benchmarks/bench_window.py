"""How long the window's event loop is held up while it trains, plots and shows pictures.

python -m tests.benchmarks.bench_window PROJECT [SECONDS]     (a project with faces; it gets one more run)
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QElapsedTimer, Qt, QTimer

from studio.look import theme
from studio.run.app import make_application, open_window
from studio.state.preferences import Preferences

TICK_MS = 5


class Probe:
    """Asks to be called every 5 ms and notes how much later it was called."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._clock = QElapsedTimer()
        self._timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        self.late.clear()
        self._clock.start()
        self._timer.start()

    def _on_tick(self) -> None:
        self.late.append(max(0.0, self._clock.nsecsElapsed() / 1e6 - TICK_MS))
        self._clock.restart()

    def report(self, what: str) -> str:
        late = np.asarray(self.late)
        middle, tail = np.median(late), np.quantile(late, 0.99)
        return f"{what}: p50 {middle:.1f}, p99 {tail:.1f}, max {late.max():.1f} ms of {len(late)}"


def main(folder: Path, seconds: float) -> None:
    app = make_application()
    theme.apply(app, "dark")
    window = open_window(folder, Preferences(folder.parent / "bench.ini"))
    window.resize(1600, 1000)
    window.show()
    probe = Probe()

    def wait(until: float) -> None:
        end = time.monotonic() + until
        while time.monotonic() < end:
            app.processEvents()
            time.sleep(0.0005)

    wait(2)
    window.show_pane("train")
    pane = window.current_pane
    wait(3)
    pane.start.click()
    while "pictures/s" not in pane.bar.speed.text():
        wait(0.2)
    probe.start()
    wait(seconds)
    print(probe.report("training, Train in front"), "at", pane.bar.speed.text(), flush=True)
    for name in ("photos", "faces", "filters", "paint", "gallery"):
        window.show_pane(name)
        wait(3)
        probe.start()
        wait(seconds / 4)
        print(probe.report(f"training, {name} in front"), flush=True)
    started = time.monotonic()
    window.close()
    window.session.close()
    print(f"closed in {time.monotonic() - started:.1f} s; torch in this process: {'torch' in sys.modules}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 40.0)
