"""What a refresh of the plot costs on a run of any length, and what following a run adds to memory.

python -m tests.benchmarks.bench_plot [STEPS]        asked: 200,000 steps under 8 ms; memory flat over 3,000 steps
"""

from __future__ import annotations

import os
import sys
import time
import tracemalloc

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np

from models.records import Scores
from studio.look import theme
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
    run.extend(steps, steps * 0.14, losses)
    for step in np.linspace(count / 100, count, 100).astype(int):
        run.add_scores(int(step), Scores(20 + 4 * float(step) / count, 20.0, 0.8))


def refreshes(plot: LossPlot, count: int) -> str:
    """One more step, everything computed and painted, as ten times a second while it learns."""
    times = []
    for number in range(REFRESHES):
        start = time.perf_counter()
        step = count + 1 + number
        plot.run.add(step, step * 0.14, {"l1": 0.1, "generator": 1.5, "discriminator": 0.5})
        plot.refresh()
        plot.repaint()
        times.append((time.perf_counter() - start) * 1000)
    return f"median {np.median(times):.1f}, p95 {np.quantile(times, 0.95):.1f}, max {max(times):.1f} ms"


def growth(plot: LossPlot, steps: int) -> str:
    """What `steps` more steps, shown ten times a second at 7 a second, leave in memory."""
    first = plot.run.last_step + 1
    tracemalloc.start()
    plot.refresh()
    before = tracemalloc.get_traced_memory()[0]
    for step in range(first, first + steps):
        plot.run.add(step, step * 0.14, {"l1": 0.1, "generator": 1.5, "discriminator": 0.5})
        if step % 20 == 0:
            plot.refresh()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return f"{(after - before) / 1024:.0f} KB"


def main(most: int) -> None:
    app = make_application()
    theme.apply(app, "dark")
    for count in (2_000, 20_000, most):
        plot = LossPlot()
        plot.resize(1208, 340)
        fill(plot.run, count)
        plot.show()
        app.processEvents()
        print(f"{count:>9,} steps: refresh {refreshes(plot, count)}", flush=True)
        if count == most:
            others = [RunCurves("other") for _ in range(3)]
            for other in others:
                fill(other, count)
            plot.set_others(others)
            print(f"{'':>9} with three runs behind: {refreshes(plot, count + REFRESHES)}", flush=True)
            plot.set_smooth(0.0)
            print(f"{'':>9} as measured: {refreshes(plot, count + 2 * REFRESHES)}", flush=True)
        plot.close()
    plot = LossPlot()
    plot.resize(1208, 340)
    fill(plot.run, 5_000)
    plot.show()
    print(f"3,000 steps more leave {growth(plot, 3_000)} in memory (their own figures are 132 KB)")
    plot.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
