"""Every filter and preset of the Bank as a picture, with the chain that each stands for; makes no picture itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from models.filter_records import FilterStep
from models.filters import FILTERS, step
from models.records import Chain
from studio.widgets.picture_strip import PictureStrip

_PRESET = "preset "


class FilterStrip(PictureStrip):
    """Keys are names of filters, and preset_key(name). preset_menu_asked(name, place), preset_removed(name)."""

    preset_menu_asked = Signal(str, QPoint)
    preset_removed = Signal(str)

    def __init__(self, tallest: float, slimmest: float, parent: QWidget | None = None) -> None:
        super().__init__(tallest=tallest, slimmest=slimmest, parent=parent)
        self.setAccessibleName("All filters on this face")
        self._presets: dict[str, Chain] = {}
        self._steps = {name: step(name) for name in FILTERS.names()}
        self.menu_asked.connect(self._on_menu_asked)
        self.removed.connect(self._on_removed)
        self.set_presets(())

    def set_presets(self, presets: Sequence[tuple[str, Chain]]) -> None:
        """Show these behind the filters."""
        self._presets = {preset_key(name): chain for name, chain in presets}
        filters = [(entry.name, entry.title.lower()) for entry in FILTERS]
        self.set_items([*filters, *((key, key.removeprefix(_PRESET)) for key in self._presets)])

    def preset(self, key: str) -> Chain | None:
        """The chain of a preset; None when there is none of that key."""
        return self._presets.get(key)

    def is_preset(self, chain: Chain) -> bool:
        """Whether one of the presets does just that."""
        return bool(chain) and chain in self._presets.values()

    def step(self, name: str) -> FilterStep:
        """A filter with the parameters it had last."""
        return self._steps[name]

    def remember(self, one: FilterStep) -> None:
        """These are the parameters its filter had last."""
        self._steps[one.name] = one

    def chains(self, before: Chain) -> dict[str, Chain]:
        """Every filter behind those before it, and every preset, by key."""
        return {name: (*before, one) for name, one in self._steps.items()} | self._presets

    def _on_menu_asked(self, key: str, place: QPoint) -> None:
        if key in self._presets:
            self.preset_menu_asked.emit(key.removeprefix(_PRESET), place)

    def _on_removed(self, key: str) -> None:
        if key in self._presets:
            self.preset_removed.emit(key.removeprefix(_PRESET))


def preset_key(name: str) -> str:
    """The key of a preset in the strip."""
    return _PRESET + name
