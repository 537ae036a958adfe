"""The colour points of each photo while the window is open, every change of them one step back. Pure values."""

from __future__ import annotations

import dataclasses

from models.paint_records import Hint

Hints = tuple[Hint, ...]


class HintBook:
    """current: of the photo that was turned to; chosen: the number of the marked one, -1 for none."""

    def __init__(self) -> None:
        self._photo = 0
        self._pages: dict[int, list[Hints]] = {}
        self._places: dict[int, int] = {}
        self.chosen = -1

    def turn_to(self, photo: int) -> None:
        if photo != self._photo:
            self._photo, self.chosen = photo, -1

    @property
    def current(self) -> Hints:
        return self._pages.get(self._photo, [()])[self._places.get(self._photo, 0)]

    def put(self, hints: Hints) -> None:
        """One step: what was undone before is gone."""
        pages = self._pages.setdefault(self._photo, [()])
        place = self._places.get(self._photo, 0)
        pages[place + 1 :] = [hints]
        self._places[self._photo] = place + 1
        self.chosen = min(self.chosen, len(hints) - 1)

    def add(self, hint: Hint) -> None:
        """It is not marked: the next colour picked is for the next point."""
        self.put((*self.current, hint))
        self.chosen = -1

    def remove(self, number: int) -> None:
        if 0 <= number < len(self.current):
            self.put((*self.current[:number], *self.current[number + 1 :]))
            self.chosen = -1

    def change(self, number: int, **values: float) -> None:
        """Another place or colour of one of them."""
        if 0 <= number < len(self.current):
            changed = dataclasses.replace(self.current[number], **values)  # type: ignore[arg-type]  # names tell kinds
            self.put((*self.current[:number], changed, *self.current[number + 1 :]))
            self.chosen = number

    def step(self, by: int) -> bool:
        """Back (-1) or on again (1); False where there is no such step."""
        pages, place = self._pages.get(self._photo, [()]), self._places.get(self._photo, 0)
        if not 0 <= place + by < len(pages):
            return False
        self._places[self._photo] = place + by
        self.chosen = -1
        return True
