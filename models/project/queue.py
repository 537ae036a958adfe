"""The queue of trainings that wait for the night, and what became of those that were trained: rows <-> records.

A row of the queue is only what a person edits, so that undo never brings back what has been trained since.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum

from models.errors import ProjectError
from models.events import Changed
from models.project import soundness
from models.project.database import Database, Row
from models.project.soundness import Soundness
from models.records import Recipe
from models.schema import from_json, to_json
from models.training.config import TrainConfig

_TABLES = frozenset({"queue"})


class Outcome(StrEnum):
    BEGUN = "begun"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Queued:
    """One training that waits. run: the run it has begun, which goes on where it stopped; None before."""

    id: int
    recipe: Recipe
    config: TrainConfig
    run: int | None = None


@dataclass(frozen=True, slots=True)
class QueueResult:
    """What became of one. run: None where it failed before there was a run; reason: why it failed; ended: ISO, UTC;

    best: the best held-out PSNR of this night in dB, None when it was not judged.
    """

    id: int
    title: str
    outcome: Outcome
    run: int | None
    reason: str
    ended: str
    best: float | None = None


WAITING = Soundness(
    "queue",
    "waiting training",
    (
        soundness.number("queue.place", -1e12, 1e12),
        soundness.json_text("queue.recipe"),
        soundness.json_text("queue.config"),
    ),
)
ENDED = Soundness(
    "queue_log",
    "line of the report",
    (
        soundness.whole("queue_log.queue_id"),
        soundness.text("queue_log.title", 300),
        soundness.one_of("queue_log.outcome", Outcome),
        soundness.whole("queue_log.run_id", none=True),
        soundness.text("queue_log.reason", 10_000, shown=False),
        soundness.text("queue_log.ended", 40, none=True),
        soundness.number("queue_log.best", -1e4, 1e4, none=True),
    ),
)


class QueueTable:
    """What is to be trained one after the other. Every edit returns Changed; wrap those of a person in Project.edit."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # what waits

    def all(self) -> list[Queued]:
        """In the order in which they will be trained; rows this Bottega can't read are left out."""
        begun = {row["queue_id"]: row["run_id"] for row in self._log(Outcome.BEGUN)}
        rows = self._database.rows(f"SELECT * FROM queue WHERE {WAITING.where} ORDER BY place, id")
        return WAITING.records(rows, lambda row: _queued(row, begun.get(row["id"])))

    def get(self, queue_id: int) -> Queued:
        """Raises ProjectError when it is not in the queue (any more)."""
        found = next((one for one in self.all() if one.id == queue_id), None)
        if found is None:
            raise ProjectError(f"there is no number {queue_id} in the queue")
        return found

    def add(self, recipe: Recipe, config: TrainConfig) -> Changed:
        """One more, at the end."""
        with self._database.write() as writer:
            place = writer.execute("SELECT coalesce(max(place), 0) + 1 FROM queue").fetchone()[0]
            sql = "INSERT INTO queue (place, recipe, config) VALUES (?, ?, ?)"
            number = writer.execute(sql, (place, to_json(recipe), to_json(config))).lastrowid or 0
        return Changed(_TABLES, (number,))

    def set_minutes(self, queue_id: int, minutes: float | None) -> Changed:
        """Give it another budget of time; None: until its epochs are done."""
        config = dataclasses.replace(self.get(queue_id).config, minutes=minutes)
        with self._database.write() as writer:
            writer.execute("UPDATE queue SET config = ? WHERE id = ?", (to_json(config), queue_id))
        return Changed(_TABLES, (queue_id,))

    def move(self, queue_id: int, place: int) -> Changed:
        """Let it stand so many places from the front."""
        others = [one.id for one in self.all() if one.id != queue_id]
        others.insert(max(0, place), self.get(queue_id).id)
        with self._database.write() as writer:
            writer.executemany("UPDATE queue SET place = ? WHERE id = ?", [(at, one) for at, one in enumerate(others)])
        return Changed(_TABLES)

    def remove(self, queue_id: int) -> Changed:
        """Take it out; a run it has begun stays a run of the project."""
        with self._database.write() as writer:
            writer.execute("DELETE FROM queue WHERE id = ?", (queue_id,))
        return Changed(_TABLES, (queue_id,))

    def problems(self) -> list[str]:
        """A sentence for every row that can't be read."""
        return WAITING.problems(self._database, _queued) + ENDED.problems(self._database, _result)

    # what becomes of it

    def begin(self, one: Queued, run_id: int) -> Changed:
        """It is trained now, in this run: after a crash it goes on there."""
        with self._database.write() as writer:
            writer.execute("DELETE FROM queue_log WHERE queue_id = ? AND outcome = ?", (one.id, Outcome.BEGUN))
            sql = "INSERT INTO queue_log (queue_id, title, outcome, run_id) VALUES (?, ?, ?, ?)"
            writer.execute(sql, (one.id, one.recipe.title, Outcome.BEGUN, run_id))
        return Changed(_TABLES, (one.id,))

    def end(self, one: Queued, run_id: int | None, reason: str = "", best: float | None = None) -> Changed:
        """It is done, or with a reason failed: out of the queue and into the report, in one."""
        outcome = Outcome.FAILED if reason else Outcome.FINISHED
        with self._database.write() as writer:
            writer.execute("DELETE FROM queue WHERE id = ?", (one.id,))
            writer.execute("DELETE FROM queue_log WHERE queue_id = ?", (one.id,))
            sql = """INSERT INTO queue_log (queue_id, title, outcome, run_id, reason, best, ended)
                     VALUES (?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"""
            writer.execute(sql, (one.id, one.recipe.title, outcome, run_id, reason, best))
        return Changed(_TABLES | {"runs"}, (one.id,))

    def report(self) -> list[QueueResult]:
        """What was trained since the report was last put away, in that order."""
        rows = self._log(Outcome.FINISHED, Outcome.FAILED)
        return ENDED.records(rows, _result)

    def dismiss(self) -> Changed:
        """Put the report away."""
        with self._database.write() as writer:
            writer.execute("DELETE FROM queue_log WHERE outcome != ?", (Outcome.BEGUN,))
        return Changed(_TABLES)

    def _log(self, *outcomes: Outcome) -> list[Row]:
        marks = ", ".join("?" * len(outcomes))
        return self._database.rows(
            f"SELECT * FROM queue_log WHERE {ENDED.where} AND outcome IN ({marks}) ORDER BY id", outcomes
        )


def _result(row: Row) -> QueueResult:
    outcome = Outcome(row["outcome"])
    return QueueResult(row["id"], row["title"], outcome, row["run_id"], row["reason"], row["ended"], row["best"])


def _queued(row: Row, run_id: int | None = None) -> Queued:
    return Queued(row["id"], from_json(Recipe, row["recipe"]), from_json(TrainConfig, row["config"]), run_id)
