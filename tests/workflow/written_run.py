"""A run as a training leaves it on the disk, written by hand: row, history, sheets. It learned nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from models.images import encode_png
from models.project import Project
from models.recipes import RECIPES
from models.records import Run, RunState, Scores
from models.training.config import TrainConfig
from models.training.run_folder.history import HistoryWriter
from models.training.run_folder.run_file import RunFile, write_run_file
from models.training.run_folder.samples import draw_sheet

LAST = 400


def write_run(project: Project, title: str = "Colourise", *, sheets: int = 5, rows: int = 3, best: float = 24.0) -> Run:
    """LAST steps of 0.5 s, judged ten times, painted `sheets` times evenly over the run."""
    recipe = replace(RECIPES.get("colourise"), title=title)
    config = TrainConfig(size="sketch", epochs=1, batches=LAST)
    run = project.runs.add(title, recipe, config)
    write_run_file(run.folder, RunFile(title, recipe, config, (1, 2, 3), 3, 0, ()))
    _write_history(run.folder, best)
    folder = run.folder / "samples"
    folder.mkdir()
    for number in range(1, sheets + 1):
        step = number * LAST // sheets
        (folder / f"step-{step:08d}.png").write_bytes(encode_png(draw_sheet(triples_at(step, rows))))
    project.runs.update(run.id, state=RunState.PAUSED, step=LAST, seconds=LAST / 2, psnr=best)
    return project.runs.get(run.id)


def triples_at(step: int, rows: int = 3):
    """Flat pictures whose level in the middle tells the step."""
    levels = [(30 + row, step // 2, 200) for row in range(rows)]
    return [tuple(np.full((320, 256, 3), level, np.uint8) for level in row) for row in levels]


def _write_history(folder: Path, best: float) -> None:
    writer = HistoryWriter(folder)
    for step in range(1, LAST + 1):
        writer.add_step(step, step * 0.5, {"l1": 0.3 - 0.2 * step / LAST, "generator": 1.0, "discriminator": 0.6})
        if step % (LAST // 10) == 0:
            writer.add_scores(step, Scores(best - (LAST - step) / 100, 20.0, 0.8))
    writer.flush()
