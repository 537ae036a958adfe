"""A table of named things (filters, recipes, networks, detectors) that answers a wrong name with "did you mean"."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Generic, TypeVar

from models.errors import UnknownNameError

T = TypeVar("T")


class Registry(Generic[T]):
    """Things of one kind by name, in the order they were registered."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._things: dict[str, T] = {}

    def add(self, name: str, thing: T) -> T:
        """Register a thing; a second one of the same name is a programming error (ValueError)."""
        if name in self._things:
            raise ValueError(f"{self.kind} {name!r} is registered twice")
        self._things[name] = thing
        return thing

    def get(self, name: str) -> T:
        """The thing of that name; raises UnknownNameError with the nearest names."""
        if name in self._things:
            return self._things[name]
        near = get_close_matches(name, self._things, n=2, cutoff=0.5)
        remedy = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(self._things)}"
        raise UnknownNameError(f"there is no {self.kind} called {name!r}", remedy=remedy)

    def names(self) -> tuple[str, ...]:
        return tuple(self._things)

    def __iter__(self) -> Iterator[T]:
        return iter(self._things.values())

    def __len__(self) -> int:
        return len(self._things)

    def __contains__(self, name: object) -> bool:
        return name in self._things
