"""The sheet with real encoder files: cells as the Photo page paints them, one adopted by keys, all of it exported."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt

from models.images import read_picture
from tests.studio.panes.paint.test_pane import encoders, folder, module_session, pane, session, settled  # noqa: F401


def open_sheet(pane, qtbot):  # noqa: F811
    qtbot.mouseClick(pane.switch.button("sheet"), Qt.MouseButton.LeftButton)
    pane.desk.strip.set_selected([photo.id for photo in pane.desk.strip.photos()])
    pane.desk.strip.selection_changed.emit()
    sheet = pane.front
    cells = [(row, column) for row in range(3) for column in range(2)]
    qtbot.waitUntil(lambda: len(sheet.grid.rows) == 3 and all(sheet.grid.has(cell) for cell in cells))
    return sheet


def test_a_cell_is_chosen_by_keys_and_adopted_with_its_photo_encoder_and_strength(pane, qtbot):  # noqa: F811
    sheet = open_sheet(pane, qtbot)
    sheet.panel.strength.slider.setValue(60)
    sheet.grid.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(sheet.grid, key)
    photo_id, encoder = sheet.grid.cell_key(sheet.grid.current)
    assert (photo_id, encoder) == (pane.desk.strip.photos()[1].id, list(pane.desk.shelf.headers)[1])
    qtbot.keyClick(sheet.grid, Qt.Key.Key_Return)
    assert pane.switch.value() == "photo"
    assert (pane.desk.strip.current, str(pane.desk.encoder.path)) == (photo_id, encoder)
    assert pane.front.choice().options.strength == 0.6
    settled(pane, qtbot)


def test_an_unchecked_encoder_leaves_the_sheet_and_the_rest_is_exported_as_shown(pane, qtbot, tmp_path):  # noqa: F811
    sheet = open_sheet(pane, qtbot)
    shown, other = (column.key for column in sheet.grid.columns)
    sheet.panel.check(other).click()
    assert [column.key for column in sheet.grid.columns] == [shown]
    path = tmp_path / "sheet.png"
    with qtbot.waitSignal(pane.session.runner.ended):
        sheet.export(path)
    page = read_picture(path)
    assert page.shape == (2 * 32 + 64 + 3 * (320 + 28 + 12), 2 * 32 + 2 * (256 + 12) - 12, 3)
    photo, painted = page[96:416, 32:288], page[96:416, 300:556]
    assert photo.std() > 20
    assert np.abs(painted.astype(int) - 35).min() > 0  # nothing of the paper shows
    assert np.abs(photo.astype(int) - painted).mean() > 2
    assert pane.session.project.paintings.all() == []
