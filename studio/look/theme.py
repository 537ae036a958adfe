"""The one place of colours, spacing, type and style sheet; knows no pane and no project.

`theme.colour("panel")` gives the token of the current theme; `signals.changed` tells who paints by hand.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from models.records import FaceState
from studio.look.style import style_sheet

SPACE_4, SPACE_8, SPACE_16, SPACE_24 = 4, 8, 16, 24
RADIUS_CONTROL, RADIUS_CARD = 4, 8
RAIL_WIDTH, TOP_BAR_HEIGHT, STATUS_BAR_HEIGHT = 76, 48, 32
NARROW = 1280
"""Below this width of the window the side panels fold away."""

TOKENS: dict[str, dict[str, str]] = {
    "dark": {
        "canvas": "#1b1b1b",
        "rail": "#1e1e1e",
        "window": "#232323",
        "panel": "#2b2b2b",
        "raised": "#3a3a3a",
        "hover": "#333333",
        "band": "#3d3d3d",
        "line": "#343434",
        "edge": "#4a4a4a",
        "text": "#e6e6e6",
        "quiet": "#a8a8a8",
        "off": "#767676",
        "accent": "#d6933a",
        "accent_hover": "#e0a24f",
        "on_accent": "#1b1b1b",
        "suggested": "#d6933a",
        "confirmed": "#6fae5c",
        "corrected": "#5b9bd5",
        "rejected": "#c8574b",
        "confirmed_fill": "#3f5c37",
        "rejected_fill": "#5f332e",
        "pill": "#d9161616",
        "on_pill": "#e6e6e6",
        "knob": "#ebebeb",
    },
    "light": {
        "canvas": "#e2e2e2",
        "rail": "#e9e9e9",
        "window": "#f4f4f4",
        "panel": "#ffffff",
        "raised": "#d2d2d2",
        "hover": "#ececec",
        "band": "#cfcfcf",
        "line": "#d4d4d4",
        "edge": "#b4b4b4",
        "text": "#1f1f1f",
        "quiet": "#595959",
        "off": "#8a8a8a",
        "accent": "#8f5a0e",
        "accent_hover": "#7c4d0a",
        "on_accent": "#ffffff",
        "suggested": "#a86a12",
        "confirmed": "#2f7a22",
        "corrected": "#1f66ad",
        "rejected": "#b3392c",
        "confirmed_fill": "#d3e8cd",
        "rejected_fill": "#f3d5d1",
        "pill": "#d9161616",
        "on_pill": "#f4f4f4",
        "knob": "#ffffff",
    },
}


class ThemeSignals(QObject):
    """changed(name): the tokens are other ones now; repaint, and make icons again."""

    changed = Signal(str)


signals = ThemeSignals()
_current = "dark"


def current() -> str:
    """ "dark" or "light"."""
    return _current


def text_colour(token: str) -> str:
    """The token as #rrggbb (or #aarrggbb) for rich text and style sheets; KeyError for an unknown one."""
    return TOKENS[_current][token]


def colour(token: str) -> QColor:
    """The token as a QColor; KeyError for an unknown one."""
    return QColor(TOKENS[_current][token])


def state_colour(state: FaceState) -> QColor:
    """The colour of a face's state; always goes with `state_pen_style`, never alone."""
    return colour(state.value)


def state_colour_on_photo(state: FaceState) -> QColor:
    """The same for lines on a photo, whose grays do not follow the look of the window: the brighter set."""
    return QColor(TOKENS["dark"][state.value])


def state_pen_style(state: FaceState) -> Qt.PenStyle:
    """Suggested is dashed, rejected dotted, what a person confirmed or corrected is solid."""
    styles = {FaceState.SUGGESTED: Qt.PenStyle.DashLine, FaceState.REJECTED: Qt.PenStyle.DotLine}
    return styles.get(state, Qt.PenStyle.SolidLine)


def font(role: str = "body") -> QFont:
    """ "body" 13 px, "strong" 13 px medium, "small" 12 px, "label" 11 px spaced capitals, "title" 15 px semibold."""
    made = QFont(QApplication.font())
    sizes = {"body": 13, "strong": 13, "small": 12, "label": 11, "badge": 10, "title": 15}
    weights = {
        "strong": QFont.Weight.Medium,
        "label": QFont.Weight.DemiBold,
        "badge": QFont.Weight.DemiBold,
        "title": QFont.Weight.DemiBold,
    }
    made.setPixelSize(sizes[role])
    made.setWeight(weights.get(role, QFont.Weight.Normal))
    if role == "label":
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
    return made


def _application_font() -> QFont:
    face = (
        QFont("Inter")
        if QFontDatabase.hasFamily("Inter")
        else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    )
    face.setPixelSize(13)
    face.setFeature(QFont.Tag("tnum"), 1)  # numbers that change must not wobble
    return face


def _palette() -> QPalette:
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "canvas",
        QPalette.ColorRole.AlternateBase: "panel",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "panel",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "text",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "quiet",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "line",
        QPalette.ColorRole.Light: "raised",
        QPalette.ColorRole.Midlight: "raised",
        QPalette.ColorRole.Shadow: "rail",
    }
    palette = QPalette()
    for role, token in roles.items():
        palette.setColor(role, colour(token))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("off"))
    return palette


def apply(app: QApplication, name: str) -> None:
    """Dress the whole application in "dark" or "light" and tell `signals.changed`."""
    global _current  # noqa: PLW0603 - one application, one theme
    _current = name if name in TOKENS else "dark"
    scheme = Qt.ColorScheme.Dark if _current == "dark" else Qt.ColorScheme.Light
    app.styleHints().setColorScheme(scheme)  # does nothing on a plain window manager: the palette below decides
    app.setStyle("Fusion")
    app.setFont(_application_font())
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet(TOKENS[_current]))
    signals.changed.emit(_current)
