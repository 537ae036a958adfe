"""The network page of the Train pane: the networks describe themselves elsewhere, and are drawn here."""

from __future__ import annotations

import multiprocessing
import sys

import pytest
from PySide6.QtCore import Qt

from models.filters import step
from models.recipes import RECIPES
from models.records import CutFrom, Recipe
from models.training.config import BASE_CHANNELS, TrainConfig
from studio.panes.train import TrainPane
from studio.panes.train.setup.network_page import NetworkPage
from studio.panes.train.setup.network_presenter import NetworkPresenter
from tests.studio.panes.learning import make_project, open_session, standing


@pytest.fixture(autouse=True)
def _fresh_cache(tmp_path, monkeypatch):
    """As on a computer where nobody has looked yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def _press(widget, qtbot):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_the_network_page_draws_what_the_chosen_recipe_and_settings_would_build(pane, qtbot):
    torch_before = "torch" in sys.modules
    page = pane.pages.network
    assert not page.switch.isVisible()
    _press(pane.pages.switch.button("network"), qtbot)
    assert page.isVisible()
    qtbot.waitUntil(page.generator.isVisible)
    assert page.generator_words.text() == "Generator: Chroma, 1.5 M parameters"  # nobody judges it
    assert not page.discriminator.isVisible()
    assert not page.switch.isEnabled()
    pane.panel.order.preset.button("published").click()
    pane.asked(recipe=RECIPES.get("binary"))
    qtbot.waitUntil(page.discriminator.isVisible)
    assert page.generator_words.text() == "Generator: U-Net, 7.3 M parameters"
    _press(pane.panel.size_choice.button("master"), qtbot)
    assert page.generator_words.text() == "Generator: U-Net, 29.2 M parameters"
    assert page.discriminator_words.text() == "Discriminator: Patch, 7.0 M parameters"
    assert pane.panel.takes.text() == "About 28 min for 200 epochs on this computer"
    wide = Recipe("custom", "Wide", (step("binary"),), (step("original"),), cut_from=CutFrom.FACES, width=512)
    pane.asked(recipe=wide)
    assert pane.pages.page == "network"
    assert page.generator.description.source.width == 512
    assert len(page.generator.description.blocks) == 14
    assert "512 x 640" in page.note.text()
    _press(page.switch.button("training"), qtbot)
    assert page.gan.isVisible()
    assert "U-Net, 41.8 M parameters" in page.gan.accessibleName()
    assert "100 × the distance" in page.gan.accessibleName()
    weight = pane.panel.expert.row("l1_weight")
    _press(pane.panel.more, qtbot)
    weight.field.setText("20")
    qtbot.keyClick(weight.field, Qt.Key.Key_Return)
    assert "20 × the distance" in page.gan.accessibleName()
    _press(pane.pages.switch.button("learning"), qtbot)
    assert pane.preview.isVisible()
    assert not page.switch.isVisible()
    assert "torch" not in sys.modules or torch_before


def test_the_networks_are_asked_once_somebody_looks_and_only_then(pane, qtbot):
    page = pane.pages.network
    assert pane.networks.settled
    assert page.generator.description is None
    _press(pane.pages.switch.button("network"), qtbot)
    assert not pane.networks.settled
    assert page.waiting.isVisible()
    assert page.waiting.text() == "Reading the networks ..."
    qtbot.waitUntil(lambda: pane.networks.settled)
    assert page.generator.isVisible()
    for size in BASE_CHANNELS:  # the other sizes, and widths, came with it
        _press(pane.panel.size_choice.button(size), qtbot)
        assert page.generator.description.blocks[0].channels == BASE_CHANNELS[size]
        assert pane.networks.settled


def test_networks_that_can_not_be_asked_are_excused(session, qtbot):
    page = NetworkPage()
    qtbot.addWidget(page)
    presenter = NetworkPresenter(session, page)
    presenter.show(RECIPES.get("colourise"), TrainConfig(generator="nothing"))
    assert presenter.settled
    page.show()
    assert not presenter.settled
    qtbot.waitUntil(lambda: "nothing" in page.waiting.text())
    assert presenter.settled


def test_the_second_start_draws_from_disk(pane, session, qtbot, tmp_path):
    _press(pane.pages.switch.button("network"), qtbot)
    qtbot.waitUntil(pane.pages.network.generator.isVisible)
    (kept,) = (tmp_path / "cache").rglob("networks.json")
    kept.write_text(kept.read_text().replace("Chroma", "Known before"))
    again = TrainPane(session)
    with standing(again, qtbot, lambda: again.recipe_presenter.has_crops):
        _press(again.pages.switch.button("network"), qtbot)
        qtbot.waitUntil(again.pages.network.generator.isVisible)
        assert again.pages.network.generator_words.text() == "Generator: Known before, 1.5 M parameters"


def test_closing_does_not_wait_for_an_answer_nor_leave_its_process(tmp_path, astronaut, qtbot, qapp):
    folder = make_project(tmp_path, astronaut, 1)
    with open_session(folder, tmp_path / "settings.ini") as session:
        pane = TrainPane(session)
        with standing(pane, qtbot, lambda: pane.recipe_presenter.has_crops):
            _press(pane.pages.switch.button("network"), qtbot)
            qtbot.waitUntil(lambda: bool(multiprocessing.active_children()))
            assert not pane.networks.settled
    assert multiprocessing.active_children() == []
