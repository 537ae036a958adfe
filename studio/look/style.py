"""The style sheet as a function of the tokens; widgets choose their look by the property `role`."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QWidget { outline: 0; }
QToolTip { background: $raised; color: $text; border: 1px solid $edge; padding: 4px 8px; }
QMainWindow, QDialog, QStackedWidget#panes { background: $window; }
QLabel { background: transparent; color: $text; }
QLabel[role="quiet"], QLabel[role="section"], QLabel[role="line"], QCheckBox[role="quiet"] { color: $quiet; }
QLabel:disabled { color: $off; }

QFrame#rail { background: $rail; border: 0; border-right: 1px solid $line; }
QFrame#topBar { background: $window; border: 0; border-bottom: 1px solid $line; }
QFrame#statusBar { background: $rail; border: 0; border-top: 1px solid $line; }
QFrame[role="panel"] { background: $panel; border: 0; }
QFrame[role="panel"][side="left"] { border-right: 1px solid $line; }
QFrame[role="panel"][side="right"] { border-left: 1px solid $line; }
QFrame[role="panel"][side="bottom"] { border-top: 1px solid $line; }
QFrame[role="canvas"] { background: $canvas; border: 0; }
QFrame[role="plot"] { background: $canvas; border: 0; border-radius: 4px; }
QFrame[role="card"] { background: $panel; border: 0; border-radius: 8px; }
QFrame[role="toast"] { background: $raised; border: 1px solid $edge; border-radius: 8px; }
QFrame[role="chip"] { border: 1px solid $edge; border-radius: 10px; }
QFrame[role="drop"] { border: 1px dashed $edge; border-radius: 8px; background: transparent; }
QFrame[role="drop"][over="true"] { border: 2px dashed $accent; background: $panel; }
QFrame[role="rule"] { background: $line; border: 0; }

QPushButton { background: transparent; color: $text; border: 1px solid $edge; border-radius: 4px;
    padding: 0 11px; min-height: 28px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $raised; }
QPushButton:disabled { color: $off; border-color: $line; }
QPushButton:focus { border-color: $quiet; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:disabled { background: $raised; color: $off; border-color: $raised; }
QPushButton[role="primary"]:focus { border: 1px solid $text; }
QPushButton[role="soft"] { background: $raised; border-color: $raised; }
QPushButton[role="soft"]:hover { border-color: $edge; }
QPushButton[role="soft"]:disabled { background: $panel; border-color: $line; }
QPushButton[role="confirm"] { background: $confirmed_fill; border-color: $confirmed_fill; text-align: left; }
QPushButton[role="reject"] { background: $rejected_fill; border-color: $rejected_fill; text-align: left; }
QPushButton[role="confirm"]:hover, QPushButton[role="confirm"]:checked { border-color: $confirmed; }
QPushButton[role="reject"]:hover, QPushButton[role="reject"]:checked { border-color: $rejected; }
QPushButton[role="confirm"]:disabled, QPushButton[role="reject"]:disabled {
    background: $raised; border-color: $raised; }
QPushButton[role="link"] { background: transparent; border: 0; color: $accent; padding: 0; min-height: 20px;
    text-align: left; }
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus { text-decoration: underline; }
QPushButton[role="link"]:disabled { color: $off; }
QPushButton::menu-indicator { width: 0; }
QToolButton { background: transparent; border: 0; border-radius: 4px; padding: 4px; color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $raised; }

QPushButton[curve] { background: transparent; border: 0; color: $off; padding: 0 4px; min-height: 20px;
    text-align: left; }
QPushButton[curve]:hover, QPushButton[curve]:focus { background: $hover; }
QPushButton[curve="accent"]:checked { color: $accent; }
QPushButton[curve="corrected"]:checked { color: $corrected; }
QPushButton[curve="confirmed"]:checked { color: $confirmed; }
QPushButton[curve="text"]:checked { color: $text; }
QPushButton[curve="quiet"]:checked { color: $quiet; }

QFrame[role="segments"] { background: $rail; border: 0; border-radius: 4px; }
QPushButton[role="segment"] { border: 0; border-radius: 4px; padding: 0 9px; min-height: 26px; color: $quiet;
    background: transparent; }
QPushButton[role="segment"]:hover { color: $text; }
QPushButton[role="segment"]:checked { background: $raised; color: $text; }
QPushButton[role="segment"]:disabled { color: $off; }
QPushButton[role="segment"]:focus { color: $text; text-decoration: underline; }

QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox { background: $canvas; color: $text; border: 1px solid $canvas;
    border-radius: 4px; padding: 0 8px; min-height: 28px; selection-background-color: $accent;
    selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus { border-color: $accent; }
QLineEdit[role="value"] { background: transparent; border-color: transparent; padding: 0 2px; min-height: 18px; }
QLineEdit[role="value"]:hover { background: $hover; }
QLineEdit[role="value"]:focus { background: $canvas; border-color: $accent; }
QLineEdit[role="inplace"] { min-height: 22px; padding: 0 6px; border-color: $accent; }
QComboBox { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0 6px;
    min-height: 24px; color: $text; }
QComboBox:hover, QComboBox:focus { border-color: $edge; }
QComboBox::drop-down { border: 0; width: 14px; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $edge; outline: 0;
    selection-background-color: $accent; selection-color: $on_accent; }
QCheckBox { color: $text; spacing: 8px; background: transparent; }
QCheckBox::indicator { width: 12px; height: 12px; border: 1px solid $off; border-radius: 3px; background: $canvas; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border-color: $text; }

QMenuBar { background: $rail; color: $quiet; border: 0; }
QMenuBar::item { padding: 4px 9px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $raised; color: $text; }
QMenu { background: $panel; color: $text; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 16px; border-radius: 4px; }
QMenu::item:selected { background: $raised; }
QMenu::item:disabled { color: $off; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QListView, QListWidget, QTableView, QTreeView { background: transparent; border: 0; color: $text; }
QTreeView::item { padding: 3px 5px; }
QTreeView::item:selected { background: $raised; color: $text; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: $panel; color: $quiet; border: 0; border-bottom: 1px solid $line;
    padding: 5px 8px; }
QHeaderView::section:hover { color: $text; }
QListView#grid { background: $window; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $raised; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $raised; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSplitter::handle { background: $line; }
""")


def style_sheet(tokens: Mapping[str, str]) -> str:
    """The whole application's QSS for one theme's tokens."""
    return _SHEET.substitute(tokens)
