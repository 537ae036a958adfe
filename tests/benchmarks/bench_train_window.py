"""How long the real window is held up while it trains with the Train pane in front: plot, pictures and scores live.

    python -m tests.benchmarks.bench_train_window PROJECT [SECONDS]    asked over 60 s: p99 under 50 ms, max 150

PROJECT is a project with faces; it gets one more run, colourise at studio size. With a DISPLAY the window is real.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

if sys.platform == "linux" and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer

from studio.look import theme
from studio.run.app import make_application, open_window
from studio.run.garbage import GarbageCollector
from studio.state.preferences import Preferences
from tests.benchmarks.bench_window import Probe


def main(folder: Path, seconds: float) -> None:
    app = make_application()
    theme.apply(app, "dark")
    window = open_window(folder, Preferences(folder.parent / "bench.ini"))
    window.resize(1600, 1000)
    window.show()
    garbage = GarbageCollector()
    sys.setswitchinterval(0.001)  # as studio.run.app does
    probe = Probe()
    slow: list[tuple[float, str]] = []

    def wait(condition: Callable[[], bool]) -> None:
        """Let the application run as it does, until the condition holds."""
        timer = QTimer(interval=100)
        timer.timeout.connect(lambda: app.exit() if condition() else None)
        timer.start()
        app.exec()
        timer.stop()

    def rest(for_seconds: float) -> None:
        end = time.monotonic() + for_seconds
        wait(lambda: time.monotonic() > end)

    rest(2)
    window.show_pane("train")
    pane = window.current_pane
    wait(pane.start.isEnabled)
    rest(2)
    _watch(pane, slow)
    pane.start.click()
    wait(lambda: "pictures/s" in pane.bar.speed.text())
    probe.start()
    rest(seconds)
    print(probe.report("training, Train in front"), "at", pane.bar.speed.text(), flush=True)
    print("longest:", ", ".join(f"{what} {took:.0f} ms" for took, what in sorted(slow, reverse=True)[:8]))
    started = time.monotonic()
    window.close()
    window.session.close()
    print(f"closed in {time.monotonic() - started:.1f} s; torch in this process: {'torch' in sys.modules}")
    garbage.close()


def _watch(pane: object, slow: list[tuple[float, str]]) -> None:
    """Note how long what is shown anew again and again takes in the window's thread."""
    live = pane.live  # type: ignore[attr-defined]
    for holder, name in (
        (live.plot, "refresh"),
        (live, "add_samples"),
        (live, "show_curves"),
        (live.sheets.triples, "paintEvent"),
        (pane, "_show_all"),
        (pane, "_show_runs"),
        (pane, "_on_told"),
    ):
        setattr(holder, name, _timed(getattr(holder, name), f"{type(holder).__name__}.{name}", slow))


def _timed(function: Callable[..., object], what: str, slow: list[tuple[float, str]]) -> Callable[..., object]:
    def timed(*args: object, **kwargs: object) -> object:
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            slow.append(((time.perf_counter() - start) * 1000, what))

    return timed


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 60.0)
