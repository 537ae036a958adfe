"""Icons of one family (Phosphor) in the theme's colours, drawn from qtawesome's own font file.

qtawesome itself opens ten fonts at its first icon (0.4 s); the window opens the one it uses.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPixmap

from studio.look import theme


@cache
def _font_folder() -> Path:
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the icon font of qtawesome is not installed")
    return Path(spec.submodule_search_locations[0]) / "fonts"


@cache
def _glyphs() -> dict[str, str]:
    """Icon name -> hexadecimal code point."""
    charmap = next(_font_folder().glob("phosphor-charmap-*.json"))
    return dict(json.loads(charmap.read_text("utf-8")))


@cache
def _family() -> str:
    file = next(path for path in _font_folder().glob("phosphor-*.ttf"))
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))[0]


def glyph(name: str) -> str:
    """The character of "ph.image" (or "image"); KeyError for an unknown name."""
    return chr(int(_glyphs()[name.removeprefix("ph.")], 16))


def draw(painter: QPainter, name: str, rect: QRectF, token: str) -> None:
    """Draw the icon centred in rect in the token's colour."""
    face = QFont(_family())
    face.setPixelSize(round(min(rect.width(), rect.height())))
    painter.setFont(face)
    painter.setPen(theme.colour(token))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, glyph(name))


def pixmap(name: str, size: int = 16, token: str = "text") -> QPixmap:
    """The icon as a sharp pixmap of size logical px; KeyError for an unknown name."""
    glyph(name)  # fails here rather than while painting
    ratio = max(2.0, QGuiApplication.primaryScreen().devicePixelRatio() if QGuiApplication.primaryScreen() else 2.0)
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    draw(painter, name, QRectF(0, 0, size, size), token)
    painter.end()
    return drawn


def icon(name: str, size: int = 16, token: str = "text") -> QIcon:
    """The icon for buttons and menus; make it again on `theme.signals.changed`."""
    made = QIcon(pixmap(name, size, token))
    made.addPixmap(pixmap(name, size, "off"), QIcon.Mode.Disabled)
    return made
