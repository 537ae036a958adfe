"""The panel's settings: whatever a run was started with is shown, and started anew it is the same."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt

from models.recipes import RECIPES
from models.schema import from_json, to_json
from models.training.config import SETTINGS, TrainConfig
from models.training.presets import PRESETS
from models.training.usual import usual_config, with_generator
from studio.panes.train.setup.order_of_things import Start
from studio.panes.train.setup.panel import SetUpPanel
from tests.training.configs import CONFIGS


@pytest.fixture(scope="module")
def panel(qapp):
    made = SetUpPanel()
    yield made
    made.close()
    made.deleteLater()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(config=CONFIGS)
def test_any_settings_of_a_run_are_shown_and_given_back_exactly(panel, config):
    panel.show_config(from_json(TrainConfig, to_json(config)))
    assert panel.config() == config
    for name in SETTINGS:  # each field is left once, as by Tab: what it shows rounded is not taken for what it is
        elsewhere = {"minutes": panel.minutes, "size": None, "warm_start": None}
        row = elsewhere[name] if name in elsewhere else panel.expert.row(name)
        if hasattr(row, "field"):
            row.field.editingFinished.emit()
    assert panel.config() == config


def test_what_is_no_longer_allowed_is_shown_as_the_default(panel):
    panel.show_config(TrainConfig(device="gpu0", checkpoint_seconds=1e9, epochs=5))
    assert panel.config() == TrainConfig(epochs=5)


def test_a_typed_value_may_lie_beyond_the_slider_but_not_beyond_what_is_allowed(panel):
    panel.show_config(TrainConfig())
    batch = panel.expert.row("batch_size")
    for typed, taken in (("500", 500), ("5000", 500), ("0.5", 500)):
        batch.field.setText(typed)
        batch.field.editingFinished.emit()
        assert panel.config().batch_size == taken
    assert batch.slider.value() == batch.slider.maximum()


def test_the_rate_moves_by_factors_and_reads_as_a_number(panel):
    panel.show_config(TrainConfig(learning_rate=1.25e-5))
    rate = panel.expert.row("learning_rate")
    assert rate.field.text() == "0.0000125"
    rate.slider.setValue(rate.slider.maximum())
    assert (panel.config().learning_rate, rate.field.text()) == (2e-3, "0.002")
    rate.reset()
    assert panel.config().learning_rate == TrainConfig().learning_rate


def test_until_done_stands_for_no_time_and_the_slider_waits_meanwhile(panel, qtbot):
    panel.show_config(TrainConfig(minutes=30.0))
    told = []
    panel.settings_changed.connect(lambda: told.append(panel.config().minutes))
    qtbot.mouseClick(panel.until_done.button, Qt.MouseButton.LeftButton)
    assert not panel.minutes.isEnabled()
    panel.set_busy(True, fixed=True)
    panel.set_busy(False, fixed=True)
    assert not panel.minutes.isEnabled()
    qtbot.mouseClick(panel.until_done.button, Qt.MouseButton.LeftButton)
    assert panel.minutes.isEnabled()
    assert told == [None, 30.0]


def test_only_what_counts_for_the_discriminator_can_be_set(panel):
    for name, counts in (("patch", False), ("categorical", True)):
        panel.show_config(TrainConfig(discriminator=name, categories="people"))
        assert panel.expert.row("categories").isEnabled() is counts
        assert panel.expert.row("pooling").isEnabled() is counts
    assert panel.expert.row("categories").combo.currentText() == "person or fake"


def test_mirroring_is_the_recipes_until_it_is_changed_here(panel):
    assert panel.flip() is RECIPES.get("colourise").flip
    panel.show_flip(False)
    assert panel.flip() is False
    assert "flip" not in dataclasses.asdict(panel.config())
    panel.show_flip(True)


def test_a_recipe_brings_its_usual_generator_and_a_generator_its_own_settings(panel):
    """What else was set stays; back at the other generator all is as it was."""
    panel.show_config(TrainConfig(minutes=7.0, seed=3))
    panel.order.preset.button("usual").click()
    panel.suit(RECIPES.get("colourise"))
    config = panel.config()
    assert config == with_generator(TrainConfig(minutes=7.0, seed=3), "chroma")
    assert not panel.expert.row("discriminator").isEnabled()
    assert "no critic" in panel.order.phases.text()
    row = panel.expert.row("generator")
    row.combo.setCurrentIndex(SETTINGS["generator"].choices.index("unet"))
    row.combo.activated.emit(row.combo.currentIndex())
    assert panel.config() == TrainConfig(minutes=7.0, seed=3)
    assert panel.expert.row("discriminator").isEnabled()
    assert panel.order.preset.button("published").isChecked()
    panel.suit(RECIPES.get("canny"))
    assert panel.config() == TrainConfig(minutes=7.0, seed=3)


def test_settings_of_ones_own_stay_unless_their_network_can_not_paint_the_recipe(panel):
    panel.suit(RECIPES.get("colourise"))
    own = with_generator(TrainConfig(l1_weight=50), "chroma")
    panel.show_config(own)
    panel.suit(RECIPES.get("colourise"))
    assert panel.config() == own
    panel.suit(RECIPES.get("canny"))
    assert panel.config().generator == "unet_resize"


def test_a_preset_sets_what_it_names_and_nothing_else(panel):
    panel.show_config(TrainConfig(epochs=7, l1_weight=50))
    panel.suit(RECIPES.get("contours"))
    panel.order.preset.button("usual").click()
    usual = panel.config()
    assert usual == usual_config(RECIPES.get("contours"), {"epochs": 7})
    assert "then the critic joins" in panel.order.phases.text()
    panel.expert.row("critic_share").set_value(0.5)
    panel.expert.changed.emit({})
    assert not any(panel.order.preset.button(name).isChecked() for name in PRESETS)
    panel.order.preset.button("published").click()
    assert panel.config() == TrainConfig(epochs=7)
    assert "from the first step" in panel.order.phases.text()


def test_a_shipped_encoder_is_begun_from_until_another_or_none_is_chosen(panel):
    shipped, own = Path("/shipped.bottega"), Path("/own.bottega")
    panel.show_config(TrainConfig(warm_start=True))
    panel.order.show_starts([Start(shipped, "Shipped", "", True), Start(own, "Own", "", False)])
    assert (panel.order.start(), panel.config().warm_start) == (None, True)
    for value, start, warm in ((own, own, True), ("nothing", None, False)):
        panel.order.begins.combo.setCurrentIndex(panel.order.begins.combo.findData(str(value)))
        panel.order.begins.combo.activated.emit(0)
        assert (panel.order.start(), panel.config().warm_start) == (start, warm)
    panel.order.show_starts([])
    assert panel.order.begins.isHidden()
