"""The two phases: when the critic joins, that it learns only then, and that no pause is seen in the weights."""

from __future__ import annotations

import pytest

from models.events import CriticJoined
from models.training.loop import trainer
from models.training.loop.schedule import critic_joins, rate_at
from tests.training.histories import read_history
from tests.training.runs import PHASES, config_of, newest, run, stop_after


@pytest.fixture(autouse=True)
def _tell_every_step(monkeypatch) -> None:
    monkeypatch.setattr(trainer, "_STEP_EVENTS", 0.0)


@pytest.mark.parametrize(
    ("share", "minutes", "step", "seconds", "joins"),
    [
        (1.0, None, 0, 0.0, True),
        (0.0, None, 10, 1e9, False),
        (0.25, None, 7, 1e9, False),
        (0.25, None, 8, 0.0, True),
        (0.25, 10.0, 1, 449.0, False),
        (0.25, 10.0, 1, 450.0, True),
    ],
)
def test_the_critic_joins_for_the_last_part_of_steps_or_minutes(share, minutes, step, seconds, joins) -> None:
    assert critic_joins(config_of(10, critic_share=share, minutes=minutes), step, seconds) is joins


def test_the_rate_rises_and_is_another_beside_the_critic() -> None:
    config = config_of(**PHASES)
    assert [rate_at(config, step, critic=step > 1) for step in range(4)] == [0.5, 1.0, 0.5, 0.5]


def test_until_it_joins_the_discriminator_is_as_it_was_drawn(tmp_path) -> None:
    events = list(run(tmp_path, config_of(4, **PHASES, checkpoint_seconds=0)))
    assert [event.step for event in events if isinstance(event, CriticJoined)] == [2]
    losses = read_history(tmp_path).losses
    assert {name: len(values) for name, values in losses.items()} == {
        "l1": 4,
        "features": 4,
        "generator": 2,
        "discriminator": 2,
    }
    assert read_history(tmp_path).critic[0] == 2
    assert newest(tmp_path).header["critic_since"] == 2


@pytest.mark.parametrize("pauses", [(1,), (2,), (3,), (1, 2, 3)])
def test_a_pause_in_either_phase_changes_nothing(tmp_path, pauses) -> None:
    config = config_of(4, **PHASES)
    list(run(tmp_path / "straight", config))
    for number, step in enumerate(pauses):
        stop_after(run(tmp_path / "paused", config, resume=number > 0), step)
    list(run(tmp_path / "paused", config, resume=True))
    assert newest(tmp_path / "paused").members == newest(tmp_path / "straight").members
    assert read_history(tmp_path / "paused").losses == read_history(tmp_path / "straight").losses


def test_what_has_been_decided_stays_when_the_budget_grows(tmp_path) -> None:
    """By the clock it would join elsewhere: the step at which it did is saved with the state."""
    stop_after(run(tmp_path, config_of(4, **PHASES)), 3)
    list(run(tmp_path, config_of(40, **PHASES, minutes=0.02), resume=True))
    assert newest(tmp_path).header["critic_since"] == 2
    losses = read_history(tmp_path).losses
    assert len(losses["discriminator"]) == len(losses["l1"]) - 2
