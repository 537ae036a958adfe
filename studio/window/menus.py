"""The menus and the window-wide keys, built from the actions the window hands over. Knows no window and no project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


@dataclass(frozen=True, slots=True)
class Action:
    """A line of a menu. title: its words of the moment, asked for whenever the menu opens."""

    text: str
    do: Callable[[], object]
    keys: str = ""
    title: Callable[[], str] | None = None
    tip: str = ""
    enabled: bool = True
    repeats: bool = True
    """Whether holding its keys does it again and again."""


@dataclass(frozen=True, slots=True)
class Submenu:
    """Actions of the moment: asked for whenever it opens."""

    text: str
    actions: Callable[[], Sequence[Action]]


Entry = Action | Submenu | None
"""None draws a line between two groups."""


def build_menus(window: QWidget, menus: Sequence[tuple[str, Sequence[Entry]]]) -> QMenu:
    """The application's menu; its keys work in the whole window whether the menu is open or not."""
    whole = QMenu(window)
    for title, entries in menus:
        menu = whole.addMenu(title)
        for entry in entries:
            _add(menu, entry)
        window.addActions([action for action in menu.actions() if not action.shortcut().isEmpty()])
    return whole


def _add(menu: QMenu, entry: Entry) -> None:
    if entry is None:
        menu.addSeparator()
    elif isinstance(entry, Submenu):
        below = menu.addMenu(entry.text)
        below.aboutToShow.connect(lambda: _fill(below, entry.actions()))
    else:
        _add_action(menu, entry)


def _add_action(menu: QMenu, entry: Action) -> None:
    action = menu.addAction(entry.text)
    if entry.keys:
        action.setShortcut(QKeySequence(entry.keys))
    action.setToolTip(entry.tip)
    action.setEnabled(entry.enabled)
    action.setAutoRepeat(entry.repeats)
    action.triggered.connect(lambda _checked=False: entry.do())
    title = entry.title
    if title is not None:
        menu.aboutToShow.connect(lambda: action.setText(title()))


def _fill(menu: QMenu, actions: Sequence[Action]) -> None:
    menu.clear()
    for action in actions:
        _add_action(menu, action)
