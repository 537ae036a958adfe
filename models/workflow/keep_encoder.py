"""Makes an encoder file of a run as it stands; the weights are handed on as they are, so it loads no torch."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

from safetensors.numpy import load

from models.container import open_container
from models.errors import EncoderError, TrainingError
from models.events import Event, Saved
from models.file_names import slug
from models.files import free_name
from models.painting.encoder_file import SUFFIX, write_encoder
from models.painting.shelf import list_encoders
from models.project import Project
from models.records import RunState, Scores
from models.training.config import TrainConfig
from models.training.run_folder.checkpoint import AVERAGE, Checkpoint, list_checkpoints, load_best, load_checkpoint
from models.training.run_folder.run_file import RunFile, read_run_file
from models.training.run_folder.samples import list_samples, sheet_for_header
from models.workflow.prepare_run import free_title


def keep_run(
    project: Project, run_id: int, *, finished: bool, best: bool = False, step: int | None = None
) -> Generator[Event]:
    """Make an encoder of what the run has saved: the newest, the best, or that step. Raises as keep_encoder.

    finished: nothing more is to be learned.
    """
    path = keep_encoder(project, run_id, best_step(project, run_id) if best else step)
    yield Saved(path, "encoder")
    yield project.runs.update(run_id, state=RunState.FINISHED if finished else None)


def keep_encoder(project: Project, run_id: int, step: int | None = None) -> Path:
    """Write what the run's checkpoint of that step (None: its newest) learned into the project's encoders.

    At any time, also while the run is training. Returns the new file. Raises TrainingError when it has not saved
    anything yet, EncoderError when its checkpoints can't be read or there is none of that step, DiskFullError.
    """
    project.require_writing()
    run = project.runs.get(run_id)
    begun = read_run_file(run.folder)
    checkpoint = load_checkpoint(run.folder, keep=(AVERAGE,)) if step is None else _load_step(run.folder, step)
    if checkpoint is None or checkpoint.step == 0:
        raise TrainingError("this run has not learned anything yet", path=run.folder, remedy="Resume it for a minute")
    title = free_title(begun.recipe.title, [header.title for header in list_encoders(project.encoders_folder)])
    path = free_name(project.encoders_folder, slug(title, "encoder"), SUFFIX)
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


def best_step(project: Project, run_id: int) -> int | None:
    """The saved step that painted the held-out crops best; None when it was never judged. Raises EncoderError."""
    checkpoint = load_best(project.runs.get(run_id).folder, keep=())
    return checkpoint.step if checkpoint is not None else None


def _load_step(folder: Path, step: int) -> Checkpoint:
    path = list_checkpoints(folder).get(step)
    if path is None:
        raise EncoderError(f"nothing is saved of step {step} any more", path=folder, remedy="Keep a newer moment")
    container = open_container(path, "checkpoint", (AVERAGE,))
    return Checkpoint(path, container.header, container.members)


def _summary(begun: RunFile, config: TrainConfig, header: Mapping[str, Any]) -> dict[str, int | float | str | bool]:
    """The training in figures, for the header."""
    begun_from = {"begun_from": begun.start} if begun.start else {}
    return begun_from | {
        "steps": int(header["step"]),
        "minutes": round(float(header["seconds"]) / 60, 2),
        "crops": begun.learned,
        "held_out": begun.held_out,
        "batch_size": config.batch_size,
        "seed": config.seed,
    }


def _newest_sheet(folder: Path, step: int) -> bytes:
    """The newest samples up to that step as an encoder carries them; nothing when there are none."""
    sheets = [path for number, path in list_samples(folder) if number <= step]
    return sheet_for_header(sheets[-1]) if sheets else b""
