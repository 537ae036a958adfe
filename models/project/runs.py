"""The runs table: rows <-> Run. What a run learned lies in its folder; the row says how far it is."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from models.errors import ProjectError
from models.events import Changed
from models.file_names import slug
from models.files import free_name
from models.project.database import Database, Row
from models.records import Recipe, Run, RunState
from models.schema import from_json, to_json
from models.training.config import TrainConfig

T = TypeVar("T")
_RUNS = frozenset({"runs"})


class RunTable:
    """The runs of a project, each with a folder of its own under `folder`."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def add(self, title: str, recipe: Recipe, config: TrainConfig) -> Run:
        """A new run with an empty folder."""
        with self._database.write() as writer:
            folder = free_name(self._folder, slug(title, "run"), "")
            folder.mkdir(parents=True)
            cursor = writer.execute(
                "INSERT INTO runs (title, folder, recipe, config, state) VALUES (?, ?, ?, ?, ?)",
                (title, folder.name, to_json(recipe), to_json(config), RunState.PAUSED),
            )
            return self.get(cursor.lastrowid or 0)

    def get(self, run_id: int) -> Run:
        return self._run(self._row(run_id))

    def all(self) -> list[Run]:
        """Every run, newest first."""
        return [self._run(row) for row in self._database.rows("SELECT * FROM runs ORDER BY id DESC")]

    def config(self, run_id: int) -> TrainConfig:
        return _load_config(self._row(run_id))

    def update(
        self,
        run_id: int,
        *,
        state: RunState | None = None,
        step: int | None = None,
        seconds: float | None = None,
        psnr: float | None = None,
        encoder: str | None = None,
        config: TrainConfig | None = None,
    ) -> Changed:
        """Set what is given and leave the rest."""
        values = {"state": state, "step": step, "seconds": seconds, "psnr": psnr, "encoder": encoder}
        values["config"] = to_json(config) if config is not None else None
        given = {name: value for name, value in values.items() if value is not None}
        if given:
            with self._database.write() as writer:
                sql = f"UPDATE runs SET {', '.join(f'{name} = ?' for name in given)} WHERE id = ?"
                writer.execute(sql, (*given.values(), run_id))
        return Changed(_RUNS, (run_id,))

    def pause_interrupted(self) -> int:
        """After a crash: runs still marked as running are only paused. Returns how many."""
        with self._database.write() as writer:
            sql = "UPDATE runs SET state = ? WHERE state = ?"
            return writer.execute(sql, (RunState.PAUSED, RunState.RUNNING)).rowcount

    def _row(self, run_id: int) -> Row:
        row = self._database.row("SELECT * FROM runs WHERE id = ?", (run_id,))
        if row is None:
            there = ", ".join(str(run.id) for run in self.all()) or "none yet"
            raise ProjectError(f"there is no run number {run_id} in this project", remedy=f"There are: {there}")
        return row

    def _run(self, row: Row) -> Run:
        return Run(
            id=row["id"],
            title=row["title"],
            recipe=_read(Recipe, row["recipe"], row["id"]),
            folder=self._folder / row["folder"],
            state=RunState(row["state"]),
            step=row["step"],
            steps=_load_config(row).steps,
            seconds=row["seconds"],
            started=row["started"],
            psnr=row["psnr"],
            encoder=row["encoder"],
        )


def _load_config(row: Row) -> TrainConfig:
    return _read(TrainConfig, row["config"], row["id"])


def _read(kind: type[T], text: str, run_id: int) -> T:
    try:
        return from_json(kind, text)
    except ValueError as error:
        raise ProjectError(f"the settings of run {run_id} can't be read", why=str(error)) from error
