"""Paintings side by side in the Gallery, with real keys, mouse and files."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from studio.panes.gallery import GalleryPane
from tests.studio.panes.learning import open_session, stand_up
from tests.studio.panes.painted import add_painting


@pytest.fixture
def pane(tmp_path, qapp, qtbot, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with open_session(tmp_path / "project", tmp_path / "settings.ini") as session:
        for shade, encoder in ((60, "Colourise"), (80, "Contours"), (180, "Average")):
            add_painting(session.project, encoder, shade=shade)
        made = GalleryPane(session)
        window = stand_up(made, qtbot)
        qtbot.waitUntil(made.settled)
        made.grid.selectAll()
        qtbot.mouseClick(made.comparing, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(made.compare.view.pictures))
        yield made
        window.close()


def middle(pane, number):
    return pane.compare.view.places()[number].picture.center().toPoint()


def test_all_are_zoomed_and_pointed_at_together(pane, qtbot):
    view, at = pane.compare.view, QPointF(middle(pane, 2))
    wheel = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 480),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, wheel)
    assert view.seen(0) == view.seen(2)
    assert view.seen(0).width() < 1
    qtbot.mouseMove(view, middle(pane, 1))
    assert "C: 60 60 60" in pane.compare.panel.colours.accessibleName()
    qtbot.mouseClick(pane.compare.fit, Qt.MouseButton.LeftButton)
    assert view.zoom.factor == 1


def test_a_letter_held_shows_that_one_large_and_x_takes_one_out(pane, qtbot):
    view = pane.compare.view
    qtbot.keyPress(view, Qt.Key.Key_C)
    assert list(view.places()) == [2]
    qtbot.keyRelease(view, Qt.Key.Key_C)
    assert len(view.places()) == 3
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(pane, 2))
    qtbot.keyClick(view, Qt.Key.Key_X)
    assert [one.recipe.encoder_title for one in pane.compare.paintings] == ["Average", "Contours"]
    assert pane.top_line() == "Compare 2 of 3 paintings"


def test_the_difference_is_shown_from_the_first(pane, qtbot):
    qtbot.mouseClick(pane.compare_mode.button("difference"), Qt.MouseButton.LeftButton)
    shown = [QColor(pane.compare.view.grab().toImage().pixelColor(middle(pane, number))).red() for number in (0, 1, 2)]
    assert shown == [180, 252, 252]


def test_the_clicked_one_is_meant_by_keys_and_escape_goes_back(pane, qtbot):
    qtbot.mouseClick(pane.compare.view, Qt.MouseButton.LeftButton, pos=middle(pane, 1))
    qtbot.keyClick(pane.compare.view, Qt.Key.Key_S)
    assert [caption.starred for caption in pane.compare.view.captions] == [False, True, False]
    with qtbot.waitSignal(pane.session.pane_asked) as asked:
        qtbot.mouseClick(pane.compare.panel.again, Qt.MouseButton.LeftButton)
    assert asked.args[1]["recipe"].encoder_title == "Contours"
    qtbot.keyClick(pane.compare.view, Qt.Key.Key_Escape)
    assert pane.pages.currentWidget() is pane.grid
    assert len(pane.selected()) == 3
