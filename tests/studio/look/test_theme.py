"""The theme: one place of colours, readable in both looks, neutral where colours are judged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from models.records import FaceState
from studio.look import icons, theme

STUDIO = Path(theme.__file__).parent.parent


def _luminance(colour: QColor) -> float:
    parts = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", theme.TOKENS)
@pytest.mark.parametrize("ground", ["rail", "window", "panel"])
@pytest.mark.parametrize("words", ["text", "quiet", "accent"])
def test_what_is_read_has_enough_contrast(look, ground, words):
    assert _contrast(theme.TOKENS[look][words], theme.TOKENS[look][ground]) >= 4.5


@pytest.mark.parametrize("look", theme.TOKENS)
def test_words_on_the_filled_button_can_be_read(look):
    assert _contrast(theme.TOKENS[look]["on_accent"], theme.TOKENS[look]["accent"]) >= 4.5


@pytest.mark.parametrize("look", theme.TOKENS)
@pytest.mark.parametrize("token", ["canvas", "rail", "window", "panel", "raised", "line", "text", "quiet"])
def test_grays_are_neutral(look, token):
    colour = QColor(theme.TOKENS[look][token])
    assert colour.red() == colour.green() == colour.blue()


def test_both_looks_have_the_same_tokens():
    assert set(theme.TOKENS["dark"]) == set(theme.TOKENS["light"])


def test_states_differ_by_line_or_mark_not_only_by_colour():
    styles = {state: theme.state_pen_style(state) for state in FaceState}
    assert len({styles[FaceState.SUGGESTED], styles[FaceState.REJECTED], styles[FaceState.CONFIRMED]}) == 3


def test_colours_are_written_nowhere_else():
    allowed = {"theme.py"}
    found = {
        str(path.relative_to(STUDIO)): colours
        for path in STUDIO.rglob("*.py")
        if path.name not in allowed and (colours := re.findall(r'"#[0-9a-fA-F]{6,8}"', path.read_text()))
    }
    assert found == {}


def test_changing_the_look_repaints_the_application(qapp):
    try:
        theme.apply(qapp, "light")
        assert qapp.palette().window().color() == theme.colour("window") == QColor(theme.TOKENS["light"]["window"])
    finally:
        theme.apply(qapp, "dark")


def test_every_icon_named_in_the_window_exists(qapp):
    names = {name for path in STUDIO.rglob("*.py") for name in re.findall(r'"ph\.([a-z0-9-]+)"', path.read_text())}
    assert len(names) > 10
    for name in names:
        if name != "x":
            icons.glyph(name)


def test_an_icon_has_ink(qapp):
    image = icons.pixmap("ph.image", 22).toImage()
    assert any(image.pixelColor(x, y).alpha() > 128 for x in range(image.width()) for y in range(image.height()))
