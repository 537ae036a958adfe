"""The runs table: rows <-> Run. What a run learned lies in its folder; the row says how far it is."""

from __future__ import annotations

from pathlib import Path

from models.errors import ProjectError
from models.events import Changed
from models.file_names import slug
from models.files import free_name
from models.project import soundness
from models.project.database import Database, Row
from models.project.soundness import Soundness
from models.records import Recipe, Run, RunState
from models.schema import from_json, to_json
from models.training.config import TrainConfig
from models.words import clean_title

SOUND = Soundness(
    "runs",
    "run",
    (
        soundness.text("runs.title", 300),
        soundness.file_name("runs.folder"),
        soundness.json_text("runs.recipe"),
        soundness.json_text("runs.config"),
        soundness.one_of("runs.state", RunState),
        soundness.whole("runs.step"),
        soundness.number("runs.seconds", 0, 1e10),
        soundness.number("runs.psnr", -1e4, 1e4, none=True),
        soundness.file_name("runs.encoder", none=True),
        soundness.text("runs.started", 40),
    ),
)
_SELECT = f"SELECT * FROM runs WHERE {SOUND.where}"
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
        return SOUND.record(self._row(run_id), self._run)

    def all(self) -> list[Run]:
        """Every run, newest first."""
        return SOUND.records(self._database.rows(f"{_SELECT} ORDER BY id DESC"), self._run)

    def config(self, run_id: int) -> TrainConfig:
        return SOUND.record(self._row(run_id), _load_config)

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

    def rename(self, run_id: int, title: str) -> Changed:
        """Give a run another name; its folder and the encoders made of it keep theirs. Raises UsageError for none."""
        wanted = clean_title(title)
        with self._database.write() as writer:
            writer.execute("UPDATE runs SET title = ? WHERE id = ?", (wanted, run_id))
        return Changed(_RUNS, (run_id,))

    def remove(self, run_id: int) -> Changed:
        """Forget a run; its folder is the caller's to move to the bin, encoders made of it stay.

        Raises ProjectError for one that is learning.
        """
        with self._database.write() as writer:
            run = self.get(run_id)
            if run.state is RunState.RUNNING:
                raise ProjectError(f"{run.title} is learning now", remedy="Pause it first")
            writer.execute("DELETE FROM runs WHERE id = ?", (run_id,))
        return Changed(_RUNS, (run_id,))

    def forget_encoder(self, file: str) -> Changed:
        """The encoder of that file was deleted: the runs it came from may be kept again."""
        with self._database.write() as writer:
            writer.execute("UPDATE runs SET encoder = NULL WHERE encoder = ?", (file,))
        return Changed(_RUNS)

    def pause_interrupted(self) -> int:
        """After a crash: runs still marked as running are only paused. Returns how many."""
        with self._database.write() as writer:
            sql = "UPDATE runs SET state = ? WHERE state = ?"
            return writer.execute(sql, (RunState.PAUSED, RunState.RUNNING)).rowcount

    def _row(self, run_id: int) -> Row:
        row = self._database.row(f"{_SELECT} AND id = ?", (run_id,))
        if row is None:
            error = SOUND.missing(self._database, run_id)
            there = ", ".join(str(run.id) for run in self.all()) or "none yet"
            raise ProjectError(error.what, why=error.why, remedy=f"There are: {there}")
        return row

    def problems(self) -> list[str]:
        """A sentence for every run that can't be read."""
        return SOUND.problems(self._database, self._run)

    def _run(self, row: Row) -> Run:
        folder = self._folder / row["folder"]
        if folder.is_symlink():
            raise ValueError("its folder is a link that leads elsewhere")
        return Run(
            id=row["id"],
            title=row["title"],
            recipe=from_json(Recipe, row["recipe"]),
            folder=folder,
            state=RunState(row["state"]),
            step=row["step"],
            steps=_load_config(row).steps,
            seconds=row["seconds"],
            started=row["started"],
            psnr=row["psnr"],
            encoder=row["encoder"],
        )


def _load_config(row: Row) -> TrainConfig:
    return from_json(TrainConfig, row["config"])
