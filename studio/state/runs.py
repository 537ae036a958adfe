"""The runs of the open project, read once and again only when something was said to have changed."""

from __future__ import annotations

from collections.abc import Callable

from models.events import Changed
from models.project import Project
from models.records import Run

_TABLES = frozenset({"runs", "queue"})
"""A run of the queue that fails is told of as the queue's."""


class Runs:
    """Nothing is read until somebody asks; outdate() where rows may have changed that no event told of."""

    def __init__(self, project: Callable[[], Project]) -> None:
        self._project = project
        self._all: tuple[Run, ...] | None = None

    def all(self) -> tuple[Run, ...]:
        """Every run, newest first."""
        if self._all is None:
            self._all = tuple(self._project().runs.all())
        return self._all

    def find(self, run_id: int | None) -> Run | None:
        return next((run for run in self.all() if run.id == run_id), None)

    def outdate(self) -> None:
        self._all = None

    def note(self, change: Changed) -> None:
        if change.tables & _TABLES:
            self.outdate()
