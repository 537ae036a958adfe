"""What a refresh of the plot costs on a run of any length, and what following a run adds to memory.

python -m tests.benchmarks.bench_plot [STEPS]        asked: 200,000 steps under 8 ms; memory flat over 3,000 steps
"""

from __future__ import annotations

import os
import sys
import time
import tracemalloc

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication

from models.records import Scores
from models.training.run_folder.history_reader import HistoryPart
from studio.look import theme
from studio.panes.train.live.lane_plot import LanePlot
from studio.panes.train.live.loss_plot import LossPlot
from studio.panes.train.live.run_curves import RunCurves
from studio.run.app import make_application

REFRESHES = 60


def fill(run: RunCurves, count: int) -> None:
    """A run as they are: falling and noisy, judged once every hundredth of it."""
    random = np.random.default_rng(count)
    steps = np.arange(1.0, count + 1)
    noise = random.normal(1, 0.2, (3, count)).clip(0.1)
    losses = {
        "l1": (0.08 + 0.25 * np.exp(-6 * steps / count)) * noise[0],
        "generator": 1.5 * noise[1],
        "discriminator": 0.5 * noise[2],
    }
    scores = [(int(step), Scores(20 + 4 * step / count, 20.0, 0.8)) for step in np.linspace(count / 100, count, 100)]
    run.take(HistoryPart(True, steps, steps * 0.14, losses, scores))


def go_on(run: RunCurves) -> None:
    """One step more, as it comes from the disk."""
    step = np.array([run.last("step") + 1.0])
    losses = {"l1": np.array([0.1]), "generator": np.array([1.5]), "discriminator": np.array([0.5])}
    run.take(HistoryPart(False, step, step * 0.14, losses))


def standing(run: RunCurves) -> LossPlot:
    """The plot as it stands in the window, both lanes there."""
    plot = LossPlot()
    plot.resize(1208, 340)
    plot.set_run(run)
    plot.show()
    plot.draw_with(LanePlot)
    while len(plot.lanes) < 2:
        QApplication.processEvents()
    QApplication.processEvents()
    return plot


def refreshes(plot: LossPlot) -> str:
    """One more step, everything computed and painted, as ten times a second while it learns."""
    times = []
    for _ in range(REFRESHES):
        start = time.perf_counter()
        go_on(plot.run)
        plot.refresh()
        QApplication.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    return f"median {np.median(times):.1f}, p95 {np.quantile(times, 0.95):.1f}, max {max(times):.1f} ms"


def growth(plot: LossPlot, steps: int) -> str:
    """What `steps` more steps, shown ten times a second at 7 a second, leave in memory."""
    tracemalloc.start()
    plot.refresh()
    before = tracemalloc.get_traced_memory()[0]
    for step in range(steps):
        go_on(plot.run)
        if step % 20 == 0:
            plot.refresh()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return f"{(after - before) / 1024:.0f} KB"


def filled(count: int) -> RunCurves:
    run = RunCurves()
    fill(run, count)
    return run


def main(most: int) -> None:
    app = make_application()
    theme.apply(app, "dark")
    for count in (2_000, 20_000, most):
        plot = standing(filled(count))
        print(f"{count:>9,} steps: refresh {refreshes(plot)}", flush=True)
        if count == most:
            plot.set_others([filled(count) for _ in range(3)])
            print(f"{'':>9} with three runs behind: {refreshes(plot)}", flush=True)
            plot.look(smooth=0.0)
            print(f"{'':>9} as measured: {refreshes(plot)}", flush=True)
        plot.close()
    plot = standing(filled(5_000))
    print(f"3,000 steps more leave {growth(plot, 3_000)} in memory (their own figures are 81 KB)")
    plot.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
