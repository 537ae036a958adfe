"""A training in a process of its own that can be killed: python -m tests.training.victim FOLDER SEED STEPS INTERVAL.

Says "step N SECONDS" for every step it takes and "best PSNR" for every best checkpoint that is safe.
"""

from __future__ import annotations

import sys
from pathlib import Path

from models.events import Saved, StepDone
from models.training.loop import trainer
from models.training.run_folder.checkpoint import has_checkpoint, load_best
from tests.training.runs import config_of, run


def main(folder: Path, seed: int, steps: int, interval: float) -> None:
    trainer._STEP_EVENTS = 0.0
    config = config_of(steps, seed=seed, checkpoint_seconds=interval, score_seconds=0.3, sample_seconds=0.2)
    for event in run(folder, config, resume=has_checkpoint(folder)):
        if isinstance(event, StepDone):
            print("step", event.step, event.seconds, flush=True)
        elif isinstance(event, Saved):
            best = load_best(folder, keep=())
            if best is not None and best.header["best_psnr"] is not None:
                print("best", best.header["best_psnr"], flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
