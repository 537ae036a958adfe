"""Makes an encoder file of a run as it stands; the weights are handed on as they are, so it loads no torch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safetensors.numpy import load

from models.errors import TrainingError
from models.files import free_name
from models.painting.encoder_file import SUFFIX, write_encoder
from models.painting.shelf import list_encoders
from models.project import Project
from models.records import Scores
from models.training.checkpoint import AVERAGE, load_checkpoint
from models.training.config import TrainConfig
from models.training.run_file import RunFile, read_run_file
from models.training.samples import list_samples, sheet_for_card
from models.workflow.prepare_run import free_title


def keep_encoder(project: Project, run_id: int) -> Path:
    """Write what the run's newest checkpoint learned into the project's encoders; returns the new file.

    At any time, also while the run is training. Raises TrainingError when it has not saved anything yet,
    EncoderError when its checkpoints can't be read, DiskFullError.
    """
    run = project.runs.get(run_id)
    begun = read_run_file(run.folder)
    checkpoint = load_checkpoint(run.folder, keep=(AVERAGE,))
    if checkpoint is None or checkpoint.step == 0:
        raise TrainingError("this run has not learned anything yet", path=run.folder, remedy="Resume it for a minute")
    title = free_title(begun.recipe.title, [card.title for card in list_encoders(project)])
    path = free_name(project.encoders_folder, _file_name(title), SUFFIX)
    scores = checkpoint.header["scores"]
    write_encoder(
        path,
        load(checkpoint.members[AVERAGE]),
        title=title,
        recipe=begun.recipe,
        size=begun.config.size,
        base_channels=begun.config.base_channels,
        generator=begun.config.generator,
        scores=Scores(**scores) if scores else None,
        summary=_summary(begun, begun.config, checkpoint.header),
        sheet=_newest_sheet(run.folder, checkpoint.step),
    )
    project.runs.update(run_id, encoder=path.name)
    return path


def _summary(begun: RunFile, config: TrainConfig, header: Mapping[str, Any]) -> dict[str, int | float | str | bool]:
    """The training in figures, for the card."""
    return {
        "steps": int(header["step"]),
        "minutes": round(float(header["seconds"]) / 60, 2),
        "crops": begun.learned,
        "held_out": begun.held_out,
        "batch_size": config.batch_size,
        "seed": config.seed,
    }


def _newest_sheet(folder: Path, step: int) -> bytes:
    """The newest samples up to that step as a card carries them; nothing when there are none."""
    sheets = [path for number, path in list_samples(folder) if number <= step]
    return sheet_for_card(sheets[-1]) if sheets else b""


def _file_name(title: str) -> str:
    return re.sub(r"[^\w-]+", "-", title.lower()).strip("-") or "encoder"
