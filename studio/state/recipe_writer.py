"""Writes recipes into a project one after the other, from whatever thread has the time. Plain values, no Qt."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.errors import BottegaError
from models.project import Project
from models.records import Recipe


@dataclass(frozen=True, slots=True)
class Written:
    """What was done. recipe: None for one that was removed; error: why it could not be."""

    number: int
    recipe: Recipe | None
    error: Exception | None = None


class RecipeWriter:
    """Every step is one edit, in the order given. drain() writes what waits; news() tells what was written."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._steps: deque[tuple[Written, Callable[[], object]]] = deque()
        self._done: deque[Written] = deque()

    @property
    def has_news(self) -> bool:
        return bool(self._done)

    def keep(self, project: Project, number: int, recipe: Recipe, label: str) -> None:
        def write() -> None:
            with project.edit(label):
                project.recipes.put(number, recipe)

        self._steps.append((Written(number, recipe), write))

    def remove(self, project: Project, number: int) -> None:
        def write() -> None:
            with project.edit("Delete recipe"):
                project.recipes.remove(number)

        self._steps.append((Written(number, None), write))

    def drain(self) -> bool:
        """Write what waits; whoever comes second waits for the first. Whether there was anything. Any thread."""
        wrote = False
        with self._lock:
            while self._steps:
                step, write = self._steps.popleft()
                wrote = True
                try:
                    write()
                except (BottegaError, OSError) as error:
                    step = Written(step.number, step.recipe, error)
                self._done.append(step)
        return wrote

    def news(self) -> Iterator[Written]:
        """What was written or failed since it was asked last, in order."""
        while self._done:
            yield self._done.popleft()
