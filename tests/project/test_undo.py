"""Undo takes back exactly the last edit, whatever the edits were; redo does it again."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from models.project import Project
from models.recipes import RECIPES
from models.records import Box, FaceState, NewFace
from tests.project.rows import new_photo


def snapshot(project: Project) -> tuple[object, ...]:
    return project.photos.all(), project.faces.all(), project.recipes.all()


def edit(project: Project, kind: str, number: int) -> None:
    photos, faces = project.photos.all(), project.faces.all()
    with project.edit(kind):
        if kind == "draw" and photos:
            project.faces.add(photos[number % len(photos)].id, [NewFace(Box(number, 1, 3, 4))])
        elif kind == "reject":
            project.faces.set_state([face.id for face in faces[: number + 1]], FaceState.REJECTED)
        elif kind == "move" and faces:
            project.faces.move(faces[number % len(faces)].id, Box(number, number, 30, 40))
        elif kind == "delete photo" and photos:
            project.photos.remove([photos[number % len(photos)].id])
        elif kind == "rename":
            project.photos.set_person([photo.id for photo in photos[:2]], f"person {number}")
        elif kind == "leave out":
            project.photos.set_left_out([photo.id for photo in photos[number % 3 :]], True)
        elif kind == "recipe":
            edit_recipes(project, number)


def edit_recipes(project: Project, number: int) -> None:
    own = [number for number, _ in project.recipes.all()]
    if len(own) < 2:
        project.recipes.add(RECIPES.get("colourise"))
    elif number % 2:
        project.recipes.remove(own[0])
    else:
        project.recipes.update(own[-1], replace(project.recipes.get(own[-1]), jitter=number))


KINDS = st.sampled_from(["draw", "reject", "move", "delete photo", "rename", "leave out", "recipe"])


@given(st.lists(st.tuples(KINDS, st.integers(0, 6)), max_size=8))
def test_undoing_everything_gives_back_the_beginning_and_redo_the_end(edits: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p") as project:
        for photo in project.photos.add([new_photo(name) for name in ("a.jpg", "b's.jpg", "ç.jpg")]):
            project.faces.add(photo.id, [NewFace(Box(i, i, 3, 4), source="haar:x") for i in range(2)])
        states = [snapshot(project)]
        for kind, number in edits:
            edit(project, kind, number)
            if snapshot(project) != states[-1]:
                states.append(snapshot(project))
        end = snapshot(project)
        while project.undo():
            pass
        assert snapshot(project) == states[0]
        while project.redo():
            pass
        assert snapshot(project) == end
        assert project.database.problems() == []


def test_a_photo_comes_back_with_its_faces_and_their_numbers(project: Project) -> None:
    (photo,) = project.photos.add([new_photo("a.jpg")])
    faces = project.faces.add(photo.id, [NewFace(Box(1, 1, 3, 4)), NewFace(Box(9, 9, 3, 4))])
    with project.edit("Remove a photo"):
        project.photos.remove([photo.id])
    assert project.photos.count() == 0
    assert project.undo_label == "Remove a photo"
    change = project.undo()
    assert change is not None
    assert {"photos", "faces"} <= change.tables
    assert project.faces.of_photo(photo.id) == faces


def test_background_work_is_not_undone(project: Project) -> None:
    project.photos.add([new_photo("a.jpg")])
    assert project.undo() is None
    assert project.photos.count() == 1


def test_a_new_edit_forgets_what_was_undone(project: Project) -> None:
    (photo,) = project.photos.add([new_photo("a.jpg")])
    with project.edit("Leave out"):
        project.photos.set_left_out([photo.id], True)
    project.undo()
    with project.edit("Draw"):
        project.faces.add(photo.id, [NewFace(Box(1, 1, 3, 4))])
    assert project.redo_label is None
