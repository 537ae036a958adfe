"""Says what a project holds: its photos and faces, its runs by number, and what waits in its queue. Loads no torch."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

from models.events import Described, Event, Noted
from models.files import disk_use
from models.painting.shelf import list_encoders
from models.project import Project
from models.project.queue import Queued
from models.project.read_only import READ_ONLY
from models.records import Run


def describe_project(folder: Path) -> Generator[Event]:
    """Yields Described for the project, then for each run and each training that waits. Raises ProjectError."""
    with Project.open(folder) as project:
        if project.read_only:
            yield Noted(f"{READ_ONLY}.")
        facts = {
            "photos": project.photos.count(),
            "faces": len(project.faces.usable()),
            "to_review": project.faces.to_review(),
            "encoders": len(list_encoders(project.encoders_folder)),
            "megabytes": _megabytes(project.folder),
            "megabytes_of_runs": _megabytes(project.runs_folder),
        }
        yield Described(project.folder, "project", facts)
        for run in project.runs.all():
            yield Described(run.folder, "run", _run_facts(run))
        for one in project.queue.all():
            yield Described(project.folder, "waiting", _waiting_facts(one))


def _megabytes(folder: Path) -> float:
    return round(disk_use(folder) / 1e6, 1)


def _run_facts(run: Run) -> dict[str, Any]:
    return {
        "run": run.id,
        "title": run.title,
        "state": run.state,
        "step": run.step,
        "steps": run.steps,
        "minutes": round(run.seconds / 60, 1),
        "psnr": run.psnr,
        "encoder": run.encoder,
        "megabytes": _megabytes(run.folder),
    }


def _waiting_facts(one: Queued) -> dict[str, Any]:
    return {
        "number": one.id,
        "title": one.recipe.title,
        "size": one.config.size,
        "minutes": one.config.minutes,
        "run": one.run,
    }
