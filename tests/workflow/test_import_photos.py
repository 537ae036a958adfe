"""Photos are dropped: all that can be is in the project, each other one has its reason, nothing on the disk changed."""

from __future__ import annotations

import os
import shutil
import unicodedata
from dataclasses import replace
from itertools import cycle, islice

import pytest

from models.errors import ParameterError, ProjectGoneError
from models.events import (
    Changed,
    Finished,
    Noted,
    PaintingPassedOver,
    PhotoAdded,
    PhotoFoundAgain,
    PhotoKnown,
    PhotoRefused,
    Progress,
)
from models.gallery.formats import FORMATS
from models.gallery.painting_file import recipe_to_text
from models.images import encode_jpeg
from models.photos.thumbnails import thumbnail_path
from models.records import Box, NewFace, PaintingRecipe, PaintOptions
from models.workflow.import_photos import import_photos
from tests.images.test_odd_images import rows


@pytest.fixture
def album(tmp_path, astronaut):
    """Forty small photos of two people."""
    for index in range(40):
        folder = tmp_path / "album" / ("Ada" if index < 25 else "Zoë")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{index:02}.jpg").write_bytes(encode_jpeg(astronaut[index : index + 64, 100:180]))
    return tmp_path / "album"


def kinds(events, kind):
    return [event for event in events if isinstance(event, kind)]


def test_photos_come_in_with_their_folder_as_person(project, album):
    events = list(import_photos(project, [album]))
    assert [event.path for event in kinds(events, PhotoAdded)] == sorted(album.rglob("*.jpg"))
    assert project.photos.people() == {"Ada": 25, "Zoë": 15}
    assert isinstance(events[-1], Finished)
    assert events[-1].summary == "40 added"
    changed = [one for event in kinds(events, Changed) for one in event.ids]
    assert sorted(changed) == sorted(photo.id for photo in project.photos.all())
    progress = kinds(events, Progress)
    assert (progress[-1].done, progress[-1].total) == (40, 40)
    assert all(thumbnail_path(project.thumbnails_folder, photo.sha256).is_file() for photo in project.photos.all())


def test_a_person_can_be_named_for_all(project, album):
    list(import_photos(project, [album], person="Grace"))
    assert project.photos.people() == {"Grace": 40}


def test_a_name_typed_on_a_mac_and_elsewhere_is_one_person(project, album):
    (album / "Zoë").rename(album / unicodedata.normalize("NFD", "Zoë"))
    list(import_photos(project, [album]))
    assert set(project.photos.people()) == {"Ada", "Zoë"}


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such folder")
def test_a_folder_s_name_of_two_lines_is_a_name_of_one(project, album):
    (album / "Zoë").rename(album / "Zoë\n  and\tAda ")
    list(import_photos(project, [album]))
    assert set(project.photos.people()) == {"Ada", "Zoë and Ada"}


def test_the_same_content_is_known_in_one_drop_and_in_the_next(project, album):
    original, beside, far = (album / name for name in ("Ada/00.jpg", "Ada/00 copy.jpg", "Zoë/copy.jpg"))
    shutil.copy(original, beside)
    shutil.copy(original, far)
    known = kinds(list(import_photos(project, [original, album])), PhotoKnown)
    assert [(event.path, event.known_as) for event in known] == [(beside, original), (far, original)]
    again = list(import_photos(project, [album / "Ada", album / "Ada" / "03.jpg"]))
    assert len(kinds(again, PhotoKnown)) == 26
    assert again[-1].summary == "0 added, 26 already here"
    assert project.photos.count() == 40


def test_two_imports_tell_the_same_story(tmp_path, album):
    from models.project import Project

    stories = []
    for name in ("one", "two"):
        with Project.create(tmp_path / name) as project:
            events = import_photos(project, [album])
            stories.append([event for event in events if isinstance(event, PhotoAdded | PhotoRefused | PhotoKnown)])
    assert stories[0] == stories[1]


def test_stopping_keeps_every_photo_that_was_told_of(project, album):
    for many in (1, 5, 12):
        events = import_photos(project, [album])
        told = list(islice((event for event in events if isinstance(event, PhotoAdded)), many))
        events.close()
        assert all(project.photos.by_sha(event.sha256) for event in told)
    assert kinds(list(import_photos(project, [album])), Finished)[0].failed == 0
    assert project.photos.count() == 40


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
def test_one_drop_of_everything_odd(project, shared_data):
    folder = shared_data / "odd_images"
    expected = {row["file"]: row for row in rows(shared_data)}
    events = list(import_photos(project, [folder]))
    added = {event.path: event for event in kinds(events, PhotoAdded)}
    known = {event.path: event for event in kinds(events, PhotoKnown)}
    refused = {event.path: event for event in kinds(events, PhotoRefused)}
    wrong = []
    for name, row in expected.items():
        path = folder / name
        if path.name.startswith("."):  # what a system left beside the photos is passed over in silence
            wrong += [f"{name}: told of"] if path in added or path in known or path in refused else []
            continue
        if (path in added or path in known) == (path in refused):
            wrong.append(f"{name}: not told of once")
        if (row["expected"] == "refuse") != (path in refused) and row["expected"] != "import_or_refuse":
            wrong.append(f"{name}: {refused.get(path)}")
        if path in added and added[path].sha256 != row["sha256"]:
            wrong.append(f"{name}: stored as another")
    assert not wrong, "\n".join(wrong)
    assert set(refused) - {folder / name for name in expected} == {
        folder / "README.md",
        folder / "manifest.csv",
        folder / "LICENSE.Pillow",
    }
    assert all(event.reason and "\n" not in event.reason for event in refused.values())
    assert {photo.path for photo in project.photos.all()} == set(added)


@pytest.mark.skipif(os.name == "nt", reason="pipes and links of this kind are not there")
def test_pipes_circles_and_vanished_files_are_refused_and_the_rest_comes_in(project, album):
    os.mkfifo(album / "Ada" / "pipe.jpg")
    (album / "loop.jpg").symlink_to(album / "loop.jpg")
    (album / "x.jpg").mkdir()
    (album / "link").symlink_to(album)
    events = import_photos(project, [album, album / "never-was.jpg"])
    next(events)
    next(events)  # the files are listed now
    (album / "Zoë" / "39.jpg").unlink()
    told = list(events)
    reasons = {event.path.name: event.reason for event in kinds(told, PhotoRefused)}
    assert set(reasons) == {"pipe.jpg", "loop.jpg", "never-was.jpg", "39.jpg"}
    assert project.photos.count() == 39
    assert told[-1].summary == "39 added, 4 skipped"


@pytest.mark.skipif(os.name == "nt", reason="names are always Unicode there")
def test_a_name_that_is_no_text_is_refused_in_printable_words(project, album):
    broken = os.fsencode(album / "Ada") + b"/\xff\xfe.jpg"
    with open(broken, "wb") as file:
        file.write((album / "Ada" / "00.jpg").read_bytes())
    refused = kinds(list(import_photos(project, [album])), PhotoRefused)
    assert len(refused) == 1
    str(refused[0].path).encode()


def test_originals_are_as_they_were(project, album):
    def state():
        return {path: (path.read_bytes(), path.stat()[:2], path.stat().st_mtime_ns) for path in album.rglob("*.jpg")}

    for path in album.rglob("*.jpg"):
        path.chmod(0o444)
    before = state()
    list(import_photos(project, [album]))
    assert state() == before


def paintings(folder, picture):
    """One of each format, and one whose recipe a newer Bottega wrote."""
    recipe = PaintingRecipe("a" * 64, "Blue", "b" * 64, "x.jpg", PaintOptions())
    folder.mkdir(parents=True)
    for form in FORMATS:
        (folder / f"a{form.suffix}").write_bytes(form.encode(picture, recipe_to_text(recipe), 90))
    newer = recipe_to_text(recipe).replace('"version":1', '"version":9')
    (folder / "newer.png").write_bytes(FORMATS.get("png").encode(picture, newer, 90))
    return sorted(folder.iterdir())


def test_paintings_of_our_own_are_told_apart_and_no_photos(project, album, astronaut):
    made = paintings(album / "Ada" / "painted", astronaut[:64, :64])
    (album / "Ada" / "comment.jpg").write_bytes(FORMATS.get("jpeg").encode(astronaut[:50, :50], '{"app":"x"}', 90))
    events = list(import_photos(project, [album]))
    assert [event.path for event in kinds(events, PaintingPassedOver)] == made
    assert [event.text for event in kinds(events, Noted)] == [
        "5 paintings of Bottega were passed over. Drop paintings on Paint or Gallery to reopen their recipes"
    ]
    assert events[-1].summary == "41 added, 5 paintings passed over"
    assert events[-1].failed == 0


def told_of(events):
    """How many files were told of, and what the last line says of them."""
    kinds_of_files = (PhotoAdded, PhotoKnown, PhotoFoundAgain, PhotoRefused, PaintingPassedOver)
    told = sum(isinstance(event, kinds_of_files) for event in events)
    return told, sum(int(part.split()[0]) for part in events[-1].summary.split(", "))


def test_what_is_said_adds_up(project, album, astronaut):
    paintings(album / "painted", astronaut[:64, :64])
    (album / "broken.jpg").write_bytes(b"none")
    shutil.copy(album / "Ada" / "03.jpg", album / "copy.jpg")
    twice = [album / "Ada" / "03.jpg", album, album / "Ada", album / ".." / "album", album / "broken.jpg"]
    assert told_of(list(import_photos(project, twice))) == (47, 47)
    assert told_of(list(import_photos(project, [*twice, album / "gone.jpg"]))) == (48, 48)


def test_three_drops_of_the_same_photos_at_once_add_up(project, album):
    drops = [import_photos(project, [album]) for _ in range(3)]
    told = [[], [], []]
    turns = cycle(zip(drops, told, strict=True))
    while not all(events and isinstance(events[-1], Finished) for events in told):
        drop, events = next(turns)
        events += islice(drop, 1)
    assert [told_of(events) for events in told] == [(40, 40)] * 3
    assert sum(len(kinds(events, PhotoAdded)) for events in told) == project.photos.count() == 40


def test_photos_that_moved_are_found_again_by_importing_their_new_place(project, album):
    list(import_photos(project, [album]))
    before = {photo.id: photo for photo in project.photos.all()}
    there = album.with_name("attic")
    album.rename(there)
    shutil.copy(there / "Ada" / "03.jpg", there / "Ada" / "copy of 03.jpg")
    (there / "Zoë" / "30.jpg").unlink()
    events = list(import_photos(project, [there]))
    found = kinds(events, PhotoFoundAgain)
    assert {event.was: event.path for event in found} == {
        album / path.relative_to(there): path for path in there.rglob("[0-9]*.jpg")
    }
    assert [event.known_as for event in kinds(events, PhotoKnown)] == [there / "Ada" / "03.jpg"]
    assert events[-1].summary == "0 added, 39 found again, 1 already here"
    after = {photo.id: photo for photo in project.photos.all()}
    assert {number: replace(photo, path=before[number].path) for number, photo in after.items()} == before
    assert [photo.path for photo in after.values() if not photo.path.exists()] == [album / "Zoë" / "30.jpg"]
    assert sum(len(event.photos) for event in kinds(events, Changed)) == 39
    assert list(import_photos(project, [there]))[-1].summary == "0 added, 40 already here"


def test_a_project_s_own_files_never_become_photos(tmp_path, album):
    from models.project import Project

    with Project.create(album / "Ada" / "Bottega") as project:
        for summary in ("40 added", "0 added, 40 already here"):
            assert list(import_photos(project, [album]))[-1].summary == summary
        (refused,) = kinds(list(import_photos(project, [project.folder])), PhotoRefused)
    assert "Bottega project" in refused.reason


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no folder in use")
def test_what_a_deleted_project_can_not_keep_is_not_called_added(project, album):
    shutil.rmtree(project.folder)
    told = []
    with pytest.raises(ProjectGoneError, match="is gone"):
        told += import_photos(project, [album])
    assert not kinds(told, PhotoAdded)


def test_a_person_without_a_name_is_refused(project, album):
    with pytest.raises(ParameterError):
        list(import_photos(project, [album], person=" \u202e"))


def everything(project):
    return project.photos.all(), project.faces.all(), project.people.counts()


def test_an_import_is_taken_back_as_one_with_what_was_found_on_its_photos(project, album, astronaut):
    """Batches, a photo that had moved, one that had changed: one undo gives back what was before, redo all of it."""
    for top, name in ((40, "known"), (100, "moved"), (160, "changed")):
        (album.parent / f"{name}.jpg").write_bytes(encode_jpeg(astronaut[top:, :300]))
    list(import_photos(project, [album.parent / f"{name}.jpg" for name in ("known", "moved", "changed")]))
    (album.parent / "moved.jpg").rename(album / "moved.jpg")
    (album.parent / "changed.jpg").write_bytes(encode_jpeg(astronaut[::2, ::2]))
    for photo in project.photos.all():
        project.faces.add(photo.id, [NewFace(Box(10, 10, 30, 40))])
    before = everything(project)

    list(import_photos(project, [album, album.parent / "changed.jpg", album.parent / "known.jpg"]))
    label = "40 photos added, 1 new picture taken, 1 photo found again"
    assert project.undo_label == label
    added = {photo.id for photo in project.photos.all()} - {photo.id for photo in before[0]}
    for photo_id in added:
        project.faces.replace_suggestions(photo_id, [NewFace(Box(20, 20, 30, 40))])
    after = everything(project)

    change = project.undo()
    assert change is not None
    assert set(change.photos) >= added
    assert everything(project) == before
    assert project.faces.replace_suggestions(min(added), [NewFace(Box(1, 1, 3, 4))]) == Changed(frozenset())
    assert project.redo() is not None
    assert everything(project) == after
    assert project.undo_label == label


def test_what_a_person_did_during_an_import_is_taken_back_in_its_turn(project, album):
    events = import_photos(project, [album])
    assert any(isinstance(event, Changed) for event in events)  # the first batch is in
    first = [photo.id for photo in project.photos.all()]
    with project.edit("Leave out"):
        project.photos.set_left_out(first, True)
    list(events)
    assert len(project.photos.all()) == 40
    for left in (first, first, []):
        project.undo()
        assert sorted(photo.id for photo in project.photos.all()) == sorted(left)
    for _ in range(3):
        project.redo()
    assert len(project.photos.all()) == 40
    assert {photo.id for photo in project.photos.all() if photo.left_out} == set(first)
