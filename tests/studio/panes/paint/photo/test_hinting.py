"""Colour points on a photo, with a real colour network: set, dragged, typed, undone, painted, painted again alike."""

from __future__ import annotations

import shutil
import threading

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

import resources
from models.images import read_picture
from models.network_names import GENERATOR_NAMES
from models.networks import GENERATORS
from models.workflow.paint_photos import paint_again
from tests.painting.encoders import make_encoder
from tests.studio.panes.learning import make_project, open_session
from tests.studio.panes.paint.test_pane import paint, settled, show

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def module_session(tmp_path_factory, astronaut, qapp):
    made = make_project(tmp_path_factory.mktemp("hints"), astronaut, 2)
    make_encoder(made / "encoders" / "colours.bottega", generator="chroma", seed=3)
    with open_session(made, tmp_path_factory.mktemp("settings") / "settings.ini") as opened:
        together = threading.Barrier(3)
        for _ in range(2):  # both background threads start here, so that no single test seems to leave them behind
            opened.background.submit(together.wait)
        together.wait()
        yield opened


@pytest.fixture
def pane(module_session, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(resources, "path", lambda name: tmp_path / "nothing ships" / name)
    made = show(module_session, qtbot)
    qtbot.waitUntil(lambda: made.front.preview.answer is not None)
    return made


def touch(pane, qtbot, across: float, down: float) -> QPoint:
    rect = pane.front.canvas.view.picture_rect("right")
    at = QPoint(round(rect.left() + across * rect.width()), round(rect.top() + down * rect.height()))
    qtbot.mouseClick(pane.front.canvas.view, Qt.MouseButton.LeftButton, pos=at)
    return at


def test_points_are_set_dragged_typed_undone_and_painted_again_bit_for_bit(pane, qtbot):
    screen, view = pane.front, pane.front.canvas.view
    plain = screen.preview.answer.after
    qtbot.keyClick(screen, Qt.Key.Key_H)
    screen.panel.hints.swatches[4].click()
    at = touch(pane, qtbot, 0.75, 0.25)
    touch(pane, qtbot, 0.8, 0.7)
    settled(pane, qtbot)
    one, two = screen.choice().options.hints
    width, height = view.picture_shape()
    assert (one.x, one.y) == pytest.approx((0.75 * width, 0.25 * height), abs=width / view.picture_rect().width() + 1)
    assert not np.array_equal(screen.preview.answer.after, plain)

    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(view, at + QPoint(-40, 30))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at + QPoint(-40, 30))
    assert screen.choice().options.hints[0].x < one.x - 5
    screen.panel.hints.hex.setText("#2040c0")
    screen.panel.hints.hex.editingFinished.emit()
    assert screen.choice().options.hints[0].blue == 0xC0
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Z, CTRL)
    assert screen.choice().options.hints == (one, two)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.place_of(two).toPoint())
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert screen.choice().options.hints == (one,)

    settled(pane, qtbot)
    project = pane.session.project
    (painting,) = paint(pane, qtbot, screen.paint_button)
    assert painting.recipe.options.hints == (one,)
    assert np.array_equal(read_picture(painting.path), screen.preview.answer.after)
    list(paint_again(project, painting.recipe))
    assert project.paintings.all()[0].path.read_bytes() != b""
    assert np.array_equal(read_picture(project.paintings.all()[0].path), read_picture(painting.path))

    pane.desk.strip.step(1)
    assert screen.choice().options.hints == ()
    pane.asked(recipe=painting.recipe)
    assert screen.choice().options.hints == (one,)


def test_an_encoder_without_points_offers_none(pane, qtbot, tmp_path):
    folder = pane.session.project.encoders_folder
    other = shutil.copy(make_encoder(tmp_path / "plain.bottega").path, folder / "plain.bottega")
    pane.desk.shelf.choose(folder / "plain.bottega")
    pane.desk.shelf.refresh()
    qtbot.waitUntil(lambda: pane.desk.encoder.path.name == "plain.bottega")
    assert other
    assert not pane.front.panel.hints.isVisible()


def test_what_is_said_of_networks_is_what_they_do():
    for name in GENERATOR_NAMES:
        view = GENERATORS.get(name.name).view
        assert (name.takes_points, name.colour_only) == (view.takes_points, view.colour_only)


def test_where_it_guesses_is_veiled_and_said_in_words(pane, qtbot):
    screen = pane.front
    pane.desk.shelf.choose(pane.session.project.encoders_folder / "colours.bottega")
    qtbot.waitUntil(screen.panel.hints.isVisible)
    settled(pane, qtbot)
    before = screen.canvas.view.grab().toImage()
    screen.panel.hints.guesses.button.click()
    qtbot.waitUntil(
        lambda: "it guesses" in screen.panel.hints.guessed.text() and screen.panel.hints.guessed.isVisible()
    )
    assert screen.canvas.view.grab().toImage() != before
    screen.panel.hints.guesses.button.click()
    assert screen.canvas.view.grab().toImage() == before
    assert not screen.panel.hints.guessed.isVisible()
