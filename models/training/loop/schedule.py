"""The two phases of a training: first it learns to copy, then the critic joins. Pure; knows no network."""

from __future__ import annotations

from models.training.config import TrainConfig


def critic_joins(config: TrainConfig, step: int, seconds: float) -> bool:
    """Whether the part of the budget has begun in which the critic has its say, by whichever of steps and minutes

    gets there first; a share of 1 is the whole of it, of 0 none.
    """
    if config.critic_part <= 0:
        return False
    alone = 1.0 - config.critic_part
    in_time = config.minutes is not None and seconds >= config.minutes * 60 * alone
    return in_time or step >= config.steps * alone


def rate_at(config: TrainConfig, step: int, *, critic: bool) -> float:
    """The share of the learning rate for the step that follows `step`: rising at first, another beside the critic."""
    rising = min(1.0, (step + 1) / config.warm_up) if config.warm_up else 1.0
    return rising * (config.critic_rate if critic else 1.0)
