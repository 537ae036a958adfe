"""Noise with a real encoder: a seed, a neighbour and a place on the way are taken, painted, and painted again alike."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from models.images import read_picture
from models.paint_records import NoiseStep
from models.records import PaintSource
from models.workflow.paint_photos import paint_again
from tests.studio.panes.paint.test_pane import encoders, folder, module_session, paint, pane, session  # noqa: F401


@pytest.fixture
def noise(pane, qtbot):  # noqa: F811
    qtbot.mouseClick(pane.switch.button("noise"), Qt.MouseButton.LeftButton)
    screen = pane.front
    screen.panel.count.set_value(6)
    screen.refresh()
    qtbot.waitUntil(lambda: all(grid.has_picture(one) for grid in screen.page.grids() for one in grid.points))
    return screen


def test_a_seed_is_taken_from_the_grid_and_painted(pane, noise, qtbot):  # noqa: F811
    assert not pane.desk.strip.isVisible()
    seeds = noise.page.seeds
    qtbot.mouseClick(seeds, Qt.MouseButton.LeftButton, pos=seeds.cell(seeds.points[2]).center().toPoint())
    qtbot.keyClick(seeds, Qt.Key.Key_Right)
    assert pane.top_line() == "Noise, seed 3"
    (painting,) = paint(pane, qtbot, noise.paint_button)
    assert (painting.recipe.options.source, painting.recipe.options.seed) == (PaintSource.NOISE, 3)
    qtbot.mouseClick(noise.others_button, Qt.MouseButton.LeftButton)
    assert seeds.points[0].seed == 6


def test_a_neighbour_becomes_the_middle_is_left_again_and_painted_again_bit_for_bit(pane, noise, qtbot):  # noqa: F811
    around = noise.page.around
    qtbot.mouseClick(around, Qt.MouseButton.LeftButton, pos=around.cell(around.points[0]).center().toPoint())
    qtbot.keyClick(around, Qt.Key.Key_Return)
    assert noise.middle.name == "0.1"
    (painting,) = paint(pane, qtbot, noise.paint_button)
    assert [step.share for step in painting.recipe.options.walk] == [0.34]
    list(paint_again(pane.session.project, painting.recipe))
    again = pane.session.project.paintings.all()[0]
    assert np.array_equal(read_picture(again.path), read_picture(painting.path))
    qtbot.keyClick(noise, Qt.Key.Key_Backspace)
    assert noise.middle.name == "0"
    pane.asked(recipe=painting.recipe)
    assert noise.current.walk == painting.recipe.options.walk


def test_the_way_to_another_seed_is_filmed(pane, noise, qtbot, tmp_path):  # noqa: F811
    seeds = noise.page.seeds
    at = seeds.cell(seeds.points[4]).center().toPoint()
    qtbot.mouseClick(seeds, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, at)
    assert noise.page.way.points[4].walk == (NoiseStep(4, 0.5),)
    noise.panel.loop.length.set_value(1)
    for kind in ("gif", "mp4"):
        path = tmp_path / f"loop.{kind}"
        with qtbot.waitSignal(pane.session.runner.ended):
            noise.export(path)
        assert path.stat().st_size > 1000
    with Image.open(tmp_path / "loop.gif") as film:
        assert (film.n_frames, film.size) == (24, (256, 320))
    film = cv2.VideoCapture(str(tmp_path / "loop.mp4"))
    assert film.get(cv2.CAP_PROP_FRAME_COUNT) == 24
    film.release()
