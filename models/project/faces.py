"""The faces table: rows <-> Face. A face belongs to its photo's person unless it was given one of its own."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

from models.events import Changed
from models.person_names import clean_name
from models.project import soundness
from models.project.database import Database, Row, listed, marks
from models.project.frame import COLUMNS, NO_TURN, Frame, frame_in, frame_of
from models.project.people import SOUND as PERSON
from models.project.people import person_id
from models.project.photos import SOUND as PHOTO
from models.project.soundness import Soundness
from models.records import REVIEWED, USABLE, Box, Evidence, Face, FaceState, NewFace

SOUND = Soundness(
    "faces",
    "face",
    (
        soundness.whole("faces.photo_id", 1),
        *(soundness.number(f"faces.{name}", -1e7, 1e7) for name in ("x", "y", "angle")),
        *(soundness.number(f"faces.{name}", 1e-3, 1e7) for name in ("width", "height")),
        soundness.one_of("faces.state", FaceState),
        soundness.text("faces.source", 100),
        soundness.number("faces.weight", none=True),
        soundness.json_text("faces.eyes"),
        soundness.json_text("faces.evidence", none=True),
        soundness.blob("faces.sketch", 100_000, none=True),
    ),
)
_SELECT = (
    f"SELECT faces.*, people.name AS person, {COLUMNS} FROM faces JOIN photos ON photos.id = faces.photo_id "
    "JOIN people ON people.id = coalesce(faces.person_id, photos.person_id) "
    f"WHERE {SOUND.where} AND {PERSON.where}"
)
_COLUMNS = (
    "photo_id",
    "x",
    "y",
    "width",
    "height",
    "angle",
    "state",
    "source",
    "weight",
    "eyes",
    "evidence",
    "sketch",
)
_MEASURED = ("agreeing", "second", "contrast")
_MOST_EYES = 16
_FACES = frozenset({"faces"})


class FaceTable:
    """The faces of a project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, face_id: int) -> Face:
        row = self._database.row(f"{_SELECT} AND faces.id = ?", (face_id,))
        if row is None:
            raise SOUND.missing(self._database, face_id)
        return SOUND.record(row, _face)

    def some(self, ids: Sequence[int]) -> list[Face]:
        """Those of these faces that are there, by number."""
        return self._faces("AND faces.id IN (SELECT value FROM json_each(?)) ORDER BY faces.id", (listed(ids),))

    def of_photos(self, photo_ids: Sequence[int]) -> list[Face]:
        """The faces on these photos, by photo and number."""
        where = "AND faces.photo_id IN (SELECT value FROM json_each(?))"
        return self._faces(f"{where} ORDER BY faces.photo_id, faces.id", (listed(photo_ids),))

    def of_photo(self, photo_id: int) -> list[Face]:
        return self._faces("AND faces.photo_id = ? ORDER BY faces.id", (photo_id,))

    def all(self) -> list[Face]:
        """Every face, by person, photo and number."""
        return self._faces("ORDER BY people.name, photos.path, photos.page, faces.id")

    def usable(self) -> list[Face]:
        """The faces that may be learned from: not rejected, on photos that are not left out."""
        where = f"AND faces.state IN ({marks(USABLE)}) AND NOT photos.left_out"
        return self._faces(f"{where} ORDER BY people.name, photos.path, photos.page, faces.id", USABLE)

    def add(self, photo_id: int, faces: Sequence[NewFace]) -> list[Face]:
        """Store faces on a photo; returns them with their ids, in order."""
        with self._database.write():
            return self._add(photo_id, faces, frame_of(self._database, photo_id))

    def _add(self, photo_id: int, faces: Sequence[NewFace], frame: Frame) -> list[Face]:
        sql = f"INSERT INTO faces ({','.join(_COLUMNS)}) VALUES ({marks(_COLUMNS)})"
        with self._database.write() as writer:
            ids = [writer.execute(sql, _values(photo_id, face, frame)).lastrowid or 0 for face in faces]
            return [self.get(face_id) for face_id in ids]

    def replace_suggestions(self, photo_id: int, faces: Sequence[NewFace], turn: int = 0, more: int = 0) -> Changed:
        """Put the detector's new boxes in the place of its old ones; reviewed and hand-made boxes stay.

        turn: how the photo was turned when they were found; more: the quarters to be proposed, if it still is so.
        Nothing changes where the photo is gone by now: it was removed, or its import taken back, during the search.
        """
        with self._database.write() as writer:
            if not writer.execute("UPDATE photos SET searched = 1 WHERE id = ?", (photo_id,)).rowcount:
                return Changed(frozenset())
            writer.execute(
                f"DELETE FROM faces WHERE photo_id = ? AND state NOT IN ({marks(REVIEWED)}) AND source != 'hand'",
                (photo_id, *REVIEWED),
            )
            added = self._add(photo_id, faces, frame_of(self._database, photo_id, turn))
            proposed = (turn + more) % 4 if more else None
            sql = "UPDATE photos SET proposed = CASE WHEN turn = ? THEN ? END WHERE id = ?"
            writer.execute(sql, (turn, proposed, photo_id))
        return Changed(frozenset({"faces", "photos"}), tuple(face.id for face in added), photos=(photo_id,))

    def set_state(self, ids: Sequence[int], state: FaceState) -> Changed:
        return self._update(ids, "state = ?", (state,))

    def move(self, face_id: int, box: Box, state: FaceState = FaceState.CORRECTED) -> Changed:
        """Give a face another box; unless said otherwise that makes it corrected."""
        columns = "x = ?, y = ?, width = ?, height = ?, angle = ?, state = ?"
        sql = f"SELECT {COLUMNS} FROM faces JOIN photos ON photos.id = faces.photo_id WHERE faces.id = ?"
        with self._database.write():
            row = self._database.row(sql, (face_id,))
            stored = frame_in(row).stored(box) if row is not None else box
            return self._update([face_id], columns, (*_box_values(stored), state))

    def refit(self, face: Face, *, measured: bool) -> Changed:
        """Put a face on another picture of its photo; measured: what the detector measured of it holds there too."""
        forgotten = "" if measured else ", evidence = NULL, sketch = NULL"
        columns = f"x = ?, y = ?, width = ?, height = ?, angle = ?, state = ?, eyes = ?{forgotten}"
        with self._database.write():
            frame = frame_of(self._database, face.photo_id)
            eyes = json.dumps([frame.stored_point(eye) for eye in face.eyes] if measured else [])
            return self._update([face.id], columns, (*_box_values(frame.stored(face.box)), face.state, eyes))

    def set_person(self, ids: Sequence[int], name: str) -> Changed:
        """Give these faces to a person, whoever the rest of their photo belongs to; ParameterError for no name."""
        wanted = clean_name(name)
        with self._database.write() as writer:
            return self._update(ids, "person_id = ?", (person_id(writer, wanted),))

    def remove(self, ids: Sequence[int]) -> Changed:
        with self._database.write() as writer:
            change = self._change(ids)
            writer.executemany("DELETE FROM faces WHERE id = ?", [(one,) for one in ids])
        return change

    def counts(self) -> dict[FaceState, int]:
        """How many faces are in each state, of those that can be shown: on a photo that can."""
        owner = PERSON.where.replace("people.", "owners.")
        sql = (
            "SELECT faces.state, count(*) FROM faces JOIN photos ON photos.id = faces.photo_id "
            "JOIN people AS owners ON owners.id = photos.person_id "
            "JOIN people ON people.id = coalesce(faces.person_id, photos.person_id) "
            f"WHERE {SOUND.where} AND {PHOTO.where} AND {PERSON.where} AND {owner} "
            "GROUP BY faces.state"
        )
        rows = self._database.rows(sql)
        return dict.fromkeys(FaceState, 0) | {FaceState(row[0]): int(row[1]) for row in rows}

    def problems(self) -> list[str]:
        """A sentence for every face that can't be read."""
        return SOUND.problems(self._database, _face, f"SELECT faces.*, '' AS person, {NO_TURN} FROM faces")

    def to_review(self) -> int:
        return self.counts()[FaceState.SUGGESTED]

    def _faces(self, tail: str, values: Sequence[object] = ()) -> list[Face]:
        return SOUND.records(self._database.rows(f"{_SELECT} {tail}", values), _face)

    def _update(self, ids: Sequence[int], assignments: str, values: tuple[object, ...]) -> Changed:
        with self._database.write() as writer:
            writer.executemany(f"UPDATE faces SET {assignments} WHERE id = ?", [(*values, one) for one in ids])
            return self._change(ids)

    def _change(self, ids: Sequence[int]) -> Changed:
        """These faces changed, and with them their photos; no face, no change."""
        if not ids:
            return Changed(frozenset())
        sql = "SELECT DISTINCT photo_id FROM faces WHERE id IN (SELECT value FROM json_each(?))"
        photos = tuple(row[0] for row in self._database.rows(sql, (listed(ids),)))
        return Changed(_FACES, tuple(ids), photos=photos)


def _values(photo_id: int, face: NewFace, frame: Frame) -> tuple[object, ...]:
    """A new face as the values of _COLUMNS."""
    found = face.evidence
    measured = json.dumps({name: getattr(found, name) for name in _MEASURED}) if found is not None else None
    gradients = found.gradients if found is not None else None
    own = (face.state, face.source, face.weight, json.dumps([frame.stored_point(eye) for eye in face.eyes]))
    return photo_id, *_box_values(frame.stored(face.box)), *own, measured, gradients


def _box_values(box: Box) -> tuple[float, ...]:
    return box.x, box.y, box.width, box.height, box.angle


def _face(row: Row) -> Face:
    eyes, frame = json.loads(row["eyes"]), frame_in(row)
    return Face(
        id=row["id"],
        photo_id=row["photo_id"],
        box=frame.seen(Box(row["x"], row["y"], row["width"], row["height"], row["angle"])),
        state=FaceState(row["state"]),
        source=row["source"],
        weight=row["weight"],
        eyes=tuple(frame.seen_point((float(x), float(y))) for x, y in eyes[:_MOST_EYES]),
        person=row["person"],
        evidence=_evidence(row) if row["evidence"] else None,
    )


def _evidence(row: Row) -> Evidence:
    """What was measured; raises ValueError for anything that is no finite number."""
    measured = json.loads(row["evidence"])
    if set(measured) != set(_MEASURED) or not all(math.isfinite(value) for value in measured.values()):
        raise ValueError("what was measured of it is damaged")
    return Evidence(**measured, gradients=row["sketch"] or b"")
