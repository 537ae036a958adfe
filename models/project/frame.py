"""Where boxes are stored and where they are seen: on the photo as its file lies, and as a person turned it.

A turn therefore changes no face, and whatever was found before or after it is right when it is taken back.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.faces.boxes import Point, carry_box, carry_point
from models.project.database import Database, Row
from models.records import Box

COLUMNS = "photos.turn, photos.width AS photo_width, photos.height AS photo_height"
"""What a query must hold beside its own for `frame_in`."""
NO_TURN = "0 AS turn, 1 AS photo_width, 1 AS photo_height"


@dataclass(frozen=True, slots=True)
class Frame:
    """width, height: of the photo as its file lies; turn: quarters clockwise from there to what is seen."""

    turn: int = 0
    width: int = 1
    height: int = 1

    def seen(self, box: Box) -> Box:
        return carry_box(box, self.turn, self.width, self.height)

    def seen_point(self, point: Point) -> Point:
        return carry_point(point, self.turn, self.width, self.height)

    def stored(self, box: Box) -> Box:
        return carry_box(box, -self.turn, *self._seen_size)

    def stored_point(self, point: Point) -> Point:
        return carry_point(point, -self.turn, *self._seen_size)

    @property
    def _seen_size(self) -> tuple[int, int]:
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)


def frame_in(row: Row, turn: int | None = None) -> Frame:
    """The frame in a row with COLUMNS; turn: of another time than now. A photo that is not sound has no turn."""
    values = (row["turn"] if turn is None else turn, row["photo_width"], row["photo_height"])
    sound = all(isinstance(value, int) for value in values) and values[0] in range(4)
    return Frame(*values) if sound else Frame()


def frame_of(database: Database, photo_id: int, turn: int | None = None) -> Frame:
    """The frame of a photo."""
    row = database.row(f"SELECT {COLUMNS} FROM photos WHERE id = ?", (photo_id,))
    return frame_in(row, turn) if row is not None else Frame()
