"""A form that follows from declared parameters: one row each, always holding valid values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.params import Param, Value, check_values
from studio import theme
from studio.widgets.sliders import ParamRow, row_for


class ParamForm(QWidget):
    """changed(values: dict) while a person moves, types or chooses; never from set_values."""

    changed = Signal(dict)

    def __init__(
        self, params: Iterable[Param] = (), values: Mapping[str, Value] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows: dict[str, ParamRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_8)
        self.set_params(params, values)

    def set_params(self, params: Iterable[Param], values: Mapping[str, Value] | None = None) -> None:
        """Show other parameters, at these values or their defaults."""
        for row in self._rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        declared = tuple(params)
        checked = check_values(declared, dict(values or {}))
        self._rows = {param.name: row_for(param, checked[param.name]) for param in declared}
        for row in self._rows.values():
            row.changed.connect(self._on_changed)
            self._column.addWidget(row)

    def _on_changed(self) -> None:
        self.changed.emit(self.values())

    def values(self) -> dict[str, Value]:
        return {name: row.value() for name, row in self._rows.items()}

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Show these values without changed()."""
        for name, value in values.items():
            self._rows[name].set_value(value)

    def row(self, name: str) -> ParamRow:
        """The row of one parameter."""
        return self._rows[name]
