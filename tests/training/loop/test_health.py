"""The doctor's light, sentence and remedy, on runs that are made to have each illness, and on one that was recorded."""

from __future__ import annotations

import dataclasses
import itertools
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from models.records import Scores
from models.training.loop.health import Diagnosis, Finding, Light, Remedy, diagnose
from models.training.loop.state import Networks
from tests.training.histories import History, diagnose_history, read_history
from tests.training.runs import config_of, run, small_networks

RECORDED = Path(__file__).parents[1] / "recorded"
"""Two minutes of a sketch that learned to colour ten portraits, every fortieth step: best after 20 seconds."""


class Altered(nn.Module):
    """A generator that is fed or answers otherwise."""

    def __init__(self, network: nn.Module, before=lambda picture: picture, after=lambda painted: painted) -> None:
        super().__init__()
        self.network, self._before, self._after = network, before, after

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        return self._after(self.network(self._before(picture)))


def altered(**how) -> Networks:
    networks = small_networks()
    return dataclasses.replace(networks, generator=Altered(networks.generator, **how))


def history_of(
    folder: Path, steps: int, networks: Networks | None = None, *, resume: bool = False, **config
) -> History:
    """A real run of a few seconds, its time stretched to ten minutes: the doctor waits for the first one to pass."""
    settings = {"score_seconds": 0, "checkpoint_seconds": 1e6, "learning_rate": 4e-3, **config}
    values = {} if networks is None else {"networks": networks}
    list(run(folder, config_of(steps, **settings), resume=resume, **values))
    history = read_history(folder)
    return dataclasses.replace(history, seconds=list(np.linspace(0, 600, len(history.seconds))))


def test_a_run_that_learns_is_healthy(tmp_path) -> None:
    diagnosis = diagnose_history(history_of(tmp_path, 24))
    assert (diagnosis.light, diagnosis.finding, diagnosis.remedy) == (Light.HEALTHY, Finding.FINE, Remedy.NONE)


def test_a_discriminator_that_wins_is_found(tmp_path) -> None:
    """Every painting has a pattern that the painter can't get rid of, so the discriminator soon knows each of them."""
    pattern = torch.tensor([[1.0, -1.0], [-1.0, 1.0]]).repeat(160, 128)
    networks = altered(after=lambda painted: painted + pattern)
    diagnosis = diagnose_history(history_of(tmp_path, 80, networks, score_seconds=0.5))
    assert (diagnosis.finding, diagnosis.remedy) == (Finding.DISCRIMINATOR_WINS, Remedy.ANEW_SLOWER)
    assert diagnosis.light is Light.AILING


def test_a_painter_that_collapsed_is_found(tmp_path) -> None:
    """It never sees what it is given, so the best it can paint is one picture for all."""
    networks = altered(before=lambda picture: picture * 0.0)
    history = history_of(tmp_path, 12, networks)
    assert history.scores[-1][1].variety < 0.05
    diagnosis = diagnose_history(history)
    assert (diagnosis.finding, diagnosis.remedy) == (Finding.COLLAPSED, Remedy.ANEW_CLOSER)


def test_a_recipe_that_wants_one_picture_for_all_is_no_collapse(tmp_path) -> None:
    from models.training.loop.trainer import train
    from tests.training.runs import pairs_of

    config = config_of(1, score_seconds=0)
    list(train(config, pairs_of(tmp_path, config, "average"), tmp_path, networks=small_networks()))
    assert read_history(tmp_path).scores[-1][1].variety is None


@pytest.mark.slow  # ten seconds of real training until it stands still
def test_a_plateau_is_found(tmp_path) -> None:
    settings = {"ema": 0.5, "score_seconds": 0.1}
    history_of(tmp_path, 24, **settings)
    diagnosis = diagnose_history(history_of(tmp_path, 150, learning_rate=1e-8, resume=True, **settings))
    assert (diagnosis.light, diagnosis.finding) == (Light.SETTLED, Finding.PLATEAU)
    assert diagnosis.remedy is Remedy.STOP_AND_KEEP


def test_learning_by_heart_is_found_in_a_recorded_run() -> None:
    recorded = read_history(RECORDED)
    diagnosis = diagnose_history(recorded)
    assert (diagnosis.finding, diagnosis.remedy) == (Finding.BY_HEART, Remedy.KEEP_BEST)
    assert "best at minute 0" in diagnosis.sentence
    lately = dataclasses.replace(recorded, scores=recorded.scores[-3:])
    assert diagnose_history(lately).finding is not Finding.BY_HEART, "without its best it only looks low"


def test_numbers_that_broke_down_are_found_until_it_has_gone_well_for_a_while(tmp_path) -> None:
    calls = itertools.count(1)

    def fail_once(painted: torch.Tensor) -> torch.Tensor:
        return painted * float("nan") if painted.requires_grad and next(calls) == 4 else painted

    networks = altered(after=fail_once)
    history = history_of(tmp_path, 8, networks, checkpoint_seconds=0)
    assert history.broken == [(3, 4)]
    diagnosis = diagnose_history(history)
    assert (diagnosis.light, diagnosis.finding) == (Light.AILING, Finding.NO_NUMBERS)
    assert diagnosis.remedy is Remedy.ANEW_SLOWER
    assert "At step 4" in diagnosis.sentence
    assert "back to step 3" in diagnosis.sentence
    later = dataclasses.replace(history, steps=[step + 1000 for step in history.steps])
    assert diagnose_history(later).finding is not Finding.NO_NUMBERS


@pytest.mark.parametrize(
    ("minutes", "discriminator", "psnr", "light", "says"),
    [
        (0.5, 0.5, (), Light.EARLY, "Too early"),
        (5, 0.001, (), Light.AILING, "discriminator wins"),
        (9, 0.5, (22, 23, 23.5, 24), Light.HEALTHY, "still improve"),
        (9, 0.5, (22, 24, 24.0, 24.0, 24.01, 24.0), Light.SETTLED, "no longer improve"),
        (9, 0.5, (22, 24, 23.8, 23.5, 23.2), Light.AILING, "learn by heart"),
    ],
)
def test_the_doctor_tells_the_cases_apart(minutes, discriminator, psnr, light, says) -> None:
    diagnosis = examined(minutes, discriminator, psnr)
    assert diagnosis.light is light
    assert says in diagnosis.sentence
    assert diagnosis.sentence.rstrip(".").count(". ") <= 1


def examined(minutes: float, discriminator: float, psnr) -> Diagnosis:
    seconds, steps = np.linspace(0, minutes * 60, 200), np.linspace(0, 1000, 200)
    scores = [(100 * (number + 1), Scores(value, 20.0, 0.8)) for number, value in enumerate(psnr)]
    return diagnose(seconds, steps, np.full(200, discriminator), scores)


def test_an_empty_run_is_too_early_to_tell() -> None:
    assert diagnose_history(History()).light is Light.EARLY


def test_what_was_scored_before_the_critic_joined_is_not_held_against_it() -> None:
    """It costs half a decibel at once and says little for a while; without it nobody wins or loses."""
    steps = np.arange(1.0, 101.0)
    alone, beside = np.full(100, np.nan), np.where(steps > 50, 0.6, np.nan)
    scores = [(step, Scores(20 + step / 10, 15, 0.5)) for step in range(10, 51, 10)]
    assert diagnose(steps * 10, steps, alone, scores, critic_comes=True).finding is Finding.FINE
    after = [(step, Scores(23.0 + step / 100, 15, 0.5)) for step in range(60, 101, 10)]
    dipped = diagnose(steps * 10, steps, beside, [*scores, *after[:1]], critic=50)
    assert (dipped.light, "dip" in dipped.sentence) == (Light.HEALTHY, True)
    assert diagnose(steps * 10, steps, beside, [*scores, *after], critic=50).finding is Finding.FINE
    assert diagnose(steps * 10, steps, beside, [*scores, *after]).finding is Finding.BY_HEART
    flat = [(step, Scores(20.0, 15, 0.5)) for step in range(10, 101, 10)]
    assert diagnose(steps * 10, steps, alone, flat, critic_comes=True).finding is Finding.FINE
    assert diagnose(steps * 10, steps, alone, flat).finding is Finding.PLATEAU
