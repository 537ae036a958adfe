"""What a training says in words: speed, time left, scores, dates. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.records import Run, RunState, Scores
from models.training.config import SETTINGS, TrainConfig


def seconds_left(config: TrainConfig, step: int, seconds: float, images_per_second: float) -> float | None:
    """Until the steps or the minutes are used up, whichever comes first; None while the speed is unknown."""
    ends = []
    if images_per_second > 0:
        ends.append((config.steps - step) * config.batch_size / images_per_second)
    if config.minutes is not None:
        ends.append(config.minutes * 60 - seconds)
    return max(0.0, min(ends)) if ends else None


def percent_done(config: TrainConfig, step: int, seconds: float) -> int:
    """Of the steps or of the minutes, whichever is further; never 100 while it goes on."""
    timed = seconds / (config.minutes * 60) if config.minutes else 0.0
    return min(99, int(100 * max(timed, step / max(1, config.steps))))


def word_time(seconds: float) -> str:
    """ "40 s", "2.6 min", "1.4 h"."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.1f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def word_budget(minutes: float | None) -> str:
    """ "15 min", "1,440 min", "7.5 min", "until done"."""
    if minutes is None:
        return SETTINGS["minutes"].none
    return f"{minutes:,.0f} min" if minutes == int(minutes) else f"{minutes:,.4g} min"


def word_phases(config: TrainConfig) -> str:
    """ "First learns to copy, 12 min; then the critic joins, 3 min"."""
    if config.critic_part >= 1:
        return "The critic has its say from the first step"
    if config.critic_part <= 0:
        return "Only learns to copy; no critic joins"
    first, then = (_word_part(config, share) for share in (1 - config.critic_part, config.critic_part))
    return f"First learns to copy, {first}; then the critic joins, {then}"


def _word_part(config: TrainConfig, share: float) -> str:
    if config.minutes is not None:
        minutes = config.minutes * share
        return f"{minutes:,.3g} min" if minutes >= 1 else word_time(minutes * 60)
    return f"{config.epochs * share:,.4g} epochs"


def word_moment(seconds: float) -> str:
    """ "40 s", "2 min", "1 h 30"; nothing needs a unit at 0."""
    whole = round(seconds)
    if whole == 0:
        return "0"
    if whole < 3600 and whole % 60:
        minutes, rest = divmod(whole, 60)
        return f"{minutes} min {rest}" if minutes else f"{rest} s"
    hours, minutes = divmod(whole // 60, 60)
    if hours == 0:
        return f"{minutes} min"
    return f"{hours} h" if minutes == 0 else f"{hours} h {minutes:02}"


def word_speed(images_per_second: float, left: float | None) -> str:
    """ "6.9 pictures/s, 2.6 min left"."""
    if images_per_second <= 0:
        return ""
    speed = f"{images_per_second:.1f} pictures/s" if images_per_second < 100 else f"{images_per_second:,.0f} pictures/s"
    return speed if left is None else f"{speed}, {word_time(left)} left"


def word_epochs(config: TrainConfig, images_per_second: float | None) -> str:
    """ "About 28 min for 200 epochs on this computer"; empty while the speed is not known."""
    if not images_per_second:
        return ""
    minutes = max(1.0, config.steps * config.batch_size / images_per_second / 60)
    time = f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} hours"
    return f"About {time} for {config.epochs:,} epochs on this computer"


def word_memory(used: int, total: int) -> str:
    """ "1.2 of 16 GB"; empty where it can't be told."""
    if used <= 0 or total <= 0:
        return ""
    return f"{used / 1e9:.1f} of {total / 1e9:.0f} GB"


def word_scores(scores: Sequence[tuple[int, Scores]]) -> str:
    """ "held out 24.07 dB, best 24.12, colours off by 7.8"; empty before the first score."""
    if not scores:
        return ""
    best = max(score.psnr for _, score in scores)
    last = scores[-1][1]
    colours = f", colours off by {last.ciede2000:.1f}" if last.ciede2000 is not None else ""
    return f"held out {last.psnr:.2f} dB, best {best:.2f}{colours}"


def explain_scores(scores: Sequence[tuple[int, Scores]]) -> str:
    """The tooltip behind it: what the numbers mean, and what doing nothing would give."""
    if not scores:
        return ""
    last = scores[-1][1]
    luma = f"\nWith the photo's own brightness put back: {last.psnr_luma:.2f} dB" if last.psnr_luma is not None else ""
    colours = (
        f"\nIts colours differ from the true ones by {last.ciede2000:.2f} (CIEDE2000, lower is better)"
        if last.ciede2000 is not None
        else ""
    )
    return (
        f"How close the paintings of faces it never learned from come to the true pictures (PSNR, higher is better)."
        f"\nWhat goes in, unpainted, scores {last.psnr_input:.2f} dB.{luma}\nSSIM {last.ssim:.3f}{colours}"
    )


def word_run(run: Run) -> str:
    """ "12 Nov, 9.4 min": when it began and how long it has learned."""
    return ", ".join(part for part in (word_date(run.started), word_time(run.seconds)) if part)


def word_state(run: Run) -> str:
    """The state of a run in one word or two, with its score when it has one."""
    if run.state is RunState.RUNNING:
        return "learning"
    score = "" if run.psnr is None else f"{run.psnr:.1f} dB"
    return {RunState.PAUSED: score or "paused", RunState.FAILED: "failed"}.get(run.state, score or "finished")


def word_date(started: str) -> str:
    """ "12 Nov" of an ISO time; empty when it is none."""
    try:
        moment = datetime.fromisoformat(started)
    except ValueError:
        return ""
    return f"{moment.day} {moment:%b}"


def explain_moment(step: int | None, kept: int | None) -> str:
    """What "Keep this moment" keeps: standing at that step (None: now), the nearest saved one being `kept`."""
    if step is None:
        return "Make an encoder of what it has learned so far; learning goes on"
    if kept is None:
        return "What it had learned by then is not saved any more: only the last three checkpoints and the best are"
    if kept == step:
        return f"Make an encoder of what it had learned by step {kept:,}"
    return f"Make an encoder of step {kept:,}: of the moments that are saved whole (the dots) the nearest to this one"
