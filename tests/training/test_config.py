"""Settings are declared once: files and flags give back what they were given, and refuse what is not allowed."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from models.cli import build_parser
from models.errors import ParameterError
from models.network_names import DISCRIMINATOR_NAMES, GENERATOR_NAMES
from models.networks import DISCRIMINATORS, GENERATORS
from models.recipes import RECIPES
from models.schema import from_json, to_json
from models.training.config import (
    NO_DISCRIMINATOR,
    SETTINGS,
    TrainConfig,
    allowed_config,
    check_config,
    config_from,
    resumed_config,
)
from models.training.run_folder.run_file import RunFile, read_run_file, write_run_file
from models.training.usual import with_generator
from models.verbs.training_words import config_said, recipe_said
from tests.training.configs import CONFIGS


def _flags(config: TrainConfig) -> list[str]:
    """The words of the command line that ask for these settings, each of them."""
    words = []
    for name, value in dataclasses.asdict(config).items():
        flag = name.replace("_", "-")
        if SETTINGS[name].kind == "bool":
            words.append(f"--{flag}" if value else f"--no-{flag}")
        else:
            words += [f"--{flag}", SETTINGS[name].none if value is None else str(value)]
    return words


@given(CONFIGS)
def test_any_settings_come_back_from_files_and_rows(config):
    check_config(config)
    assert from_json(TrainConfig, to_json(config)) == config
    with TemporaryDirectory() as folder:
        run = RunFile("Any", RECIPES.get("colourise"), config, (1,), 1, 0)
        write_run_file(Path(folder), run)
        assert read_run_file(Path(folder)) == run


@given(CONFIGS)
def test_any_settings_can_be_asked_for_on_the_command_line(config):
    for words in (["train", "p"], ["queue", "p", "--add"]):
        assert config_said(build_parser().parse_args([*words, *_flags(config)]), RECIPES.get("colourise")) == config


def test_a_recipe_is_mirrored_as_it_says_or_as_is_said(project):
    for words, flip in (([], True), (["--no-flip"], False), (["--flip"], True)):
        said = recipe_said(build_parser().parse_args(["train", "p", "--cut", "faces", *words]), project)
        with pytest.raises(StopIteration) as ended:
            next(said)
        assert ended.value.value == dataclasses.replace(RECIPES.get("colourise"), flip=flip)


def test_without_a_word_the_command_line_takes_the_defaults():
    said = build_parser().parse_args(["train", "p"])
    assert config_said(said, RECIPES.get("canny")) == with_generator(TrainConfig(), "unet_resize")
    assert config_said(said, RECIPES.get("colourise")) == with_generator(TrainConfig(), "chroma")
    for recipe in ("average", "noise"):  # nothing to copy
        assert config_said(said, RECIPES.get(recipe)) == TrainConfig()


def test_as_published_is_one_word_beside_which_others_may_be_said():
    for recipe in ("canny", "colourise"):
        said = build_parser().parse_args(["train", "p", "--preset", "published", "--epochs", "7"])
        assert config_said(said, RECIPES.get(recipe)) == TrainConfig(epochs=7)


@pytest.mark.parametrize("param", SETTINGS.values(), ids=lambda param: param.name)
def test_every_setting_says_what_it_is_and_why(param):
    assert param.help
    assert param.reason
    assert param.kind in ("bool", "choice") or param.low <= param.slider_low < param.slider_high <= param.high
    assert set(param.offered) <= set(param.choices)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("checkpoint_seconds", -1.0),
        ("checkpoint_seconds", 61.0),
        ("score_seconds", 1e6),
        ("sample_seconds", float("nan")),
        ("generator", "unett"),
        ("device", "gpu"),
        ("categories", "cats"),
        ("minutes", 0.0),
    ],
)
def test_what_is_not_allowed_is_refused_by_name_and_shown_as_the_default(name, value):
    config = dataclasses.replace(TrainConfig(epochs=7), **{name: value})
    with pytest.raises(ParameterError, match=name):
        check_config(config)
    assert allowed_config(config) == TrainConfig(epochs=7)
    with pytest.raises(ParameterError, match=name):
        config_from({name: str(value)})


def test_a_run_goes_on_saved_once_a_minute_and_never_with_what_a_stranger_wrote():
    yesterday = TrainConfig(epochs=7, checkpoint_seconds=300.0, score_seconds=86_400.0)
    assert resumed_config(yesterday) == TrainConfig(epochs=7, checkpoint_seconds=60.0, score_seconds=3600.0)
    for strange in ({"checkpoint_seconds": float("nan")}, {"batch_size": 10**9}, {"seed": 2**40}):
        with pytest.raises(ParameterError, match=f"{next(iter(strange))} can't be") as refused:
            resumed_config(dataclasses.replace(TrainConfig(), **strange))
        assert "e+" not in refused.value.reason


def test_settings_of_yesterday_take_the_defaults_of_what_is_new():
    old = dataclasses.asdict(TrainConfig(discriminator="categorical", epochs=3))
    for name in ("categories", "pooling", "critic_share", "critic_rate", "feature_weight", "warm_start"):
        del old[name]
    assert from_json(TrainConfig, json.dumps(old)) == TrainConfig(discriminator="categorical", epochs=3)


def test_the_networks_offered_are_those_there_are():
    assert tuple(one.name for one in GENERATOR_NAMES) == GENERATORS.names() == SETTINGS["generator"].choices
    assert tuple(one.name for one in DISCRIMINATOR_NAMES) == DISCRIMINATORS.names()
    assert SETTINGS["discriminator"].choices == (*DISCRIMINATORS.names(), NO_DISCRIMINATOR)


@pytest.mark.parametrize("network", GENERATOR_NAMES, ids=lambda network: network.name)
def test_what_is_usual_for_a_network_is_allowed_and_has_a_reason(network):
    config = with_generator(TrainConfig(epochs=7), network.name)
    check_config(config)
    assert all(usual.reason and getattr(config, usual.name) == usual.value for usual in network.usual)
    assert with_generator(config, "unet") == TrainConfig(epochs=7)


def test_settings_are_known_without_torch():
    code = "import sys, models.training.config; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_words_of_the_command_line_carry_default_and_reason(capsys):
    with pytest.raises(SystemExit):
        build_parser().parse_args(["train", "--help"])
    told = re.sub(r"\s+", " ", capsys.readouterr().out)
    assert "(default 200: the author's colouriser needed 200)" in told
    assert "(default until done:" in told
