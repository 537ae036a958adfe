"""The Filters pane when things go wrong: full disks, long and odd names, what vanishes while it is shown."""

from __future__ import annotations

import errno
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from models.datasets import crop_store
from models.errors import DiskFullError
from models.filters import step
from models.recipes import RECIPES
from models.records import CutFrom, Pairing


def _started(session):
    jobs = []
    session.runner.started.connect(lambda job: jobs.append(job.title))
    return jobs


def test_cancelling_the_measuring_ends_it(pane, session, qtbot):
    jobs = _started(session)
    pane.show_page("collection")
    session.runner.jobs[0].cancel()
    qtbot.waitUntil(pane.settled)
    qtbot.wait(300)
    assert jobs == ["Measuring the collection"]


def test_a_full_disk_is_said_once(pane, session, qtbot, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    jobs, failed = _started(session), []
    session.failed.connect(failed.append)
    with monkeypatch.context() as patch:
        patch.setattr(crop_store, "_write_at", full)
        pane.show_page("collection")
        qtbot.waitUntil(lambda: bool(failed))
        qtbot.wait(300)
    assert [type(error) for error in failed] == [DiskFullError]
    assert len(jobs) == 1
    pane.show_page("bank")
    pane.show_page("collection")  # there is room again
    qtbot.waitUntil(pane.settled)
    assert all(row.facts is not None for row in pane.collection.rows_shown())


def test_a_preset_may_be_typed_with_any_spaces(pane, session, qtbot, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("two  spaces\u0301 ", True))
    pane.presets.save()
    qtbot.waitUntil(lambda: any(key.startswith("preset ") for key in pane.bank.strip.names()))
    assert pane.bank.strip.current().startswith("preset ")


def test_the_name_offered_for_a_long_chain_can_be_kept(pane, session, qtbot, monkeypatch):
    pane.bank.panel.set_before(tuple(step(name) for name in ("blur", "posterise", "sketch", "halftone", "contours")))
    failed = []
    session.failed.connect(failed.append)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, text="", **__: (text, True))
    pane.presets.save()
    assert not failed


def test_a_recipe_of_the_longest_name_can_be_copied(pane, session, qtbot):
    key = session.recipes.add(replace(RECIPES.get("canny"), name="custom", title="x" * 200))
    session.recipes.add(replace(RECIPES.get("canny"), name="custom", title="x" * 200))
    pane.recipes.show_key(key)
    pane.show_page("recipe")
    pane.recipe_page.duplicate_wanted.emit(key)
    assert len(session.project.recipes.all()) == 3
    assert not session.project.recipes.problems()


def test_sixteen_filters_before_the_chosen_one_are_not_lost(pane, session, qtbot):
    for _ in range(20):
        pane.bank.panel.before.add_filter("contours")
    qtbot.mouseClick(pane.bank.panel.edit, Qt.MouseButton.LeftButton)
    assert not session.project.recipes.problems()


def test_delete_pressed_twice_says_nothing_odd(pane, session, qtbot):
    pane.presets.keep("mine", (step("blur"),))
    qtbot.waitUntil(lambda: pane.bank.strip.current() == "preset mine")
    failed = []
    session.failed.connect(failed.append)
    qtbot.keyClick(pane.bank.strip, Qt.Key.Key_Delete)
    qtbot.keyClick(pane.bank.strip, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "preset mine" not in pane.bank.strip.names())
    assert not failed
    assert pane.bank.strip.current() in pane.bank.strip.names()


def test_a_recipe_on_the_page_follows_the_person_it_learns_from(pane, session, qtbot):
    key = session.recipes.add(replace(RECIPES.get("canny"), name="custom", people=("Nasa",)))
    pane.recipes.show_key(key)
    pane.show_page("recipe")
    session.edit("Rename", lambda: session.project.people.rename("Nasa", "Flight crew"))
    assert pane.recipe_page.recipe().people == ("Flight crew",)
    qtbot.waitUntil(lambda: "6 faces" in pane.recipe_page.stage.sentence_text())
    session.undo()
    assert pane.recipe_page.recipe().people == ("Nasa",)


def test_a_photo_that_comes_back_is_measured_when_the_page_is_opened_again(pane, session, qtbot):
    path = session.project.photos.all()[0].path
    aside = path.rename(path.with_suffix(".aside"))
    pane.show_page("collection")
    qtbot.waitUntil(pane.settled)
    assert [row.path for row in pane.collection.rows_shown() if row.problem] == [path]
    aside.rename(path)
    pane.show_page("bank")
    pane.show_page("collection")
    qtbot.waitUntil(lambda: not any(row.problem for row in pane.collection.rows_shown()))
    qtbot.waitUntil(pane.settled)


def test_picked_faces_never_turn_into_photos_of_the_same_number(pane, session, qtbot):
    pane.recipes.learn_from((2, 3))
    with session.project.edit("Reject"):
        session.project.faces.remove([face.id for face in session.project.faces.usable()])
    pane.crops.reload()
    qtbot.waitUntil(lambda: not pane.crops.collection.of(CutFrom.FACES))
    assert pane.recipes.recipe().cut_from is CutFrom.FACES


def test_undo_takes_back_what_was_changed_just_now(pane, session, qtbot):
    key = session.recipes.add(replace(RECIPES.get("canny"), name="custom", jitter=3))
    pane.recipes.show_key(key)
    pane.show_page("recipe")
    choices = pane.recipe_page.form.pairing
    qtbot.mouseClick(choices.choice(Pairing.PERSON.value), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.project.recipes.all()[0][1].pairing is Pairing.PERSON)
    qtbot.mouseClick(choices.choice(Pairing.RANDOM.value), Qt.MouseButton.LeftButton)
    session.undo()  # at once, before the page has rested
    qtbot.waitUntil(pane.settled)
    assert session.project.recipes.all()[0][1].pairing is Pairing.PERSON
    assert pane.recipe_page.recipe().pairing is Pairing.PERSON
    session.redo()
    assert pane.recipe_page.recipe().pairing is Pairing.RANDOM


def test_a_face_whose_photo_is_gone_does_not_borrow_another_s_pictures(pane, session, qtbot):
    qtbot.waitUntil(lambda: pane.bank.strip.shown("sobel"))
    pane.crops.collection.of()[3].path.unlink()
    for _ in range(3):
        qtbot.keyClick(pane.bank.strip, Qt.Key.Key_N)
    assert pane.top_line().startswith("Face 4 of 12")
    qtbot.waitUntil(lambda: not pane.bank.strip.shown("sobel"))
    qtbot.keyClick(pane.bank.strip, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: pane.bank.strip.shown("sobel"))
