"""Scrolling a panel never changes the values that pass under the wheel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from models.params import Param
from studio.widgets.sliders import row_for

PARAMS = (
    Param("level", "int", 50, 0, 100),
    Param("judge", "choice", "patch", choices=("patch", "categorical")),
)


@pytest.mark.parametrize("param", PARAMS, ids=lambda param: param.kind)
def test_the_wheel_is_left_to_the_panel(qtbot, param):
    row = row_for(param)
    qtbot.addWidget(row)
    row.show()
    target = row.slider if param.kind == "int" else row.combo
    event = QWheelEvent(
        QPointF(20, 5),
        QPointF(20, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)
    assert row.value() == param.default
    assert not event.isAccepted()
