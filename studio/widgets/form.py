"""A form that follows from declared parameters: one row each, always holding valid values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.params import Param, Value, check_values
from studio.look import theme
from studio.widgets.labels import SectionLabel
from studio.widgets.ladder import LadderRow, Rung
from studio.widgets.sliders import ParamRow, row_for

FormRow: TypeAlias = ParamRow | Rung


class ParamForm(QWidget):
    """changed(values: dict) while a person moves, types or chooses; never from set_values.

    Whole numbers of one group stand as handles under one ramp; what doesn't count now (`Param.needs`) is grayed out;
    a heading stands above the first of every `Param.section`.
    """

    changed = Signal(dict)

    def __init__(
        self, params: Iterable[Param] = (), values: Mapping[str, Value] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._params: tuple[Param, ...] = ()
        self._rows: dict[str, FormRow] = {}
        self._ladders: dict[str, LadderRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_8)
        self.set_params(params, values)

    def set_params(self, params: Iterable[Param], values: Mapping[str, Value] | None = None) -> None:
        """Show other parameters, at these values or their defaults; the same ones keep their rows and the focus."""
        declared = tuple(params)
        checked = check_values(declared, dict(values or {}))
        if declared != self._params:
            self._rebuild(declared, checked)
        self.set_values(checked)

    def _rebuild(self, declared: tuple[Param, ...], values: Mapping[str, Value]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._params, self._rows, self._ladders = declared, {}, {}
        section = ""
        for group in _grouped(declared):
            if group[0].section not in ("", section):
                section = group[0].section
                self._column.addSpacing(theme.SPACE_8)
                self._column.addWidget(SectionLabel(section))
            made = self._add_ladder(group, values) if len(group) > 1 else self._add_row(group[0], values)
            self._column.addWidget(made)
        for row in self._rows.values():
            row.changed.connect(self._on_changed)

    def _add_row(self, param: Param, values: Mapping[str, Value]) -> QWidget:
        self._rows[param.name] = row = row_for(param, values[param.name])
        return row

    def _add_ladder(self, params: tuple[Param, ...], values: Mapping[str, Value]) -> QWidget:
        ladder = LadderRow(params, values)
        self._rows.update({param.name: ladder.rung(param.name) for param in params})
        self._ladders.update(dict.fromkeys((param.name for param in params), ladder))
        return ladder

    def _on_changed(self) -> None:
        self._show_what_counts()
        self.changed.emit(self.values())

    def values(self) -> dict[str, Value]:
        return {name: row.value() for name, row in self._rows.items()}

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Show these values without changed()."""
        for name, value in values.items():
            if self._rows[name].value() != value:
                self._rows[name].set_value(value)
        self._show_what_counts()

    def _show_what_counts(self) -> None:
        values = self.values()
        for param in self._params:
            counts = param.counts(values)
            if param.name in self._ladders:
                self._ladders[param.name].set_enabled(param.name, counts)
            else:
                self._rows[param.name].setEnabled(counts)

    def row(self, name: str) -> FormRow:
        """The row of one parameter."""
        return self._rows[name]


def _grouped(params: tuple[Param, ...]) -> Iterator[tuple[Param, ...]]:
    """Neighbours that are rungs of one ladder together, every other parameter alone."""
    numbered = enumerate(params)
    for _, members in groupby(numbered, lambda item: item[1].group if _is_rung(item[1]) else item[0]):
        yield tuple(param for _, param in members)


def _is_rung(param: Param) -> bool:
    return param.kind == "int" and bool(param.group)
