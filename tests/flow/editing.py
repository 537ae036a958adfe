"""Edits faces by key in the real window without end, telling each edit once the screen shows it; to be killed.

python -m tests.flow.editing PROJECT SEED
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from models.records import Face
from studio.state.photo_rows import PhotoRow
from tests.flow.driver import Condition, Person, Script

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
KEYS = (
    (Qt.Key.Key_A, None),
    (Qt.Key.Key_X, None),
    (Qt.Key.Key_U, None),
    (Qt.Key.Key_X, SHIFT),
    (Qt.Key.Key_Z, CTRL),
    (Qt.Key.Key_Right, None),
    (Qt.Key.Key_Down, SHIFT),
    (Qt.Key.Key_BracketRight, None),
    (Qt.Key.Key_Delete, None),
)


def told(row: PhotoRow | None) -> list[Any]:
    """What the screen says of a photo's boxes."""
    return [plain(face) for face in row.faces] if row is not None else []


def plain(face: Face) -> list[Any]:
    box = face.box
    return [face.id, face.state.value, box.x, box.y, box.width, box.height, box.angle]


def edits(seed: int) -> Script:
    """A person who never stops."""
    chance = random.Random(seed)

    def script(person: Person) -> Generator[Condition]:
        window = person.window
        library = window.session.library
        yield lambda: library.ready
        person.go(2)
        yield lambda: window.current_name == "faces" and window.current_pane.review.row is not None
        review = window.current_pane.review
        while True:
            print(json.dumps({"doing": True}), flush=True)
            key, modifier = chance.choice(KEYS)
            person.press(key, modifier or Qt.KeyboardModifier.NoModifier)
            window.current_pane.repaint()
            print(json.dumps({"shown": {row.photo.id: told(row) for row in library.rows.values()}}), flush=True)
            if chance.random() < 0.3:
                review.step_photo(1)
            yield lambda: True

    return script


def main(folder: Path, seed: int) -> int:
    from studio.run.app import make_application, run
    from studio.state.preferences import Preferences

    make_application()
    person = Person(edits(seed))
    code = run(folder, Preferences(folder.parent / "killed.ini"))
    if person.error is not None:
        raise person.error
    return code


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), int(sys.argv[2])))
