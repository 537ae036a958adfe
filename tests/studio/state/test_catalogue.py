"""Rows kept up to date one by one say the same as rows read anew, whatever was edited, undone or removed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from models.events import Changed
from models.project import Project
from models.records import Box, FaceState, NewFace, Photo
from studio.state.catalogue import Catalogue
from studio.state.photo_rows import read_rows
from tests.project.rows import new_photo


def draw(project: Project, photo: Photo, number: int) -> Changed:
    made = project.faces.add(photo.id, [NewFace(Box(number, 1, 30, 40), FaceState.CORRECTED)])
    return Changed(frozenset({"faces"}), (made[0].id,), photos=(photo.id,))


def detect(project: Project, photo: Photo, number: int) -> Changed:
    found = [NewFace(Box(number * 9, 5, 30, 40), source="haar:alt", weight=float(number))]
    return project.faces.replace_suggestions(photo.id, found)


def add_photo(project: Project, photo: Photo, number: int) -> Changed:
    added = project.photos.add([new_photo(f"more {photo.id} {number}.jpg")])
    return Changed(frozenset({"photos"}) if added else frozenset(), photos=tuple(one.id for one in added))


def leave_out(project: Project, photo: Photo, number: int) -> Changed:
    return project.photos.set_left_out([one.id for one in project.photos.all()[number % 3 :]], bool(number % 2))


def reject(project: Project, photo: Photo, number: int) -> Changed:
    return project.faces.set_state([face.id for face in project.faces.all()[:number]], FaceState.REJECTED)


def delete_face(project: Project, photo: Photo, number: int) -> Changed:
    return project.faces.remove([face.id for face in project.faces.of_photo(photo.id)[:1]])


def move(project: Project, photo: Photo, number: int) -> Changed | None:
    faces = project.faces.of_photo(photo.id)
    return project.faces.move(faces[0].id, Box(number, number, 30, 40)) if faces else None


KINDS: dict[str, Callable[[Project, Photo, int], Changed | None]] = {
    "draw": draw,
    "detect": detect,
    "add photo": add_photo,
    "leave out": leave_out,
    "reject": reject,
    "delete face": delete_face,
    "move": move,
    "delete photo": lambda project, photo, number: project.photos.remove([photo.id]),
    "give": lambda project, photo, number: project.photos.set_person([photo.id], f"person {number}"),
    "faceless": lambda project, photo, number: project.photos.set_faceless([photo.id], bool(number % 2)),
}
EDITS = st.lists(st.tuples(st.sampled_from(["undo", "redo", *KINDS]), st.integers(0, 7)), max_size=14)


def edit(project: Project, kind: str, number: int) -> Changed | None:
    """One edit of that kind; what it tells."""
    if kind in ("undo", "redo"):
        return project.undo() if kind == "undo" else project.redo()
    photos = project.photos.all()
    if not photos:
        return None
    with project.edit(kind):
        return KINDS[kind](project, photos[number % len(photos)], number)


@given(EDITS)
def test_the_rows_named_by_a_change_are_all_that_must_be_read_again(edits: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p") as project:
        for photo in project.photos.add([new_photo(name) for name in ("a.jpg", "b.jpg", "ç.jpg")]):
            project.faces.add(photo.id, [NewFace(Box(i * 50, i, 30, 40), source="haar:x", weight=1.0) for i in (0, 1)])
        kept = Catalogue()
        kept.put(read_rows(project, None, None))
        for kind, number in edits:
            change = edit(project, kind, number)
            if change is not None:
                assert change.photos or not change.tables
                before = dict(kept.rows)
                changed = kept.put(read_rows(project, change.photos, None), change.photos)
                assert all(kept.rows.get(one) is before[one] for one in before.keys() - changed)
        whole = Catalogue()
        whole.put(read_rows(project, None, None))
        assert kept.rows == whole.rows
        assert kept.people() == whole.people()
        assert kept.suggested == whole.suggested
        assert (kept.boxes, kept.faces, kept.to_review) == (whole.boxes, whole.faces, whole.to_review)
        assert kept.crops == whole.crops
        assert all(kept.photo_of(face.id) == face.photo_id for face in project.faces.all())


def test_lookalikes_are_noted_and_outlast_other_changes(project: Project) -> None:
    first, second, third = project.photos.add([new_photo(name) for name in ("a.jpg", "b.jpg", "c.jpg")])
    kept = Catalogue()
    kept.put(read_rows(project, None, None))
    assert kept.group({first.id: 1, second.id: 1}) == {first.id, second.id}
    change = project.photos.set_left_out([first.id], True)
    kept.put(read_rows(project, change.photos, None), change.photos)
    assert [kept.rows[one.id].alike for one in (first, second, third)] == [1, 1, 0]
    assert kept.rows[first.id].photo.left_out
    assert kept.group({}) == {first.id, second.id}
